"""Nothing typed is lost and nothing of others is undone, whatever the file, the disk and the others do."""

import asyncio
from datetime import date

import pytest

from perftui.app import PerftuiApp
from perftui.services import drafts, people, people_edits, settings, units
from perftui.services.people import PeopleFilter
from perftui.storage import drivers
from screens.form_screens import FormScreen
from screens.person_forms import PersonForm
from screens.unit_forms import UnitForm
from widgets.dialogs.confirms import Confirm

TODAY = date(2026, 11, 23)


class Held:
    """The write lock, in another session's hands."""

    def __init__(self, store):
        self.store = store

    def __enter__(self):
        self.store.connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, *error):
        self.store.connection.execute("ROLLBACK")


class Full:
    """A disk that takes no more."""

    def __init__(self, store):
        self.store = store

    def __enter__(self):
        pages = self.store.value("PRAGMA page_count")
        self.before = self.store.value("PRAGMA max_page_count")
        self.store.value(f"PRAGMA max_page_count = {pages}")

    def __exit__(self, *error):
        self.store.value(f"PRAGMA max_page_count = {self.before}")


def edit(other, key, **changes):
    line = people.person(other, key, TODAY).line
    people_edits.edit_person(other, key, line.version, TODAY, **changes)


# the disk and the lock


async def test_a_draft_that_cannot_be_kept_is_told_and_kept_at_the_next_field(desk, store, other):
    await desk.open(PersonForm(desk.person("E1").id))
    with Held(other):
        await desk.press("X", "enter")
        assert "Could not keep a draft just now" in desk.hint
    assert drafts.listing(store) == []
    await desk.press("enter")
    assert drafts.listing(store)[0].fields["name"] == "X"


async def test_a_save_on_a_held_lock_is_refused_and_succeeds_afterwards(desk, store, other):
    key = desk.person("E1").id
    store.wait_at_most(0.1)
    await desk.open(PersonForm(key))
    with Held(other):
        await desk.press("X", "ctrl+s")
        assert "Try again yourself" in desk.hint
    await desk.press("ctrl+s")
    assert people.person(store, key, TODAY).line.name == "X"
    assert drafts.listing(store) == []


async def test_the_program_waits_a_short_time_for_a_save_and_less_for_the_rest(desk, store):
    assert store.value("PRAGMA busy_timeout") == drivers.SAVE_PATIENCE * 1000
    with store.write_aside():
        assert store.value("PRAGMA busy_timeout") == drivers.ASIDE_PATIENCE * 1000
    assert store.value("PRAGMA busy_timeout") == drivers.SAVE_PATIENCE * 1000


async def test_opening_and_leaving_on_a_held_lock_ends_nothing(desk, other):
    with Held(other):
        for key in ("2", "enter", "f2", "enter", "escape", "f9"):
            await desk.press(key)
    await desk.press("3")
    assert desk.app.is_running


async def test_a_full_disk_refuses_and_nothing_is_lost(desk, store):
    key = desk.person("E1").id
    await desk.open(PersonForm(key))
    with Full(store):
        desk.screen.form.restore({"position": "long " * 4000})
        await desk.press("enter")
        assert "disk is full" in desk.hint
        await desk.press("ctrl+s")
        assert isinstance(desk.screen, PersonForm)
    await desk.press("ctrl+s")
    assert desk.app.is_running


async def test_a_colour_is_worn_even_if_it_cannot_be_remembered(desk, store, other):
    with Held(other):
        desk.app.wear("ansi-dark")
        await desk.pilot.pause()
        await asyncio.sleep(0)
        await desk.pilot.pause()
        assert "not remembered" in desk.status
    assert desk.app.theme == "ansi-dark"
    assert settings.settings(store).theme == ""


