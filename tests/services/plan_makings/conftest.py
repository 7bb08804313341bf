"""A salesman with his manager, a mentor, and the gap of R54: revenue below target, with two causes and their measures."""

from types import SimpleNamespace

import pytest

from perftui.domain.codes import CycleState
from perftui.services import builtin_measures, causes, cycles, gaps, people_edits, units
from perftui.services.people_edits import PersonInput
from perftui.storage import measures


@pytest.fixture
def ids(store, today):
    found = SimpleNamespace()
    found.unit = units.add_unit(store, "Sales 销售部").id

    def add(name, number, manager=""):
        entered = PersonInput(name=name, staff_no=number, unit_id=found.unit, manager_id=manager)
        return people_edits.add_person(store, entered, today).line.id

    found.boss = add("Li Na", "S1")
    found.chen = add("陈强", "S2", found.boss)
    found.mentor = add("Wang Fang", "S3", found.boss)
    cycle = cycles.add_cycle(store, "2026-Q4", today)
    cycles.change_state(store, cycle.id, cycle.version, CycleState.ACTIVE, today)
    found.cycle = cycle.id
    return found


@pytest.fixture
def sales_gap(store, today, ids):
    """The gap with a confirmed root cause that has two measures, and a second cause that is only a candidate."""
    builtin_measures.add_missing(store)
    measure = measures.coded(store, "sales_revenue")["id"]
    origin = {"measure_id": measure}
    gap = gaps.add_gap(
        store, today, target="≥120 k", actual="78", dimension="Quarterly revenue", person=ids.chen, origin=origin, cycle=ids.cycle
    )
    root = causes.add_cause(store, gap, text="Too few first visits", category="people")
    other = causes.add_cause(store, gap, text="Customer records are scattered", category="tools", state="candidate")
    ride = causes.add_measure(store, root, title="Ride along with Wang Fang", owner=ids.mentor, due="2026-12-15", role="mentor")
    plan = causes.add_measure(store, root, title="Plan the week's visits", owner=ids.chen, recurrence="weekly:mon")
    return SimpleNamespace(gap=gap, root=root, other=other, ride=ride, plan=plan)
