"""A support agent with a manager, key results below target, and the program on them."""

import asyncio
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from textual._xterm_parser import XTermParser

from perftui import i18n
from perftui.app import PerftuiApp
from perftui.domain.codes import CycleState
from perftui.services import check_ins, cycles, goals, people_edits, units
from perftui.services.people_edits import PersonInput
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_memory
from screens.frames import Frame
from widgets.notices import StatusLine

TODAY = date(2026, 11, 23)
KEYS = {
    **{"ctrl+n": "\x0e", "ctrl+l": "\x0c", "ctrl+z": "\x1a", "ctrl+s": "\x13", "ctrl+g": "\x07", "enter": "\r", "tab": "\t"},
    **{"insert": "\x1b[2~", "delete": "\x1b[3~", "escape": "\x1b[24~", "backspace": "\x7f", "shift+tab": "\x1b[Z"},
    **{"f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f8": "\x1b[19~"},
    **{"down": "\x1b[B", "up": "\x1b[A", "left": "\x1b[D", "right": "\x1b[C"},
}
"""Key to what a terminal sends for it."""


def fill(store):
    ids = SimpleNamespace()
    ids.service = units.add_unit(store, "Customer service 客服部").id
    ids.lin = people_edits.add_person(store, PersonInput(name="林晓", staff_no="S1", unit_id=ids.service), TODAY).line.id
    ids.wang = people_edits.add_person(store, PersonInput(name="Wang Fang", staff_no="S2", unit_id=ids.service), TODAY).line.id
    ids.q3 = cycles.add_cycle(store, "2026-Q3", TODAY).id
    cycle = cycles.add_cycle(store, "2026-Q4", TODAY)
    ids.q4 = cycle.id
    cycles.change_state(store, cycle.id, cycle.version, CycleState.ACTIVE, TODAY)
    ids.goal = goals.add_goal(store, TODAY, title="Solve complaints", cycle=cycle.id, owner_person=ids.wang)
    for title, target, value in (("Complaints solved", "95", "88"), ("First contact", "80", "60"), ("Politeness", "90", "93")):
        key = goals.add_key_result(store, ids.goal, title=title, operator="at_least", unit="%", baseline="0", target=target)
        check_ins.check_in(store, key, value, "0.5", on=TODAY, today=TODAY)
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
        yield Desk(app, pilot, ids)
