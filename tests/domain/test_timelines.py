"""Days on a line of cells."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.domain.timelines import FIRST, LAST, SCALES, STEPS, Axis, Zoom, closer, fitting, ticks

DAYS = st.dates(date(1990, 1, 1), date(2080, 12, 31))
ZOOMS = st.sampled_from(list(Zoom))
WIDTHS = st.integers(10, 200)


@st.composite
def axes(draw):
    width = draw(WIDTHS)
    return Axis(draw(ZOOMS), 0, width).showing(draw(DAYS), draw(st.integers(0, width - 1)))


@given(axes(), DAYS, DAYS)
def test_a_later_day_never_stands_left_of_an_earlier_one(axis, one, other):
    earlier, later = sorted((one, other))
    assert axis.cell(earlier) <= axis.cell(later)


@given(axes(), DAYS)
def test_a_sign_stands_in_the_window_or_not_at_all(axis, day):
    column = axis.column(day)
    assert column is None or 0 <= column < axis.width
    if column is not None:
        assert axis.day(column) <= day < axis.day(column) + timedelta(days=SCALES[axis.zoom][1])


@given(axes(), DAYS, st.integers(0, 400))
def test_a_bar_never_leaves_the_window(axis, start, days):
    first, behind = axis.reach(start, start + timedelta(days=days))
    assert 0 <= first <= behind <= axis.width


@given(axes(), st.integers(0, 60))
def test_a_bar_covers_the_signs_of_its_first_and_last_day(axis, days):
    start = axis.day(axis.width // 3)
    end = start + timedelta(days=days)
    first, behind = axis.reach(start, end)
    for column in (axis.column(start), axis.column(end)):
        assert column is None or first <= column < behind


@given(axes())
def test_the_first_day_of_each_column_stands_no_later_than_in_the_next(axis):
    days = [axis.day(column) for column in range(axis.width)]
    assert days == sorted(days)


@given(axes(), DAYS)
def test_zooming_keeps_the_day_in_view(axis, day):
    axis = axis.showing(day, axis.width // 2)
    for zoom in Zoom:
        assert axis.zoomed(zoom, day).column(day) is not None


@given(axes(), DAYS)
def test_a_day_that_is_asked_for_is_in_view(axis, day):
    assert axis.with_day(day).column(day) is not None
    assert axis.with_day(day).with_day(day) == axis.with_day(day)


@given(ZOOMS, WIDTHS, st.integers(-10_000_000, 10_000_000))
def test_the_window_never_leaves_the_days_that_there_are(zoom, width, cells):
    axis = Axis(zoom, 0, width).moved(cells)
    assert axis.left >= 0
    assert FIRST <= axis.day(0) <= axis.day(width - 1) <= LAST


@given(axes(), DAYS, st.integers(0, 400))
def test_the_window_goes_no_further_than_half_its_width_beyond_what_there_is(axis, start, days):
    end = start + timedelta(days=days)
    found = axis.within(start, end)
    middle = found.left + found.width // 2
    assert axis.cell(start) <= middle <= axis.cell(end)
    assert found.within(start, end) == found


@given(DAYS, st.integers(0, 300), st.integers(60, 200))
def test_what_fits_is_shown_whole(start, days, width):
    end = start + timedelta(days=days)
    axis = fitting(start, end, width)
    assert axis.column(start) is not None
    assert axis.column(end) is not None


@given(axes())
def test_the_dates_above_stand_in_the_window_in_order(axis):
    found = [tick for tick in ticks(axis) if not tick.is_major]
    assert all(0 <= tick.column < axis.width for tick in found)
    assert [tick.column for tick in found] == sorted(tick.column for tick in found)
    assert len({tick.column for tick in found}) == len(found)


@pytest.mark.parametrize(
    ("zoom", "start", "end"),
    [(Zoom.DAY, "2026-11-01", "2026-11-14"), (Zoom.WEEK, "2026-10-01", "2026-11-20"), (Zoom.MONTH, "2026-08-01", "2026-12-31")],
)
def test_a_plan_is_looked_at_as_closely_as_it_fits(zoom, start, end):
    assert fitting(date.fromisoformat(start), date.fromisoformat(end), 60).zoom is zoom


def test_a_time_that_fits_nowhere_is_shown_from_furthest_off():
    assert fitting(date(2000, 1, 1), date(2026, 1, 1), 40).zoom is Zoom.QUARTER


def test_zooming_ends_at_days_and_at_quarters():
    assert closer(Zoom.DAY, 1) is Zoom.DAY
    assert closer(Zoom.QUARTER, -1) is Zoom.QUARTER
    assert closer(Zoom.MONTH, 1) is Zoom.WEEK


def test_an_arrow_key_moves_by_what_the_dates_count():
    axis = Axis(Zoom.WEEK, 0, 50).showing(date(2026, 11, 23), 10)
    assert axis.moved(STEPS[Zoom.WEEK]).column(date(2026, 11, 30)) == 10
