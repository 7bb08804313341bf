"""Who may read a talk: the SQL of `domain.talks.may_read`, for every query that shows one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.talks import Reader
from perftui.storage import asides

if TYPE_CHECKING:
    from perftui.storage.stores import Store

HR: Final = "hr"
"""The role that reads every talk with somebody in its scope."""
ME: Final = "me"
"""The setting that says which person the actor is."""


def reader(store: Store) -> Reader:
    """Who the actor is."""
    return Reader(store.actor.role == HR, asides.setting(store, ME) or "")


def seen(store: Store, table: str = "t") -> str:
    """The condition that every read of talks carries.

    Args:
        store: The store.
        table: The name of the table in the query.
    """
    sees = store.sees(f"{table}.person_id")
    who = reader(store)
    if sees == "TRUE" or who.is_hr:
        return sees
    own = f"{table}.visibility = 'manager' AND {table}.manager_id = {_quoted(who.person_id)}"
    return f"({sees} AND ({table}.visibility = 'both' OR ({own})))"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
