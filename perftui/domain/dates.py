"""Dates as people type them, and the calendar arithmetic of the field.

The rules stand in `date_rules`; the arithmetic is that of `calendars`, offered here too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.calendars import (
    add_months,
    add_working_days,
    end_of_month,
    end_of_quarter,
    end_of_year,
    next_occurrence,
    next_weekday,
    start_of_week,
    working_days,
)
from perftui.domain.date_rules import plain, read_typed
from perftui.domain.texts import shorten
from perftui.errors import BadInput
from perftui.i18n import mark

if TYPE_CHECKING:
    from datetime import date

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "BadDate",
    "DateOutOfRange",
    "NoSuchDay",
    "add_months",
    "add_working_days",
    "end_of_month",
    "end_of_quarter",
    "end_of_year",
    "next_occurrence",
    "next_weekday",
    "parse_date",
    "start_of_week",
    "within_range",
    "working_days",
]

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Both included; a year outside is taken for a slip of the finger."""
_LONGEST = 60
"""Characters; no date is longer."""
_SHOWN = 40


class BadDate(BadInput):
    """A text cannot be read as a date."""

    template = mark('"{text}" is no date. Try +30d, +2w, fri, nextfri, eom, 24 dec, 12/24, 24.12. or 2026-12-24.')

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text=shorten(text, _SHOWN), **values)


class NoSuchDay(BadDate):
    """A text has the form of a date, but the calendar has no such day, or it falls on another weekday."""

    template = mark('There is no such day: "{text}". Check the day, the month and the weekday.')


class DateOutOfRange(BadDate):
    """A date lies further away than any record reaches."""

    template = mark('"{text}" lies outside the years {first} to {last}.')

    def __init__(self, text: str) -> None:
        super().__init__(text, first=FIRST_YEAR, last=LAST_YEAR)


def parse_date(text: str, today: date) -> date:
    """The date that was typed: `+30d`, `+10bd`, `eom`, `fri`, `12/24`, `24.12.`, `下周五`, `3天后` and so on.

    A weekday is the next one, never today; with `next` or 下 it lies in the next ISO week. 12/24 is month and day unless that is
    impossible, 24.12. day and month likewise. Without a year it is the next such day, today included; two digits of a year
    mean 1950 to 2049. `nextweek` and 下周 are Mondays.

    Args:
        text: English or Chinese, full or half width, in any case.
        today: The day that offsets, weekdays and dates without a year start from.

    Returns:
        A date within `FIRST_YEAR` to `LAST_YEAR`, both included.

    Raises:
        BadDate: The text cannot be read; its subclasses say that there is no such day, or that it is out of range.
    """
    try:
        day = read_typed(plain(text), today) if len(text) <= _LONGEST else None
    except ValueError:
        raise NoSuchDay(text) from None
    except OverflowError:
        raise DateOutOfRange(text) from None
    if day is None:
        raise BadDate(text)
    return within_range(day, text)


def within_range(day: date, text: str) -> date:
    """The day itself.

    Args:
        day: What was read.
        text: What it was read from, for the error.

    Raises:
        DateOutOfRange: Its year is before `FIRST_YEAR` or after `LAST_YEAR`.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise DateOutOfRange(text)
    return day
