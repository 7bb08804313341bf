"""A manager with two people, and the program on them at 80 by 24."""

import asyncio
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from textual._xterm_parser import XTermParser

from perftui import i18n
from perftui.app import PerftuiApp
from perftui.services import people_edits, units
from perftui.services.people_edits import PersonInput
from perftui.services.reporting_lines import report_to
from perftui.storage.stores import Actor, Label
from perftui.storage.upgrades import open_memory
from screens.frames import Frame
from widgets.notices import StatusLine

TODAY = date(2026, 11, 23)
KEYS = {
    **{"ctrl+n": "\x0e", "ctrl+z": "\x1a", "ctrl+s": "\x13", "ctrl+g": "\x07", "enter": "\r", "tab": "\t", "escape": "\x1b[24~"},
    **{"f2": "\x1bOQ", "f4": "\x1bOS", "f7": "\x1b[18~", "f8": "\x1b[19~", "down": "\x1b[B", "delete": "\x1b[3~"},
}
"""Key to what a terminal sends for it."""


def fill(store):
    ids = SimpleNamespace(sales=units.add_unit(store, "Sales").id)

    def person(name, number):
        return people_edits.add_person(store, PersonInput(name=name, staff_no=number, unit_id=ids.sales), TODAY).line.id

    ids.boss, ids.li, ids.wang = person("Guo Yi", "S1"), person("Li [b]Na", "S2"), person("王芳", "S3")
    with store.write(Label("Reporting")):
        for each in (ids.li, ids.wang):
            report_to(store, each, ids.boss, date(2020, 1, 1))
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
    def status(self):
        section = next(screen for screen in self.app.screen_stack if isinstance(screen, Frame))
        return section.query_one(StatusLine).text

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
        yield Desk(app, pilot, ids)
