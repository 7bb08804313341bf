"""Two units that want the same budget, and the program on them at 80 by 24."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from desks import Desk

from perftui import i18n
from perftui.app import PerftuiApp
from perftui.domain.codes import CycleState, GoalState
from perftui.services import cycles, goals, needs, people_edits, resources, units
from perftui.services.people_edits import PersonInput
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_memory

TODAY = date(2026, 11, 23)


def fill(store):
    ids = SimpleNamespace()
    ids.operations, ids.marketing = units.add_unit(store, "运营部").id, units.add_unit(store, "Marketing").id
    ids.li = people_edits.add_person(store, PersonInput(name="Li Na", staff_no="S1", unit_id=ids.operations), TODAY).line.id
    cycle = cycles.add_cycle(store, "2026-Q4", TODAY)
    cycles.change_state(store, cycle.id, cycle.version, CycleState.ACTIVE, TODAY)
    theme = goals.add_goal(store, TODAY, title="Grow", cycle=cycle.id)
    ids.users = goals.add_goal(store, TODAY, title="New [users]", parent=theme, owner_unit=ids.operations)
    ids.leads = goals.add_goal(store, TODAY, title="Cheap leads", parent=theme, owner_unit=ids.marketing)
    goals.equal_weights(store, ids.users)
    for state in (GoalState.PROPOSED, GoalState.AGREED):
        goals.set_state(store, [ids.users, ids.leads], state)
    ids.budget = resources.add_resource(store, name="Budget", unit="CNY", capacity="600")
    for goal, amount in ((ids.users, "350"), (ids.leads, "400")):
        needs.allocate(store, goal, ids.budget, amount)
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
