"""What was changed of agreed goals, with its reason."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_COLUMNS = """SELECT a.*, g.title AS goal, k.title AS key_result, m.title AS meeting FROM goal_amendment a JOIN goal g ON g.id = a.goal_id
LEFT JOIN key_result k ON k.id = a.key_result_id LEFT JOIN meeting m ON m.id = a.meeting_id"""


def of_goal(store: Store, goal_id: str, limit: int) -> list[Row]:
    """The amendments of a goal and its key results, newest first, with the titles `goal`, `key_result` and `meeting`."""
    return store.rows(
        f"{_COLUMNS} WHERE a.goal_id = :id AND {store.sees('g.owner_person_id')} ORDER BY a.rowid DESC LIMIT :limit",
        {"id": goal_id, "limit": limit},
    )


def of_key_result(store: Store, key_result_id: str, limit: int) -> list[Row]:
    """The amendments of one key result; columns as `of_goal`."""
    return store.rows(
        f"{_COLUMNS} WHERE a.key_result_id = :id AND {store.sees('g.owner_person_id')} ORDER BY a.rowid DESC LIMIT :limit",
        {"id": key_result_id, "limit": limit},
    )


def newest(store: Store, cycles: Iterable[int], limit: int, units: Iterable[str] | None = None) -> list[Row]:
    """The amendments of all goals of some cycles, newest first; columns as `of_goal`.

    Args:
        store: The store.
        cycles: Row numbers of cycles; empty for all.
        limit: Rows at most; -1 for all.
        units: Only of goals that belong to one of them; None for all.
    """
    return store.rows(
        f"""{_COLUMNS} JOIN cycle c ON c.id = g.cycle_id LEFT JOIN person p ON p.id = g.owner_person_id
        WHERE (json_array_length(:cycles) = 0 OR c.rowid IN (SELECT value FROM json_each(:cycles)))
        AND (:units IS NULL OR coalesce(g.owner_unit_id, p.unit_id) IN (SELECT value FROM json_each(:units)))
        AND {store.sees("g.owner_person_id")} ORDER BY a.rowid DESC LIMIT :limit""",
        {"cycles": json.dumps(list(cycles)), "limit": limit, "units": None if units is None else json.dumps(list(units))},
    )
