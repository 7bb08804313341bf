"""A small company in memory, the program on it at 80 by 24, and keys as a terminal sends them."""

import asyncio
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from textual._xterm_parser import XTermParser

from perftui import i18n
from perftui.app import PerftuiApp
from perftui.domain.codes import CycleState, GoalState
from perftui.domain.smart import Check
from perftui.services import cycles, goals, people_edits, units
from perftui.services.check_ins import check_in
from perftui.services.people_edits import PersonInput
from perftui.services.smart_checks import answers_text
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_memory, open_store
from widgets.notices import StatusLine
from widgets.virtual_trees import VirtualTree

TODAY = date(2026, 11, 23)
HOSTILE = "[/b] Raise [retention] \x1b]52;c;x\x07"
ACTOR = Actor("hanna")


def clock():
    return datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def fill(store):
    """Theme › goal of Sales › two personal goals with a key result each, and two key results of the goal of Sales."""
    ids = SimpleNamespace()
    ids.sales, ids.service = units.add_unit(store, "Sales").id, units.add_unit(store, "客服部").id
    people = {"zhang": ("张伟", "S1"), "li": ("Li Na", "S2")}
    for key, (name, number) in people.items():
        given = PersonInput(name=name, staff_no=number, unit_id=ids.sales)
        setattr(ids, key, people_edits.add_person(store, given, TODAY).line.id)
    for name in ("2026-Q3", "2026-Q4"):
        line = cycles.add_cycle(store, name, TODAY)
        cycles.change_state(store, line.id, line.version, CycleState.ACTIVE, TODAY)
        setattr(ids, name[-2:].lower(), line.id)
    ids.theme = goals.add_goal(store, TODAY, title="Grow", cycle=ids.q4)
    told = answers_text({Check.MEASURABLE: "CRM"})
    ids.unit = goals.add_goal(store, TODAY, title="Win customers", parent=ids.theme, owner_unit=ids.sales, smart=told)
    ids.first = goals.add_goal(store, TODAY, title=HOSTILE, parent=ids.unit, owner_person=ids.li)
    ids.second = goals.add_goal(store, TODAY, title="客户投诉", parent=ids.unit, owner_person=ids.zhang)
    _measure(store, ids)
    goals.equal_weights(store, ids.new)
    for state in ("proposed", "agreed", "active"):
        goals.set_state(store, [ids.theme, ids.unit, ids.second], GoalState(state))
    check_in(store, ids.new, "10", "0.7", on=date(2026, 11, 16), today=date(2026, 11, 16))
    return ids


def _measure(store, ids):
    """Key results as old as the quarter."""
    store.clock = lambda: datetime(2026, 10, 1, 8, 0, tzinfo=UTC)
    ids.rate = goals.add_key_result(store, ids.first, title="Rate", operator="at_least", baseline="80", target="90", unit="%")
    ids.calls = goals.add_key_result(store, ids.second, title="Calls", operator="at_least", baseline="0", target="200", unit="calls")
    ids.new = goals.add_key_result(store, ids.unit, title="New customers", operator="at_least", baseline="0", target="50", unit="firms")
    ids.old = goals.add_key_result(store, ids.unit, title="Lost customers", operator="at_most", baseline="20", target="10", unit="firms")
    store.clock = clock


class Desk:
    """The program and what a test asks of it."""

    def __init__(self, store, ids, pilot):
        self.store, self.ids, self.pilot, self.app = store, ids, pilot, pilot.app

    async def press(self, *keys):
        await self.pilot.press(*keys)
        await self.app.keys_settled()
        await self.pilot.pause()

    async def burst(self, keys):
        """All bytes at once, as a terminal sends what was typed ahead."""
        for event in XTermParser().feed(keys):
            self.app._driver.process_message(event)
        await asyncio.sleep(0)
        await self.app.keys_settled()
        await self.pilot.pause()

    async def give(self, command_id):
        """Choose a command from the menu."""
        await self.section.give(command_id)
        await self.app.keys_settled()
        await self.pilot.pause()

    async def give_here(self, command_id):
        """The same on the section that is shown, whichever it is."""
        await self.app.screen.give(command_id)
        await self.app.keys_settled()
        await self.pilot.pause()

    async def on(self, key):
        """Put the cursor on a goal or key result."""
        assert self.tree.reveal(key)
        await self.pilot.pause()

    @property
    def screen(self):
        return self.app.screen

    @property
    def tree(self):
        return self.app.screen_stack[-1].query_one(VirtualTree) if self.screen.query(VirtualTree) else self.section.query_one(VirtualTree)

    @property
    def section(self):
        return next(screen for screen in self.app.screen_stack if getattr(screen, "SECTION", "") == "goals")

    @property
    def status(self):
        return self.section.query_one(StatusLine).text

    @property
    def titles(self):
        """The titles that show, indented as they stand."""
        return [text(self.tree.row_at(index).title) for index in range(self.tree.row_count)]

    @property
    def lines(self):
        """What the terminal shows."""
        return [strip.text for strip in self.screen._compositor.render_strips()]

    def goal(self, key):
        return self.store.row("SELECT * FROM goal WHERE id = ?", (key,))

    def key_result(self, key):
        return self.store.row("SELECT * FROM key_result WHERE id = ?", (key,))


def text(cell):
    return getattr(cell, "text", cell)


@pytest.fixture
def store():
    store = open_memory(ACTOR, clock)
    yield store
    i18n.use("en")
    store.close()


@pytest.fixture
def ids(store):
    return fill(store)


@pytest.fixture
def size():
    return (80, 24)


@pytest.fixture
async def desk(store, ids, size):
    app = PerftuiApp(store)
    async with app.run_test(size=size) as pilot:
        desk = Desk(store, ids, pilot)
        await desk.press("3")
        yield desk


@pytest.fixture
def desk_on(tmp_path):
    """The program on a file, started anew at each call; the first call fills the file."""
    path = tmp_path / "data.db"

    class Start:
        ids = None

        async def __aenter__(self):
            self.store = open_store(path, ACTOR, clock=clock, create=True)
            Start.ids = Start.ids or fill(self.store)
            self.running = PerftuiApp(self.store).run_test(size=(80, 24))
            desk = Desk(self.store, Start.ids, await self.running.__aenter__())
            await desk.press("3")
            return desk

        async def __aexit__(self, *error):
            await self.running.__aexit__(*error)
            self.store.close()

    return Start
