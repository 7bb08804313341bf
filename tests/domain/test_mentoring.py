from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from perftui.domain.mentoring import Span, missed, missed_lately, spans
from perftui.domain.recurrences import read
from perftui.domain.support import SupportState, bucket, days_lost, waited

CADENCES = st.sampled_from(("daily", "workdays", "weekly:tue", "weekly:mon,thu", "biweekly:fri", "monthly:31", "quarterly:02-28", "yearly"))
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))


def weeks(cadence, start, until):
    return spans(read(cadence), date.fromisoformat(start), date.fromisoformat(until))


def test_a_week_belongs_to_each_weekly_talk_and_the_first_begins_with_the_mentorship():
    assert weeks("weekly:tue", "2026-11-05", "2026-11-23") == [
        Span(date(2026, 11, 5), date(2026, 11, 15)),
        Span(date(2026, 11, 16), date(2026, 11, 22)),
        Span(date(2026, 11, 23), date(2026, 11, 29)),
    ]


def test_two_talks_a_week_still_make_one_week_and_two_weeks_are_counted_from_the_first():
    assert len(weeks("weekly:mon,thu", "2026-11-02", "2026-11-15")) == 2
    first_days = [str(span.first) for span in weeks("biweekly:fri", "2026-11-02", "2026-12-01")]
    assert first_days == ["2026-11-02", "2026-11-16", "2026-11-30"]


def test_a_month_is_a_calendar_month():
    assert [span.last.isoformat() for span in weeks("monthly:31", "2026-01-20", "2026-03-05")] == ["2026-01-31", "2026-02-28", "2026-03-31"]


def test_only_what_is_over_is_missed_and_only_what_came_after_the_last_entry_waits():
    found = weeks("weekly:mon", "2026-11-02", "2026-11-25")
    held = [date(2026, 11, 13)]
    assert [span.first.day for span in missed(found, held, date(2026, 11, 25))] == [2, 16]
    assert [span.first.day for span in missed_lately(found, held, date(2026, 11, 25))] == [16]
    assert [span.first.day for span in missed_lately(found, [], date(2026, 11, 22))] == [2, 9]


@given(CADENCES, DAYS, st.integers(0, 400))
def test_spans_leave_no_day_out_and_never_overlap(cadence, start, length):
    until = start + timedelta(length)
    found = spans(read(cadence), start, until)
    assert found[0].first == start
    assert found[-1].last >= until
    assert all(one.last + timedelta(1) == following.first for one, following in pairwise(found))


def test_days_are_lost_from_the_day_of_need_until_it_came_or_until_today():
    today = date(2026, 11, 23)
    assert days_lost(SupportState.REQUESTED, date(2026, 11, 11), None, today) == 12
    assert days_lost(SupportState.DELIVERED, date(2026, 11, 11), date(2026, 11, 14), today) == 3
    assert days_lost(SupportState.DELIVERED, date(2026, 11, 11), date(2026, 11, 1), today) == 0
    assert days_lost(SupportState.PROMISED, None, None, today) is None
    assert days_lost(SupportState.REFUSED, date(2026, 11, 11), None, today) is None
    assert waited(date(2026, 11, 1), None, today) == 22
    assert [bucket(days) for days in (0, 7, 8, 30, 31, 90, 91)] == [0, 0, 1, 1, 2, 2, 3]
