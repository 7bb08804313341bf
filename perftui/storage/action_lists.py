"""The actions that a filter lets through, in its order; and what became of the days of those that repeat."""

from __future__ import annotations

import json
import unicodedata
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from perftui.storage import action_units

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

ORDERS: Final = {
    "due": ("a.due_date", "a.rowid"),
    "title": ("a.title", "a.rowid"),
    "owner": ("p.sort_key", "a.due_date", "a.rowid"),
    "role": ("nullif(a.role, '')", "a.due_date", "a.rowid"),
    "repeats": ("nullif(a.recurrence, '')", "a.due_date", "a.rowid"),
    "origin": ("nullif(a.origin_entity, '')", "a.origin_id", "a.due_date", "a.rowid"),
}
"""Key of a column to its SQL; what has nothing there stands last either way."""
NO_ORIGIN: Final = "none"
"""The origin of what comes out of nothing."""

_FROM = "FROM action a LEFT JOIN person p ON p.id = a.owner_person_id"
_PARTS = {
    "owner_id": "a.owner_person_id = :owner",
    "role": "a.role = :role",
    "since": "a.due_date >= :since",
    "until": "a.due_date <= :until",
    "is_undated": "a.due_date IS NULL",
    "is_repeated": "a.recurrence <> ''",
}
"""Field of a filter to its condition."""
_FOUND = f"""(instr(lower(a.title), :text) > 0 OR instr(lower(a.role), :text) > 0 OR instr(lower(a.measure), :text) > 0
OR instr(lower(p.name), :text) > 0 OR instr(lower(p.initials), :text) = 1 OR instr(replace(lower(p.pinyin), ' ', ''), :squeezed) = 1
OR instr(lower({action_units.NAMES}), :text) > 0)"""


@dataclass(frozen=True, slots=True)
class ActionFilter:
    """Which actions are listed."""

    text: str = ""
    """Part of the title, role, measure, owner's name or a unit beside it, or the beginning of the owner's pinyin or initials."""
    owner_id: str = ""
    role: str = ""
    """As it is stored."""
    since: str = ""
    """Due on this day or later, ISO."""
    until: str = ""
    is_undated: bool = False
    is_repeated: bool = False
    origin: str = ""
    """The table of the record that they come out of; `NO_ORIGIN` for none."""
    state: str = "open"
    """A state, or `all`."""
    order: str = "due"
    is_descending: bool = False


def listed(store: Store, shown: ActionFilter) -> array[int]:
    """The positions (row ids) of the actions that a filter lets through, in its order."""
    parts = [f"{column} DESC" if shown.is_descending else column for column in ORDERS[shown.order]]
    order = ", ".join((f"{parts[0]} NULLS LAST", *parts[1:]))
    if shown.order == "due" and shown.state == "all":
        order = f"a.state <> 'open', {order}"
    query = f"SELECT a.rowid AS id {_FROM} WHERE {_where(store, shown)} ORDER BY {order}"
    found = store.value(f"SELECT group_concat(id) FROM ({query})", _parameters(shown))
    return array("q", map(int, found.split(","))) if found else array("q")


def _where(store: Store, shown: ActionFilter) -> str:
    parts = [store.sees("a.owner_person_id"), *(sql for field, sql in _PARTS.items() if getattr(shown, field))]
    if shown.state != "all":
        # Not as a parameter: only with the state itself SQLite uses the index of what is open.
        parts.append("a.state = 'open'" if shown.state == "open" else "a.state = :state")
    if shown.origin:
        parts.append("a.origin_entity = :origin")
    if shown.text:
        parts.append(_FOUND)
    return " AND ".join(parts)


def _parameters(shown: ActionFilter) -> dict[str, object]:
    text = unicodedata.normalize("NFKC", shown.text).strip().lower()
    return {
        **{"owner": shown.owner_id, "role": shown.role, "since": shown.since, "until": shown.until, "state": shown.state},
        **{"origin": "" if shown.origin == NO_ORIGIN else shown.origin, "text": text, "squeezed": text.replace(" ", "")},
    }


def window(store: Store, positions: Sequence[int]) -> list[Row]:
    """The actions at some positions, in that order; what is gone meanwhile is left out."""
    found = store.rows(
        f"""SELECT a.*, a.rowid AS position_id, coalesce(p.name, '') AS owner, {action_units.NAMES} AS with_units {_FROM}
        WHERE a.rowid IN (SELECT value FROM json_each(:positions)) AND {store.sees("a.owner_person_id")}""",
        {"positions": json.dumps(list(positions))},
    )
    by_position = {row["position_id"]: row for row in found}
    return [by_position[position] for position in positions if position in by_position]


def position_of(store: Store, action_id: str) -> int | None:
    """The position (row id) of an action."""
    found = store.value(f"SELECT a.rowid FROM action a WHERE a.id = ? AND {store.sees('a.owner_person_id')}", (action_id,))
    return None if found is None else int(found)


def known(store: Store, ids: Collection[str]) -> set[str]:
    """Those of some actions that still exist."""
    sql = f"SELECT a.id FROM action a WHERE a.id IN (SELECT value FROM json_each(?)) AND {store.sees('a.owner_person_id')}"
    return {row[0] for row in store.rows(sql, (json.dumps(list(ids)),))}


def owners(store: Store, limit: int) -> list[Row]:
    """Who has open actions: `id`, `name` and how many, those with most first."""
    return store.rows(
        f"""SELECT p.id, p.name, count(*) AS number FROM action a JOIN person p ON p.id = a.owner_person_id
        WHERE a.state = 'open' AND {store.sees("p.id")} GROUP BY p.id ORDER BY number DESC, p.sort_key LIMIT ?""",
        (limit,),
    )


def roles(store: Store) -> list[Row]:
    """The `role`s of open actions and how many each has, those with most first."""
    return store.rows(
        f"""SELECT a.role, count(*) AS number FROM action a WHERE a.state = 'open' AND a.role <> '' AND {store.sees("a.owner_person_id")}
        GROUP BY a.role ORDER BY number DESC, a.role"""
    )


def entries(store: Store, action_id: str) -> list[Row]:
    """What became of the days of a series, the latest first."""
    return store.rows(
        f"""SELECT e.* FROM action_entry e JOIN action a ON a.id = e.action_id
        WHERE e.action_id = ? AND {store.sees("a.owner_person_id")} ORDER BY e.due_date DESC""",
        (action_id,),
    )


def is_told(store: Store, action_id: str, due: str) -> bool:
    """Whether it is written down already what became of a day of a series."""
    return bool(store.value("SELECT EXISTS (SELECT 1 FROM action_entry WHERE action_id = ? AND due_date = ?)", (action_id, due)))
