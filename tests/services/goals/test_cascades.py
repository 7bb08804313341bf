from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from perftui.domain.cascades import Division, UnknownPlaceholder
from perftui.domain.codes import GoalKind, GoalState
from perftui.services import goals, undo
from perftui.services.cascade_offers import ALL, BELOW, OWN, REPORTS, NoMoreGoals, NotHandedDown, offer
from perftui.services.cascade_writers import NobodyChosen, ShareImpossible, hand_down
from perftui.services.cascades import CascadeTerms, Chosen, plan, targets
from perftui.storage.stores import Gone, Label

pytestmark = pytest.mark.usefixtures("anything_may_be_proposed")

EVERYBODY = CascadeTerms(ALL)


@pytest.fixture
def crew(store, company):
    """Seven in Sales and East below it, who report to Li Na; nobody else."""
    with store.write(Label("crew")):
        store.insert("unit", id="u-east", name="East", parent_id=company.sales)
        for number in range(7):
            person = f"p-{number}"
            unit = company.sales if number < 3 else "u-east"
            store.insert("person", id=person, staff_no=f"E{number}", name=f"Person {number}", sort_key=f"p{number}", unit_id=unit)
            store.insert("reporting", id=f"r-{number}", person_id=person, manager_id=company.li, since="2026-01-01")
    return [f"p-{number}" for number in range(7)]


@pytest.fixture
def handed(store, tree, crew):
    """The goal of Sales with an amount, a percentage and a limit."""
    place = tree.unit
    add = lambda **values: goals.add_key_result(store, place, **values)  # noqa: E731
    add(title="Customers", operator="at_least", baseline="0", target="120", unit="customers", weight=3_000)
    add(title="Repeat", operator="at_least", baseline="40", target="50", unit="%", weight=1_000)
    add(title="Answer", operator="at_most", baseline="5", target="2", unit="days", weight=1_000)
    return place


def made(store, title):
    return store.rows("SELECT * FROM goal WHERE title = ? ORDER BY pos", (title,))


def results(store, goal_id):
    return {row["title"]: row for row in store.rows("SELECT * FROM key_result WHERE goal_id = ? ORDER BY pos", (goal_id,))}


def test_everybody_of_the_unit_and_below_gets_a_draft_below_the_goal(store, company, handed, crew, today, undone):
    planned = plan(store, handed, EVERYBODY, today)
    assert undone(lambda: hand_down(store, planned, Chosen())) == 7
    found = [row for row in made(store, "Win customers") if row["parent_id"] == handed]
    assert {row["owner_person_id"] for row in found} == set(crew)
    assert {(row["level"], row["state"], row["cycle_id"]) for row in found} == {("person", "draft", company.quarter)}
    assert undo.undo(store).label.values["n"] == 7
    assert not [row for row in made(store, "Win customers") if row["parent_id"] == handed]


def test_amounts_are_divided_and_all_else_stays_the_same(store, handed, today):
    hand_down(store, plan(store, handed, EVERYBODY, today), Chosen())
    each = [results(store, row["id"]) for row in made(store, "Win customers") if row["parent_id"] == handed]
    assert sorted(int(found["Customers"]["target"]) for found in each) == [17, 17, 17, 17, 17, 17, 18]
    assert {(found["Repeat"]["target"], found["Repeat"]["baseline"]) for found in each} == {("50", "40")}
    assert {found["Answer"]["target"] for found in each} == {"2"}
    assert all(sum(row["weight"] for row in found.values()) == 10_000 for found in each)


def test_the_new_ones_share_the_weight_in_equal_parts(store, handed, today):
    hand_down(store, plan(store, handed, replace(EVERYBODY, together=5_000), today), Chosen())
    weights = [row["weight"] for row in made(store, "Win customers") if row["parent_id"] == handed]
    assert sorted(weights) == [714] * 5 + [715] * 2


def test_titles_kind_and_due_date_are_those_asked_for(store, handed, today):
    terms = CascadeTerms(OWN, "{goal} – {name} ({unit})", GoalKind.DEVELOPMENT, date(2026, 12, 15))
    assert hand_down(store, plan(store, handed, terms, today), Chosen()) == 3
    goal = made(store, "Win customers – Person 1 (Sales)")[0]
    assert (goal["kind"], goal["due_date"]) == ("development", "2026-12-15")
    assert {row["due_date"] for row in results(store, goal["id"]).values()} == {"2026-12-15"}


def test_a_key_result_can_stay_above(store, handed, today):
    found = {row.title: row.id for row in offer(store, handed, today).key_results}
    terms = replace(EVERYBODY, divisions={found["Answer"]: Division.NONE, found["Customers"]: Division.EQUAL})
    planned = plan(store, handed, terms, today)
    shares = targets(planned, Chosen())
    assert sum(share for (_to, result), share in shares.items() if result == found["Customers"]) == 120
    hand_down(store, planned, Chosen())
    goal = next(row for row in made(store, "Win customers") if row["parent_id"] == handed)
    assert list(results(store, goal["id"])) == ["Customers", "Repeat"]


