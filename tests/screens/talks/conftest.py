"""A manager with two people, and the program on them at 80 by 24."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from desks import Desk

from perftui import i18n
from perftui.app import PerftuiApp
from perftui.services import people_edits, units
from perftui.services.people_edits import PersonInput
from perftui.services.reporting_lines import report_to
from perftui.storage.stores import Actor, Label
from perftui.storage.upgrades import open_memory

TODAY = date(2026, 11, 23)


def fill(store):
    ids = SimpleNamespace(sales=units.add_unit(store, "Sales").id)

    def person(name, number):
        return people_edits.add_person(store, PersonInput(name=name, staff_no=number, unit_id=ids.sales), TODAY).line.id

    ids.boss, ids.li, ids.wang = person("Guo Yi", "S1"), person("Li [b]Na", "S2"), person("王芳", "S3")
    with store.write(Label("Reporting")):
        for each in (ids.li, ids.wang):
            report_to(store, each, ids.boss, date(2020, 1, 1))
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
