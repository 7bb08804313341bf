"""What a value is of: periods as they are typed in both languages."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.domain.periods import Period, PeriodReversed, PeriodUnclear, last_full, read_period


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026-11", "2026-11-01", "2026-11-30"),
        ("2026年2月", "2026-02-01", "2026-02-28"),
        ("２０２６－０３", "2026-03-01", "2026-03-31"),
        ("2026-Q4", "2026-10-01", "2026-12-31"),
        ("2026年第四季度", "2026-10-01", "2026-12-31"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-W47", "2026-11-16", "2026-11-22"),
        ("2026-11-23", "2026-11-23", "2026-11-23"),
        ("2026-11-01 .. 2026-11-15", "2026-11-01", "2026-11-15"),
        ("2026-11-01 至 2026-11-15", "2026-11-01", "2026-11-15"),
    ],
)
def test_a_period_is_read(text, start, end):
    assert read_period(text) == (date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize("text", ["", "last month", "2026-13", "2026-W54", "2026-02-30", "1..2"])
def test_anything_else_is_refused_with_examples(text):
    with pytest.raises(PeriodUnclear):
        read_period(text)


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(PeriodReversed):
        read_period("2026-11-15 .. 2026-11-01")


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.integers(0, 800))
def test_what_is_written_is_read_again(start, days):
    period = Period(start, start + timedelta(days=days))
    assert read_period(str(period)) == period


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.integers(1, 366))
def test_the_period_that_is_offered_is_over(today, cadence):
    assert last_full(cadence, today).end < today


def test_the_period_that_is_offered_goes_by_the_cadence():
    today = date(2026, 11, 23)
    assert [str(last_full(days, today)) for days in (1, 7, 30, 90, 365)] == ["2026-11-22", "2026-W47", "2026-10", "2026-Q3", "2025"]
