"""Two units that want the same budget, and the program on them at 80 by 24."""

import asyncio
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from textual._xterm_parser import XTermParser

from perftui import i18n
from perftui.app import PerftuiApp
from perftui.domain.codes import CycleState, GoalState
from perftui.services import cycles, goals, needs, people_edits, resources, units
from perftui.services.people_edits import PersonInput
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_memory
from screens.frames import Frame
from widgets.notices import StatusLine

TODAY = date(2026, 11, 23)
KEYS = {
    **{"ctrl+n": "\x0e", "ctrl+l": "\x0c", "ctrl+z": "\x1a", "ctrl+s": "\x13", "ctrl+g": "\x07", "enter": "\r", "tab": "\t"},
    **{
        "delete": "\x1b[3~",
        "escape": "\x1b[24~",
        "f2": "\x1bOQ",
        "f3": "\x1bOR",
        "f7": "\x1b[18~",
        "f8": "\x1b[19~",
        "down": "\x1b[B",
        "up": "\x1b[A",
    },
}
"""Key to what a terminal sends for it."""


def fill(store):
    ids = SimpleNamespace()
    ids.operations, ids.marketing = units.add_unit(store, "运营部").id, units.add_unit(store, "Marketing").id
    ids.li = people_edits.add_person(store, PersonInput(name="Li Na", staff_no="S1", unit_id=ids.operations), TODAY).line.id
    cycle = cycles.add_cycle(store, "2026-Q4", TODAY)
    cycles.change_state(store, cycle.id, cycle.version, CycleState.ACTIVE, TODAY)
    theme = goals.add_goal(store, TODAY, title="Grow", cycle=cycle.id)
    ids.users = goals.add_goal(store, TODAY, title="New [users]", parent=theme, owner_unit=ids.operations)
    ids.leads = goals.add_goal(store, TODAY, title="Cheap leads", parent=theme, owner_unit=ids.marketing)
    goals.equal_weights(store, ids.users)
    for state in (GoalState.PROPOSED, GoalState.AGREED):
        goals.set_state(store, [ids.users, ids.leads], state)
    ids.budget = resources.add_resource(store, name="Budget", unit="CNY", capacity="600")
    for goal, amount in ((ids.users, "350"), (ids.leads, "400")):
        needs.allocate(store, goal, ids.budget, amount)
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
