"""A sales plan that runs, with a habit that is counted, on the day of its first check; the program on it at 80 by 24."""

import asyncio
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from textual._xterm_parser import XTermParser

from perftui import i18n
from perftui.app import PerftuiApp
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_memory
from screens.frames import Frame
from widgets.notices import StatusLine

sys.path.append(str(Path(__file__).parents[2] / "services" / "plans"))  # for the helpers there

import sample_plans

TODAY = date(2026, 9, 30)
KEYS = {
    **{"ctrl+n": "\x0e", "ctrl+l": "\x0c", "ctrl+z": "\x1a", "ctrl+s": "\x13", "ctrl+r": "\x12", "enter": "\r", "tab": "\t"},
    **{"escape": "\x1b[24~", "f2": "\x1bOQ", "f7": "\x1b[18~", "f8": "\x1b[19~", "down": "\x1b[B", "up": "\x1b[A"},
    **{"left": "\x1b[D", "right": "\x1b[C", "insert": "\x1b[2~"},
}
"""Key to what a terminal sends for it."""


def fill(store):
    ids = sample_plans.organisation(store)
    ids.plan = sample_plans.write_plan(store, ids)
    habit = {"kind": "habit", "text": "First visits 首次拜访", "recurrence": "workdays", "baseline": "5", "uplift": 2000, "unit": "visits"}
    ids.habit = sample_plans.step(store, ids.plan, owner_person_id=ids.li, due_date="2026-09-23", **habit)
    sample_plans.running(store, ids.plan)
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
    store = open_memory(Actor("hanna"), lambda: datetime(2026, 9, 30, 8, 0, tzinfo=UTC))
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
