"""A failed plan of the cn pack, and the program on it."""

import asyncio
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from textual._xterm_parser import XTermParser

from perftui import i18n
from perftui.app import PerftuiApp
from perftui.domain.plans import VersionKind
from perftui.services import people_edits, plan_versions
from perftui.services.people_edits import PersonInput
from perftui.storage.stores import Actor, Label
from perftui.storage.upgrades import open_memory
from screens.frames import Frame
from screens.hosts import Place
from widgets.notices import StatusLine

TODAY = date(2026, 11, 23)
KEYS = {
    **{"ctrl+n": "\x0e", "ctrl+z": "\x1a", "ctrl+s": "\x13", "enter": "\r", "tab": "\t", "escape": "\x1b[24~"},
    **{"insert": "\x1b[2~", "delete": "\x1b[3~", "f2": "\x1bOQ", "f7": "\x1b[18~", "f8": "\x1b[19~"},
    **{"down": "\x1b[B", "up": "\x1b[A", "right": "\x1b[C"},
}
"""Key to what a terminal sends for it."""


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


class Desk:
    """The program, typed at as a terminal types."""

    def __init__(self, app, pilot, ids):
        self.app, self.pilot, self.store, self.ids = app, pilot, app.store, ids

    async def type(self, *keys):
        """Send keys by their names, and anything else as text, in one burst."""
        for event in XTermParser().feed("".join(KEYS.get(key, key) for key in keys)):
            self.app._driver.process_message(event)
        await asyncio.sleep(0)
        await self.app.keys_settled()
        await self.pilot.pause()

    async def choose(self, words):
        """Choose a command from the menu by its words."""
        await self.type("f8", words, "enter")

    @property
    def section(self):
        """The screen below all dialogs."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, Frame))

    @property
    def table(self):
        return self.section.table

    @property
    def status(self):
        return self.section.query_one(StatusLine).text

    @property
    def shown(self):
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())


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
