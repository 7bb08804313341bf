"""Actions in the course of time: which of them wait, and what becomes of each day of a series."""

from __future__ import annotations

from datetime import date, timedelta

from perftui.domain.calendars import start_of_week
from perftui.domain.codes import Code
from perftui.domain.meetings import ActionState
from perftui.i18n import mark


class EntryState(Code):
    """What became of one day of a series."""

    DONE = "done", mark("Done")
    MISSED = "missed", mark("Missed")


class When(Code):
    """Where in the agenda something stands."""

    OVERDUE = "overdue", mark("Overdue")
    TODAY = "today", mark("Today")
    THIS_WEEK = "this_week", mark("This week")
    NEXT_WEEK = "next_week", mark("Next week")
    LATER = "later", mark("Later")
    UNDATED = "undated", mark("No date")
    OVER = "over", mark("Over")


def when(due: date | None, state: ActionState, today: date) -> When:
    """Where an action stands in the agenda; weeks begin on Monday, and what is done or cancelled is over."""
    if state is not ActionState.OPEN:
        return When.OVER
    if due is None:
        return When.UNDATED
    if due <= today:
        return When.TODAY if due == today else When.OVERDUE
    next_monday = start_of_week(today) + timedelta(7)
    if due < next_monday:
        return When.THIS_WEEK
    return When.NEXT_WEEK if due < next_monday + timedelta(7) else When.LATER


def last_day(wanted: When, today: date) -> date | None:
    """The last day of a part of the agenda; None where it has none."""
    sunday = start_of_week(today) + timedelta(6)
    return {
        When.OVERDUE: today - timedelta(1),
        When.TODAY: today,
        When.THIS_WEEK: sunday,
        When.NEXT_WEEK: sunday + timedelta(7),
    }.get(wanted)
