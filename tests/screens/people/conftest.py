"""A small organisation, and somebody at the keyboard of its roster."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime

import pytest
from textual._xterm_parser import XTermParser

from perftui import i18n
from perftui.app import PerftuiApp
from perftui.services import people, people_edits, units
from perftui.services.people import PeopleFilter
from perftui.services.people_edits import PersonInput
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_memory
from screens.frames import Frame
from widgets.notices import StatusLine
from widgets.virtual_lists import VirtualList

TODAY = date(2026, 11, 23)
KEYS = {
    **{"ctrl+n": "\x0e", "ctrl+r": "\x12", "ctrl+l": "\x0c", "ctrl+z": "\x1a", "ctrl+y": "\x19", "ctrl+s": "\x13", "ctrl+o": "\x0f"},
    **{"ctrl+t": "\x14", "ctrl+g": "\x07", "ctrl+p": "\x10", "enter": "\r", "tab": "\t", "delete": "\x1b[3~", "escape": "\x1b[24~"},
    **{"f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS"},
    **{"f5": "\x1b[15~", "f7": "\x1b[18~", "f8": "\x1b[19~", "f9": "\x1b[20~"},
    **{"down": "\x1b[B", "up": "\x1b[A", "left": "\x1b[D", "right": "\x1b[C", "home": "\x1b[H", "end": "\x1b[F"},
}
"""Key to what a terminal sends for it; Esc as F12, which means the same and is no beginning of another key."""


class Desk:
    """The program on a store, typed at as a terminal types: everything in one burst."""

    def __init__(self, app, pilot):
        self.app, self.pilot, self.store = app, pilot, app.store

    async def type(self, *keys):
        """Send keys by their names, and anything else as text, without a pause."""
        sent = "".join(KEYS.get(key, key) for key in keys)
        for event in XTermParser().feed(sent):
            self.app._driver.process_message(event)
        await asyncio.sleep(0)
        await self.settle()

    async def paste(self, text):
        await self.type(f"\x1b[200~{text}\x1b[201~")

    async def settle(self):
        await self.app.keys_settled()
        await self.pilot.pause()

    @property
    def screen(self):
        return self.app.screen

    @property
    def list(self):
        return self.screen.query_one(VirtualList)

    @property
    def status(self):
        return self.section.query_one(StatusLine).text

    @property
    def section(self):
        """The screen below all dialogs."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, Frame))

    @property
    def shown(self):
        return "\n".join("".join(segment.text for segment in strip) for strip in self.screen._compositor.render_strips())

    def names(self, presence="current"):
        found = people.listing(self.store, PeopleFilter(presence=presence, order="staff_no"), TODAY)
        return [line.name for line in found.window(0, found.count())]

    def person(self, name):
        found = people.listing(self.store, PeopleFilter(presence="all", text=name), TODAY)
        return people.person(self.store, found.ids()[0], TODAY)


@pytest.fixture
def store():
    store = open_memory(Actor("hanna"), lambda: datetime(2026, 11, 23, 8, 0, tzinfo=UTC))
    east = units.find_or_make_path(store, ("Sales", "East"))
    service = units.add_unit(store, "Service").id
    ann = people_edits.add_person(store, PersonInput("Ann Lee", "E1", units.tree(store)[0].id, "Head"), TODAY).line
    people_edits.add_person(store, PersonInput("Bob [/b] Ray", "E2", east, "Clerk", manager_id=ann.id), TODAY)
    people_edits.add_person(store, PersonInput("王芳", "E3", east, "专员", hire_date=date(2020, 1, 1)), TODAY)
    people_edits.add_person(store, PersonInput("Dee \x1b]52;c;x\x07Fox", "E4", service), TODAY)
    people_edits.add_person(store, PersonInput("Eve Gone", "E5", service, exit_date=date(2026, 1, 31)), TODAY)
    yield store
    i18n.use("en")
    store.close()


@pytest.fixture(params=[(80, 24)])
async def desk(store, request):
    app = PerftuiApp(store)
    async with app.run_test(size=request.param) as pilot:
        await pilot.pause()
        desk = Desk(app, pilot)
        await desk.type("2")
        yield desk
