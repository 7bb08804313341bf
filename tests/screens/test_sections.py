"""The frame: what every section can do, as somebody at the keyboard meets it."""

from datetime import UTC, date, datetime

import pytest

from perftui import i18n
from perftui.app import PerftuiApp
from perftui.services import measures, meetings, people_edits, settings, units, views
from perftui.services.people_edits import PersonInput
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_memory
from screens.preferences import THEMES
from widgets.dialogs.pickers import Picker
from widgets.dialogs.texts import TextPanel
from widgets.find_bars import FindBar
from widgets.notices import CompactFooter, SectionBar, StatusLine
from widgets.pick_lists import PickList
from widgets.virtual_tables import VirtualTable

TODAY = date(2026, 11, 23)
NAMES = ("张伟", "王芳", "Alice [/b] Wong", "Bob \x1b]52;c;x\x07 Smith")


@pytest.fixture
def store():
    store = open_memory(Actor("hanna"), lambda: datetime(2026, 11, 23, 8, 0, tzinfo=UTC))
    unit = units.add_unit(store, "Sales 销售部")
    for number, name in enumerate(NAMES):
        people_edits.add_person(store, PersonInput(name=name, staff_no=f"E{number}", unit_id=unit.id), TODAY)
    yield store
    i18n.use("en")
    store.close()


@pytest.fixture
async def pilot(store):
    app = PerftuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        yield pilot


async def press(pilot, *keys):
    await pilot.press(*keys)
    await pilot.app.keys_settled()
    await pilot.pause()


def status(pilot):
    return pilot.app.screen.query_one(StatusLine).text


async def test_the_number_keys_go_to_the_sections(pilot):
    for key, section in (("2", "people"), ("3", "goals"), ("1", "today")):
        await press(pilot, key)
        assert section == pilot.app.screen.SECTION


async def test_escape_as_the_very_first_key_stays_on_today(pilot):
    await press(pilot, "escape")
    assert pilot.app.is_running
    assert pilot.app.screen.SECTION == "today"


async def test_going_to_a_section_by_its_letter(pilot):
    await press(pilot, "ctrl+g", "p")
    assert pilot.app.screen.SECTION == "people"


async def test_typed_ahead_keys_reach_the_section_they_were_meant_for(pilot):
    await press(pilot, "2", "f3", "z", "w", "enter")
    table = pilot.app.screen.query_one(VirtualTable)
    assert table.row_count == 1
    assert pilot.app.focused is table


async def test_undo_takes_back_and_redo_does_again(pilot, store):
    for _name in NAMES[1:]:
        await press(pilot, "ctrl+z")
    assert store.value("SELECT count(*) FROM person") == 1
    assert "Undone" in status(pilot)
    await press(pilot, "ctrl+y")
    assert store.value("SELECT count(*) FROM person") == 2


async def test_undo_says_when_there_is_nothing_left(pilot, store):
    for _step in range(len(NAMES) + 1):
        await press(pilot, "ctrl+z")
    assert store.value("SELECT count(*) FROM person") == 0
    await press(pilot, "ctrl+z")
    assert status(pilot) == "There is nothing to undo."


async def test_the_menu_runs_what_is_chosen_by_typing(pilot):
    await press(pilot, "f8", *"go to people", "enter")
    assert pilot.app.screen.SECTION == "people"


async def test_the_palette_finds_a_person_by_initials_and_goes_there(pilot):
    await press(pilot, "ctrl+p", "z", "w")
    assert isinstance(pilot.app.screen, Picker)
    await press(pilot, "enter")
    assert pilot.app.screen.SECTION == "people"
    key = pilot.app.screen.query_one(VirtualTable).cursor_key
    assert pilot.app.store.value("SELECT name FROM person WHERE id = ?", (key,)) == "张伟"


