"""A support team of two with a manager, and a cycle."""

from datetime import date
from types import SimpleNamespace

import pytest

from perftui.domain.codes import CycleState
from perftui.services import assessment_makings, cycles, indicator_cells, people_edits, units
from perftui.services.assessment_views import view
from perftui.services.indicator_cells import Typed
from perftui.services.people_edits import PersonInput

TODAY = date(2026, 11, 23)


@pytest.fixture
def team(store):
    """`ming` and `tom` of Support, who report to `li`, in the cycle 2026-Q4."""
    ids = SimpleNamespace()
    ids.unit = units.add_unit(store, "Support").id

    def add(name, number, manager=""):
        entered = PersonInput(name=name, staff_no=number, unit_id=ids.unit, hire_date=date(2020, 1, 1), manager_id=manager)
        return people_edits.add_person(store, entered, date(2026, 1, 5)).line.id

    ids.li = add("Li Na", "S1")
    ids.ming, ids.tom = add("小明", "S2", ids.li), add("Tom", "S3", ids.li)
    ids.cycle = cycles.add_cycle(store, "2026-Q4", TODAY)
    cycles.change_state(store, ids.cycle.id, ids.cycle.version, CycleState.ACTIVE, TODAY)
    return ids


@pytest.fixture
def sheet(store, team):
    """The support sheet of Ming, as something that is written in by names of columns."""
    return Sheet(store, assessment_makings.make(store, [team.ming], team.cycle.id, "support", TODAY)[0])


class Sheet:
    """An assessment whose cells are written by the number of the indicator."""

    def __init__(self, store, assessment_id):
        self.store, self.id = store, assessment_id

    @property
    def view(self):
        return view(self.store, self.id)

    def __getitem__(self, number):
        return self.view.indicators[number]

    @property
    def version(self):
        return self.view.line.version

    def write(self, number, column, text, reason="", meeting=""):
        indicator_cells.write_cell(self.store, self[number], Typed(column, text, reason, meeting), TODAY)
