"""Finding people: by name, staff number, pinyin and initials, in any order, as of a day."""

import pytest

from perftui.storage import people
from perftui.storage.people import PeopleFilter

TODAY = "2026-03-01"


@pytest.fixture
def team(organisation):
    """Five people of two units; one has left, one is archived, one starts to report to another manager next month."""
    sales, law = organisation.unit("Sales"), organisation.unit("Law")
    ids = {}
    ids["wang"] = organisation.person(
        "王芳", sales, staff_no="E9", pinyin="wang fang", initials="wf", sort_key="wang fang", position="Head"
    )
    ids["li"] = organisation.person(
        *("李娜", sales, ids["wang"]),
        staff_no="E10",
        pinyin="li na",
        initials="ln",
        sort_key="li na",
        hire_date="2025-01-01",
        position="Engineer",
    )
    ids["smith"] = organisation.person("Ann Smith", law, staff_no="E100%", pinyin="ann smith", initials="as", sort_key="ann smith")
    ids["gone"] = organisation.person("Gone", law, staff_no="E11", sort_key="gone", hire_date="2020-01-01", exit_date="2026-02-28")
    ids["old"] = organisation.person("Old", law, staff_no="E12", sort_key="old", is_archived=1)
    return ids


def listed(store, **shown):
    return [row["name"] for row in people.window(store, people.listed(store, PeopleFilter(**shown), TODAY), TODAY)]


def test_current_people_are_listed_by_name(store, team):
    assert listed(store) == ["Ann Smith", "李娜", "王芳"]
    assert listed(store, is_descending=True) == ["王芳", "李娜", "Ann Smith"]


@pytest.mark.parametrize(
    ("presence", "names"),
    [
        ("left", ["Gone"]),
        ("archived", ["Old"]),
        ("all", ["Ann Smith", "Gone", "李娜", "Old", "王芳"]),
        ("current", ["Ann Smith", "李娜", "王芳"]),
    ],
)
def test_who_left_and_who_is_archived_are_lists_of_their_own(store, team, presence, names):
    assert listed(store, presence=presence) == names


def test_somebody_is_there_on_the_last_day(store, organisation):
    organisation.person("Leaving", exit_date=TODAY)
    assert listed(store) == ["Leaving"]


@pytest.mark.parametrize("order", people.ORDERS)
def test_every_order_lists_everybody_once_and_backwards_the_same(store, team, order):
    forth, back = listed(store, order=order, presence="all"), listed(store, order=order, presence="all", is_descending=True)
    assert len(forth) == len(set(forth)) == 5
    assert set(forth) == set(back)


def test_staff_numbers_are_ordered_as_numbers(store, team):
    assert listed(store, order="staff_no", presence="all") == ["王芳", "李娜", "Gone", "Old", "Ann Smith"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        *(
            ("李", ["李娜"]),
            ("lina", ["李娜"]),
            ("Li Na", ["李娜"]),
            ("LN", ["李娜"]),
            ("e10", ["Ann Smith", "李娜"]),
            ("smith", ["Ann Smith"]),
        ),
        *((" ann ", ["Ann Smith"]), ("na", []), ("%", []), ("_", []), ("e100%", ["Ann Smith"]), ("'", []), ("' OR 1=1 --", [])),
    ],
)
def test_a_text_finds_part_of_a_name_and_the_beginning_of_everything_else(store, team, text, names):
    assert listed(store, text=text) == names
    assert sorted(row["name"] for row in people.search(store, text, TODAY, 50)) == sorted(names)


def test_the_filter_by_unit_and_manager_combine(store, team, organisation):
    sales = store.value("SELECT id FROM unit WHERE name = 'Sales'")
    assert listed(store, units=(sales,)) == ["李娜", "王芳"]
    assert listed(store, units=(sales,), manager_id=team["wang"]) == ["李娜"]
    assert listed(store, units=("no such unit",)) == []


def test_an_exact_name_comes_before_a_longer_one(store, organisation):
    organisation.person("Ann Aaron")
    organisation.person("Ann")
    assert [row["name"] for row in people.search(store, "ann", TODAY, 50)] == ["Ann", "Ann Aaron"]
    assert len(people.search(store, "ann", TODAY, 1)) == 1


def test_the_manager_is_the_one_of_that_day(store, organisation):
    first, second, person = organisation.person("First"), organisation.person("Second"), organisation.person("Person")
    organisation.add("reporting", person_id=person, manager_id=first, since="2026-01-01", until="2026-03-01")
    organisation.add("reporting", person_id=person, manager_id=second, since="2026-03-01")
    managers = [people.get(store, person, day)["manager"] for day in ("2025-12-31", "2026-01-01", "2026-02-28", "2026-03-01")]
    assert managers == [None, "First", "First", "Second"]
    assert [row["manager"] for row in people.reporting_of(store, person)] == ["Second", "First"]
    assert people.current_managers(store) == {person: second}


def test_a_window_leaves_out_who_is_gone_and_keeps_the_order(store, team):
    positions = people.listed(store, PeopleFilter(), TODAY)
    assert [row["name"] for row in people.window(store, [positions[2], 999, positions[0]], TODAY)] == ["王芳", "Ann Smith"]
    assert people.position_of(store, team["smith"]) == positions[0]
    assert people.position_of(store, "nobody") is None


def test_people_are_found_by_staff_number_and_by_exact_name(store, team):
    assert people.by_staff_no(store, "E12")["name"] == "Old"
    assert people.by_staff_no(store, "e12") is None
    assert [row["id"] for row in people.by_name(store, "李娜")] == [team["li"]]
    assert people.by_name(store, "Old") == []
    assert people.get(store, "nobody", TODAY) is None


def test_everybody_and_their_number_leave_out_the_archived(store, team):
    assert [row["staff_no"] for row in people.everybody(store, TODAY)] == ["E9", "E10", "E11", "E100%"]
    assert people.count(store) == 4


@pytest.mark.parametrize(("prefix", "highest"), [("E", 12), ("", 7), ("P-", 3), ("X", 0), ("%", 0), ("[", 0)])
def test_the_highest_number_counts_digits_behind_the_prefix_only(store, team, organisation, prefix, highest):
    for staff_no in ("P-3", "P-3b", "PP-9", "7", "E-5"):
        organisation.person("Somebody", staff_no=staff_no)
    assert people.highest_number(store, prefix) == highest


def test_finding_one_person_or_a_screenful_searches_by_index(store, team):
    statements = []
    store.connection.set_trace_callback(statements.append)
    people.window(store, range(1, 65), TODAY)
    people.get(store, team["li"], TODAY)
    people.by_staff_no(store, "E12")
    people.reporting_of(store, team["li"])
    people.position_of(store, team["li"])
    store.connection.set_trace_callback(None)
    plans = [row["detail"] for statement in statements for row in store.rows(f"EXPLAIN QUERY PLAN {statement}")]
    assert len(statements) == 5
    assert [step for step in plans if step.startswith("SCAN") and "json_each" not in step] == []
