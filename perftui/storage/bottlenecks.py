"""Bottlenecks, and worksheets for other departments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.storage.talk_sight import seen

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_WHOSE: Final = """LEFT JOIN person p ON p.id = x.person_id LEFT JOIN unit u ON u.id = coalesce(x.unit_id, p.unit_id)
    LEFT JOIN goal g ON g.id = x.goal_id LEFT JOIN talk t ON t.id = x.talk_id"""
_BOTTLENECK: Final = f"""SELECT x.*, coalesce(p.name, '') AS person, coalesce(u.name, '') AS unit, coalesce(g.title, '') AS goal,
    coalesce(x.unit_id, p.unit_id, '') AS at_unit FROM bottleneck x {_WHOSE}"""
_WORKSHEET: Final = f"""SELECT x.*, coalesce(p.name, '') AS person, coalesce(w.name, '') AS party, coalesce(g.title, '') AS goal
    FROM worksheet x LEFT JOIN unit w ON w.id = x.unit_id {_WHOSE}"""


def _visible(store: Store) -> str:
    """The condition for a record `x`: its person is in the scope, and what was said in a talk is told to whom may read the talk."""
    return f"{store.sees('x.person_id')} AND (x.talk_id IS NULL OR {seen(store)})"


def bottlenecks(store: Store) -> list[Row]:
    """All bottlenecks, the oldest first."""
    return store.rows(f"{_BOTTLENECK} WHERE {_visible(store)} ORDER BY x.on_date, x.rowid")


def bottleneck(store: Store, bottleneck_id: str) -> Row | None:
    """One bottleneck with the names of what belongs to it."""
    return store.row(f"{_BOTTLENECK} WHERE x.id = ? AND {_visible(store)}", (bottleneck_id,))


def worksheets(store: Store) -> list[Row]:
    """All worksheets, the latest first."""
    return store.rows(f"{_WORKSHEET} WHERE {_visible(store)} ORDER BY x.on_date DESC, x.rowid DESC")


def worksheet(store: Store, worksheet_id: str) -> Row | None:
    """One worksheet with the names of what belongs to it."""
    return store.row(f"{_WORKSHEET} WHERE x.id = ? AND {_visible(store)}", (worksheet_id,))
