"""A support agent with a manager, key results below target, and the program on them."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import desks
import pytest

from perftui import i18n
from perftui.app import PerftuiApp
from perftui.domain.codes import CycleState
from perftui.services import check_ins, cycles, goals, people_edits, units
from perftui.services.people_edits import PersonInput
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_memory

TODAY = date(2026, 11, 23)


def fill(store):
    ids = SimpleNamespace()
    ids.service = units.add_unit(store, "Customer service 客服部").id
    ids.lin = people_edits.add_person(store, PersonInput(name="林晓", staff_no="S1", unit_id=ids.service), TODAY).line.id
    ids.wang = people_edits.add_person(store, PersonInput(name="Wang Fang", staff_no="S2", unit_id=ids.service), TODAY).line.id
    ids.q3 = cycles.add_cycle(store, "2026-Q3", TODAY).id
    cycle = cycles.add_cycle(store, "2026-Q4", TODAY)
    ids.q4 = cycle.id
    cycles.change_state(store, cycle.id, cycle.version, CycleState.ACTIVE, TODAY)
    ids.goal = goals.add_goal(store, TODAY, title="Solve complaints", cycle=cycle.id, owner_person=ids.wang)
    for title, target, value in (("Complaints solved", "95", "88"), ("First contact", "80", "60"), ("Politeness", "90", "93")):
        key = goals.add_key_result(store, ids.goal, title=title, operator="at_least", unit="%", baseline="0", target=target)
        check_ins.check_in(store, key, value, "0.5", on=TODAY, today=TODAY)
    return ids


class Desk(desks.Desk):
    """The program, typed at as a terminal types."""

    @property
    def table(self):
        return self.section.table


@pytest.fixture
def store():
    store = open_memory(Actor("hanna"), lambda: datetime(2026, 11, 23, 8, 0, tzinfo=UTC))
    yield store
    i18n.use("en")
    store.close()


@pytest.fixture
async def desk(store):
    ids = fill(store)
    app = PerftuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        yield Desk(app, pilot, ids)
