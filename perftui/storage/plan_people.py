"""Statements, resistance, obstacles and the telling of the purpose, each with its plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.storage.talk_sight import seen

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

TABLES: Final = frozenset(("statement", "resistance_note", "obstacle"))
"""Tables of what is written down about the human side."""


def get(store: Store, table: str, record_id: str) -> Row | None:
    """One record with `title` and `state` of its plan.

    Raises:
        KeyError: There is no such table.
    """
    if table not in TABLES:
        raise KeyError(table)
    return store.row(
        f"""SELECT x.*, l.title AS plan_title, l.state AS plan_state FROM {table} x JOIN plan l ON l.id = x.plan_id
        WHERE x.id = ? AND {store.sees("l.person_id")}""",
        (record_id,),
    )


def obstacles(store: Store, plan_id: str) -> list[Row]:
    """The obstacles of a plan with their owners, open ones first."""
    return store.rows(
        f"""SELECT o.*, coalesce(w.name, '') AS owner FROM obstacle o JOIN plan l ON l.id = o.plan_id
        LEFT JOIN person w ON w.id = o.owner_person_id WHERE o.plan_id = ? AND {store.sees("l.person_id")}
        ORDER BY o.closed_on IS NOT NULL, o.opened_on, o.rowid""",
        (plan_id,),
    )


def purposes(store: Store, plan_id: str) -> list[Row]:
    """When the purpose of a plan was told, the first time first: `id`, `on_date` and `note`."""
    return store.rows(
        f"""SELECT t.id, t.purpose_told AS on_date, t.note FROM talk t JOIN plan l ON l.id = t.plan_id
        WHERE t.plan_id = ? AND t.purpose_told IS NOT NULL AND t.state <> 'cancelled' AND {store.sees("l.person_id")} AND {seen(store)}
        ORDER BY t.purpose_told, t.rowid""",
        (plan_id,),
    )
