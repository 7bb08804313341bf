"""Reading the event log: what happened to one record, and which steps were done last."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_BELONGING = {
    "person": "UNION SELECT 'reporting', id FROM reporting WHERE person_id = :id",
    "goal": "UNION SELECT 'goal_link', id FROM goal_link WHERE from_goal_id = :id OR to_goal_id = :id",
    "key_result": "UNION SELECT 'check_in', id FROM check_in WHERE key_result_id = :id",
}
"""Table to what else is told in the history of its records."""


def events_of(store: Store, entity: str, entity_id: str, limit: int) -> list[Row]:
    """The events of a record and of what belongs to it alone, newest first; empty where the actor may not see it."""
    if not _is_visible(store, entity, entity_id):
        return []
    belonging = _BELONGING.get(entity, "")
    return store.rows(
        f"""WITH told (entity, entity_id) AS (SELECT :entity, :id {belonging})
        SELECT e.seq, e.step, e.at, e.actor, e.entity, e.entity_id, e.verb, e.diff FROM told
        JOIN event e ON e.entity = told.entity AND e.entity_id = told.entity_id ORDER BY e.seq DESC LIMIT :limit""",
        {"entity": entity, "id": entity_id, "limit": limit},
    )


def _is_visible(store: Store, entity: str, entity_id: str) -> bool:
    if store.sees("x") == "TRUE":
        return True
    person = {
        "person": "SELECT id FROM person WHERE id = :id",
        "goal": "SELECT owner_person_id FROM goal WHERE id = :id",
        "key_result": "SELECT g.owner_person_id FROM key_result k JOIN goal g ON g.id = k.goal_id WHERE k.id = :id",
    }.get(entity)
    return person is None or bool(store.value(f"SELECT {store.sees('(' + person + ')')}", {"id": entity_id}))


def steps(store: Store, limit: int) -> list[Row]:
    """The last steps of everybody, newest first, with the number of records that each changed."""
    return store.rows(
        """SELECT s.*, (SELECT count(DISTINCT entity || entity_id) FROM event e WHERE e.step = s.id) AS records FROM step s
        ORDER BY s.id DESC LIMIT ?""",
        (limit,),
    )
