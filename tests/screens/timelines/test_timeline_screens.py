"""The timeline on the screen."""

import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "services" / "timelines"))  # for the plans that are written there

from timeline_samples import add_check, write_plan

from perftui import i18n
from perftui.app import PerftuiApp
from perftui.domain.timelines import Zoom
from perftui.services import people_edits, units
from perftui.services.people_edits import PersonInput
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_memory
from screens.hosts import Place
from screens.timelines import TimelinesScreen

TODAY = date(2026, 11, 23)


@pytest.fixture
def store():
    store = open_memory(Actor("hanna"), lambda: datetime(2026, 11, 23, 8, 0, tzinfo=UTC))
    yield store
    i18n.use("en")
    store.close()


@pytest.fixture
def plans(store):
    unit = units.add_unit(store, "Sales").id
    found = []
    for number, name in enumerate(("陈强", "Wang Fang")):
        person = people_edits.add_person(store, PersonInput(name=name, staff_no=f"S{number}", unit_id=unit), TODAY).line.id
        plan = write_plan(store, person, TODAY, begun=60 - number, closed="96")
        add_check(store, plan, TODAY - timedelta(days=20), missed=True)
        add_check(store, plan, TODAY + timedelta(days=15))
        found.append(plan)
    return found


def shown(app):
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def opened(app, pilot):
    await pilot.pause()
    app.go_to(Place("timelines"))
    await pilot.pause()
    await pilot.pause()
    screen = app.screen
    assert isinstance(screen, TimelinesScreen)
    return screen


async def test_tab_goes_from_sign_to_sign_and_says_each_in_words(store, plans):
    app = PerftuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        assert "━" in shown(app)
        assert shown(app).count("×") == 3  # two rows and the legend
        await pilot.press("tab")
        assert "× Monthly check, Tue 3 Nov 2026, 20 days ago: missed" in shown(app)
        await pilot.press("tab", "tab")
        assert "○ Monthly check, Tue 8 Dec 2026, in 15 days: planned" in shown(app)
        await pilot.press("down")
        assert "Wang Fang · Sales · Sales recovery" in shown(app) or await _rested(app, pilot)


async def _rested(app, pilot):
    await pilot.pause(0.3)
    return "Wang Fang · Sales · Sales recovery" in shown(app)


async def test_the_axis_zooms_scrolls_and_comes_back_to_today(store, plans):
    app = PerftuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        await pilot.press("plus")
        assert screen.timeline.axis.zoom is Zoom.WEEK
        await pilot.press("right", "right", "right", "right", "right")
        assert screen.timeline.axis.column(TODAY) is None
        await pilot.press("ctrl+r")
        assert screen.timeline.axis.column(TODAY) is not None
        await pilot.press("minus", "minus", "minus")
        assert screen.timeline.axis.zoom is Zoom.QUARTER


async def test_enter_shows_a_plan_in_full_and_esc_all_of_them_where_they_stood(store, plans):
    app = PerftuiApp(store)
    async with app.run_test(size=(140, 40)) as pilot:
        screen = await opened(app, pilot)
        await pilot.press("down")
        key, axis = screen.key, screen.timeline.axis
        await pilot.press("enter")
        assert screen.plan == key
        assert "Quarterly revenue" in shown(app)
        assert "Next: step “Sales skills”" in shown(app)
        await pilot.press("escape")
        assert (screen.plan, screen.key, screen.timeline.axis) == ("", key, axis)
