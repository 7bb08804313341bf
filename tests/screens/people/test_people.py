"""The roster at the keyboard: adding, editing, archiving, finding one's way."""

from datetime import date

import pytest
from textual.widgets import Input

from perftui import i18n
from perftui.services import drafts, undo, views
from perftui.services.cycles import add_cycle
from perftui.services.goals import add_goal
from screens.people_rows import columns
from screens.person_forms import PersonForm
from widgets.detail_panes import DetailPane
from widgets.dialogs.confirms import Confirm
from widgets.pick_lists import PickList
from widgets.quick_adds import PreviewLine
from widgets.virtual_tables import VirtualTable

TODAY = date(2026, 11, 23)
WIDE = pytest.mark.parametrize("desk", [(140, 40)], indirect=True)


def order(desk):
    return [desk.list.row_at(index).line.name for index in range(desk.list.row_count)]


async def test_a_person_is_added_in_one_burst_and_another_after(desk):
    await desk.type("ctrl+n", "Alice; Sales", "enter", "Carl;East;Clerk;t>ann", "enter")
    assert desk.names()[-2:] == ["Alice", "Carl"]
    carl = desk.person("Carl")
    assert (carl.line.unit, carl.line.position, carl.line.hire_date, carl.line.manager) == ("East", "Clerk", TODAY, "Ann Lee")
    assert desk.list.cursor_key == carl.line.id
    assert "Carl, E7" in desk.screen.query_one(PreviewLine).render().plain
    await desk.type("escape", "ctrl+z", "ctrl+z")
    assert "Alice" not in desk.names()
    assert desk.app.focused is desk.list


async def test_what_cannot_be_understood_is_said_and_stays_typed(desk):
    await desk.type("ctrl+n", "Zoe; Nowhere", "enter")
    assert "Zoe" not in desk.names()
    assert "There is no unit “Nowhere”" in desk.screen.query_one(PreviewLine).render().plain
    assert desk.screen.bar.text == "Zoe; Nowhere"


async def test_the_preview_names_somebody_of_the_same_name(desk):
    await desk.type("ctrl+n", "王芳")
    assert "E3" in desk.screen.query_one(PreviewLine).render().plain


@pytest.mark.parametrize("key", ["ctrl+n", "f2"])
async def test_the_line_goes_on_as_a_form_with_what_was_typed(desk, key):
    await desk.type("ctrl+n", "Zoe; East; Clerk > ann", key)
    assert isinstance(desk.screen, PersonForm)
    assert {name: desk.screen.form.values[name] for name in ("name", "position")} == {"name": "Zoe", "position": "Clerk"}
    await desk.type("ctrl+s")
    zoe = desk.person("Zoe").line
    assert (zoe.unit, zoe.manager) == ("East", "Ann Lee")
    assert not desk.screen.bar.display
    assert desk.screen.bar.text == ""


async def test_leaving_the_form_keeps_the_line(desk):
    await desk.type("ctrl+n", "Zoe; East", "ctrl+n", "escape", "d")
    assert desk.screen.bar.text == "Zoe; East"
    assert "Zoe" not in desk.names()


async def test_a_person_is_changed_in_the_form_and_undone(desk):
    await desk.type("f2", "end", " Smith", "ctrl+s")
    assert desk.names()[0] == "Ann Lee Smith"
    assert "Changed Ann Lee Smith" in desk.status
    await desk.type("ctrl+z")
    assert desk.names()[0] == "Ann Lee"


async def test_a_staff_number_that_somebody_has_is_refused_and_the_form_stays(desk, store):
    await desk.type("f2", "tab", "E2", "ctrl+s")
    assert isinstance(desk.screen, PersonForm)
    assert "Staff number E2 belongs to Bob" in desk.shown
    assert drafts.restore(store, "person", desk.person("Ann").line.id).fields["staff_no"] == "E2"


async def test_one_person_is_archived_at_once_and_named(desk):
    await desk.type("down", "delete")
    assert desk.names() == ["Ann Lee", "王芳", "Dee ]52;c;xFox"]
    assert "Archived Bob [/b] Ray" in desk.status
    await desk.type("ctrl+z")
    assert "Bob [/b] Ray" in desk.names()


async def test_several_are_archived_after_a_question_with_their_names_in_one_step(desk, store):
    await desk.type(" ", " ", "delete")
    assert isinstance(desk.screen, Confirm)
    assert "Archive 2 people?" in desk.shown
    assert "Bob [/b] Ray" in desk.shown
    await desk.type("enter")
    assert len(desk.names()) == 2
    assert desk.list.marks == frozenset()
    assert "Archived 2 people" in desk.status
    undo.undo(store)
    assert len(desk.names()) == 4


async def test_a_no_archives_nobody_and_keeps_the_marks(desk):
    await desk.type(" ", " ", "delete", "n")
    assert len(desk.names()) == 4
    assert len(desk.list.marks) == 2


async def test_who_is_archived_can_be_found_and_brought_back(desk):
    await desk.type("delete", "ctrl+l", "is archived", "enter")
    assert order(desk) == ["Ann Lee"]
    assert "Who is archived" in desk.status
    await desk.type("f8", "bring back", "enter")
    assert "Ann Lee" in desk.names()
    await desk.type("escape")
    assert len(order(desk)) == 4


