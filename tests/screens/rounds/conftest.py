"""A round of 360 feedback that collects answers, and the program on it at 80 by 24."""

import asyncio
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from textual._xterm_parser import XTermParser

from perftui import i18n
from perftui.app import PerftuiApp
from perftui.services import people_edits, round_raters, rounds, units
from perftui.services.people_edits import PersonInput
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_memory
from screens.frames import Frame
from widgets.notices import StatusLine

TODAY = date(2026, 11, 23)
KEYS = {
    **{"ctrl+n": "\x0e", "ctrl+l": "\x0c", "ctrl+z": "\x1a", "ctrl+s": "\x13", "ctrl+g": "\x07", "enter": "\r", "tab": "\t"},
    **{"delete": "\x1b[3~", "escape": "\x1b[24~", "f2": "\x1bOQ", "f7": "\x1b[18~", "f8": "\x1b[19~", "down": "\x1b[B", "up": "\x1b[A"},
}
"""Key to what a terminal sends for it."""


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
        yield Desk(app, pilot, ids)
