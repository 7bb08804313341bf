"""The quarterly reviews of goals."""

from __future__ import annotations

import json
from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_REVIEW = """SELECT r.rowid AS position, r.*, g.title, g.kind, g.state AS goal_state, n.progress, n.measured, n.total,
    coalesce(p.name, u.name, '') AS owner, coalesce(u.name, pu.name, '') AS unit, c.name AS cycle, c.start_date, c.end_date
FROM goal_review r JOIN goal g ON g.id = r.goal_id JOIN node n ON n.ref = g.id JOIN cycle c ON c.id = g.cycle_id
LEFT JOIN person p ON p.id = g.owner_person_id LEFT JOIN unit u ON u.id = g.owner_unit_id LEFT JOIN unit pu ON pu.id = p.unit_id"""

_WITHOUT = """FROM goal g JOIN cycle c ON c.id = g.cycle_id JOIN node n ON n.ref = g.id
LEFT JOIN person p ON p.id = g.owner_person_id LEFT JOIN unit u ON u.id = g.owner_unit_id
WHERE g.state = 'active' AND c.state <> 'closed' AND c.start_date <= :end AND c.end_date >= :start
AND NOT EXISTS (SELECT 1 FROM goal_review r WHERE r.goal_id = g.id AND r.quarter = :quarter)"""


def listed(store: Store, quarter: str, units: Sequence[str], state: str, text: str = "") -> array[int]:
    """The row numbers of reviews: what is to be held first, by its due date, then the others, the latest first.

    Args:
        store: The store.
        quarter: Such as `2026-Q4`; empty for all.
        units: Ids of units whose goals, or whose people's goals, are meant; empty for all.
        state: open, held or skipped; empty for all.
        text: Part of the title of the goal.
    """
    rows = store.rows(
        f"""SELECT r.rowid FROM goal_review r JOIN goal g ON g.id = r.goal_id LEFT JOIN person p ON p.id = g.owner_person_id
        WHERE (:quarter = '' OR r.quarter = :quarter) AND (:state = '' OR r.state = :state)
        AND (:units = '[]' OR coalesce(g.owner_unit_id, p.unit_id) IN (SELECT value FROM json_each(:units)))
        AND (:text = '' OR instr(lower(g.title), lower(:text)) > 0) AND {store.sees("g.owner_person_id")}
        ORDER BY r.state <> 'open', iif(r.state = 'open', r.due_date, ''), r.due_date DESC, g.title, r.rowid""",
        {"quarter": quarter, "units": json.dumps(list(units)), "state": state, "text": text},
    )
    return array("q", (row[0] for row in rows))


def window(store: Store, positions: Sequence[int]) -> list[Row]:
    """Some reviews by their row numbers, with goal, owner, unit and what the goal has reached."""
    return store.rows(
        f"{_REVIEW} WHERE r.rowid IN (SELECT value FROM json_each(?)) AND {store.sees('g.owner_person_id')}", (json.dumps(list(positions)),)
    )


def get(store: Store, review_id: str) -> Row | None:
    """One review, with the same columns."""
    return store.row(f"{_REVIEW} WHERE r.id = ? AND {store.sees('g.owner_person_id')}", (review_id,))


def of_goal(store: Store, goal_id: str) -> list[Row]:
    """The reviews of a goal, the latest quarter first."""
    return store.rows(f"{_REVIEW} WHERE r.goal_id = ? AND {store.sees('g.owner_person_id')} ORDER BY r.quarter DESC", (goal_id,))


def existing(store: Store, ids: Iterable[str]) -> set[str]:
    """Those of some ids that are reviews."""
    rows = store.rows("SELECT id FROM goal_review WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),))
    return {row[0] for row in rows}


def quarters(store: Store) -> list[str]:
    """The quarters of which there are reviews, the latest first."""
    return [row[0] for row in store.rows("SELECT DISTINCT quarter FROM goal_review ORDER BY quarter DESC")]


def planned(store: Store, quarter: str) -> int:
    """How many reviews a quarter has."""
    return int(store.value("SELECT count(*) FROM goal_review WHERE quarter = ?", (quarter,)))


def without(store: Store, quarter: str, start: str, end: str) -> list[Row]:
    """The active goals that run in a quarter and have no review in it: `id`, `title`, `owner`, `start_date`, `end_date` of the cycle."""
    columns = "g.id, g.title, coalesce(p.name, u.name, '') AS owner, c.name AS cycle, c.start_date, c.end_date"
    return store.rows(
        f"SELECT {columns} {_WITHOUT} AND {store.sees('g.owner_person_id')} ORDER BY n.path",
        {"quarter": quarter, "start": start, "end": end},
    )


def without_count(store: Store, quarter: str, start: str, end: str, most: int) -> int:
    """How many of them there are, up to a number and one more."""
    return int(
        store.value(
            f"SELECT count(*) FROM (SELECT 1 {_WITHOUT} AND {store.sees('g.owner_person_id')} LIMIT :most)",
            {"quarter": quarter, "start": start, "end": end, "most": most + 1},
        )
    )


def check_ins(store: Store, goal_id: str, start: str, end: str) -> list[Row]:
    """The check-ins of a goal's own key results from a day up to another, oldest first: `on_date`, `confidence`, `is_late`."""
    return store.rows(
        f"""SELECT ci.on_date, ci.confidence, ci.is_late FROM check_in ci JOIN key_result k ON k.id = ci.key_result_id
        JOIN goal g ON g.id = k.goal_id WHERE k.goal_id = ? AND k.is_archived = 0 AND ci.on_date BETWEEN ? AND ?
        AND {store.sees("g.owner_person_id")} ORDER BY ci.on_date, ci.id""",
        (goal_id, start, end),
    )
