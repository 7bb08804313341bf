"""A mentor, a mentee and a unit that provides, and the program on them."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from desks import Desk

from perftui import i18n
from perftui.app import PerftuiApp
from perftui.services import people_edits, units
from perftui.services.people_edits import PersonInput
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_memory

TODAY = date(2026, 11, 23)


@pytest.fixture
def store():
    store = open_memory(Actor("hanna"), lambda: datetime(2026, 11, 23, 8, 0, tzinfo=UTC))
    yield store
    i18n.use("en")
    store.close()


@pytest.fixture
async def desk(store):
    ids = SimpleNamespace(unit=units.add_unit(store, "Procurement 采购部").id)
    for number, name in enumerate(("Li Na", "Wang Wei", "Tom Klein")):
        given = PersonInput(name=name, staff_no=f"S{number}", unit_id=ids.unit)
        setattr(ids, name.split()[0].lower(), people_edits.add_person(store, given, TODAY).line.id)
    app = PerftuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        yield Desk(app, pilot, ids)
