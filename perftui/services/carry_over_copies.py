"""The copies that goals get in another cycle, inside a step that is already open, and from where they begin."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.carry_overs import Carried, carried
from perftui.domain.codes import GoalState
from perftui.domain.measures import definition_hash
from perftui.domain.rollups import MILLION
from perftui.services import goal_rows
from perftui.storage import cycle_goals, goals
from perftui.storage.yardsticks import yardstick_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from perftui.services.carry_over_places import Placing
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_KEPT = (
    *("title", "description", "level", "owner_person_id", "owner_unit_id", "kind", "weight", "counts_in_appraisal", "priority", "tags"),
    *("smart", "challenge", "feasibility"),
)
"""Columns of a goal that its copy has too; start and due date were those of the old cycle."""
_KEPT_RESULT = (
    *("title", "operator", "unit", "target", "low", "high", "red_low", "red_high", "tolerance", "maximum", "weight", "cadence_days"),
    *("priority", "tags", "measure_id", "anchors"),
)


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


def copy(store: Store, rows: Sequence[Row], placing: Placing, cycle_of: Callable[[Row], str]) -> tuple[dict[str, str], int]:
    """Copy goals as drafts into their new cycle; inside `write()`.

    Args:
        store: The store.
        rows: The goals, those above before those below.
        placing: Where they stand; knows nothing yet of the copies.
        cycle_of: Gives the id of the new cycle of a goal.

    Returns:
        Each goal's copy, and how many key results they have.
    """
    results, count = unfinished_results(store, rows), 0
    for row in rows:
        parent, copy_id = placing.parent_of(row), store.new_id()
        placing.copies[row["id"]] = copy_id
        kept = {column: row[column] for column in _KEPT}
        place = {"parent_id": parent, "pos": goals.next_position(store, parent), "cycle_id": cycle_of(row)}
        store.insert("goal", id=copy_id, **kept, **place, state=GoalState.DRAFT.value, carried_from_id=row["id"])
        for pos, result in enumerate(results.get(row["id"], []), 1):
            _copy_result(store, result, copy_id, pos)
            count += 1
    return placing.copies, count


def _copy_result(store: Store, row: Row, goal_id: str, pos: int) -> None:
    yardstick = begins(row).yardstick
    numbers = {
        **{"baseline": goal_rows.stored(yardstick.baseline), "commit_value": goal_rows.stored(yardstick.commit)},
        **{"stretch_value": goal_rows.stored(yardstick.stretch), "definition_hash": definition_hash(yardstick, row["title"])},
    }
    store.insert("key_result", id=store.new_id(), goal_id=goal_id, pos=pos, **{name: row[name] for name in _KEPT_RESULT}, **numbers)
