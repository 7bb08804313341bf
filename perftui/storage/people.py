"""People and their reporting lines."""

from __future__ import annotations

import json
import unicodedata
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from perftui.storage import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

ORDERS = {
    "name": "p.sort_key, p.staff_no",
    "staff_no": "length(p.staff_no), p.staff_no",
    "unit": "u.name, p.sort_key",
    "position": "p.position, p.sort_key",
    "manager": "m.sort_key, p.sort_key",
    "hire_date": "p.hire_date, p.sort_key",
}
"""Sort key of a column to its SQL."""

_JOINS = """FROM person p LEFT JOIN unit u ON u.id = p.unit_id
LEFT JOIN reporting r ON r.person_id = p.id AND r.since <= :today AND (r.until IS NULL OR r.until > :today)
LEFT JOIN person m ON m.id = r.manager_id"""

_COLUMNS = """p.rowid AS position_id, p.id, p.staff_no, p.name, p.pinyin, p.initials, p.unit_id, p.position, p.email, p.hire_date,
p.exit_date, p.is_archived, p.version, u.name AS unit, m.id AS manager_id, m.name AS manager, m.staff_no AS manager_no"""


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """Which people are listed."""

    text: str = ""
    """Part of a name, of the staff number, or the beginning of the pinyin or its initials."""
    units: tuple[str, ...] = ()
    """Ids of units; empty means all."""
    manager_id: str = ""
    presence: str = "current"
    """current, left, archived or all."""
    order: str = "name"
    is_descending: bool = False


def _where(store: Store, shown: PeopleFilter) -> str:
    parts = [store.sees("p.id")]
    parts += {
        "current": ["p.is_archived = 0", "(p.exit_date IS NULL OR p.exit_date >= :today)"],
        "left": ["p.is_archived = 0", "p.exit_date < :today"],
        "archived": ["p.is_archived = 1"],
    }.get(shown.presence, [])
    if shown.units:
        parts.append("p.unit_id IN (SELECT value FROM json_each(:units))")
    if shown.manager_id:
        parts.append(REPORTS)
    if shown.text:
        parts.append(_found(" AND ".join(parts)) if words.is_large(store, "person") else f"({MATCH} OR {ALSO_SHOWN})")
    return " AND ".join(parts)


def _found(shown: str) -> str:
    """The condition to be one of the first people found by their words or their unit, of those whom another condition lets through."""
    by_words = f"SELECT p.rowid FROM person_words w CROSS JOIN person p ON p.rowid = w.rowid WHERE w.person_words MATCH :words AND {shown}"
    by_unit = f"SELECT p.rowid FROM person p WHERE {IN_UNIT} AND {shown}"
    return f"p.rowid IN ({_first(by_words, words.MOST)} UNION {_first(by_unit, words.MOST)})"


def _first(query: str, number: int) -> str:
    return f"SELECT * FROM ({query} LIMIT {number})"


REPORTS = """p.id IN (SELECT person_id FROM reporting
WHERE manager_id = :manager AND since <= :today AND (until IS NULL OR until > :today))"""

MATCH = """(instr(lower(p.name), :text) > 0 OR instr(lower(p.initials), :text) = 1 OR instr(lower(p.staff_no), :text) = 1
OR instr(replace(lower(p.pinyin), ' ', ''), :squeezed) = 1)"""
"""Not LIKE, for which % and _ in what was typed would stand for anything."""
IN_UNIT = "p.unit_id IN (SELECT id FROM unit WHERE instr(lower(name), :text) > 0)"
ALSO_SHOWN = f"instr(lower(p.position), :text) > 0 OR {IN_UNIT}"
"""What else stands in a row of the list."""


def _parameters(shown: PeopleFilter, today: str) -> dict[str, object]:
    text = unicodedata.normalize("NFKC", shown.text).strip().lower()
    return {
        "today": today,
        "units": json.dumps(shown.units),
        "manager": shown.manager_id,
        "text": text,
        "squeezed": text.replace(" ", ""),
        "words": words.query(text),
    }


def listed(store: Store, shown: PeopleFilter, today: str) -> array[int]:
    """The positions (row ids) of the people that a filter lets through, in its order."""
    order = ORDERS[shown.order]
    if shown.is_descending:
        order = ", ".join(f"{part} DESC" for part in order.split(", "))
    source = _JOINS if shown.order in ("unit", "manager") else "FROM person p"
    query = f"SELECT p.rowid AS id {source} WHERE {_where(store, shown)} ORDER BY {order}"
    found = store.value(f"SELECT group_concat(id) FROM ({query})", _parameters(shown, today))
    return array("q", map(int, found.split(","))) if found else array("q")