@pytest.mark.parametrize("way", ["handler", "callback", "worker", "timer"])
async def test_what_escapes_from_anywhere_becomes_a_notice(desk, way):
    def fail(*_arguments):
        raise drivers.Locked

    async def fail_later():
        raise drivers.DiskFull

    ways = {
        "handler": lambda: setattr(type(desk.screen), "action_find", fail),
        "callback": lambda: desk.screen.call_next(fail),
        "worker": lambda: desk.screen.run_worker(fail_later()),
        "timer": lambda: desk.screen.set_timer(0.01, fail),
    }
    with pytest.MonkeyPatch.context() as patch:
        if way == "handler":
            patch.setattr(type(desk.screen), "action_find", fail)
            await desk.press("f3")
        else:
            ways[way]()
            await asyncio.sleep(0.05)
            await desk.pilot.pause()
    assert "nothing was changed" in desk.status.lower()
    await desk.press("2")
    assert desk.app.screen.SECTION == "people"


# colleagues


async def test_an_old_draft_does_not_undo_what_a_colleague_saved(desk, store, other):
    key = desk.person("E1").id
    await desk.open(PersonForm(key))
    await desk.press("X", "enter")
    desk.app.screen.dismiss(None)
    await desk.pilot.pause()
    edit(other, key, position="Head")
    await desk.open(PersonForm(key))
    assert (desk.screen.form.values["name"], desk.screen.form.values["position"]) == ("X", "Head")
    assert "li.na" in desk.hint
    await desk.press("ctrl+s")
    line = people.person(store, key, TODAY).line
    assert (line.name, line.position) == ("X", "Head")


async def test_disjoint_changes_are_saved_together(desk, store, other):
    key = desk.person("E1").id
    await desk.open(PersonForm(key))
    edit(other, key, position="Head")
    await desk.press("X", "ctrl+s")
    line = people.person(store, key, TODAY).line
    assert (line.name, line.position) == ("X", "Head")
    assert not isinstance(desk.screen, FormScreen)
    assert "li.na" in desk.status


@pytest.mark.parametrize(("answer", "name"), [("enter", "Mine"), ("t", "Theirs")])
async def test_the_same_field_is_asked_about_with_all_three_values(desk, store, other, answer, name):
    key = desk.person("E1").id
    await desk.open(PersonForm(key))
    edit(other, key, name="Theirs")
    await desk.press(*"Mine", "ctrl+s")
    assert isinstance(desk.screen, Confirm)
    assert all(text in desk.shown for text in ("Before: Ann E1", "Mine: Mine", "Theirs: Theirs", "li.na"))
    await desk.press(answer)
    assert people.person(store, key, TODAY).line.name == name
    assert not isinstance(desk.screen, FormScreen)


async def test_a_manager_that_a_colleague_has_set_stays(desk, store, other):
    key, boss = desk.person("E1").id, desk.person("E2").id
    await desk.open(PersonForm(key))
    edit(other, key, manager_id=boss)
    await desk.press("X", "ctrl+s")
    line = people.person(store, key, TODAY).line
    assert (line.name, line.manager_id) == ("X", boss)


async def test_f5_shows_theirs_and_keeps_what_is_typed(desk, other):
    unit = units.tree(other)[0]
    await desk.open(UnitForm(unit.id))
    await desk.press("X")
    units.edit_unit(other, unit.id, unit.version, "Marketing", "")
    await desk.press("f5", "enter")
    assert desk.screen.form.values["name"] == "X"
    await desk.press("ctrl+s")
    assert [line.name for line in units.tree(other)] == ["X"]


async def test_a_record_that_is_gone_is_told(desk, store, other):
    unit = units.add_unit(other, "Short")
    await desk.open(UnitForm(unit.id))
    units.archive_unit(other, unit.id, unit.version, TODAY)
    await desk.press("X", "ctrl+s")
    assert desk.app.is_running


async def test_what_others_write_while_the_program_ends_disturbs_nothing(store, other):
    app = PerftuiApp(store)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        key = people.listing(store, PeopleFilter(presence="all", text="E1"), TODAY).ids()[0]
    edit(other, key, position="Head")
    app._notice_others()
    assert app.return_code in {0, None}
