"""When a plan is checked: calendar months, clamped at their end."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from perftui.domain.plan_calendars import check_dates, monitoring_dates, unchecked

starts = st.dates(date(2020, 1, 1), date(2030, 12, 31))
lengths = st.integers(13, 210)


def test_a_plan_from_31_january_is_checked_at_the_end_of_each_month():
    assert check_dates(date(2026, 1, 31), date(2026, 4, 30)) == (date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30))


def test_a_month_that_ends_with_the_plan_has_one_check():
    assert check_dates(date(2026, 9, 1), date(2026, 11, 29)) == (date(2026, 10, 1), date(2026, 11, 1), date(2026, 11, 29))
    assert check_dates(date(2026, 9, 1), date(2026, 12, 3)) == (date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 3))
    assert check_dates(date(2026, 9, 1), date(2026, 9, 14)) == (date(2026, 9, 14),)


def test_success_is_looked_at_after_one_three_and_six_months():
    assert monitoring_dates(date(2026, 8, 31)) == (date(2026, 9, 30), date(2026, 11, 30), date(2027, 2, 28))


@given(starts, lengths)
def test_checks_fall_within_the_plan_end_with_it_and_are_at_most_a_month_and_a_week_apart(start, days):
    end = start + timedelta(days)
    dates = check_dates(start, end)
    assert dates[-1] == end
    assert sorted(set(dates)) == list(dates)
    assert all(later - earlier <= timedelta(31 + 7) for earlier, later in zip((start, *dates), dates, strict=False))


@given(starts, lengths, st.data())
def test_the_calendar_itself_leaves_no_month_out_and_each_check_less_leaves_one(start, days, data):
    end = start + timedelta(days)
    dates = check_dates(start, end)
    assert unchecked(start, end, dates) == []
    gone = data.draw(st.sampled_from(dates))
    [(since, until)] = unchecked(start, end, [day for day in dates if day != gone])
    assert (since <= gone, until) == (True, gone)