def window(store: Store, positions: Sequence[int], today: str) -> list[Row]:
    """What a list shows of the people at some positions, in that order; who is gone meanwhile is left out."""
    found = store.rows(
        f"SELECT {_COLUMNS} {_JOINS} WHERE p.rowid IN (SELECT value FROM json_each(:positions)) AND {store.sees('p.id')}",
        {"today": today, "positions": json.dumps(list(positions))},
    )
    by_position = {row["position_id"]: row for row in found}
    return [by_position[position] for position in positions if position in by_position]


def get(store: Store, person_id: str, today: str) -> Row | None:
    """One person, with unit and manager as of today."""
    return store.row(f"SELECT {_COLUMNS} {_JOINS} WHERE p.id = :id AND {store.sees('p.id')}", {"id": person_id, "today": today})


def position_of(store: Store, person_id: str) -> int | None:
    """The position (row id) of a person."""
    found = store.value(f"SELECT p.rowid FROM person p WHERE p.id = ? AND {store.sees('p.id')}", (person_id,))
    return None if found is None else int(found)


def search(store: Store, text: str, today: str, limit: int) -> list[Row]:
    """Current people by name, pinyin, initials or staff number; the best matches first."""
    parameters = _parameters(PeopleFilter(text=text), today) | {"limit": limit}
    matching = MATCH
    if words.is_large(store, "person"):
        matching, parameters["words"] = CANDIDATE, words.query(text, "name", "staff_no", "reading")
    return store.rows(
        f"""SELECT {_COLUMNS} {_JOINS} WHERE {_where(store, PeopleFilter())} AND {matching}
        ORDER BY lower(p.name) = :text DESC, p.staff_no = :text DESC, p.initials = :text DESC, p.sort_key LIMIT :limit""",
        parameters,
    )


CANDIDATES: Final = 500
CANDIDATE = f"""p.rowid IN ({_first("SELECT rowid FROM person_words WHERE person_words MATCH :words", CANDIDATES)}
UNION {_first("SELECT rowid FROM person WHERE initials = :text", CANDIDATES)}
UNION SELECT rowid FROM person WHERE staff_no IN (:text, upper(:text)))"""
"""In a large file only so many of those whose name, reading or number begins so are compared, but all who are just so."""


def by_staff_no(store: Store, staff_no: str) -> Row | None:
    """The person with a staff number, archived or not."""
    return store.row(f"SELECT * FROM person p WHERE p.staff_no = ? AND {store.sees('p.id')}", (staff_no,))


def by_name(store: Store, name: str) -> list[Row]:
    """Everybody of exactly that name who is not archived."""
    return store.rows(f"SELECT * FROM person p WHERE p.name = ? AND p.is_archived = 0 AND {store.sees('p.id')}", (name,))


def everybody(store: Store, today: str) -> list[Row]:
    """All people who are not archived, by staff number; for export and for import's comparison."""
    return store.rows(
        f"SELECT {_COLUMNS} {_JOINS} WHERE p.is_archived = 0 AND {store.sees('p.id')} ORDER BY length(p.staff_no), p.staff_no",
        {"today": today},
    )


def count(store: Store) -> int:
    """How many people are not archived."""
    return int(store.value(f"SELECT count(*) FROM person p WHERE p.is_archived = 0 AND {store.sees('p.id')}"))


def reporting_of(store: Store, person_id: str) -> list[Row]:
    """A person's reporting lines, newest first."""
    return store.rows(
        f"""SELECT r.*, m.name AS manager, m.staff_no AS manager_no FROM reporting r JOIN person m ON m.id = r.manager_id
        WHERE r.person_id = ? AND {store.sees("r.person_id")} ORDER BY r.since DESC""",
        (person_id,),
    )


def current_managers(store: Store) -> dict[str, str]:
    """Person to manager, for the reporting lines that are open."""
    rows = store.rows(f"SELECT r.person_id, r.manager_id FROM reporting r WHERE r.until IS NULL AND {store.sees('r.person_id')}")
    return {row[0]: row[1] for row in rows}


def highest_number(store: Store, prefix: str) -> int:
    """The highest staff number made of a prefix and digits, whoever has it; 0 when there is none."""
    found = store.value(
        """SELECT max(CAST(substr(staff_no, length(:prefix) + 1) AS INTEGER)) FROM person
        WHERE substr(staff_no, 1, length(:prefix)) = :prefix
        AND substr(staff_no, length(:prefix) + 1) GLOB '[0-9]*' AND substr(staff_no, length(:prefix) + 1) NOT GLOB '*[^0-9]*'""",
        {"prefix": prefix},
    )
    return int(found or 0)
