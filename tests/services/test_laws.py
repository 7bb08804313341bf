"""What holds whatever people do, in whatever order."""

from contextlib import suppress
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.domain.reporting_lines import check_intervals, reporting_cycles
from perftui.errors import PerftuiError
from perftui.services.people import person
from perftui.services.people_changes import change_many
from perftui.services.people_edits import PersonInput, add_person, archive_person, edit_person
from perftui.services.undo import redo, undo
from perftui.services.units import add_unit, edit_unit, tree, unit
from perftui.storage import people, verifies
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_memory

TODAY = date(2026, 11, 23)
who = st.integers(0, 4)
moves = st.lists(st.tuples(who, st.none() | who, st.integers(0, 6)), max_size=12)


def company():
    store = open_memory(Actor("li.na"))
    return store, [add_person(store, PersonInput(name), TODAY).line.id for name in "ABCDE"]


@settings(max_examples=60, deadline=None)
@given(moves)
def test_reporting_lines_never_overlap_and_never_go_in_circles(changes):
    store, ids = company()
    for place, manager, days in changes:
        with suppress(PerftuiError):
            manager_id = "" if manager is None else ids[manager]
            edit_person(store, ids[place], 1, TODAY, TODAY + timedelta(days=days), manager_id=manager_id)
    for person_id in ids:
        lines = person(store, person_id, TODAY).reporting
        check_intervals(lines)
        assert sum(line.until is None for line in lines) <= 1
    assert reporting_cycles(people.current_managers(store)) == []
    store.close()


def version_of(store, person_id):
    return person(store, person_id, TODAY).line.version


actions = st.one_of(
    st.tuples(st.just("edit"), who, st.sampled_from(["Clerk", "Head", ""])),
    st.tuples(st.just("manager"), who, who),
    st.tuples(st.just("archive"), who, st.none()),
    st.tuples(st.just("many"), st.none(), st.sampled_from(["Clerk", "Boss"])),
    st.tuples(st.just("unit"), st.integers(0, 3), st.integers(0, 3)),
)


def act(store, ids, action):
    kind, place, what = action
    if kind == "edit":
        edit_person(store, ids[place], version_of(store, ids[place]), TODAY, position=what)
    elif kind == "manager":
        edit_person(store, ids[place], version_of(store, ids[place]), TODAY, manager_id=ids[what])
    elif kind == "archive":
        archive_person(store, ids[place], version_of(store, ids[place]), TODAY)
    elif kind == "many":
        change_many(store, ids, "position", what, TODAY)
    else:
        units = [line.id for line in tree(store)]
        if place < len(units):
            line = unit(store, units[place])
            edit_unit(store, line.id, line.version, line.name, units[what] if what < len(units) else "")
        else:
            add_unit(store, f"Unit {place}", units[what] if what < len(units) else "")


def content(store):
    tables = ("person", "unit", "reporting")
    versionless = {name: [dict(row) for row in store.rows(f"SELECT * FROM {name} ORDER BY id")] for name in tables}
    return {name: [{key: value for key, value in row.items() if key != "version"} for row in rows] for name, rows in versionless.items()}


@settings(max_examples=40, deadline=None)
@given(st.lists(actions, max_size=10))
def test_everything_can_be_taken_back_and_done_again(wanted):
    store, ids = company()
    states = [content(store)]
    for action in wanted:
        with suppress(PerftuiError):
            act(store, ids, action)
        if content(store) != states[-1]:
            states.append(content(store))
    for before in reversed(states[:-1]):
        assert undo(store) is not None
        assert content(store) == before
    for after in states[1:]:
        assert redo(store) is not None
        assert content(store) == after
    assert verifies.verify(store, deep=True).is_sound
    store.close()
