"""Where goals stand that are carried over: under the goal above in their new cycle, which goes along where nothing else is there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from perftui.domain.carry_overs import new_parent
from perftui.domain.codes import CycleKind, GoalState
from perftui.domain.cycles import CycleNameUnclear, cycle_name, cycle_of
from perftui.storage import cycle_goals, units

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_BY_LENGTH = (CycleKind.QUARTER, CycleKind.HALF, CycleKind.YEAR)


class Placing:
    """Where the copies of some goals stand."""

    def __init__(self, store: Store, goal_ids: Iterable[str], target: str) -> None:
        """Nothing is copied yet.

        Args:
            store: The store.
            goal_ids: The goals that are carried over.
            target: The name of the new cycle.
        """
        self._store, self._target = store, target
        into = units.cycle_named(store, target)
        told: tuple[CycleKind | None, str] = (CycleKind(into["kind"]), into["start_date"]) if into else _told(target)
        self._kind, self._starts = told
        self.copies = {goal_id: goal_id for goal_id in goal_ids}
        """Goal to its copy; to itself before there is one."""

    def parent_of(self, row: Row) -> str | None:
        """The goal under which the copy of a goal stands; None at the top."""
        return new_parent(row["parent_id"], self.copies, self._counterpart, self._runs_on)

    def above(self, rows: Sequence[Row]) -> list[Row]:
        """The goals without which some of these would stand at the top, in the order of the tree; from now on they are carried over too."""
        found: list[str] = []
        wave = rows
        while True:
            lacking = {row["parent_id"] for row in wave if row["parent_id"] and self.parent_of(row) is None}
            wave = [row for row in cycle_goals.by_ids(self._store, lacking) if row["state"] != GoalState.ARCHIVED]
            if not wave:
                return cycle_goals.by_ids(self._store, found)
            found += [row["id"] for row in wave]
            self.copies |= {row["id"]: row["id"] for row in wave}

    def cycle_above(self, row: Row) -> str:
        """The name of the cycle into which a goal above goes: a theme of a year goes into the year of the new cycle."""
        kind = CycleKind(row["cycle_kind"])
        if self._kind is None or _BY_LENGTH.index(kind) <= _BY_LENGTH.index(self._kind):
            return self._target
        found = units.open_cycle_on(self._store, kind.value, self._starts)
        if found is not None:
            return str(found["name"])
        name = str(cycle_of(date.fromisoformat(self._starts), kind))
        return self._target if units.cycle_named(self._store, name) else name

    def _counterpart(self, goal_id: str) -> str | None:
        return cycle_goals.counterpart(self._store, goal_id, self._target, self._starts)

    def _runs_on(self, goal_id: str) -> bool:
        return cycle_goals.ends(self._store, [goal_id]).get(goal_id, "") >= self._starts != ""


def _told(name: str) -> tuple[CycleKind | None, str]:
    """What the name of a cycle tells; nothing where it is none of the calendar."""
    try:
        told = cycle_name(name)
    except CycleNameUnclear:
        return None, ""
    return told.kind, told.start.isoformat()
