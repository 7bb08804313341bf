"""The copies that goals get in another cycle, inside a step that is already open: where they stand, and from where they begin."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.carry_overs import Carried, carried, new_parent
from perftui.domain.codes import GoalState
from perftui.domain.measures import definition_hash
from perftui.domain.rollups import MILLION
from perftui.services import goal_rows
from perftui.storage import cycle_goals, goals
from perftui.storage.yardsticks import yardstick_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from perftui.services.cycle_lines import CycleLine
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_KEPT = ("title", "description", "level", "owner_person_id", "owner_unit_id", "kind", "weight", "counts_in_appraisal", "priority", "tags")
"""Columns of a goal that its copy has too; start and due date were those of the old cycle."""
_KEPT_RESULT = (
    *("title", "operator", "unit", "target", "low", "high", "red_low", "red_high", "tolerance", "maximum", "weight", "cadence_days"),
    *("priority", "tags", "measure_id", "anchors"),
)


class Placing:
    """Where the copies of some goals stand."""

    def __init__(self, store: Store, goal_ids: Iterable[str], starts: str) -> None:
        """Nothing is copied yet.

        Args:
            store: The store.
            goal_ids: The goals that are carried over.
            starts: The ISO date on which the new cycle begins; empty where nobody knows.
        """
        self._store, self._starts = store, starts
        self.copies = {goal_id: goal_id for goal_id in goal_ids}
        """Goal to its copy; to itself before there is one."""

    def parent_of(self, row: Row) -> str | None:
        """The goal under which the copy of a goal stands."""
        return new_parent(row["parent_id"], self.copies, self._runs_on)

    def _runs_on(self, goal_id: str) -> bool:
        return cycle_goals.ends(self._store, [goal_id]).get(goal_id, "") >= self._starts != ""


def unfinished_results(store: Store, rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Goal to those of its key results that have not reached their target."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in cycle_goals.key_results(store, [row["id"] for row in rows]):
        if row["progress"] is None or row["progress"] < MILLION:
            found[row["goal_id"]].append(row)
    return found


def begins(row: Row) -> Carried:
    """How a key result begins in the next cycle."""
    return carried(yardstick_of(row), None if row["last"] is None else Decimal(row["last"]))


def copy(store: Store, rows: Sequence[Row], cycle: CycleLine) -> tuple[list[str], int]:
    """Copy goals as drafts into a cycle; inside `write()`.

    Args:
        store: The store.
        rows: The goals, those above before those below.
        cycle: The new cycle.

    Returns:
        The ids of the copies, and how many key results they have.
    """
    placing = Placing(store, [], cycle.start.isoformat())
    results, made, count = unfinished_results(store, rows), [], 0
    for row in rows:
        parent, copy_id = placing.parent_of(row), store.new_id()
        placing.copies[row["id"]] = copy_id
        kept = {column: row[column] for column in _KEPT}
        place = {"parent_id": parent, "pos": goals.next_position(store, parent), "cycle_id": cycle.id}
        store.insert("goal", id=copy_id, **kept, **place, state=GoalState.DRAFT.value, carried_from_id=row["id"])
        for pos, result in enumerate(results.get(row["id"], []), 1):
            _copy_result(store, result, copy_id, pos)
            count += 1
        made.append(copy_id)
    return made, count


def _copy_result(store: Store, row: Row, goal_id: str, pos: int) -> None:
    yardstick = begins(row).yardstick
    numbers = {
        **{"baseline": goal_rows.stored(yardstick.baseline), "commit_value": goal_rows.stored(yardstick.commit)},
        **{"stretch_value": goal_rows.stored(yardstick.stretch), "definition_hash": definition_hash(yardstick, row["title"])},
    }
    store.insert("key_result", id=store.new_id(), goal_id=goal_id, pos=pos, **{name: row[name] for name in _KEPT_RESULT}, **numbers)