def test_parts_and_targets_that_were_typed_hold(store, handed, crew, today):
    customers = offer(store, handed, today).key_results[0].id
    planned = plan(store, handed, replace(EVERYBODY, divisions={customers: Division.WEIGHTED}), today)
    left_out = frozenset(crew[2:])
    shares = targets(planned, Chosen(left_out, {crew[0]: 3}, {(crew[1], customers): Decimal(25)}))
    assert {to: share for (to, result), share in shares.items() if result == customers} == {crew[0]: 90, crew[1]: 25}


def test_a_baseline_keeps_its_proportion_and_a_share_of_nothing_is_left_out(store, tree, crew, today):
    goals.add_key_result(store, tree.unit, title="Users", operator="at_least", baseline="8000", target="16000")
    goals.add_key_result(store, tree.unit, title="Contracts", operator="at_least", baseline="0", target="3")
    hand_down(store, plan(store, tree.unit, EVERYBODY, today), Chosen())
    each = [results(store, row["id"]) for row in made(store, "Win customers") if row["parent_id"] == tree.unit]
    assert all(Decimal(found["Users"]["baseline"]) * 2 == pytest.approx(Decimal(found["Users"]["target"])) for found in each)
    assert sum("Contracts" in found for found in each) == 3


def test_who_has_such_a_goal_is_named_and_left_out(store, handed, crew, today):
    first = plan(store, handed, EVERYBODY, today)
    hand_down(store, first, Chosen(left_out=frozenset(crew[1:])))
    again = plan(store, handed, EVERYBODY, today)
    assert [row.to.name for row in again.rows if row.already] == ["Person 0"]
    assert hand_down(store, again, Chosen()) == 6
    with pytest.raises(NobodyChosen):
        hand_down(store, plan(store, handed, EVERYBODY, today), Chosen())


def test_the_audiences_of_a_unit_goal(store, company, handed, today):
    found = offer(store, handed, today)
    assert [audience.code for audience in found.audiences] == [ALL, OWN, REPORTS + company.li, BELOW]
    assert found.audiences[0].label == "The unit and all below (7)"
    assert len(plan(store, handed, CascadeTerms(REPORTS + company.li), today).rows) == 7
    assert [row.to.name for row in plan(store, handed, CascadeTerms(BELOW), today).rows] == ["East"]


def test_a_theme_goes_to_the_units_by_their_heads(store, company, tree, crew, today):
    goals.add_key_result(store, tree.theme, title="Revenue", operator="at_least", baseline="0", target="70")
    planned = plan(store, tree.theme, CascadeTerms(ALL), today)
    assert [(row.to.name, row.to.heads, bool(row.already)) for row in planned.rows] == [
        ("客户服务部", 0, False),
        ("Sales", 3, True),
        ("East", 4, False),
    ]
    assert hand_down(store, planned, Chosen()) == 2
    assert [(row["level"], row["owner_unit_id"]) for row in made(store, "Grow")[1:]] == [("unit", company.service), ("unit", "u-east")]


def test_a_theme_of_the_year_is_handed_down_into_the_cycle_that_runs(store, company, tree, crew, today):
    theme = goals.add_goal(store, today, title="Year", cycle=company.year)
    offered = offer(store, theme, today)
    assert (offered.cycle, offered.weight, offered.audiences[0].code) == (company.quarter, 10_000, BELOW)
    assert hand_down(store, plan(store, theme, CascadeTerms(BELOW), today), Chosen()) == 2
    assert hand_down(store, plan(store, theme, CascadeTerms(BELOW, cycle=company.year), today), Chosen()) == 2
    cycles = [(row["cycle_id"], row["weight"]) for row in made(store, "Year") if row["parent_id"] == theme]
    assert sorted(cycles) == [(company.quarter, 5_000)] * 2 + [(company.year, 5_000)] * 2


def test_where_nothing_is_left_the_new_ones_are_offered_what_equal_weights_would_give(store, tree, crew, today):
    offered = offer(store, tree.unit, today)
    assert (offered.beside, offered.audiences[0].heads, offered.weight) == (20_000, 7, 7_700)
    assert offer(store, tree.theme, today).beside == 10_000


@pytest.mark.parametrize(("place", "error"), [("first", NotHandedDown), ("gone", Gone)])
def test_a_personal_goal_is_not_handed_down(store, tree, crew, today, place, error):
    with pytest.raises(error):
        offer(store, getattr(tree, place, place), today)


def test_what_is_over_is_not_handed_down(store, tree, crew, today):
    goals.equal_weights(store, tree.first)
    for state in (GoalState.PROPOSED, GoalState.AGREED, GoalState.ACTIVE, GoalState.SCORED):
        goals.set_state(store, [tree.unit], state)
    with pytest.raises(NoMoreGoals):
        offer(store, tree.unit, today)


def test_braces_that_mean_nothing_are_refused(store, handed, today):
    with pytest.raises(UnknownPlaceholder):
        plan(store, handed, CascadeTerms(ALL, "{who}"), today)


def test_a_target_that_cannot_be_measured_names_who_would_get_it(store, handed, crew, today):
    result = offer(store, handed, today).key_results[1].id
    with pytest.raises(ShareImpossible, match="Person 3, “Repeat”"):
        hand_down(store, plan(store, handed, EVERYBODY, today), Chosen(targets={("p-3", result): Decimal(40)}))
    assert not [row for row in made(store, "Win customers") if row["parent_id"] == handed]
