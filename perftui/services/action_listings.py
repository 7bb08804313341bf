"""The list of all actions: filtered, in order, and read only as far as it is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from perftui.domain.actions import When, last_day, when
from perftui.domain.calendars import start_of_week
from perftui.domain.gaps import MeasureType
from perftui.domain.meetings import ActionState
from perftui.records import NamedTuple
from perftui.services.action_origins import NOWHERE, ComesFrom, come_from
from perftui.services.actions import ActionLine, Origin, line_of
from perftui.storage import action_lists, asides, lookups
from perftui.storage.action_lists import NO_ORIGIN, ORDERS, ActionFilter

if TYPE_CHECKING:
    from array import array
    from collections.abc import Collection, Iterator
    from datetime import date

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

__all__ = ["NO_ORIGIN", "ORDERS", "ActionFilter", "ActionListing", "ListedAction"]

CHUNK = 1000
"""Actions read at once where all are wanted."""
ME = "me"
"""The setting that says which person the actor is."""
OWNERS_OFFERED = 12


class ListedAction(NamedTuple):
    """An action in the list."""

    line: ActionLine
    comes_from: ComesFrom
    when: When


GONE = ListedAction(
    ActionLine("", 0, "", "", "", "", None, "", "", MeasureType.ACTION, ActionState.CANCELLED, None, "", Origin("", "")),
    NOWHERE,
    When.OVER,
)


class ActionListing:
    """The actions behind a filter: 8 bytes for each; what is shown is read when it is asked for."""

    def __init__(self, store: Store, shown: ActionFilter, today: date) -> None:
        self.store, self.shown, self.today = store, shown, today
        self.positions: array[int] = action_lists.listed(store, shown)

    def count(self) -> int:
        """How many there are."""
        return len(self.positions)

    def window(self, start: int, n: int) -> list[ListedAction]:
        """At most n actions from an index (0 is the first) on; one that is gone meanwhile leaves an empty line."""
        wanted = self.positions[start : start + n]
        rows = {row["position_id"]: row for row in action_lists.window(self.store, wanted)}
        return self._listed([rows.get(position) for position in wanted])

    def _listed(self, rows: list[Row | None]) -> list[ListedAction]:
        lines = [line_of(row) if row is not None else None for row in rows]
        origins = come_from(self.store, [line.origin for line in lines if line is not None and line.origin.entity])
        return [GONE if line is None else self._told(line, origins.get(line.origin, NOWHERE)) for line in lines]

    def _told(self, line: ActionLine, origin: ComesFrom) -> ListedAction:
        return ListedAction(line, origin, when(line.due, line.state, self.today))

    def every(self) -> Iterator[ListedAction]:
        """All of them, in the order of the list; what is gone is left out."""
        for start in range(0, len(self.positions), CHUNK):
            yield from (listed for listed in self.window(start, CHUNK) if listed.line.id)

    def index_of(self, action_id: str) -> int | None:
        """Where an action stands; None when it is not in the list."""
        position = action_lists.position_of(self.store, action_id)
        try:
            return None if position is None else self.positions.index(position)
        except ValueError:
            return None

    def known(self, ids: Collection[str]) -> Collection[str]:
        """Those of some actions that still exist, whatever the filter hides."""
        return action_lists.known(self.store, ids)


def due_within(shown: ActionFilter, part: When | None, today: date) -> ActionFilter:
    """The same filter for one part of the agenda; None for all of it.

    Args:
        shown: What is shown so far.
        part: Overdue goes up to yesterday; today and the weeks hold what falls into them alone; later begins after next week.
        today: From which day on.
    """
    bare = replace(shown, since="", until="", is_undated=False)
    if part is None:
        return bare
    if part is When.UNDATED:
        return replace(bare, is_undated=True)
    if part is When.OVERDUE:
        return replace(bare, until=(today - timedelta(1)).isoformat())
    since, until = _span(part, today)
    return replace(bare, since=since.isoformat(), until=until.isoformat() if until else "")


def _span(part: When, today: date) -> tuple[date, date | None]:
    until = last_day(part, today)
    if until is None:
        return start_of_week(today) + timedelta(14), None
    return today if part in (When.TODAY, When.THIS_WEEK) else until - timedelta(6), until


def owners(store: Store) -> list[tuple[str, str, int]]:
    """Id and name of those who have most to do, each with the number of open actions."""
    return [(row["id"], row["name"], row["number"]) for row in action_lists.owners(store, OWNERS_OFFERED)]


def roles(store: Store) -> list[tuple[str, int]]:
    """The roles of open actions, as they are stored, with their number."""
    return [(row["role"], row["number"]) for row in action_lists.roles(store)]


def me(store: Store) -> str:
    """The id of the person who the actor is; empty where that was not said, or where that person is gone."""
    person_id = asides.setting(store, ME) or ""
    return person_id if person_id and lookups.names(store, "person", [person_id]) else ""


def i_am(store: Store, person_id: str) -> None:
    """Say which person the actor is; an empty id takes it back."""
    asides.keep_setting(store, ME, person_id)
