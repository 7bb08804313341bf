"""When the next talk is due, and who may read one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.domain.recurrences import Every, Recurrence, anchored, first_on, following
from perftui.domain.talks import Reader, TalkState, TalkStatus, Visibility, filled, may_read, next_due, status

DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
MONTHLY = Recurrence(Every.MONTHLY, day=15)


@pytest.mark.parametrize(
    ("held", "due"),
    [
        (None, "2026-01-15"),
        ("2025-12-20", "2026-01-15"),
        ("2026-03-15", "2026-04-15"),
        ("2026-03-13", "2026-04-15"),
        ("2026-03-20", "2026-04-15"),
        ("2026-03-02", "2026-04-15"),
        ("2026-02-28", "2026-03-15"),
    ],
)
def test_a_talk_that_was_held_moves_the_next_due_date(held, due):
    last = date.fromisoformat(held) if held else None
    assert next_due(MONTHLY, date(2026, 1, 1), last).isoformat() == due


def test_what_is_due_on_the_31st_is_due_on_the_last_day_of_shorter_months():
    assert next_due(Recurrence(Every.MONTHLY), date(2026, 1, 31), date(2026, 1, 31)) == date(2026, 2, 28)


@given(st.sampled_from(Every), DAYS, DAYS)
def test_the_next_talk_is_an_occurrence_after_the_last_one_and_within_two_of_them(every, start, held):
    recurrence = anchored(Recurrence(every), start)
    due = next_due(recurrence, start, held)
    if held < start:
        assert due == first_on(recurrence, start)
        return
    assert due > held
    before = held - timedelta(1)
    after = [first_on(recurrence, held + timedelta(1))]
    after += [following(recurrence, after[0])]
    assert due <= following(recurrence, after[1])
    assert due > before


@given(st.sampled_from(Every), DAYS, DAYS, DAYS)
def test_a_later_talk_never_brings_the_next_one_nearer(every, start, one, other):
    recurrence = anchored(Recurrence(every), start)
    first, second = sorted((one, other))
    assert next_due(recurrence, start, first) <= next_due(recurrence, start, second)


def test_what_is_not_for_both_is_for_its_manager_and_hr_alone():
    boss, other, hr = Reader(False, "boss"), Reader(False, "other"), Reader(True, "")
    assert [may_read(Visibility.BOTH, "boss", reader) for reader in (boss, other, hr)] == [True, True, True]
    assert [may_read(Visibility.MANAGER, "boss", reader) for reader in (boss, other, hr)] == [True, False, True]
    assert [may_read(Visibility.HR, "boss", reader) for reader in (boss, other, hr)] == [False, False, True]
    assert not may_read(Visibility.MANAGER, "", Reader(False, ""))


def test_a_planned_talk_is_due_on_its_day_and_overdue_after_it():
    today = date(2026, 11, 23)
    found = [status(TalkState.PLANNED, today + timedelta(days), today) for days in (-1, 0, 1)]
    assert found == [TalkStatus.OVERDUE, TalkStatus.DUE, TalkStatus.PLANNED]
    assert status(TalkState.HELD, today - timedelta(9), today) is TalkStatus.HELD


def test_parts_of_blanks_alone_say_nothing():
    assert filled(["a", " ", "", "b\n"]) == 2


@given(st.sampled_from(Every), DAYS, DAYS)
def test_counting_from_near_the_last_talk_gives_the_same_as_counting_from_the_start(every, start, held):
    recurrence = anchored(Recurrence(every), start)
    before, due = start, first_on(recurrence, start)
    while held >= start and (due <= held or before < due <= before + 2 * (held - before)):
        before, due = due, following(recurrence, due)
    assert next_due(recurrence, start, held) == due
