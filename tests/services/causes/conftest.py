"""A gap of a unit and one of a person, in the running quarter."""

from types import SimpleNamespace

import pytest

from perftui.domain.codes import CycleState
from perftui.services import cycles, gaps, people_edits, units
from perftui.services.gap_views import gap_view
from perftui.services.people_edits import PersonInput


@pytest.fixture
def ids(store, today):
    found = SimpleNamespace()
    found.service = units.add_unit(store, "Service 客服部").id
    found.team = units.add_unit(store, "Night team", found.service).id
    found.li = people_edits.add_person(store, PersonInput(name="Li Na", staff_no="S1", unit_id=found.team), today).line.id
    cycle = cycles.add_cycle(store, "2026-Q4", today)
    cycles.change_state(store, cycle.id, cycle.version, CycleState.ACTIVE, today)
    found.cycle = cycle.id
    found.gap = gaps.add_gap(store, today, target="≥95%", actual="88%", dimension="Complaints handled", unit=found.service)
    found.own = gaps.add_gap(store, today, target="<= 2 days", actual="5", dimension="Answer time", person=found.li)
    return found


@pytest.fixture
def lines(store, ids):
    """Reads the causes of the gap by their texts."""
    return lambda: {line.text: line for line in gap_view(store, ids.gap).causes}
