"""Goals side by side: of one level and cycle, with their key results."""

from __future__ import annotations

import json
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


@dataclass(frozen=True, slots=True)
class CalibrationFilter:
    """Which goals stand side by side."""

    cycle: int = 0
    """Row id of a cycle; 0 means all of them."""
    level: str = "unit"
    """Empty means all levels."""
    units: tuple[str, ...] = ()
    """Ids of units: their own goals and those of their people; empty means all."""
    text: str = ""
    """Case-insensitive part of a title."""


_OWNERS = "LEFT JOIN person p ON p.id = g.owner_person_id LEFT JOIN unit u ON u.id = g.owner_unit_id"


def _where(store: Store, shown: CalibrationFilter) -> str:
    parts = [store.sees("g.owner_person_id"), "g.state <> 'archived'"]
    if shown.cycle:
        parts.append("c.rowid = :cycle")
    if shown.level:
        parts.append("g.level = :level")
    if shown.units:
        parts.append("coalesce(g.owner_unit_id, p.unit_id) IN (SELECT value FROM json_each(:units))")
    if shown.text:
        parts.append("instr(lower(g.title), lower(:text)) > 0")
    return " AND ".join(parts)


def listed(store: Store, shown: CalibrationFilter) -> array[int]:
    """The row ids of the goals that a filter lets through, those of one owner together."""
    parameters = {"cycle": shown.cycle, "level": shown.level, "units": json.dumps(shown.units), "text": shown.text}
    found = store.value(
        f"""SELECT group_concat(id) FROM (SELECT g.rowid AS id FROM goal g JOIN cycle c ON c.id = g.cycle_id {_OWNERS}
        WHERE {_where(store, shown)} ORDER BY c.start_date DESC, coalesce(p.sort_key, u.name), g.owner_person_id, g.pos, g.rowid)""",
        parameters,
    )
    return array("q", map(int, found.split(","))) if found else array("q")


def window(store: Store, row_ids: Sequence[int]) -> list[Row]:
    """Some goals with owner and cycle; `number` is the row id."""
    return store.rows(
        f"""SELECT g.rowid AS number, g.*, coalesce(p.name, u.name, '') AS owner, c.name AS cycle, c.rowid AS cycle_number
        FROM goal g JOIN cycle c ON c.id = g.cycle_id {_OWNERS}
        WHERE g.rowid IN (SELECT value FROM json_each(?)) AND {store.sees("g.owner_person_id")}""",
        (json.dumps(list(row_ids)),),
    )


def number_of(store: Store, goal_id: str) -> int | None:
    """The row id of a goal."""
    found = store.value(f"SELECT g.rowid FROM goal g WHERE g.id = ? AND {store.sees('g.owner_person_id')}", (goal_id,))
    return None if found is None else int(found)


def key_results(store: Store, goal_ids: Iterable[str]) -> list[Row]:
    """The key results of some goals that are not archived, in their order, with the `source` of their measures."""
    return store.rows(
        f"""SELECT k.*, m.source FROM key_result k JOIN goal g ON g.id = k.goal_id LEFT JOIN measure m ON m.id = k.measure_id
        WHERE k.goal_id IN (SELECT value FROM json_each(?)) AND k.is_archived = 0 AND {store.sees("g.owner_person_id")}
        ORDER BY k.goal_id, k.pos""",
        (json.dumps(list(goal_ids)),),
    )
