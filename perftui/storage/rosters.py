"""Everybody at once, for what compares a whole roster with the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


def everybody_ever(store: Store) -> list[Row]:
    """All columns of all people, archived ones too, each with the reporting line that has no end.

    Its columns are `line_id`, `line_version`, `line_since` and `manager_id`; None where nobody is their manager.
    """
    return store.rows(
        f"""SELECT p.*, r.id AS line_id, r.version AS line_version, r.since AS line_since, r.manager_id
        FROM person p LEFT JOIN reporting r ON r.person_id = p.id AND r.until IS NULL WHERE {store.sees("p.id")} ORDER BY p.rowid"""
    )


def lines_ended_since(store: Store, day: str) -> list[Row]:
    """All columns of the reporting lines that ended on a day or end later."""
    return store.rows(f"SELECT * FROM reporting r WHERE r.until >= ? AND {store.sees('r.person_id')} ORDER BY r.until", (day,))
