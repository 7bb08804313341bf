"""A mentor, a mentee and a unit that provides, and the program on them."""

import asyncio
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from textual._xterm_parser import XTermParser

from perftui import i18n
from perftui.app import PerftuiApp
from perftui.services import people_edits, units
from perftui.services.people_edits import PersonInput
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_memory
from screens.frames import Frame

TODAY = date(2026, 11, 23)
KEYS = {
    **{"ctrl+n": "\x0e", "ctrl+z": "\x1a", "ctrl+s": "\x13", "ctrl+g": "\x07", "enter": "\r", "tab": "\t", "delete": "\x1b[3~"},
    **{"escape": "\x1b[24~", "f2": "\x1bOQ", "f4": "\x1bOS", "f7": "\x1b[18~", "f8": "\x1b[19~", "down": "\x1b[B"},
}
"""Key to what a terminal sends for it."""


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

    @property
    def section(self):
        """The screen below all dialogs."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, Frame))

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
    ids = SimpleNamespace(unit=units.add_unit(store, "Procurement 采购部").id)
    for number, name in enumerate(("Li Na", "Wang Wei", "Tom Klein")):
        given = PersonInput(name=name, staff_no=f"S{number}", unit_id=ids.unit)
        setattr(ids, name.split()[0].lower(), people_edits.add_person(store, given, TODAY).line.id)
    app = PerftuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        yield Desk(app, pilot, ids)