@pytest.mark.parametrize(("query", "section"), [("spring budget", "meetings"), ("complaint rate", "measures")])
async def test_the_palette_goes_to_a_meeting_and_to_a_measure(pilot, query, section):
    meetings.add_meeting(pilot.app.store, kind="resource", title="Spring budget", on="2026-11-20")
    measures.add_measure(pilot.app.store, name="Complaint rate", unit="%")
    await press(pilot, "ctrl+p", *query)
    key = pilot.app.screen.query_one(PickList).current.key
    await press(pilot, "enter")
    assert pilot.app.screen.SCOPES[0] == section
    assert key.endswith(pilot.app.screen.key)


async def test_the_palette_finds_commands_by_pinyin_initials(pilot):
    i18n.use("zh")
    await press(pilot, "ctrl+p", *"undo")
    assert pilot.app.screen.query_one(PickList).current.key == "command:app.undo"


async def test_the_palette_gives_commands_of_other_sections_there(pilot):
    await press(pilot, "1", "ctrl+p", *"import goals")
    assert pilot.app.screen.query_one(PickList).current.note == "Goals"
    await press(pilot, "escape", "ctrl+p", *"add a cycle", "enter")
    assert type(pilot.app.screen).__name__ == "CycleForm"
    assert type(pilot.app.screen_stack[-2]).__name__ == "CyclesScreen"


async def test_names_with_markup_and_control_bytes_are_drawn_as_they_are(pilot):
    await press(pilot, "2")
    await pilot.pause()
    text = pilot.app.export_screenshot()
    assert "[/b]" in text.replace("&#91;", "[")
    assert "\x1b" not in text


async def test_help_opens_over_the_screen_and_closes(pilot):
    await press(pilot, "f1")
    assert isinstance(pilot.app.screen, TextPanel)
    await press(pilot, "escape")
    assert pilot.app.screen.SECTION == "today"


async def test_the_footer_is_never_cut_at_80_columns(pilot):
    for key in ("1", "2", "3"):
        await press(pilot, key)
        footer = pilot.app.screen.query_one(CompactFooter)
        line = footer.render_line(0).text
        shown = footer.fitting(80)
        assert shown[0][1:] == ("F1", "Help")
        assert all(f"{key_name} {word}" in line for _id, key_name, word in shown)


async def test_switching_the_language_changes_what_is_shown_and_is_remembered(pilot, store):
    await press(pilot, "2", "f9")
    assert i18n.language() == "zh"
    assert settings.language(store) == "zh"
    assert i18n.gettext("People") in pilot.app.screen.query_one(SectionBar).render().plain
    await press(pilot, "1")
    assert i18n.gettext("Today") in pilot.app.screen.query_one(SectionBar).render().plain
    await press(pilot, "f9")
    assert i18n.language() == "en"


async def test_a_view_is_saved_opened_and_removed(pilot, store):
    await press(pilot, "2", "f3", "z", "w", "enter", "ctrl+t", *"zws", "enter")
    assert [view.name for view in views.listing(store, "people")] == ["zws"]
    await press(pilot, "escape", "ctrl+t", "enter")
    assert pilot.app.screen.query_one(VirtualTable).row_count == 1


async def test_the_colours_are_changed_and_remembered(pilot, store):
    await press(pilot, "f8", *"colours", "enter", *"light", "enter")
    assert pilot.app.theme == "textual-light"
    assert settings.settings(store).theme == "textual-light"


async def test_escape_in_the_find_line_shows_everything_again(pilot):
    await press(pilot, "2", "slash", "z", "w", "escape")
    assert pilot.app.screen.query_one(VirtualTable).row_count == len(NAMES)
    assert not pilot.app.screen.query_one(FindBar).has_class("-open")


async def test_what_another_process_writes_shows_by_itself(tmp_path):
    from perftui.storage.upgrades import open_store

    path = tmp_path / "shared.db"
    store, other = open_store(path, Actor("hanna"), create=True), open_store(path, Actor("li.na"))
    app = PerftuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "2")
        people_edits.add_person(other, PersonInput(name="新来", staff_no="N1"), TODAY)
        for _attempt in range(50):
            await pilot.pause(0.1)
            if app.screen.query_one(VirtualTable).row_count == 1:
                break
        assert app.screen.query_one(VirtualTable).row_count == 1
    other.close()
    store.close()


