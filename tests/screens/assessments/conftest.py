"""A support team of two with a manager, and the program on it at 80 by 24."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from desks import Desk

from perftui import i18n
from perftui.app import PerftuiApp
from perftui.domain.codes import CycleState
from perftui.services import cycles, people_edits, units
from perftui.services.people_edits import PersonInput
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_memory

TODAY = date(2026, 11, 23)


def fill(store):
    ids = SimpleNamespace(unit=units.add_unit(store, "Support").id)

    def add(name, number, manager=""):
        entered = PersonInput(name=name, staff_no=number, unit_id=ids.unit, hire_date=date(2020, 1, 1), manager_id=manager)
        return people_edits.add_person(store, entered, date(2026, 1, 5)).line.id

    ids.li = add("Li Na", "S1")
    ids.ming, ids.tom = add("小明 [b]", "S2", ids.li), add("Tom", "S3", ids.li)
    ids.cycle = cycles.add_cycle(store, "2026-Q4", TODAY)
    cycles.change_state(store, ids.cycle.id, ids.cycle.version, CycleState.ACTIVE, TODAY)
    return ids


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
