"""The span of time that a measured value is of: a day, a week, a month, a quarter, a half-year, a year, or from a day to a day."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import Final, NamedTuple

from perftui.domain.calendars import add_months, end_of_month
from perftui.domain.cycles import MONTHS, CycleNameUnclear, cycle_name, cycle_of
from perftui.domain.texts import shorten
from perftui.errors import BadInput
from perftui.i18n import mark

_MONTH: Final = r"((?:19|20|21)\d{2})[-/. ]?(?:年 ?)?(1[0-2]|0?[1-9]) ?月?"
_WEEK: Final = r"((?:19|20|21)\d{2})[- ]?W(\d{2})"
_BETWEEN: Final = r"\s*(?:\.\.|–|—|~|至|到| to )\s*"


class PeriodUnclear(BadInput):
    """A text does not name a period."""

    template = mark("“{text}” is not a period. Try 2026-11, 2026-Q4, 2026, 2026-W47, 2026-11-23, or 2026-11-01 .. 2026-11-15.")
    field = "period"


class PeriodReversed(BadInput):
    """A period that ends before it begins."""

    template = mark("The period ends on {end}, before it begins on {start}.")
    field = "period"


class Period(NamedTuple):
    """From a day to a day."""

    start: date
    """The first day."""
    end: date
    """The last day, which belongs to it."""

    def __str__(self) -> str:
        """As it would be typed: the shortest name that means just these days."""
        start, end = self
        if start == end:
            return start.isoformat()
        if start.day == 1 and end == end_of_month(start):
            return f"{start:%Y-%m}"
        for kind in MONTHS:
            name = cycle_of(start, kind)
            if (name.start, name.end) == (start, end):
                return str(name)
        if start.weekday() == 0 and end - start == timedelta(days=6):
            year, week, _day = start.isocalendar()
            return f"{year}-W{week:02}"
        return f"{start.isoformat()} .. {end.isoformat()}"


def read_period(text: str) -> Period:
    """Read a period; full-width and Chinese forms too.

    Raises:
        PeriodUnclear: It is none.
        PeriodReversed: It ends before it begins.
    """
    tidy = " ".join(unicodedata.normalize("NFKC", text).upper().split())
    try:
        return _named(tidy) or _between(tidy) or _cycle(tidy)
    except (ValueError, CycleNameUnclear):
        raise PeriodUnclear(text=shorten(text, 40)) from None


def _named(text: str) -> Period | None:
    if found := re.fullmatch(_MONTH, text):
        start = date(int(found[1]), int(found[2]), 1)
        return Period(start, end_of_month(start))
    if found := re.fullmatch(_WEEK, text):
        start = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return Period(start, start + timedelta(days=6))
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        day = date.fromisoformat(text)
        return Period(day, day)
    return None


def _between(text: str) -> Period | None:
    parts = re.split(_BETWEEN, text, flags=re.IGNORECASE)
    if len(parts) != 2:
        return None
    start, end = (date.fromisoformat(part) for part in parts)
    if end < start:
        raise PeriodReversed(start=start, end=end)
    return Period(start, end)


def _cycle(text: str) -> Period:
    name = cycle_name(text)
    return Period(name.start, name.end)


def last_full(cadence_days: int, today: date) -> Period:
    """The period that a value entered today is most likely of: yesterday, last week, last month, last quarter, by the cadence."""
    if cadence_days <= 1:
        return Period(today - timedelta(days=1), today - timedelta(days=1))
    if cadence_days <= 14:
        monday = today - timedelta(days=today.weekday() + 7)
        return Period(monday, monday + timedelta(days=6))
    months = 1 if cadence_days <= 45 else 3 if cadence_days <= 120 else 12
    first = add_months(today.replace(day=1), -((today.month - 1) % months) - months)
    return Period(first, end_of_month(add_months(first, months - 1)))
