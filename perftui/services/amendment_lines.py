"""What was changed of agreed goals, as detail and list show it: date, who, field from old to new, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from perftui.services import histories
from perftui.storage import amendments, lookups, units

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

SHOWN = 10
"""Amendments that the detail of one record shows."""
LISTED = 1_000
"""Amendments that the list of all goals holds at most."""


@dataclass(frozen=True, slots=True)
class AmendmentLine:
    """One field of an agreed goal, or of one of its key results, that was changed; texts are in the language in use."""

    id: str
    on: date
    by_name: str
    goal_id: str
    goal: str
    """The goal's title."""
    key_result: str
    """The key result's title; empty where the goal itself was changed."""
    field: str
    old: str
    """Empty where there was nothing."""
    new: str
    reason: str
    meeting: str
    """The title of the meeting where it was decided; empty where there was none."""


def amendments_of(store: Store, goal_id: str) -> list[AmendmentLine]:
    """The last amendments of a goal and its key results, newest first; at most `SHOWN`."""
    return _lines(store, amendments.of_goal(store, goal_id, SHOWN))


def amendments_of_key_result(store: Store, key_result_id: str) -> list[AmendmentLine]:
    """The last amendments of a key result, newest first; at most `SHOWN`."""
    return _lines(store, amendments.of_key_result(store, key_result_id, SHOWN))


def listing(store: Store, cycles: Collection[int] = ()) -> list[AmendmentLine]:
    """The amendments of all goals, newest first; at most `LISTED`.

    Args:
        store: The store.
        cycles: The row numbers of the cycles whose goals are meant, as in `TreeFilter.cycles`; empty for all.
    """
    return _lines(store, amendments.newest(store, cycles, LISTED))


def all_of(store: Store, cycles: Collection[int], unit: str) -> list[AmendmentLine]:
    """Every amendment, newest first, for a report.

    Args:
        store: The store.
        cycles: As in `listing`.
        unit: Only of goals of this unit and those below it, and of their people; empty for all.
    """
    return _lines(store, amendments.newest(store, cycles, -1, units.subtree(store, unit) if unit else None))


def _lines(store: Store, rows: Sequence[Row]) -> list[AmendmentLine]:
    named = _names(store, rows)
    return [_line(row, named) for row in rows]


def _names(store: Store, rows: Sequence[Row]) -> dict[str, str]:
    wanted: dict[str, set[str]] = {}
    for row in rows:
        if table := histories.table_of(_entity(row), row["field"]):
            wanted.setdefault(table, set()).update(value for value in (row["old"], row["new"]) if value)
    return {record: name for table, ids in wanted.items() for record, name in lookups.names(store, table, ids).items()}


def _line(row: Row, named: Mapping[str, str]) -> AmendmentLine:
    entity, field = _entity(row), row["field"]
    return AmendmentLine(
        id=row["id"],
        on=date.fromisoformat(row["on_date"]),
        by_name=row["by_name"],
        goal_id=row["goal_id"],
        goal=row["goal"],
        key_result=row["key_result"] or "" if entity == "key_result" else "",
        field=histories.label_of(field),
        old=histories.said(histories.value_of(entity, field, row["old"], named)),
        new=histories.said(histories.value_of(entity, field, row["new"], named)),
        reason=row["reason"],
        meeting=row["meeting"] or "",
    )


def _entity(row: Row) -> str:
    """Whose field it is: that a key result came or went is a change of the goal."""
    return "goal" if row["key_result_id"] is None or row["field"] == "key_result" else "key_result"
