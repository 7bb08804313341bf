"""The alignment report and the other reports on the screen: look, go and mend, come back, narrow, order, export."""

from __future__ import annotations

import re
from datetime import date

import pytest
from rich.cells import cell_len

from perftui import i18n
from perftui.app import PerftuiApp
from perftui.domain.conflicts import ConflictReason
from perftui.services import conflict_steps, goals
from perftui.services.goal_moves import move_goal
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_memory
from screens.alignments import AlignmentsScreen
from screens.conflicts import ConflictsScreen
from screens.goals import GoalsScreen
from screens.reports import ReportsScreen
from screens.weights import WeightsScreen

TODAY = date(2026, 11, 23)


def text(cell):
    return getattr(cell, "text", cell)


def column(desk, number):
    """What stands in a column of the report, from top to bottom."""
    table = desk.screen.table
    return [text(table.row_at(index).cells[number]) for index in range(table.row_count)]


async def press(pilot, *keys):
    await pilot.press(*keys)
    await pilot.app.keys_settled()
    await pilot.pause()


def lines(pilot):
    return [strip.text for strip in pilot.app.screen._compositor.render_strips()]


@pytest.fixture
def lone(store, ids):
    return goals.add_goal(store, TODAY, title="[/] Tidy up 整理", cycle=ids.q4, owner_unit=ids.service)


async def test_a_finding_opens_the_goal_where_it_is_mended_and_esc_comes_back_to_it(lone, desk):
    await desk.press("ctrl+g", "a")
    assert isinstance(desk.screen, AlignmentsScreen)
    assert column(desk, 0)[:2] == ["No goal above", "Silo"]
    assert "No goal above 1 · Silo 1 ·" in desk.status
    await desk.press("enter")
    assert isinstance(desk.screen, GoalsScreen)
    assert desk.screen.key == lone
    await desk.press("escape")
    assert isinstance(desk.screen, AlignmentsScreen)
    assert desk.screen.key == f"orphan:{lone}"


async def test_what_was_mended_is_gone_when_one_comes_back(lone, desk, ids):
    await desk.press("ctrl+g", "a", "enter")
    move_goal(desk.store, lone, ids.theme)
    await desk.press("escape")
    assert not {"No goal above", "Silo"} & set(column(desk, 0))


async def test_a_silo_opens_the_goals_of_the_unit(lone, desk):
    await desk.press("ctrl+g", "a", "down", "enter")
    assert isinstance(desk.screen, GoalsScreen)
    assert desk.titles == ["[/] Tidy up 整理"]


async def test_each_kind_of_line_opens_the_place_where_it_is_mended(lone, desk, ids):
    conflict = conflict_steps.record(desk.store, lone, ids.unit, ConflictReason.OPPOSES, "They want the same customers")
    goals.add_goal(desk.store, TODAY, title="Other", cycle=ids.q4, parent=lone, owner_unit=ids.service, weight=9_000)
    twins = [goals.add_key_result(desk.store, lone, title="Twin", operator="at_least", baseline="0", target="9") for _twin in range(2)]
    for kind, screen, keys in (("weights", WeightsScreen, None), ("cross", ConflictsScreen, [conflict]), ("counted", GoalsScreen, twins)):
        await desk.press("ctrl+g", "a", "ctrl+l", *kind, "enter", "enter")
        assert isinstance(desk.screen, screen)
        assert keys is None or desk.screen.key in keys
        await desk.press("escape", "escape")


async def test_the_report_is_narrowed_to_a_kind_and_a_text_and_esc_takes_both_away(lone, desk):
    await desk.press("ctrl+g", "a")
    everything = column(desk, 0)
    await desk.press("ctrl+l", *"silo", "enter")
    assert column(desk, 0) == ["Silo"]
    assert desk.status.startswith(f"1 of {len(everything)} findings · Silo")
    await desk.press("f3", *"xx", "enter")
    assert column(desk, 0) == []
    assert any("No finding matches “xx”" in line for line in desk.lines)
    await desk.press("escape", "escape")
    assert column(desk, 0) == everything


async def test_a_report_is_chosen_ordered_and_opens_the_goals_of_a_row(lone, desk, ids):
    await desk.press("ctrl+g", "r")
    assert isinstance(desk.screen, ReportsScreen)
    assert column(desk, 0) == ["客服部", "Sales", "(no unit)", "Total"]
    await desk.press("right")
    assert column(desk, 0) == ["Sales", "客服部", "(no unit)", "Total"]
    assert column(desk, 1) == ["3", "1", "1", "5"]
    await desk.press("home", "enter")
    assert isinstance(desk.screen, GoalsScreen)
    assert desk.screen.filter().owner_unit == ids.sales
    await desk.press("escape", "f4", *"check person", "enter")
    assert isinstance(desk.screen, ReportsScreen)
    assert column(desk, 0) == ["张伟", "(no person)", "Total"]
    assert desk.status.startswith("Check-in discipline by person · 3 check-ins due so far")


async def test_rows_that_belong_to_nobody_say_so_instead_of_opening_anything(desk):
    await desk.press("ctrl+g", "r", "end", "enter")
    assert isinstance(desk.screen, ReportsScreen)
    assert "These belong to no single unit or person" in desk.status


@pytest.mark.parametrize(("letter", "head"), [("a", "# Alignment"), ("r", "# Coverage by unit")])
async def test_what_is_shown_goes_to_a_file(letter, head, lone, desk, tmp_path):
    await desk.press("ctrl+g", letter)
    await desk.give("alignments.send_out" if letter == "a" else "reports.send_out")
    path = tmp_path / "report.md"
    desk.screen.dismiss(str(path))
    await desk.app.keys_settled()
    await desk.pilot.pause()
    assert path.read_text("utf-8").startswith(head)
    assert "Wrote" in desk.status


async def test_both_sections_are_chinese_whole_lines_and_say_what_to_do_when_there_is_nothing():
    i18n.use("zh")
    app = PerftuiApp(open_memory(Actor("汉娜")))
    async with app.run_test(size=(80, 24)) as pilot:
        for letter, words in (("a", "没有可检查的目标"), ("r", "没有可汇总的目标")):
            await press(pilot, "ctrl+g", letter)
            assert any(words in line for line in lines(pilot))
            for way in ("f8", "ctrl+l", "f1"):
                await press(pilot, way)
                assert {cell_len(line) for line in lines(pilot)} == {80}
                assert not [line for line in lines(pilot) if re.search(r"[a-z]{3,} [a-z]{2,} [a-z]{2,}", line)]
                await press(pilot, "escape")
    i18n.use("en")
