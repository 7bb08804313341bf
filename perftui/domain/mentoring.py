"""Which weeks of a mentorship went by without an entry in its log (R34, R56): each occurrence of the cadence has its own span of days."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from perftui.domain.calendars import start_of_week
from perftui.domain.recurrences import Every, Recurrence, anchored, first_on, following
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

USUAL_LIMIT: Final = 3
"""People whom one may mentor at the same time, unless a setting says otherwise."""
_WEEKS: Final = frozenset((Every.WEEKLY, Every.BIWEEKLY))


class Span(NamedTuple):
    """The days in which one talk belongs, both included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day <= self.last


def spans(cadence: Recurrence, start: date, until: date) -> list[Span]:
    """The spans of a mentorship in order: a week, two weeks, a month or longer; the first begins with the mentorship.

    Args:
        cadence: How often they meet.
        start: The first day.
        until: The last day that is looked at; spans that begin later are left out.
    """
    sure = anchored(cadence, start)
    day = first_on(sure, start)
    latest, firsts = _first_day(cadence, day), [start]
    while latest <= until or len(firsts) == 1:
        day = following(sure, day)
        if _first_day(cadence, day) > latest:
            latest = _first_day(cadence, day)
            firsts.append(latest)
    return [Span(first, next_first - timedelta(1)) for first, next_first in pairwise(firsts)]


def _first_day(cadence: Recurrence, day: date) -> date:
    """The first day of the span to which an occurrence belongs: its week, its month, or the day itself."""
    if cadence.every in _WEEKS:
        return start_of_week(day)
    return day.replace(day=1) if cadence.every is Every.MONTHLY else day


def missed(spans_: Iterable[Span], entries: Iterable[date], today: date) -> list[Span]:
    """The spans that are over and hold no entry, in order."""
    days = set(entries)
    return [span for span in spans_ if span.last < today and not any(span.holds(day) for day in days)]


def missed_lately(spans_: Sequence[Span], entries: Iterable[date], today: date) -> list[Span]:
    """Those after the last entry: what is missing now; the ones before stay missed, but nobody needs to act on them."""
    days = list(entries)
    last = max(days, default=None)
    return [span for span in missed(spans_, days, today) if last is None or span.first > last]
