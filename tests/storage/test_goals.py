"""Reading goals, key results, check-ins and links one by one."""

import pytest
from organisations import Organisation

from perftui.storage import goals, units
from perftui.storage.stores import Actor, Store


def test_a_goal_comes_with_the_names_of_owner_cycle_and_parent(store, organisation):
    li_na, sales = organisation.person("Li Na"), organisation.unit("Sales")
    top = organisation.goal("Top", owner_unit_id=sales)
    row = goals.get(store, organisation.goal("Win", top, person=li_na))
    assert [row[name] for name in ("title", "owner_person", "owner_unit", "cycle", "parent")] == ["Win", "Li Na", None, "2026", "Top"]
    assert goals.get(store, top)["owner_unit"] == "Sales"
    assert goals.get(store, top)["parent"] is None
    assert goals.get(store, "nothing") is None


def test_a_key_result_comes_with_its_goal(store, organisation):
    goal = organisation.goal("Win")
    row = goals.get_key_result(store, organisation.key_result(goal, "Visits"))
    assert [row[name] for name in ("title", "goal", "goal_id", "state")] == ["Visits", "Win", goal, "active"]


def test_the_next_position_is_behind_the_last_sibling_archived_or_not(store, organisation):
    assert goals.next_position(store, None) == 1
    top = organisation.goal("Top", pos=3)
    organisation.goal("Archived", pos=8, state="archived")
    assert (goals.next_position(store, None), goals.next_position(store, top)) == (9, 1)
    organisation.key_result(top, pos=5)
    assert goals.next_key_result_position(store, top) == 6


def test_a_neighbour_is_the_nearest_sibling_that_is_not_archived(store, organisation):
    top = organisation.goal("Top")
    first, _, third = (organisation.goal(f"{n}", top, pos=n, state="archived" if n == 2 else "active") for n in (1, 2, 3))
    assert goals.neighbour(store, "goal", third, -1)["id"] == first
    assert goals.neighbour(store, "goal", first, 1)["id"] == third
    assert goals.neighbour(store, "goal", first, -1) is None
    one, two = organisation.key_result(top, pos=1), organisation.key_result(top, pos=2)
    assert goals.neighbour(store, "key_result", two, -1)["id"] == one
    assert goals.neighbour(store, "key_result", two, 1) is None
    with pytest.raises(KeyError):
        goals.neighbour(store, "person", one, 1)


def test_goals_at_the_top_are_siblings_too(store, organisation):
    first, second = organisation.goal("First"), organisation.goal("Second")
    assert goals.neighbour(store, "goal", first, 1)["id"] == second


def test_ancestors_come_nearest_first_and_the_subtree_parents_first(store, organisation):
    top = organisation.goal("Top")
    middle = organisation.goal("Middle", top)
    low, other = organisation.goal("Low", middle), organisation.goal("Other", top)
    assert goals.ancestors(store, low) == [middle, top]
    assert goals.ancestors(store, top) == []
    assert [(row["id"], row["distance"]) for row in goals.subtree(store, top)] == [(top, 0), (middle, 1), (other, 1), (low, 2)]


def test_check_ins_come_newest_first_and_say_who_wrote_them(store, organisation):
    key_result = organisation.key_result(organisation.goal("Win"))
    organisation.check_in(key_result, "1", "2026-02-01")
    Organisation(Store(store.connection, Actor("li.na"), None, store.clock)).check_in(key_result, "2", "2026-03-01")
    found = goals.check_ins_of(store, key_result)
    assert [(row["value"], row["actor"]) for row in found] == [("2", "li.na"), ("1", "hanna")]
    assert [row["value"] for row in goals.check_ins_of(store, key_result, 1)] == ["2"]


def test_links_are_seen_from_both_ends(store, organisation):
    one, two = organisation.goal("One"), organisation.goal("Two")
    organisation.add("goal_link", from_goal_id=one, to_goal_id=two, kind="depends")
    assert [(row["other"], row["is_outgoing"]) for row in goals.links_of(store, one)] == [("Two", 1)]
    assert [(row["other"], row["is_outgoing"]) for row in goals.links_of(store, two)] == [("One", 0)]


def test_a_search_for_goals_shows_open_cycles_first(store, organisation):
    closed, active = organisation.cycle("2025", "2025-01-01", "2025-12-31", "closed"), organisation.cycle("2026")
    organisation.goal("Win A", cycle=closed)
    organisation.goal("win B", cycle=active)
    organisation.goal("Win C", cycle=active, state="archived")
    assert [row["title"] for row in goals.search(store, "WIN", 9)] == ["win B", "Win A"]
    assert goals.search(store, "%", 9) == goals.search(store, "' OR 1=1 --", 9) == []


def test_units_come_in_the_order_of_their_tree_with_their_people(store, organisation):
    top = organisation.unit("Company")
    sales = organisation.unit("Sales", top)
    organisation.add("unit", name="Old", parent_id=top, is_archived=1)
    organisation.person("Li Na", sales)
    organisation.person("Gone", sales, is_archived=1)
    organisation.goal("Win", owner_unit_id=sales)
    shown = [(row["path"], row["depth"], row["people"], row["goals"]) for row in units.all_units(store)]
    assert shown == [("Company", 0, 0, 0), ("Company / Sales", 1, 1, 1)]
    assert [row["name"] for row in units.all_units(store, with_archived=True)] == ["Company", "Old", "Sales"]
    assert units.subtree(store, top) == [top, sales, store.value("SELECT id FROM unit WHERE name = 'Old'")]


def test_units_are_found_by_name_anywhere_or_below_one(store, organisation):
    north, south = organisation.unit("North"), organisation.unit("South")
    sales = organisation.unit("Sales", north)
    organisation.unit("Sales", south)
    assert len(units.by_name(store, "Sales")) == 2
    assert [row["id"] for row in units.by_name(store, "Sales", north)] == [sales]
    assert units.get(store, sales)["name"] == "Sales"
    assert units.get(store, "nothing") is None


@pytest.mark.parametrize(
    ("today", "name"), [("2026-02-01", "Q1 2026"), ("2026-05-01", "2026"), ("2027-02-01", "2027"), ("2020-01-01", "2027")]
)
def test_the_running_cycle_is_the_shortest_that_holds_today(store, organisation, today, name):
    organisation.cycle("2026")
    organisation.cycle("Q1 2026", "2026-01-01", "2026-03-31")
    organisation.cycle("Closed", "2026-02-01", "2026-02-02", "closed")
    organisation.cycle("2027", "2027-01-01", "2027-12-31", "planning")
    assert units.running_cycle(store, today)["name"] == name


def test_cycles_come_newest_first_with_their_goals(store, organisation):
    year, next_year = organisation.cycle("2026"), organisation.cycle("2027", "2027-01-01", "2027-12-31")
    organisation.goal("Win", cycle=year)
    organisation.goal("Old", cycle=year, state="archived")
    assert [(row["name"], row["goals"]) for row in units.cycles_with_goals(store)] == [("2027", 0), ("2026", 1)]
    assert units.cycle(store, next_year)["number"] == units.cycle_named(store, "2027")["number"] == 2
