from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.domain.calendars import (
    add_months,
    add_working_days,
    end_of_month,
    end_of_quarter,
    end_of_year,
    full_year,
    next_occurrence,
    next_weekday,
    start_of_week,
    working_days,
)

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
MONTHS = st.integers(-2400, 2400)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
    ],
)
def test_a_month_is_a_calendar_month_and_ends_where_the_shorter_one_ends(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@given(DAYS, MONTHS)
def test_adding_months_keeps_the_day_or_clamps_to_the_last(day: date, months: int) -> None:
    result = add_months(day, months)
    assert (result.year * 12 + result.month) - (day.year * 12 + day.month) == months
    assert result.day == min(day.day, end_of_month(result).day)


@given(DAYS, DAYS, MONTHS)
def test_of_two_days_the_later_stays_the_later_or_equal_after_adding_months(one: date, other: date, months: int) -> None:
    first, last = sorted((one, other))
    assert add_months(first, months) <= add_months(last, months)


@given(DAYS, MONTHS, MONTHS)
def test_more_months_never_lead_to_an_earlier_day(day: date, one: int, other: int) -> None:
    fewer, more = sorted((one, other))
    assert add_months(day, fewer) <= add_months(day, more)


@pytest.mark.parametrize("months", [-12 * 2026, 12 * 8000])
def test_months_beyond_the_calendar_are_refused(months: int) -> None:
    with pytest.raises(OverflowError):
        add_months(date(2026, 1, 1), months)


@given(st.dates())
def test_the_end_of_a_month_is_followed_by_the_first(day: date) -> None:
    end = end_of_month(day)
    assert (end.year, end.month) == (day.year, day.month)
    assert end == date.max or (end + timedelta(1)).day == 1


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 3, 31), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 8, 31), date(2026, 9, 30)),
        (date(2026, 11, 30), date(2026, 12, 31)),
    ],
)
def test_a_quarter_ends_in_march_june_september_or_december(day: date, quarter: date) -> None:
    assert end_of_quarter(day) == quarter
    assert end_of_year(day) == date(2026, 12, 31)


@given(DAYS, st.integers(0, 6))
def test_the_next_weekday_lies_one_to_seven_days_ahead(day: date, weekday: int) -> None:
    found = next_weekday(day, weekday)
    assert found.weekday() == weekday
    assert 1 <= (found - day).days <= 7


@given(DAYS)
def test_a_week_starts_on_its_monday(day: date) -> None:
    monday = start_of_week(day)
    assert monday.isocalendar()[:2] == day.isocalendar()[:2]
    assert monday.isoweekday() == 1


@pytest.mark.parametrize(
    ("day", "days", "expected"),
    [
        (date(2026, 11, 23), 10, date(2026, 12, 7)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (date(2026, 11, 29), -1, date(2026, 11, 27)),
        (date(2026, 11, 30), -1, date(2026, 11, 27)),
        (date(2026, 11, 28), 0, date(2026, 11, 28)),
    ],
)
def test_working_days_leave_weekends_out(day: date, days: int, expected: date) -> None:
    assert add_working_days(day, days) == expected


@given(DAYS, st.integers(-400, 400).filter(bool))
def test_the_nth_working_day_is_reached_by_counting_one_by_one(day: date, days: int) -> None:
    step = timedelta(1 if days > 0 else -1)
    expected, left = day, abs(days)
    while left:
        expected += step
        left -= expected.weekday() < 5
    assert add_working_days(day, days) == expected


@given(DAYS, st.integers(-10, 60))
def test_working_days_count_both_ends_and_are_never_negative(first: date, length: int) -> None:
    last = first + timedelta(length)
    assert working_days(first, last) == sum((first + timedelta(n)).weekday() < 5 for n in range(length + 1))


@given(DAYS)
def test_the_next_occurrence_of_a_day_is_today_or_the_first_after_it(today: date) -> None:
    assert next_occurrence(today.month, today.day, today) == today
    yesterday = today - timedelta(1)
    again = next_occurrence(yesterday.month, yesterday.day, today)
    assert again > today
    assert (again.month, again.day) == (yesterday.month, yesterday.day)


def test_the_29th_of_february_waits_for_a_leap_year_even_across_1900() -> None:
    assert next_occurrence(2, 29, date(2026, 11, 23)) == date(2028, 2, 29)
    assert next_occurrence(2, 29, date(2096, 3, 1)) == date(2104, 2, 29)


@pytest.mark.parametrize(("month", "day"), [(2, 30), (13, 1), (0, 1), (4, 31)])
def test_a_day_that_never_comes_is_refused(month: int, day: int) -> None:
    with pytest.raises(ValueError, match=r"must be in|out of range"):
        next_occurrence(month, day, date(2026, 1, 1))


@pytest.mark.parametrize(("year", "expected"), [(0, 2000), (49, 2049), (50, 1950), (99, 1999), (2026, 2026)])
def test_two_digits_of_a_year_lie_between_1950_and_2049(year: int, expected: int) -> None:
    assert full_year(year) == expected
