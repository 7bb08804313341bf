"""Units (the department tree) and cycles."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


def all_units(store: Store, *, with_archived: bool = False) -> list[Row]:
    """Every unit with its depth, its full path and the number of people right in it, in the order of the tree."""
    return store.rows(
        """WITH RECURSIVE tree (id, depth, path) AS (
            SELECT id, 0, name FROM unit WHERE parent_id IS NULL
            UNION ALL SELECT u.id, t.depth + 1, t.path || ' / ' || u.name FROM unit u JOIN tree t ON u.parent_id = t.id)
        SELECT u.*, t.depth, t.path, (SELECT count(*) FROM person p WHERE p.unit_id = u.id AND p.is_archived = 0
                AND (p.exit_date IS NULL OR p.exit_date >= :today)) AS people,
            (SELECT count(*) FROM goal g WHERE g.owner_unit_id = u.id AND g.state <> 'archived') AS goals
        FROM tree t JOIN unit u ON u.id = t.id WHERE u.is_archived <= :with_archived ORDER BY t.path""",
        {"with_archived": int(with_archived), "today": store.clock().astimezone().date().isoformat()},
    )


def get(store: Store, unit_id: str) -> Row | None:
    """One unit."""
    return store.row("SELECT * FROM unit WHERE id = ?", (unit_id,))


def by_name(store: Store, name: str, parent_id: str | None = None) -> list[Row]:
    """The units of that name; below a certain unit, or anywhere when parent_id is None."""
    return store.rows(
        "SELECT * FROM unit WHERE name = :name AND is_archived = 0 AND (:parent IS NULL OR parent_id = :parent)",
        {"name": name, "parent": parent_id},
    )


def subtree(store: Store, unit_id: str) -> list[str]:
    """A unit's id and those of all units below it."""
    rows = store.rows(
        "WITH RECURSIVE down (id) AS (SELECT ? UNION SELECT u.id FROM unit u JOIN down ON u.parent_id = down.id) SELECT id FROM down",
        (unit_id,),
    )
    return [row[0] for row in rows]


def all_cycles(store: Store) -> list[Row]:
    """Every cycle with its row id, newest first."""
    return store.rows("SELECT c.rowid AS number, c.* FROM cycle c ORDER BY c.start_date DESC, c.end_date DESC")


def cycles_with_goals(store: Store, cycle_id: str = "") -> list[Row]:
    """The same with the number of goals, which takes a tenth of a second for a million; one cycle, or all."""
    return store.rows(
        """SELECT c.rowid AS number, c.*, (SELECT count(*) FROM goal g WHERE g.cycle_id = c.id AND g.state <> 'archived') AS goals
        FROM cycle c WHERE :cycle IN ('', c.id) ORDER BY c.start_date DESC, c.end_date DESC""",
        {"cycle": cycle_id},
    )


def cycle(store: Store, cycle_id: str) -> Row | None:
    """One cycle."""
    return store.row("SELECT rowid AS number, * FROM cycle WHERE id = ?", (cycle_id,))


def cycle_named(store: Store, name: str) -> Row | None:
    """The cycle of that name."""
    return store.row("SELECT rowid AS number, * FROM cycle WHERE name = ?", (name,))


def open_cycle_on(store: Store, kind: str, day: str) -> Row | None:
    """The cycle of a kind that holds a day and is not closed."""
    return store.row(
        "SELECT rowid AS number, * FROM cycle WHERE kind = ? AND state <> 'closed' AND ? BETWEEN start_date AND end_date", (kind, day)
    )


def running_cycle(store: Store, today: str) -> Row | None:
    """The shortest cycle that is not closed and holds today; else the newest that is not closed."""
    return store.row(
        """SELECT rowid AS number, * FROM cycle WHERE state <> 'closed'
        ORDER BY :today BETWEEN start_date AND end_date DESC,
            iif(:today BETWEEN start_date AND end_date, julianday(end_date) - julianday(start_date), 0), start_date DESC LIMIT 1""",
        {"today": today},
    )
