"""Resources, and how much of them goals need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.storage import parties

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


def listing(store: Store) -> list[Row]:
    """The resources that are not archived with the names of their units, by name."""
    return store.rows(
        """SELECT r.*, coalesce(u.name, '') AS owner FROM resource r LEFT JOIN unit u ON u.id = r.owner_unit_id
        WHERE r.is_archived = 0 ORDER BY r.name"""
    )


def get(store: Store, resource_id: str) -> Row | None:
    """One resource with the name of its unit."""
    return store.row(
        "SELECT r.*, coalesce(u.name, '') AS owner FROM resource r LEFT JOIN unit u ON u.id = r.owner_unit_id WHERE r.id = ?",
        (resource_id,),
    )


def named(store: Store, name: str) -> Row | None:
    """The resource of that name that is not archived."""
    return store.row("SELECT * FROM resource WHERE name = ? AND is_archived = 0", (name,))


def claims(store: Store, resource_id: str = "") -> list[Row]:
    """What goals that still run need of one resource, or of all that are not archived: `resource_id`, `amount`, and the side `a`."""
    return store.rows(
        f"""SELECT l.id, l.version, l.resource_id, l.amount, l.note, {parties.columns("a")} FROM allocation l
        JOIN resource r ON r.id = l.resource_id JOIN goal a ON a.id = l.goal_id {parties.joins("a")}
        WHERE {parties.is_live("a")} AND r.is_archived = 0 AND (:resource = '' OR l.resource_id = :resource)
        AND {store.sees("a.owner_person_id")} ORDER BY l.resource_id, a.id""",
        {"resource": resource_id},
    )


def of_goal(store: Store, goal_id: str) -> list[Row]:
    """What one goal needs, by the name of the resource."""
    return store.rows(
        f"""SELECT l.*, r.name, r.unit, r.capacity FROM allocation l JOIN resource r ON r.id = l.resource_id JOIN goal g ON g.id = l.goal_id
        WHERE l.goal_id = ? AND {store.sees("g.owner_person_id")} ORDER BY r.name""",
        (goal_id,),
    )


def allocation(store: Store, allocation_id: str) -> Row | None:
    """One of them with the names of its resource and its goal."""
    return store.row(
        f"""SELECT l.*, r.name, r.unit, g.title, g.state FROM allocation l JOIN resource r ON r.id = l.resource_id
        JOIN goal g ON g.id = l.goal_id WHERE l.id = ? AND {store.sees("g.owner_person_id")}""",
        (allocation_id,),
    )


def is_allocated(store: Store, resource_id: str, goal_id: str) -> bool:
    """Whether a goal has a part of a resource already."""
    return bool(
        store.value("SELECT EXISTS (SELECT 1 FROM allocation WHERE resource_id = ? AND goal_id = ?)", (resource_id, goal_id)),
    )


def remove_allocation(store: Store, allocation_id: str) -> None:
    """Take it back; inside `write()`."""
    store.connection.execute("DELETE FROM allocation WHERE id = ?", (allocation_id,))
