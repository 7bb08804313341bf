"""The calibration screen: cells are changed where they stand, rows are signed together."""

from decimal import Decimal

import pytest
from rich.cells import cell_len

from perftui import i18n
from perftui.services import calibration_lists
from perftui.services.calibration_lists import CalibrationFilter
from screens.calibration_rows import columns
from widgets.dialogs.values import ValuePrompt


@pytest.fixture
async def table(desk, ids):
    """The calibration of the personal goals, with the cursor on the first."""
    await desk.press("ctrl+g", "b")
    desk.app.screen.apply(CalibrationFilter(desk.app.screen.filter.cycle, "person"))
    await desk.pilot.pause()
    return desk.app.screen.table


def screen_text(desk):
    return "\n".join(desk.lines)


async def test_the_goals_of_a_level_stand_side_by_side_and_the_columns_fit_on_80(desk, ids):
    await desk.press("ctrl+g", "b")
    assert desk.lines[1].split() == ["Goal", "Owner", "Weight", "Chall.", "Feas.", "Base", "Target", "Last", "/", "best", "!"]
    row = next(one for one in desk.lines if "Win customers" in one)
    assert row.split()[-6:] == ["–", "–", "0", "≥50", "firms", "–"]
    assert "1 goal · Unit goal · 2026-Q4" in screen_text(desk)


async def test_enter_rates_a_cell_and_goes_down_and_a_wrong_rating_stays_in_the_editor(desk, store, ids, table):
    await desk.press("right", "right", "right", "enter", "9", "enter")
    assert "“9” is no rating: write 1 to 5, or nothing." in screen_text(desk)
    await desk.press("4", "enter")
    first, second = (table.key_at(index) for index in range(2))
    assert desk.goal(first)["challenge"] == 4
    assert table.cursor_key == second
    await desk.press("ctrl+z")
    assert desk.goal(first)["challenge"] is None


async def test_a_digit_on_a_rating_or_a_weight_begins_to_write_in_place_of_what_stands_there(desk, store, ids, table):
    table.move_to_key(ids.first)
    await desk.press("right", "right", "5", "5", "enter")
    assert desk.goal(ids.first)["weight"] == 5500
    table.move_to_key(ids.first)
    await desk.press("right", "3", "enter")
    assert desk.goal(ids.first)["challenge"] == 3
    await desk.press("9", "enter")
    assert table.is_editing
    await desk.press("escape")
    assert not table.is_editing


async def test_the_weight_of_an_agreed_goal_asks_why(desk, store, ids, table):
    table.move_to_key(ids.second)
    await desk.press("right", "right", "f2", "ctrl+u", *"60", "enter")
    assert isinstance(desk.screen, ValuePrompt)
    await desk.press("escape")
    assert "an agreed weight needs a reason" in screen_text(desk)
    await desk.press("enter", *"more calls", "enter")
    assert desk.goal(ids.second)["weight"] == 6000
    assert store.value("SELECT reason FROM goal_amendment") == "more calls"


async def test_marked_goals_are_calibrated_in_one_step_with_a_note(desk, store, ids, table):
    await desk.press("space", "space")
    await desk.give_here("calibrations.calibrate")
    await desk.press(*"compared", "enter")
    rows = store.rows("SELECT calibrated_by, calibrated_on, calibration_note FROM goal WHERE calibrated_by IS NOT NULL")
    assert [tuple(row) for row in rows] == [("hanna", "2026-11-23", "compared")] * 2
    assert not table.marks
    await desk.press("home", "enter")
    assert "by hanna" in screen_text(desk)
    assert "compared" in screen_text(desk)


async def test_the_filter_changes_level_and_cycle(desk, ids):
    await desk.press("ctrl+g", "b", "ctrl+l", *"personal", "enter")
    assert "2 goals · Personal goal · 2026-Q4" in screen_text(desk)
    await desk.press("ctrl+l", *"2026-q3", "enter")
    assert "No goals of this level and cycle. Ctrl+L shows others" in screen_text(desk)


async def test_from_the_goal_tree_one_comes_to_the_goal_and_back(desk, ids):
    await desk.on(ids.second)
    await desk.give("goals.show_calibration")
    assert desk.app.screen.key == ids.second
    await desk.give_here("calibrations.show_goal")
    assert desk.tree.cursor_key == ids.second


async def test_other_thresholds_take_a_finding_away(desk, store, ids, table):
    await desk.give_here("calibrations.thresholds")
    await desk.press(*"80", "enter")
    assert calibration_lists.listing(store, CalibrationFilter()).policy.above_best == Decimal("0.8")
    await desk.give_here("calibrations.thresholds")
    await desk.press(*"not worth", "enter")
    assert not calibration_lists.listing(store, CalibrationFilter()).policy.below_last


def test_the_titles_of_the_columns_fit_in_both_languages():
    for language in ("en", "zh"):
        i18n.use(language)
        assert [column.key for column in columns() if cell_len(column.title) > column.least] == []
    i18n.use("en")
