"""Nothing typed is lost and nothing of others is undone, whatever the file, the disk and the others do."""

import asyncio
from datetime import UTC, date, datetime

import pytest

from perftui import i18n
from perftui.app import PerftuiApp
from perftui.services import cycles, draft_titles, drafts, goals, people, people_edits, settings, units
from perftui.services.people import PeopleFilter
from perftui.services.people_edits import PersonInput
from perftui.storage import drivers
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_store
from screens.form_screens import FormScreen
from screens.frames import Frame
from screens.goal_forms import GoalForm
from screens.key_result_forms import KeyResultForm
from screens.person_forms import PersonForm
from screens.unit_forms import UnitForm
from widgets.dialogs.confirms import Confirm
from widgets.notices import StatusLine
from widgets.quick_adds import QuickAdd

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


# new records


@pytest.fixture
def two_goals(store):
    cycle = cycles.add_cycle(store, "2026-Q4", TODAY)
    return [goals.add_goal(store, TODAY, title=title, cycle=cycle.id) for title in ("Grow", "Serve")]


async def test_a_key_result_typed_for_one_goal_does_not_appear_under_another(two_goals, desk, store):
    one, another = two_goals
    await desk.open(KeyResultForm(above=one))
    await desk.press(*"Rate", "enter")
    desk.screen.dismiss(None)
    await desk.pilot.pause()
    await desk.open(KeyResultForm(above=another))
    assert "F5" not in desk.hint
    desk.screen.dismiss(None)
    await desk.pilot.pause()
    await desk.open(KeyResultForm(above=one))
    assert "Not saved earlier: “Rate”. F5" in desk.hint
    await desk.press("f5")
    assert desk.screen.form.values["title"] == "Rate"
    assert drafts.place_of(drafts.listing(store)[0].subject) == one


async def test_a_new_form_opens_empty_whatever_was_typed_before_and_loses_none_of_it(desk, store):
    for name in ("Ann Lee", "Bob Ray"):
        await desk.open(PersonForm())
        await desk.press(*name, "enter")
        assert desk.screen.form.values["name"] == name
        desk.screen.dismiss(None)
        await desk.pilot.pause()
    assert [draft.fields["name"] for draft in drafts.below(store, "person")] == ["Bob Ray", "Ann Lee"]
    await desk.open(PersonForm())
    await desk.press("f5")
    assert desk.screen.form.values["name"] == "Bob Ray"
    await desk.press(*"Cy", "ctrl+s")
    assert store.value("SELECT count(*) FROM person WHERE name = 'Cy'") == 1
    assert [draft.fields["name"] for draft in drafts.listing(store)] == ["Ann Lee"]


async def test_the_draft_of_a_record_comes_back_selected_so_that_typing_replaces_it(desk, store):
    await desk.open(PersonForm(desk.person("E1").id))
    await desk.press(*"Ann Lee", "enter")
    desk.screen.dismiss(None)
    await desk.pilot.pause()
    await desk.open(PersonForm(desk.person("E1").id))
    assert desk.screen.form.values["name"] == "Ann Lee"
    await desk.press(*"Bob", "enter")
    assert desk.screen.form.values["name"] == "Bob"


async def test_a_line_left_with_esc_waits_on_today_and_the_next_one_is_empty(two_goals, desk, store):
    one, _another = two_goals
    await desk.press("3", "home", "ctrl+n", *"Dropped", "escape")
    assert "kept on Today: “Dropped”" in desk.status
    await desk.press("down", "ctrl+n", *"zz", "escape", "up", "ctrl+n")
    bar = desk.screen.query_one("#quick-goal", QuickAdd)
    assert bar.text == ""
    await desk.press("f5")
    assert (bar.text, bar.above) == ("Dropped", one)
    await desk.press("escape", "1", "f5", "home")
    titles = [draft_titles.title(store, draft) for draft in drafts.listing(store)]
    assert sorted(titles) == ["New goal: Dropped", "New goal: zz"]
    await desk.press("enter")
    assert (bar.text, bar.above) == ("Dropped", one)
    await desk.press("enter", "escape")
    assert store.value("SELECT parent_id FROM goal WHERE title = 'Dropped'") == one
    assert [draft.fields["line"] for draft in drafts.listing(store)] == ["zz"]


async def test_another_language_goes_on_with_the_line_that_is_being_typed(two_goals, desk, store):
    await desk.press("3", "home", "ctrl+n", *"Half", "f9")
    bar = desk.screen.query_one("#quick-goal", QuickAdd)
    assert (bar.display, bar.text, bar.above) == (True, "Half", two_goals[0])
    await desk.press("f9")
    await desk.press(*" way", "enter")
    assert store.value("SELECT parent_id FROM goal WHERE title = 'Half way'") == two_goals[0]
    assert drafts.listing(store) == []


async def test_a_draft_on_today_opens_for_the_goal_it_was_typed_for_and_can_be_dropped(two_goals, desk, store):
    drafts.keep(store, "goal", drafts.new_subject(store, two_goals[1]), {"title": "Below", "level": "unit"})
    await desk.press("1", "f5", "home", "enter")
    assert (type(desk.screen), desk.screen.above, desk.screen.form.values["title"]) == (GoalForm, two_goals[1], "Below")
    desk.screen.dismiss(None)
    await desk.press("1", "home", "delete", "enter")
    assert drafts.listing(store) == []
    assert "Dropped “New goal: Below”." in desk.status


async def test_going_on_in_the_form_keeps_the_line_until_it_is_saved(two_goals, desk, store):
    drafts.keep(store, "goal", "", {"title": "old", "level": "unit"})
    drafts.keep(store, "goal", drafts.new_subject(store, two_goals[0]), {"title": "", "level": "unit"})
    await desk.press("3", "ctrl+n", *"Answer faster; nobody", "ctrl+n")
    assert isinstance(desk.screen, GoalForm)
    assert desk.screen.form.values["title"] == "Answer faster"
    assert desk.screen.form.is_dirty
    assert "“nobody”" in desk.hint
    await desk.press("escape")
    assert isinstance(desk.screen, Confirm)
    await desk.press("d")
    bar = desk.screen.query_one("#quick-goal", QuickAdd)
    assert bar.text == "Answer faster; nobody"
    await desk.press("ctrl+n")
    desk.screen.form.restore({"level": "theme"})
    await desk.press("ctrl+s")
    assert bar.text == ""
    assert store.value("SELECT count(*) FROM goal WHERE title = 'Answer faster'") == 1


async def test_what_others_write_while_the_program_ends_disturbs_nothing(store, other):
    app = PerftuiApp(store)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        key = people.listing(store, PeopleFilter(presence="all", text="E1"), TODAY).ids()[0]
    edit(other, key, position="Head")
    app._notice_others()
    assert app.return_code in {0, None}
