"""A failed plan of the cn pack, and the program on it."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import desks
import pytest

from perftui import i18n
from perftui.app import PerftuiApp
from perftui.domain.plans import VersionKind
from perftui.services import people_edits, plan_versions
from perftui.services.people_edits import PersonInput
from perftui.storage.stores import Actor, Label
from perftui.storage.upgrades import open_memory
from screens.hosts import Place

TODAY = date(2026, 11, 23)


def fill(store):
    ids = SimpleNamespace()
    ids.person = people_edits.add_person(store, PersonInput(name="张伟", staff_no="S1"), TODAY).line.id
    with store.write(Label("Made a plan")):
        ids.plan = "plan1"
        dates = {"start_date": "2026-08-01", "end_date": "2026-10-31", "issued_on": "2026-07-30"}
        store.insert("plan", id=ids.plan, person_id=ids.person, kind="pip", pack="cn", title="[/b]Repurchase", state="failed", **dates)
        plan_versions.keep(store, ids.plan, VersionKind.ISSUED, "", date(2026, 7, 30))
        signed = {"version_number": 1, "kind": "signed", "on_date": "2026-07-31", "by_name": "hanna"}
        store.insert("acknowledgement", id="a1", plan_id=ids.plan, **signed)
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
        found = Desk(app, pilot, ids)
        app.go_to(Place("evidences", ids.plan))
        await pilot.pause()
        await pilot.pause()
        yield found
