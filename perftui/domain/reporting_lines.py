"""Reporting lines as a history: who reports to whom and since when, without overlaps and without going in circles."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from perftui.errors import Refused
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date


class OwnManager(Refused):
    """Somebody is to report to themselves."""

    template = mark("Nobody reports to themselves: choose another manager.")


class ReportingEmpty(Refused):
    """A reporting line ends before it begins."""

    template = mark("A reporting line ends after it begins: {until} is not after {since}.")


class ReportingOverlaps(Refused):
    """Two reporting lines of one person at the same time."""

    template = mark("Two reporting lines overlap: the one from {first} must end before the one from {second} begins.")


class ReportsInCircle(Refused):
    """A new manager reports, over however many steps, to the person."""

    template = mark("That would go in a circle: the new manager reports, directly or not, to this person.")


class Interval(Protocol):
    """A stretch of time, the end left out."""

    @property
    def since(self) -> date: ...  # noqa: D102  # the first day
    @property
    def until(self) -> date | None: ...  # noqa: D102  # the day after the last; None while it lasts


def check_intervals(intervals: Iterable[Interval]) -> None:
    """Refuse a history of one person in which two reporting lines overlap; gaps are allowed.

    Args:
        intervals: In any order. One may begin on the day on which another ends.

    Raises:
        ReportingOverlaps: Two share a day; names the first days of the earliest such pair.
    """
    ordered = sorted(intervals, key=lambda interval: interval.since)
    for before, after in pairwise(ordered):
        if before.until is None or before.until > after.since:
            raise ReportingOverlaps(first=before.since, second=after.since)


def reporting_cycles(managers: Mapping[str, str]) -> list[list[str]]:
    """All circles in which people report to one another; none in a sound organisation. Linear in the number of people.

    Args:
        managers: Person to manager, at one moment. Managers who report to nobody are left out as keys.

    Returns:
        Each circle once, from its smallest id on, every id followed by its manager's; sorted.
    """
    walk_of: dict[str, int] = {}
    circles = []
    for walk, start in enumerate(managers):
        path: list[str] = []
        person: str | None = start
        while person is not None and person not in walk_of:
            walk_of[person] = walk
            path.append(person)
            person = managers.get(person)
        if person is not None and walk_of[person] == walk:
            circles.append(_from_smallest(path[path.index(person) :]))
    return sorted(circles)


def _from_smallest(circle: list[str]) -> list[str]:
    first = circle.index(min(circle))
    return circle[first:] + circle[:first]


def check_manager(person: str, manager: str, managers: Mapping[str, str]) -> None:
    """Refuse a manager who is the person, or who reports to the person over however many steps.

    Args:
        person: Who gets the manager.
        manager: The new one.
        managers: Person to manager at that moment, before the change.

    Raises:
        OwnManager: They are the same.
        ReportsInCircle: The manager is below the person.
    """
    if manager == person:
        raise OwnManager
    seen = set()
    above = managers.get(manager)
    while above is not None and above not in seen:
        if above == person:
            raise ReportsInCircle
        seen.add(above)
        above = managers.get(above)
