"""A line of the timeline, and the dates above it."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from perftui import i18n
from perftui.domain.timeline_marks import Mark, MarkKind
from perftui.domain.timelines import Axis, Zoom
from widgets.glyphs import ASCII, UNICODE
from widgets.pace_bars import pace_bar
from widgets.timeline_lines import BareLane, LineDrawer
from widgets.timeline_painters import header_lines, lane_strokes
from widgets.timeline_signs import LEGEND, SIGNS

TODAY = date(2026, 11, 23)
START, END = date(2026, 10, 1), date(2026, 12, 29)
AXIS = Axis(Zoom.MONTH, 0, 40).showing(START, 2)


def mark(day, kind, number="1"):
    return Mark("plan_check", number, day, kind, "Monthly check")


MARKS = (mark(date(2026, 10, 31), MarkKind.CHECK_HELD), mark(date(2026, 12, 10), MarkKind.MILESTONE), mark(END, MarkKind.CHECK_PLANNED))


def test_a_plan_is_solid_up_to_today_and_dashed_behind():
    assert LineDrawer(AXIS, TODAY).draw(START, END, TODAY, MARKS[:2]).rstrip() == "  ├━━━━━━━━━●━━━━━━━┃╌╌╌╌◇╌╌╌╌╌╌┤"


def test_the_ascii_twin_has_the_same_cells():
    drawn = LineDrawer(AXIS, TODAY, ASCII).draw(START, END, TODAY, MARKS[:2])
    assert drawn.rstrip() == "  |=========o=======:....+......|"
    assert drawn.isascii()


def test_a_plan_that_is_not_issued_is_dashed_all_along():
    assert "━" not in LineDrawer(AXIS, TODAY).draw(START, END, None, ())


@pytest.mark.parametrize(("days", "sign", "column"), [(-400, "‹", 0), (400, "›", -1)])
def test_a_plan_outside_the_window_says_on_which_side_it_lies(days, sign, column):
    moved = timedelta(days=days)
    line = LineDrawer(AXIS, TODAY).draw(START + moved, END + moved, TODAY, ())
    assert line[column] == sign


def test_of_two_signs_in_one_cell_the_one_that_wants_to_be_seen_is_drawn():
    day = date(2026, 10, 31)
    marks = (mark(day, MarkKind.CHECK_HELD), mark(day, MarkKind.CHECK_MISSED, "2"))
    assert "×" in LineDrawer(AXIS, TODAY).draw(START, END, TODAY, marks)


@given(
    st.sampled_from(list(Zoom)),
    st.integers(-200, 200),
    st.integers(0, 180),
    st.lists(st.tuples(st.integers(-50, 250), st.sampled_from(list(MarkKind))), max_size=6),
)
def test_a_line_is_as_wide_as_the_axis_and_today_stands_on_it_once(zoom, moved, days, signs):
    start = TODAY + timedelta(days=moved)
    axis = Axis(zoom, 0, 60).showing(TODAY, 24)
    marks = [mark(start + timedelta(days=day), kind, str(number)) for number, (day, kind) in enumerate(signs)]
    lane = BareLane(start, start + timedelta(days=days), TODAY, marks)
    for glyphs in (UNICODE, ASCII):
        line = lane_strokes(axis, lane, TODAY, glyphs)
        assert len(line) == 60
        assert all(cell_len(stroke.sign) == 1 for stroke in line)
        assert sum(stroke.is_today for stroke in line) == (0 if _covered(axis, marks) else 1)


def _covered(axis, marks):
    at = axis.column(TODAY)
    return any(axis.column(each.day) == at and not each.kind.startswith("entry") for each in marks)


@pytest.mark.parametrize("language", ["en", "zh"])
@settings(max_examples=40)
@given(st.sampled_from(list(Zoom)), st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(20, 160))
def test_the_dates_above_are_as_wide_as_the_axis_in_both_languages(language, zoom, day, width):
    i18n.use(language)
    try:
        for line in header_lines(Axis(zoom, 0, width).showing(day, 0), day):
            assert cell_len(line) == width
    finally:
        i18n.use("en")


def test_no_two_signs_look_alike_in_either_set():
    assert len({sign.unicode for sign in SIGNS.values()}) == len(SIGNS)
    assert len({sign.ascii for sign in SIGNS.values()}) == len(SIGNS)
    assert set(SIGNS) == set(MarkKind)
    assert set(LEGEND) <= set(SIGNS)


def test_the_pace_bar_has_the_line_of_today_in_it():
    assert pace_bar(0.4, 0.625, 16) == "██████░░░░┃░░░░░"
    assert pace_bar(None, 0, 8) == "┃░░░░░░░"
    assert pace_bar(1, 1, 8, ASCII) == "#######:"
