"""A round of 360 feedback that collects answers, and the program on it at 80 by 24."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from desks import Desk

from perftui import i18n
from perftui.app import PerftuiApp
from perftui.services import people_edits, round_raters, rounds, units
from perftui.services.people_edits import PersonInput
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_memory

TODAY = date(2026, 11, 23)


def fill(store):
    ids = SimpleNamespace(unit=units.add_unit(store, "Sales").id)

    def add(number, name, manager=""):
        person = PersonInput(name=name, staff_no=f"S{number}", unit_id=ids.unit, manager_id=manager)
        return people_edits.add_person(store, person, TODAY).line.id

    ids.boss = add(1, "Zhang [Wei]")
    ids.team = [add(10 + n, f"Member {n}", ids.boss) for n in range(4)]
    ids.round = rounds.add_round(store, title="Autumn [360]", questionnaire="sales", due="2026-12-11")
    round_raters.add_subjects(store, ids.round, ids.team[:1])
    (ids.subject,) = [line.id for line in rounds.subjects(store, ids.round)]
    round_raters.add_proposed(store, ids.round, round_raters.propose(store, ids.round, [ids.subject], None, TODAY))
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
