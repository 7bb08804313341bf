"""The units that answer for an action together with its owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

NAMES = """coalesce((SELECT group_concat(name, char(10)) FROM (SELECT u.name FROM action_unit x JOIN unit u ON u.id = x.unit_id
    WHERE x.action_id = a.id ORDER BY x.rowid)), '')"""
"""The names of the units of an action `a`, a line each, in the order in which they were named."""


def of_action(store: Store, action_id: str) -> list[Row]:
    """`id` of the tie, `unit_id` and `name` of each, in the order in which they were named."""
    return store.rows(
        "SELECT x.id, x.unit_id, u.name FROM action_unit x JOIN unit u ON u.id = x.unit_id WHERE x.action_id = ? ORDER BY x.rowid",
        (action_id,),
    )


def remove(store: Store, tie_id: str) -> None:
    """Take one away; inside `write()`."""
    store.connection.execute("DELETE FROM action_unit WHERE id = ?", (tie_id,))
