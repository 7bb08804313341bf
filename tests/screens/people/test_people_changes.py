"""Many people at once: one field of the marked ones, and what is pasted from a spreadsheet."""

from datetime import date

import pytest

from perftui.services import people, people_pastes, undo
from perftui.services.people import PeopleFilter
from widgets.dialogs.change_lists import ChangeList
from widgets.dialogs.previews import Preview, ProblemTable

TODAY = date(2026, 11, 23)


async def test_the_unit_of_marked_people_is_changed_after_a_preview_in_one_step(desk, store):
    await desk.type(" ", " ", "ctrl+r", "unit", "enter", "service", "enter")
    assert isinstance(desk.screen, ChangeList)
    assert "2 people change" in desk.shown
    assert "Bob [/b] Ray E2" in desk.shown
    await desk.type("enter")
    assert [desk.person(name).line.unit for name in ("Ann", "Bob")] == ["Service", "Service"]
    assert "Changed the unit of 2 people. Ctrl+Z" in desk.status
    assert desk.list.marks == frozenset()
    undo.undo(store)
    assert [desk.person(name).line.unit for name in ("Ann", "Bob")] == ["Sales", "East"]


async def test_without_marks_there_is_nothing_to_change(desk):
    await desk.type("ctrl+r")
    assert desk.screen.SECTION == "people"


@pytest.mark.parametrize("keys", [("escape",), ("position", "enter", "escape"), ("position", "enter", "Head", "enter", "n")])
async def test_leaving_anywhere_on_the_way_changes_nothing_and_keeps_the_marks(desk, store, keys):
    label = undo.next_undo(store)
    await desk.type(" ", "ctrl+r", *keys)
    assert desk.screen.SECTION == "people"
    assert undo.next_undo(store) == label
    assert len(desk.list.marks) == 1


async def test_a_date_is_typed_as_people_type_dates(desk):
    await desk.type(" ", " ", "ctrl+r", "hire", "enter", "2020-03-01", "enter", "y")
    assert [desk.person(name).line.hire_date for name in ("Ann", "Bob")] == [date(2020, 3, 1)] * 2


async def test_who_cannot_change_is_said_first_and_stays(desk):
    await desk.type("ctrl+l", "everybody", "enter", " ", " ", " ", " ", " ", "ctrl+r", "hire", "enter", "2026-06-01", "enter")
    assert "1 stays as it is (!)" in desk.shown
    assert "! The exit date" in desk.shown
    await desk.type("enter")
    assert (desk.person("Eve").line.hire_date, desk.person("Ann").line.hire_date) == (None, date(2026, 6, 1))


async def test_a_manager_is_picked_and_nobody_comes_to_report_to_themselves(desk):
    await desk.type(" ", " ", "ctrl+r", "manager", "enter", "ann", "enter")
    assert "Nobody reports to themselves" in desk.shown
    await desk.type("escape", "ctrl+r", "manager", "enter", "enter", "y")
    assert desk.person("Bob").line.manager == ""


async def test_all_having_it_already_is_said(desk):
    await desk.type(" ", "ctrl+r", "position", "enter", "Head", "enter")
    assert "have that already" in desk.status


async def test_a_column_is_pasted_from_the_cursor_down_after_a_preview(desk, store):
    await desk.type("down")
    await desk.paste("Senior clerk\tTop 1\nExpert\n")
    await desk.type("position", "enter")
    assert isinstance(desk.screen, Preview)
    await desk.type("escape")
    await desk.paste("Senior clerk\nExpert [b]\n")
    await desk.type("position", "enter")
    assert "Position: Clerk → Senior clerk" in desk.shown
    await desk.type("enter")
    assert [desk.person(name).line.position for name in ("Bob", "Dee")] == ["Senior clerk", "Expert [b]"]
    assert "Pasted into 2 people" in desk.status
    undo.undo(store)
    assert desk.person("Bob").line.position == "Clerk"


async def test_columns_side_by_side_fill_the_fields_that_follow(desk):
    await desk.paste("Service\tBoss\nSales > East > Desk\tAide\n")
    await desk.type("department", "enter", "enter")
    assert (desk.person("Ann").line.unit, desk.person("Ann").line.position) == ("Service", "Boss")
    assert (desk.person("Bob").line.unit, desk.person("Bob").line.position) == ("Desk", "Aide")


async def test_what_cannot_be_pasted_is_listed_by_row_and_column_and_nothing_changes(desk, store):
    label = undo.next_undo(store)
    await desk.paste("2020-01-01\nsomeday\n\n2020-01-01\n2020-01-01\n")
    await desk.type("hire", "enter")
    lines = desk.screen.query_one(ProblemTable).render().plain
    assert "someday" in lines
    assert "Nobody stands in this row" in lines
    await desk.type("y", "enter")
    assert undo.next_undo(store) == label


async def test_a_table_with_a_header_is_matched_by_number_wherever_it_is_pasted(desk):
    await desk.paste("Staff no\tE-mail\tName\nE3\twf@x.cn\t王芳\nE9\tnew@x.cn\tNew One\n")
    assert "1 new, 1 changed, 0 unchanged" in desk.shown
    await desk.type("enter")
    assert desk.person("王芳").line.email == "wf@x.cn"
    assert desk.person("New One").line.staff_no == "E9"


async def test_too_much_is_for_the_import(desk):
    await desk.paste("x\n" * 5001)
    assert "import that" in desk.status


def listed(store):
    found = people.listing(store, PeopleFilter(order="staff_no"), TODAY)
    return found.window(0, found.count())


def test_an_empty_cell_changes_nothing(store):
    planned = people_pastes.plan_cells(store, listed(store), "position", [("",), ("x",)], TODAY)
    assert [line.name for line in planned.changed] == ["Bob [/b] Ray"]


def test_columns_beyond_the_last_field_are_a_problem(store):
    planned = people_pastes.plan_cells(store, listed(store)[:1], "exit_date", [("2026-12-31", "a@b.c", "more")], TODAY)
    assert [(problem.row, problem.column) for problem in planned.problems] == [(0, "C")]


def test_one_row_of_words_is_no_header():
    assert not people_pastes.has_header([("Name", "Staff no")])
    assert not people_pastes.has_header([("Head",), ("Clerk",)])
    assert people_pastes.has_header([("姓名", "职位"), ("王芳", "专员")])
