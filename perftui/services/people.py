"""People as lists and pages show them; `people_edits` changes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from perftui.storage import lookups, people
from perftui.storage.people import PeopleFilter
from perftui.storage.stores import Gone

if TYPE_CHECKING:
    from array import array
    from collections.abc import Collection

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

__all__ = [
    "PeopleFilter",
    "PeopleListing",
    "PersonLine",
    "PersonView",
    "ReportingLine",
    "line_of",
    "listing",
    "person",
    "person_line",
    "suggest_staff_no",
]

CHUNK = 1000
"""Positions asked for at once where all ids are wanted."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person as a list shows them."""

    id: str
    """Empty where somebody was taken back since the list was read."""
    staff_no: str
    name: str
    pinyin: str
    unit_id: str
    unit: str
    position: str
    manager_id: str
    manager: str
    manager_no: str
    """The manager's staff number, which tells two of one name apart."""
    email: str
    hire_date: date | None
    exit_date: date | None
    """The last day of work."""
    is_archived: bool
    version: int


GONE = PersonLine("", "", "", "", "", "", "", "", "", "", "", None, None, is_archived=True, version=0)


@dataclass(frozen=True, slots=True)
class ReportingLine:
    """To whom a person reports or reported."""

    id: str
    manager_id: str
    manager: str
    manager_no: str
    since: date
    """The first day."""
    until: date | None
    """The day after the last; None while it lasts."""
    version: int


@dataclass(frozen=True, slots=True)
class PersonView:
    """Everything about a person."""

    line: PersonLine
    initials: str
    reporting: tuple[ReportingLine, ...]
    """Newest first."""
    goals: int
    """Own goals that are not archived."""
    live_goals: int
    """Those of them that are neither scored nor closed."""
    key_results: int
    """Key results of those goals."""
    reports: int
    """People who report to this person today."""


class PeopleListing:
    """The people behind a filter: 8 bytes for each; what is shown is read when it is asked for."""

    def __init__(self, store: Store, shown: PeopleFilter, today: date) -> None:
        self.store, self.shown, self.today = store, shown, today
        self.positions: array[int] = people.listed(store, shown, today.isoformat())

    def count(self) -> int:
        """How many there are."""
        return len(self.positions)

    def window(self, start: int, n: int) -> list[PersonLine]:
        """At most n people from an index (0 is the first) on; one who is gone meanwhile leaves an empty line."""
        wanted = self.positions[start : start + n]
        found = {row["position_id"]: line_of(row) for row in people.window(self.store, wanted, self.today.isoformat())}
        return [found.get(position, GONE) for position in wanted]

    def index_of(self, person_id: str) -> int | None:
        """Where a person stands; None when they are not in the list."""
        position = people.position_of(self.store, person_id)
        try:
            return None if position is None else self.positions.index(position)
        except ValueError:
            return None

    def known(self, ids: Collection[str]) -> Collection[str]:
        """Those of some people who still exist, whatever the filter hides."""
        return lookups.names(self.store, "person", ids).keys()

    def ids(self, start: int = 0, end: int | None = None) -> list[str]:
        """The ids from an index on, up to and without another, in the order of the list; who is gone is left out."""
        wanted, found = self.positions[start:end], []
        for at in range(0, len(wanted), CHUNK):
            chunk = wanted[at : at + CHUNK]
            by_position = lookups.person_ids(self.store, chunk)
            found += [by_position[position] for position in chunk if position in by_position]
        return found


def listing(store: Store, shown: PeopleFilter, today: date) -> PeopleListing:
    """The people that a filter lets through, as of today, in its order."""
    return PeopleListing(store, shown, today)


def stamp(store: Store) -> tuple[int, int]:
    """Differs from an earlier one when anything was written since, by this session or another."""
    return store.data_version(), store.connection.total_changes


def person(store: Store, person_id: str, today: date) -> PersonView:
    """Everything about a person, as of today.

    Raises:
        Gone: There is no such person, or they are not visible to the actor.
    """
    row = people.get(store, person_id, today.isoformat())
    if row is None:
        raise Gone
    goals = lookups.goals_owned(store, person_id)
    return PersonView(
        line=line_of(row),
        initials=row["initials"],
        reporting=tuple(_reporting(line) for line in people.reporting_of(store, person_id)),
        goals=goals["goals"],
        live_goals=goals["live"],
        key_results=goals["key_results"],
        reports=lookups.reports_of(store, person_id, today.isoformat()),
    )


def person_line(store: Store, person_id: str, today: date) -> PersonLine | None:
    """One person as a list shows them; None when there is none."""
    row = people.get(store, person_id, today.isoformat())
    return None if row is None else line_of(row)


def suggest_staff_no(store: Store) -> str:
    """The next free staff number, in the form of the one given last: `E0041` after `E0040`, 1001 for the first person."""
    last = lookups.newest_staff_no(store)
    if last is None:
        return "1001"
    prefix = last.rstrip("0123456789")
    width, number = max(len(last) - len(prefix), 1), people.highest_number(store, prefix) + 1
    while people.by_staff_no(store, f"{prefix}{number:0{width}d}"):
        number += 1
    return f"{prefix}{number:0{width}d}"


def line_of(row: Row) -> PersonLine:
    """A row of storage's list as a line."""
    return PersonLine(
        id=row["id"],
        staff_no=row["staff_no"],
        name=row["name"],
        pinyin=row["pinyin"],
        unit_id=row["unit_id"] or "",
        unit=row["unit"] or "",
        position=row["position"],
        manager_id=row["manager_id"] or "",
        manager=row["manager"] or "",
        manager_no=row["manager_no"] or "",
        email=row["email"],
        hire_date=_day(row["hire_date"]),
        exit_date=_day(row["exit_date"]),
        is_archived=bool(row["is_archived"]),
        version=row["version"],
    )


def _reporting(row: Row) -> ReportingLine:
    since = date.fromisoformat(row["since"])
    return ReportingLine(row["id"], row["manager_id"], row["manager"], row["manager_no"], since, _day(row["until"]), row["version"])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
