"""Actions, whatever they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_ACTION = "SELECT a.*, coalesce(p.name, '') AS owner FROM action a LEFT JOIN person p ON p.id = a.owner_person_id"
_DUE = (
    "FROM action a LEFT JOIN person p ON p.id = a.owner_person_id WHERE a.state = 'open' AND a.due_date IS NOT NULL AND a.due_date <= :by"
)
_IN_ORDER = "ORDER BY a.state <> 'open', a.due_date IS NULL, a.due_date, a.id"


def get(store: Store, action_id: str) -> Row | None:
    """One action with its owner's name."""
    return store.row(f"{_ACTION} WHERE a.id = ? AND {store.sees('a.owner_person_id')}", (action_id,))


def of_origin(store: Store, entity: str, record_id: str) -> list[Row]:
    """The actions that come out of a record, open ones first, by date."""
    return store.rows(
        f"{_ACTION} WHERE a.origin_entity = ? AND a.origin_id = ? AND {store.sees('a.owner_person_id')} {_IN_ORDER}", (entity, record_id)
    )


def of_owner(store: Store, person_id: str) -> list[Row]:
    """The open actions of a person, by date."""
    return store.rows(
        f"{_ACTION} WHERE a.owner_person_id = ? AND a.state = 'open' AND {store.sees('a.owner_person_id')} {_IN_ORDER}", (person_id,)
    )


def due(store: Store, by: str, limit: int) -> list[Row]:
    """Open actions that are due by a day, the oldest first."""
    return store.rows(
        f"SELECT a.*, coalesce(p.name, '') AS owner {_DUE} AND {store.sees('a.owner_person_id')} ORDER BY a.due_date, a.id LIMIT :limit",
        {"by": by, "limit": limit},
    )


def due_count(store: Store, by: str, most: int) -> int:
    """How many of them there are, up to a number."""
    return int(
        store.value(
            f"SELECT count(*) FROM (SELECT 1 {_DUE} AND {store.sees('a.owner_person_id')} LIMIT :most)",
            {"by": by, "most": most},
        )
    )
