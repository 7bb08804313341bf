"""The days of a plan: its checks, one for each calendar month and one on its last day, and those after its end (R54, R57, R76)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from perftui.domain.calendars import add_months

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

MONITORED: Final = (1, 3, 6)
"""Calendar months after the end at which a plan that has passed is checked ([own])."""
CLOSE: Final = 7
"""A monthly check so few days before the end falls together with the final one ([own])."""
GRACE: Final = 7
"""Days that a check may be late before it counts as missed ([own])."""


def lasts(start: date, end: date) -> int:
    """The days of a plan; its first and its last day both count."""
    return (end - start).days + 1


def check_dates(start: date, end: date) -> tuple[date, ...]:
    """When a plan is checked: each calendar month after its start, clamped at month end, and on its last day.

    From 31 January on that is the last day of February, then 31 March. A monthly check less than a week before the end is left to
    the final one.
    """
    found: list[date] = []
    for months in range(1, lasts(start, end) // 28 + 1):
        day = add_months(start, months)
        if day > end - timedelta(CLOSE):
            break
        found.append(day)
    return (*found, end)


def monitoring_dates(end: date) -> tuple[date, ...]:
    """When a plan that has passed on a day is checked afterwards."""
    return tuple(add_months(end, months) for months in MONITORED)


def unchecked(start: date, end: date, checks: Iterable[date]) -> list[tuple[date, date]]:
    """The months of a plan in which no check falls, each with its first and its last day.

    A month goes from the day after a date of `check_dates` to the next one.
    """
    held, since, found = list(checks), start, []
    for until in check_dates(start, end):
        if not any(since <= day <= until for day in held):
            found.append((since, until))
        since = until + timedelta(1)
    return found