async def test_the_file_is_verified_from_the_menu(pilot):
    await press(pilot, "f8", *"verify", "enter")
    assert isinstance(pilot.app.screen, TextPanel)
    await press(pilot, "escape")
    assert "Nothing is wrong" in status(pilot)


async def test_a_backup_is_made_from_the_menu(tmp_path):
    from perftui.services import backups
    from perftui.storage.upgrades import open_store

    store = open_store(tmp_path / "data.db", Actor("hanna"), create=True)
    people_edits.add_person(store, PersonInput(name="新来", staff_no="N1"), TODAY)
    app = PerftuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f8", *"back up now", "enter")
        assert "Backed up" in app.screen.query_one(StatusLine).text
        assert backups.last_backup(store).reason in {"hand", "start"}
    store.close()


async def test_what_was_said_stays_until_the_next_key(pilot):
    await press(pilot, "2", "f5")
    assert status(pilot) == "Read again."
    await press(pilot, "down")
    assert status(pilot).startswith("4 people")


async def test_leaving_in_the_middle_of_a_form_keeps_what_was_typed(pilot, store):
    from perftui.services import drafts

    await press(pilot, "2", "f2", *"X", "ctrl+q")
    kept = drafts.listing(store)
    assert [draft.form for draft in kept] == ["person"]
    assert "X" in kept[0].fields["name"]


async def test_signs_are_chosen_from_the_menu_and_can_be_taken_back(pilot, store):
    from widgets.glyphs import ASCII, UNICODE

    await press(pilot, "f8", *"signs and mouse", "enter", *"plain", "enter")
    assert pilot.app.glyphs is ASCII
    assert settings.settings(store).glyphs == "ascii"
    await press(pilot, "f8", *"signs and mouse", "enter", *"lines", "enter")
    assert pilot.app.glyphs is UNICODE


async def test_the_wide_slash_of_an_input_method_finds_too(pilot):
    await press(pilot, "2", "fullwidth_solidus", "z", "w")
    assert pilot.app.screen.query_one(VirtualTable).row_count == 1


@pytest.mark.parametrize("theme", [name for name, _title in THEMES])
async def test_every_colour_scheme_draws_every_kind_of_screen(pilot, theme):
    pilot.app.wear(theme)
    await press(pilot, "2", "enter", "escape", "f8", "escape", "f1", "escape", "ctrl+n", "escape", "f2", "escape", "3", "1")
    assert pilot.app.theme == theme


async def test_esc_goes_back_to_where_a_record_was_opened_from(pilot):
    assert pilot.app.screen.SECTION == "today"
    await press(pilot, "enter")
    assert pilot.app.screen.SECTION == "people"
    await press(pilot, "escape")
    assert pilot.app.screen.SECTION == "today"


async def test_a_draft_on_today_opens_the_form_with_what_was_typed(pilot, store):
    from perftui.services import drafts
    from screens.person_forms import PersonForm

    drafts.keep(store, "person", "", {"name": "Half Done"})
    await press(pilot, "f5", "home", "enter")
    assert isinstance(pilot.app.screen, PersonForm)
    assert pilot.app.screen.form.values["name"] == "Half Done"


async def test_the_find_line_leaves_the_list_its_room(pilot):
    await press(pilot, "2", "f3", "a")
    assert pilot.app.screen.query_one(FindBar).region.height == 1
    assert pilot.app.screen.query_one(VirtualTable).region.height >= 18


async def test_recent_changes_tell_when_who_and_what_and_what_was_taken_back(pilot, store):
    await press(pilot, "ctrl+z", "f8", *"recent changes", "enter")
    text = pilot.app.screen.query_one("Static").content.plain
    first, second = text.splitlines()[:2]
    assert "hanna  Undone: Added" in first
    assert "hanna  Added" in second
