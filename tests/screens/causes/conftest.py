"""A gap with a cause and a measure, and the program on it at 80 by 24."""

import asyncio
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from textual._xterm_parser import XTermParser

from perftui import i18n
from perftui.app import PerftuiApp
from perftui.services import causes, gaps, units
from perftui.services.gap_views import gap_view
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_memory
from screens.frames import Frame
from screens.hosts import Place
from widgets.notices import StatusLine

TODAY = date(2026, 11, 23)
KEYS = {
    **{"ctrl+n": "\x0e", "ctrl+z": "\x1a", "ctrl+s": "\x13", "ctrl+r": "\x12", "enter": "\r"},
    **{"delete": "\x1b[3~", "insert": "\x1b[2~", "escape": "\x1b[24~", "f2": "\x1bOQ", "f4": "\x1bOS", "f7": "\x1b[18~"},
    **{"f8": "\x1b[19~", "down": "\x1b[B", "up": "\x1b[A"},
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

    async def choose(self, words):
        """Choose a command from the menu by its words."""
        await self.type("f8", words, "enter")

    async def go(self, section, key):
        """Show a record in a section."""
        self.app.go_to(Place(section, key))
        await self.pilot.pause()

    @property
    def section(self):
        """The screen below all dialogs."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, Frame))

    @property
    def status(self):
        return self.section.query_one(StatusLine).text

    @property
    def causes(self):
        """Text of each cause of the gap to the cause."""
        return {line.text: line for line in gap_view(self.store, self.ids.gap).causes}

    @property
    def shown(self):
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())


@pytest.fixture
async def desk():
    store = open_memory(Actor("hanna"), lambda: datetime(2026, 11, 23, 8, 0, tzinfo=UTC))
    service = units.add_unit(store, "Service 客服部").id
    ids = SimpleNamespace(gap=gaps.add_gap(store, TODAY, target="≥95%", actual="88%", dimension="Complaints [all]", unit=service))
    ids.slow = causes.add_cause(store, ids.gap, text="Slow answers", category="process")
    causes.add_measure(store, ids.slow, title="Write the guide")
    app = PerftuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        desk = Desk(app, pilot, ids)
        await desk.go("gap_causes", ids.gap)
        yield desk
    i18n.use("en")
    store.close()
