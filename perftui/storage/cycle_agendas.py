"""What of cycles and reviews needs somebody today; each question bounded, as in `agendas`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.storage.agendas import MANY

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_DRAFTS = """FROM cycle c JOIN goal g ON g.cycle_id = c.id LEFT JOIN person p ON p.id = g.owner_person_id
LEFT JOIN unit u ON u.id = g.owner_unit_id
WHERE c.state IN ('active', 'reviewing') AND c.start_date < :today AND c.end_date >= :today AND g.state = 'draft'"""

_REVIEWS = """FROM goal_review r JOIN goal g ON g.id = r.goal_id LEFT JOIN person p ON p.id = g.owner_person_id
LEFT JOIN unit u ON u.id = g.owner_unit_id WHERE r.state = 'open' AND r.due_date <= :until AND g.state <> 'archived'"""


def drafts(store: Store, today: str, limit: int) -> list[Row]:
    """Goals that are still drafts in cycles that run: `id`, `title`, `owner`, `start_date` of the cycle."""
    query = f"SELECT g.id, g.title, coalesce(p.name, u.name, '') AS owner, c.start_date {_DRAFTS} AND {store.sees('g.owner_person_id')}"
    return store.rows(f"{query} ORDER BY c.start_date, g.rowid LIMIT :limit", {"today": today, "limit": limit})


def draft_count(store: Store, today: str) -> int:
    """How many of them there are, up to `MANY` + 1."""
    query = f"SELECT 1 {_DRAFTS} AND {store.sees('g.owner_person_id')} LIMIT {MANY + 1}"
    return int(store.value(f"SELECT count(*) FROM ({query})", {"today": today}))


def reviews(store: Store, until: str, limit: int) -> list[Row]:
    """Reviews to be held by a day, the oldest first: `id`, `title` of the goal, `owner`, `quarter`, `due_date`."""
    columns = "r.id, g.title, coalesce(p.name, u.name, '') AS owner, r.quarter, r.due_date"
    query = f"SELECT {columns} {_REVIEWS} AND {store.sees('g.owner_person_id')} ORDER BY r.due_date, g.title LIMIT :limit"
    return store.rows(query, {"until": until, "limit": limit})


def review_count(store: Store, until: str) -> int:
    """How many of them there are, up to `MANY` + 1."""
    query = f"SELECT 1 {_REVIEWS} AND {store.sees('g.owner_person_id')} LIMIT {MANY + 1}"
    return int(store.value(f"SELECT count(*) FROM ({query})", {"until": until}))


def open_cycles(store: Store, today: str) -> list[Row]:
    """The cycles that have begun and are not closed, with `unscored`, how many of their goals are active."""
    return store.rows(
        """SELECT c.id, c.name, c.kind, c.start_date, c.end_date, c.state,
            (SELECT count(*) FROM goal g WHERE g.cycle_id = c.id AND g.state = 'active') AS unscored
        FROM cycle c WHERE c.state <> 'closed' AND c.start_date <= ? ORDER BY c.end_date""",
        (today,),
    )


def has_cycle_on(store: Store, kind: str, day: str) -> bool:
    """Whether a cycle of a kind holds a day."""
    found = store.value("SELECT EXISTS (SELECT 1 FROM cycle WHERE kind = ? AND ? BETWEEN start_date AND end_date)", (kind, day))
    return bool(found)