async def test_the_list_is_filtered_by_a_unit_with_all_below_and_esc_takes_that_away(desk):
    await desk.type("ctrl+l", "sales", "enter")
    assert order(desk) == ["Ann Lee", "Bob [/b] Ray", "王芳"]
    assert desk.status == "3 people · Sales"
    await desk.type("ctrl+l", "ann", "enter")
    assert order(desk) == ["Bob [/b] Ray"]
    assert desk.status == "1 person · Sales · who reports to Ann Lee"
    await desk.type("escape")
    assert desk.status == "4 people"


async def test_choosing_a_filter_again_takes_it_away(desk):
    await desk.type("ctrl+l", "has left", "enter")
    assert order(desk) == ["Eve Gone"]
    await desk.type("ctrl+l", "has left", "enter")
    assert len(order(desk)) == 4


async def test_an_empty_list_says_why_and_which_key_helps(desk):
    await desk.type("f3", "zzz", "enter")
    assert "Nobody matches “zzz”" in desk.shown
    await desk.type("escape", "ctrl+l", "is archived", "enter")
    assert "Esc takes it away" in desk.shown


async def test_the_menu_says_first_how_many_marked_rows_it_would_change(desk):
    await desk.type(" ", " ", "f8")
    assert desk.screen.query_one(PickList).current.title == "Change 2 rows…"


async def test_marks_outlast_a_filter(desk):
    await desk.type(" ", "ctrl+l", "service", "enter")
    assert desk.status == "1 person, 1 marked · Service"
    await desk.type("delete")
    assert "Ann Lee" not in desk.names()


async def test_the_order_is_chosen_by_key_or_click_and_turned_round(desk):
    await desk.type("f8", "sort", "enter", "staff", "enter")
    assert order(desk)[0] == "Ann Lee"
    await desk.type("f8", "sort", "enter", "staff", "enter")
    assert order(desk)[0] == "Dee ]52;c;xFox"
    assert "▼" in desk.shown.splitlines()[1]
    await desk.pilot.click(VirtualTable, offset=(4, 0))
    await desk.settle()
    assert order(desk) == ["Ann Lee", "Bob [/b] Ray", "Dee ]52;c;xFox", "王芳"]


async def test_a_view_is_saved_and_shown_again(desk, store):
    await desk.type("ctrl+l", "sales", "enter", "f3", "b", "enter", "ctrl+t", "mine", "down", "enter")
    assert [view.name for view in views.listing(store, "people")] == ["mine"]
    await desk.type("escape", "escape")
    assert desk.status == "4 people"
    await desk.type("ctrl+t", "mine", "enter")
    assert order(desk) == ["Bob [/b] Ray"]
    assert desk.screen.shown.units


async def test_ctrl_o_jumps_to_a_person_in_view(desk):
    await desk.type("ctrl+o", "c")
    assert order(desk)[desk.list.cursor] == "Dee ]52;c;xFox"


async def test_from_a_person_to_their_goals_units_and_cycles(desk, store):
    cycle = add_cycle(store, "2026-Q4", TODAY)
    ann = desk.person("Ann").line
    add_goal(store, TODAY, title="Grow", cycle=cycle.id, owner_person=ann.id)
    await desk.type("f8", "goals of this", "enter")
    assert (desk.screen.SECTION, desk.screen.shown.owner_person) == ("goals", ann.id)
    for title, section in (("units", "UnitsScreen"), ("cycles", "CyclesScreen")):
        await desk.type("2", "f8", title, "enter")
        assert type(desk.screen).__name__ == section


@WIDE
async def test_the_details_show_goals_with_their_status_and_on_request_the_history(desk, store):
    cycle = add_cycle(store, "2026-Q4", TODAY)
    add_goal(store, TODAY, title="Grow [b]", cycle=cycle.id, owner_person=desk.person("Ann").line.id)
    await desk.type("down", "up", "f5")
    text = desk.screen.query_one(DetailPane).content.plain
    assert "Grow [b]" in text
    assert "No data" in text
    assert "History" not in text
    await desk.type("f8", "history", "down", "enter")
    assert "added" in desk.screen.query_one(DetailPane).content.plain


async def test_hostile_names_are_text_everywhere(desk):
    await desk.type("end", "enter")
    assert "王芳" in desk.shown
    await desk.type("escape", "up", "enter")
    assert "Dee ]52;c;xFox" in desk.shown
    await desk.type("escape", "home", "down", "enter")
    assert "Bob [/b] Ray" in desk.shown
    assert "\x1b" not in desk.shown


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_the_columns_that_matter_stand_at_80_cells(desk, language):
    if language == "zh":
        await desk.type("f9")
    head = desk.shown.splitlines()[1]
    i18n.use(language)
    assert [column.key for column in columns() if column.title in head] == ["name", "staff_no", "unit", "position", "manager"]


async def test_every_command_of_people_is_in_the_menu(desk):
    await desk.type("f8")
    lines = [line for line in desk.screen.query_one(PickList)._lines if not isinstance(line, str)]
    assert {"people.change", "people.bring_in", "people.send_out", "people.bring_back"} <= {line.key for line in lines}
    await desk.type("escape", "f3", "x")
    assert desk.app.focused is desk.screen.query_one("FindBar Input", Input)


async def test_the_mark_of_somebody_who_was_taken_back_goes_with_them(desk):
    await desk.type("ctrl+n", "Zoe New", "enter", "escape", " ")
    assert len(desk.list.marks) == 1
    await desk.type("ctrl+z")
    assert desk.list.marks == frozenset()
    assert "marked" not in desk.section.summary()


async def test_the_marks_of_people_stay_while_a_search_hides_them(desk):
    await desk.type(" ", " ")
    await desk.type("/", "wang")
    assert desk.list.row_count == 1
    assert len(desk.list.marks) == 2
