from datetime import date

import pytest

from perftui.domain.dates import BadDate
from perftui.i18n import say
from perftui.services.people import PeopleFilter, listing, person, person_line
from perftui.services.people_changes import NotForMany, change_many, preview_change
from perftui.services.people_edits import PersonInput, add_person
from perftui.services.undo import undo
from perftui.services.units import add_unit, archive_unit
from perftui.storage.stores import Gone


@pytest.fixture
def people(store, today):
    """A chain: the first reports to nobody, each other to the one before."""
    ids = []
    for name in ("Ann", "Ben", "Cai"):
        boss = ids[-1] if ids else ""
        ids.append(add_person(store, PersonInput(name, position="Clerk", manager_id=boss, since=date(2026, 1, 1)), today).line.id)
    return ids


def test_a_preview_shows_old_and_new_and_changes_nothing(store, people, today):
    unit = add_unit(store, "Sales")
    preview = preview_change(store, people, "unit_id", unit.id, today)
    assert [(line.name, line.old, line.new, line.refusal) for line in preview.lines] == [
        ("Ann", "", "Sales", None),
        ("Ben", "", "Sales", None),
        ("Cai", "", "Sales", None),
    ]
    assert (preview.changed, preview.refused, preview.unchanged) == (3, 0, 0)
    assert person_line(store, people[0], today).unit == ""


def test_a_bulk_change_is_one_step(store, people, today):
    change_many(store, people, "position", "Head", today)
    assert {line.position for line in listing(store, PeopleFilter(), today).window(0, 9)} == {"Head"}
    assert say(undo(store).label) == "Changed the position of 3 people"
    assert {line.position for line in listing(store, PeopleFilter(), today).window(0, 9)} == {"Clerk"}


def test_who_has_the_value_already_is_no_change(store, people, today):
    preview = change_many(store, people, "position", "Clerk", today)
    assert (preview.lines, preview.unchanged) == ((), 3)
    assert say(undo(store).label) == "Added Cai"


def test_a_manager_is_given_to_all_but_those_above(store, people, today):
    preview = preview_change(store, people, "manager_id", people[1], today)
    assert {line.name: line.refusal and say(line.refusal) for line in preview.lines} == {
        "Ann": "That would go in a circle: Ann → Ben → Ann.",
        "Ben": "Nobody reports to themselves: choose another manager.",
    }
    assert preview.unchanged == 1
    done = change_many(store, people, "manager_id", people[0], today)
    assert (done.changed, done.refused) == (1, 1)
    assert [line.manager for line in person(store, people[2], today).reporting] == ["Ann", "Ben"]
    assert say(undo(store).label) == "Changed Cai"


def test_a_date_that_is_impossible_for_one_is_refused_for_that_one(store, today):
    ids = [add_person(store, PersonInput(f"P{year}", hire_date=date(year, 1, 1)), today).line.id for year in (2020, 2026)]
    done = change_many(store, ids, "exit_date", date(2025, 1, 1), today)
    assert [(line.name, line.refusal is None) for line in done.lines] == [("P2020", True), ("P2026", False)]
    assert [person_line(store, one, today).exit_date for one in ids] == [date(2025, 1, 1), None]


def test_a_date_may_be_given_as_it_is_typed(store, people, today):
    assert {line.new for line in change_many(store, people, "exit_date", "eom", today).lines} == {"2026-11-30"}
    with pytest.raises(BadDate):
        preview_change(store, people, "exit_date", "soon", today)


def test_many_are_archived_at_once(store, people, today):
    change_many(store, people[:2], "is_archived", True, today)
    assert listing(store, PeopleFilter(), today).ids() == people[2:]


def test_a_value_can_be_taken_away_from_all(store, people, today):
    change_many(store, people, "manager_id", "", today)
    assert {person_line(store, one, today).manager for one in people} == {""}
    change_many(store, people, "unit_id", None, today)


def test_only_some_fields_are_for_many(store, people, today):
    with pytest.raises(NotForMany):
        preview_change(store, people, "staff_no", "1", today)
    with pytest.raises(Gone):
        preview_change(store, people, "unit_id", "nothing", today)
    with pytest.raises(Gone):
        change_many(store, people, "manager_id", "nobody", today)


def test_an_archived_unit_takes_nobody(store, people, today):
    unit = add_unit(store, "Sales")
    archive_unit(store, unit.id, unit.version, today)
    with pytest.raises(Exception, match="archived"):
        change_many(store, people, "unit_id", unit.id, today)


def test_people_who_are_gone_are_passed_over(store, people, today):
    assert change_many(store, ["nobody", people[0], people[0]], "position", "Head", today).changed == 1
