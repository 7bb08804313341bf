"""The first start: three questions, then the tour; never again afterwards."""

from datetime import UTC, date, datetime

import pytest

from perftui import i18n
from perftui.app import PerftuiApp
from perftui.services import people_edits, settings
from perftui.services.people_edits import PersonInput
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_memory
from screens.today import TodayScreen
from widgets.dialogs.pickers import Picker
from widgets.dialogs.texts import TextPanel
from widgets.glyphs import ASCII, UNICODE


@pytest.fixture
def store():
    store = open_memory(Actor("hanna"), lambda: datetime(2026, 11, 23, 8, 0, tzinfo=UTC))
    yield store
    i18n.use("en")
    store.close()


async def press(pilot, *keys):
    await pilot.pause()
    await pilot.press(*keys)
    await pilot.app.keys_settled()
    await pilot.pause()


async def test_a_new_user_is_asked_three_things_and_then_shown_the_tour(store):
    app = PerftuiApp(store, greets=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "enter", "enter")
        assert isinstance(app.screen, TextPanel)
        assert settings.settings(store).is_tour_done
        assert app.glyphs is UNICODE
        await press(pilot, "escape")
        assert isinstance(app.screen, TodayScreen)


async def test_the_language_that_is_chosen_is_used_at_once_and_kept(store):
    app = PerftuiApp(store, greets=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "down", "enter")
        assert i18n.language() == "zh"
        assert settings.language(store) == "zh"
        assert isinstance(app.screen, Picker)


async def test_who_cannot_see_the_signs_gets_plain_ones(store):
    app = PerftuiApp(store, greets=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "down", "enter", "enter", "escape")
        assert app.glyphs is ASCII
        assert settings.ascii_only(store)
        assert app.theme == "ansi-dark"


async def test_who_has_data_already_is_not_asked(store):
    people_edits.add_person(store, PersonInput(name="Li Na", staff_no="1"), date(2026, 11, 23))
    app = PerftuiApp(store, greets=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)


async def test_the_questions_come_once(store):
    settings.change(store, "tour", "done")
    app = PerftuiApp(store, greets=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
