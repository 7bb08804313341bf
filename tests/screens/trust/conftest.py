"""The program on a file, a colleague on the same file, and what a test asks of the screen."""

from datetime import UTC, date, datetime

import pytest

from perftui import i18n
from perftui.app import PerftuiApp
from perftui.services import cycles, goals, people, people_edits, units
from perftui.services.people import PeopleFilter
from perftui.services.people_edits import PersonInput
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_store
from screens.frames import Frame
from widgets.notices import StatusLine

TODAY = date(2026, 11, 23)


def clock():
    return datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


class Desk:
    def __init__(self, store, pilot):
        self.store, self.pilot, self.app = store, pilot, pilot.app

    async def press(self, *keys):
        for key in keys:
            await self.pilot.press(key)
        await self.app.keys_settled()
        await self.pilot.pause()

    async def open(self, form):
        self.app.push_screen(form)
        await self.app.keys_settled()
        await self.pilot.pause()

    @property
    def screen(self):
        return self.app.screen

    @property
    def status(self):
        return next(screen for screen in self.app.screen_stack if isinstance(screen, Frame)).query_one(StatusLine).text

    @property
    def hint(self):
        return str(self.screen.query_one("#hint").render())

    @property
    def shown(self):
        return "\n".join(strip.text for strip in self.screen._compositor.render_strips())

    def person(self, number):
        found = people.listing(self.store, PeopleFilter(presence="all", text=number), TODAY)
        return people.person(self.store, found.ids()[0], TODAY).line


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data.db"


@pytest.fixture
def store(path):
    store = open_store(path, Actor("hanna"), create=True, clock=clock)
    unit = units.add_unit(store, "Sales").id
    for number in ("E1", "E2"):
        people_edits.add_person(store, PersonInput(f"Ann {number}", number, unit, "Clerk"), TODAY)
    yield store
    i18n.use("en")
    store.close()


@pytest.fixture
def other(path, store):
    """A colleague's session on the same file."""
    other = open_store(path, Actor("li.na"), clock=clock)
    yield other
    other.close()


@pytest.fixture
async def desk(store):
    app = PerftuiApp(store)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        yield Desk(store, pilot)
    assert app.return_code in {0, None}


@pytest.fixture
def two_goals(store):
    cycle = cycles.add_cycle(store, "2026-Q4", TODAY)
    return [goals.add_goal(store, TODAY, title=title, cycle=cycle.id) for title in ("Grow", "Serve")]
