"""A support agent, her unit, two cycles, and the record of the requirements."""

from types import SimpleNamespace

import pytest

from perftui.domain.codes import CycleState
from perftui.services import causes, cycles, gaps, people_edits, units
from perftui.services.people_edits import PersonInput


@pytest.fixture
def ids(store, today):
    found = SimpleNamespace()
    found.unit = units.add_unit(store, "Customer service 客服部").id
    found.lin = people_edits.add_person(store, PersonInput(name="林晓", staff_no="S1", unit_id=found.unit), today).line.id
    found.wang = people_edits.add_person(store, PersonInput(name="Wang Fang", staff_no="S2", unit_id=found.unit), today).line.id
    found.q3 = cycles.add_cycle(store, "2026-Q3", today).id
    cycle = cycles.add_cycle(store, "2026-Q4", today)
    found.q4 = cycle.id
    cycles.change_state(store, cycle.id, cycle.version, CycleState.ACTIVE, today)
    return found


@pytest.fixture
def add(store, today, ids):
    """Adds a gap of the agent."""

    def added(dimension="Complaints handled", target="≥95%", actual="88%", **values):
        whose = {} if "unit" in values else {"person": ids.lin}
        return gaps.add_gap(store, today, target=target, actual=actual, dimension=dimension, **(whose | values))

    return added


@pytest.fixture
def record(store, add, ids):
    """The gap of R44 with the causes of R45 and the measures of R46: ids of gap, causes and actions."""
    gap_id = add()
    people = causes.add_cause(store, gap_id, text="New staff share high, little experience", category="people")
    process = causes.add_cause(store, gap_id, text="Complaint categories unclear, slow response", category="process")
    mentoring = causes.add_measure(store, people, title="Mentoring plan", owner=ids.wang, due="2026-12-31")
    guide = causes.add_measure(store, process, title="Guide to classifying complaints", kind="document", due="2026-11-30")
    response = causes.add_measure(store, process, title="Improve the response process")
    return SimpleNamespace(gap=gap_id, causes=(people, process), actions=(mentoring, guide, response))
