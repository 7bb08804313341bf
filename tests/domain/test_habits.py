"""Habits: days by their rhythm, compliance against a target, and how faithfully they are entered."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.domain.durations import read_duration
from perftui.domain.habits import BadEntry, CountMissing, Entry, compliance, days, reaches, read_entry

MONDAY = date(2026, 11, 23)
SIX = Decimal(6)


def test_working_days_leave_out_the_weekend():
    assert [day.isoweekday() for day in days("workdays", MONDAY, MONDAY + timedelta(9))] == [1, 2, 3, 4, 5, 1, 2, 3]
    assert len(days("daily", MONDAY, MONDAY + timedelta(6))) == 7
    assert days("never", MONDAY, MONDAY) == []


def test_three_calendar_months_from_the_end_of_november_end_with_february():
    until = read_duration("3m").last_day(date(2026, 11, 30))
    found = days("monthly:30", date(2026, 11, 30), until)
    assert found == [date(2026, 11, 30), date(2026, 12, 30), date(2027, 1, 30), date(2027, 2, 28)]


def test_only_entries_that_reach_the_target_count():
    dates = days("workdays", MONDAY, MONDAY + timedelta(30))
    entries = {
        dates[0]: Entry(True, SIX),
        dates[1]: Entry(True, Decimal(5)),
        dates[2]: Entry(False),
        dates[3]: Entry(True, Decimal(9), True),
    }
    rate = compliance(dates, entries, dates[5], SIX)
    assert rate == (5, 4, 2, 1)
    assert (rate.share, rate.entry_rate) == (Decimal("0.4"), Decimal("0.8"))


def test_today_counts_once_it_is_entered():
    dates = days("daily", MONDAY, MONDAY + timedelta(30))
    assert compliance(dates, {}, MONDAY, SIX).share is None
    assert compliance(dates, {MONDAY: Entry(True, SIX)}, MONDAY, SIX).share == 1


def test_where_nothing_is_counted_done_is_enough_and_where_less_is_better_it_is():
    assert reaches(Entry(True), None)
    assert not reaches(Entry(True), SIX)
    assert reaches(Entry(True, Decimal(4)), SIX, is_falling=True)
    assert not reaches(Entry(True, Decimal(7)), SIX, is_falling=True)
    assert not reaches(None, None)


@pytest.mark.parametrize(
    ("text", "found"),
    [("6", (True, SIX)), ("６", (True, SIX)), ("6 visits", (True, SIX)), ("1,200", (True, Decimal(1200))), ("x", (False, None))],
)
def test_an_entry_is_a_number_or_missed(text, found):
    assert read_entry(text, is_counted=True, unit="visits") == found


def test_done_is_enough_only_where_nothing_is_counted():
    assert read_entry("ok", is_counted=False) == read_entry("完成", is_counted=False) == (True, None)
    with pytest.raises(CountMissing):
        read_entry("ok", is_counted=True, unit="visits")


@pytest.mark.parametrize("text", ["", "-6", "six", "6 7", "1.2.3", ".."])
def test_other_texts_are_no_entries(text):
    with pytest.raises(BadEntry):
        read_entry(text, is_counted=True, unit="visits")


@given(st.dictionaries(st.integers(0, 60), st.integers(0, 12)), st.integers(0, 70), st.integers(0, 12))
def test_compliance_never_leaves_its_bounds(told, day, wanted):
    dates = days("daily", MONDAY, MONDAY + timedelta(60))
    entries = {MONDAY + timedelta(place): Entry(True, Decimal(value)) for place, value in told.items()}
    rate = compliance(dates, entries, MONDAY + timedelta(day), Decimal(wanted))
    assert 0 <= rate.reached <= rate.entered <= rate.due <= 61
    if rate.share is not None:
        assert 0 <= rate.share <= rate.entry_rate <= 1
