"""A manager with two people, one of whom has a goal that runs."""

from datetime import date
from types import SimpleNamespace

import pytest

from perftui.domain.codes import CycleState
from perftui.services import cycles, people_edits, undo, units
from perftui.services.people_edits import PersonInput
from perftui.services.reporting_lines import report_to
from perftui.storage.stores import Label

TODAY = date(2026, 11, 23)


@pytest.fixture
def team(store, records):
    ids = SimpleNamespace()
    ids.sales = units.add_unit(store, "Sales").id
    ids.finance = units.add_unit(store, "Finance").id

    def person(name, number):
        given = PersonInput(name=name, staff_no=number, unit_id=ids.sales, hire_date=date(2020, 1, 1))
        return people_edits.add_person(store, given, TODAY).line.id

    ids.boss, ids.li, ids.wang = person("Guo Yi", "S1"), person("Li Na", "S2"), person("王芳", "S3")
    with store.write(Label("Reporting")):
        for each in (ids.li, ids.wang):
            report_to(store, each, ids.boss, date(2020, 1, 1))
    ids.cycle = cycles.add_cycle(store, "2026-Q4", TODAY)
    cycles.change_state(store, ids.cycle.id, ids.cycle.version, CycleState.ACTIVE, TODAY)
    ids.goal = records.goal("Visits", ids.cycle, level="person", owner_person_id=ids.li)
    ids.result = records.key_result(ids.goal, "Visits a day", target="6", unit="visits")
    records.check_in(ids.result, date(2026, 11, 20), "4")
    return ids


@pytest.fixture
def undone(store):
    """Do something in one step, take it back, and do it again; the tables are what they were each time."""
    names = ("talk", "cadence", "action", "action_unit", "bottleneck", "worksheet")

    def read():
        return {name: [{**dict(row), "version": 0} for row in store.rows(f"SELECT * FROM {name} ORDER BY id")] for name in names}

    def check(action):
        before = read()
        result = action()
        after = read()
        assert after != before
        assert undo.undo(store)
        assert read() == before
        assert undo.redo(store)
        assert read() == after
        return result

    return check
