"""A sales plan that runs, with a habit that is counted, on the day of its first check; the program on it at 80 by 24."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from desks import Desk

from perftui import i18n
from perftui.app import PerftuiApp
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_memory

sys.path.append(str(Path(__file__).parents[2] / "services" / "plans"))  # for the helpers there

import sample_plans

TODAY = date(2026, 9, 30)


def fill(store):
    ids = sample_plans.organisation(store)
    ids.plan = sample_plans.write_plan(store, ids)
    habit = {"kind": "habit", "text": "First visits 首次拜访", "recurrence": "workdays", "baseline": "5", "uplift": 2000, "unit": "visits"}
    ids.habit = sample_plans.step(store, ids.plan, owner_person_id=ids.li, due_date="2026-09-23", **habit)
    sample_plans.running(store, ids.plan)
    return ids


@pytest.fixture
def store():
    store = open_memory(Actor("hanna"), lambda: datetime(2026, 9, 30, 8, 0, tzinfo=UTC))
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
