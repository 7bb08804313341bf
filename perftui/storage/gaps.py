"""Gaps: single ones, and the table of all as positions, of which only what is shown is read."""

from __future__ import annotations

import json
from array import array
from itertools import compress
from typing import TYPE_CHECKING, Final

from perftui.records import NamedTuple
from perftui.storage.actions import against

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

ORDERS: Final = {
    "whose": "coalesce(p.sort_key, u.name)",
    "dimension": "g.dimension",
    "gap": "CAST(g.gap_value AS REAL)",
    "severity": "CASE g.severity WHEN 'severe' THEN 0 WHEN 'moderate' THEN 1 WHEN 'minor' THEN 2 WHEN 'met' THEN 3 ELSE 4 END",
    "cause": "c.text",
    "measure": "a.title",
    "owner": "o.sort_key",
    "due": "a.due_date",
}
"""Column to the SQL by which it is ordered."""
IN_ORDER: Final = "g.rowid, c.pos, c.rowid, a.due_date IS NULL, a.due_date, a.rowid"
_PAIRED = f"""LEFT JOIN cause c ON c.gap_id = g.id AND c.is_root = 1 AND c.state = 'confirmed'
    LEFT JOIN action a ON {against("c.id")} AND a.state <> 'cancelled'"""
_NAMES = """LEFT JOIN person p ON p.id = g.person_id LEFT JOIN unit u ON u.id = g.unit_id
    LEFT JOIN person o ON o.id = a.owner_person_id"""
_ONE = """SELECT g.*, coalesce(p.name, u.name, '') AS whose, coalesce(cy.name, '') AS cycle,
    coalesce(g.unit_id, p.unit_id) AS home_unit_id, g.rowid AS position
    FROM gap g LEFT JOIN person p ON p.id = g.person_id LEFT JOIN unit u ON u.id = g.unit_id LEFT JOIN cycle cy ON cy.id = g.cycle_id"""


class GapFilter(NamedTuple):
    """Which gaps are listed."""

    text: str = ""
    """Part of the dimension, cause or measure; of whose it is, or who does it, also the beginning of pinyin, initials or number; folded."""
    cycles: tuple[str, ...] = ()
    """Ids; empty means all."""
    units: tuple[str, ...] = ()
    """Ids of units, of people's units too; empty means all."""
    person: str = ""
    unit: str = ""
    """The unit's own gaps alone."""
    goal: str = ""
    key_result: str = ""
    assessment: str = ""
    gap: str = ""
    severities: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    category: str = ""
    lacks: str = ""
    """cause, measure, or empty."""
    order: str = ""
    """A key of `ORDERS`; empty: as they were made."""
    is_descending: bool = False


EVERYTHING: Final = GapFilter()


class Positions(NamedTuple):
    """The rows of the table, each by the row ids of its gap, cause and action; 0 where there is none."""

    gaps: array[int]
    causes: array[int]
    actions: array[int]


def get(store: Store, gap_id: str) -> Row | None:
    """One gap with `whose` it is, its cycle's name and the unit where it is at home."""
    return store.row(f"{_ONE} WHERE g.id = ? AND {store.sees('g.person_id')}", (gap_id,))


def open_alike(store: Store, subject: Sequence[str | None], fingerprint: str, indicator_id: str = "") -> str | None:
    """The id of the open gap of a subject (person and unit id, one of them None) on the same yardstick, or out of the same indicator."""
    found = store.value(
        f"""SELECT g.id FROM gap g WHERE g.person_id IS ? AND g.unit_id IS ? AND (g.definition_hash = ? OR g.indicator_id = ?)
        AND g.state = 'open' AND {store.sees("g.person_id")} LIMIT 1""",
        (*subject, fingerprint, indicator_id),
    )
    return None if found is None else str(found)


def position_of(store: Store, gap_id: str) -> int | None:
    """The row id of a gap; None where there is none."""
    found = store.value("SELECT rowid FROM gap WHERE id = ?", (gap_id,))
    return None if found is None else int(found)


def position_of_pair(store: Store, gap_id: str, cause_id: str, action_id: str) -> tuple[int, int, int] | None:
    """The row ids of a gap, cause and action, 0 where there is none of that id; None where there is no such gap."""
    row = store.row(
        """SELECT g.rowid, coalesce((SELECT rowid FROM cause WHERE id = ?2), 0), coalesce((SELECT rowid FROM action WHERE id = ?3), 0)
        FROM gap g WHERE g.id = ?1""",
        (gap_id, cause_id, action_id),
    )
    return None if row is None else (row[0], row[1], row[2])


_CALLED = """instr(lower(name), :text) > 0 OR instr(lower(initials), :text) = 1 OR instr(lower(staff_no), :text) = 1
    OR instr(replace(lower(pinyin), ' ', ''), :squeezed) = 1"""
_MATCHING: Final = {
    "gaps": f"""SELECT rowid FROM gap WHERE instr(lower(dimension), :text) > 0
        OR person_id IN (SELECT id FROM person WHERE {_CALLED})
        OR unit_id IN (SELECT id FROM unit WHERE instr(lower(name), :text) > 0)""",
    "causes": "SELECT rowid FROM cause WHERE instr(lower(text), :text) > 0",
    "actions": f"""SELECT rowid FROM action WHERE origin_entity IN ('cause', 'plan_step')
        AND (instr(lower(title), :text) > 0 OR owner_person_id IN (SELECT id FROM person WHERE {_CALLED}))""",
}
"""The row ids of what holds the text that was typed: a row of the table is found by any of its three.

Not LIKE, for which % and _ in what was typed would stand for anything. Each table is looked through by itself, once: to join all
three for each row, in order to look into it, takes four times as long.
"""
_CONDITIONS: Final = {
    **{name: f"g.{name}_id = :{name}" for name in ("person", "unit", "goal", "key_result", "assessment")},
    "gap": "g.id = :gap",
    "cycles": "g.cycle_id IN (SELECT value FROM json_each(:cycles))",
    "severities": "g.severity IN (SELECT value FROM json_each(:severities))",
    "states": "g.state IN (SELECT value FROM json_each(:states))",
    "units": "coalesce(g.unit_id, p.unit_id) IN (SELECT value FROM json_each(:units))",
    "category": "c.category = :category",
    "lacks": "CASE :lacks WHEN 'cause' THEN c.id IS NULL ELSE a.id IS NULL END",
    "text": f"(g.rowid IN ({_MATCHING['gaps']}) OR c.rowid IN ({_MATCHING['causes']}) OR a.rowid IN ({_MATCHING['actions']}))",
}
"""Field of the filter to its condition, which holds where the field is not empty."""


def _where(store: Store, shown: GapFilter) -> str:
    return " AND ".join((store.sees("g.person_id"), *(condition for field, condition in _CONDITIONS.items() if getattr(shown, field))))


def _parameters(shown: GapFilter) -> dict[str, object]:
    values: dict[str, object] = {name: json.dumps(value) if isinstance(value, tuple) else value for name, value in shown._asdict().items()}
    return {**values, **_text(shown.text)}


def _text(text: str) -> dict[str, str]:
    return {"text": text.lower(), "squeezed": "".join(text.lower().split()) or text}


def of_cycle(store: Store, cycle_id: str, shown: GapFilter = EVERYTHING) -> list[Row]:
    """All visible gaps of a cycle, as they were made; only those of the person or units to which a filter narrows them."""
    wanted = GapFilter(cycles=(cycle_id,), person=shown.person, unit=shown.unit, units=shown.units)
    return store.rows(f"{_ONE} WHERE {_where(store, wanted)} ORDER BY g.rowid", _parameters(wanted))


def listed(store: Store, shown: GapFilter) -> Positions:
    """The rows that a filter lets through, in its order; the rows of a gap stand together unless a column of pairs gives the order."""
    order = IN_ORDER
    if shown.order:
        direction = " DESC" if shown.is_descending else ""
        column = ORDERS[shown.order]
        order = f"{column} IS NULL, {column}{direction}, {IN_ORDER}"
    found = store.row(
        f"""SELECT group_concat(g), group_concat(c), group_concat(a) FROM (
            SELECT g.rowid AS g, coalesce(c.rowid, 0) AS c, coalesce(a.rowid, 0) AS a
            FROM gap g {_PAIRED} {_NAMES} WHERE {_where(store, shown)} ORDER BY {order})""",
        _parameters(shown),
    )
    texts = [text or "" for text in found or ("", "", "")]
    return Positions(*(array("q", map(int, text.split(","))) if text else array("q") for text in texts))


def narrowed(store: Store, rows: Positions, text: str) -> Positions:
    """Those of some rows that hold a text, in their order: what `listed` finds with it, without joining all of them again.

    Args:
        store: The store.
        rows: Of `listed`, which has asked what the actor may see.
        text: As in the filter.
    """
    found = [{row[0] for row in store.rows(query, _text(text))} for query in _MATCHING.values()]
    held = [map(matching.__contains__, column) for column, matching in zip(rows, found, strict=True)]
    is_found = list(map(any, zip(*held, strict=True)))
    return Positions(*(array("q", compress(column, is_found)) for column in rows))


def window(store: Store, positions: Sequence[tuple[int, int, int]]) -> dict[tuple[int, int, int], Row]:
    """What the table shows of some rows, each named by the row ids of its gap, cause and action; what is gone meanwhile is left out."""
    found = store.rows(
        f"""SELECT j.value ->> 0 AS gap_at, j.value ->> 1 AS cause_at, j.value ->> 2 AS action_at, g.*,
            coalesce(p.name, u.name, '') AS whose, c.id AS cause_id, c.text AS cause, c.category, c.version AS cause_version,
            a.id AS action_id, a.title AS measure, a.kind AS measure_type, a.due_date, a.state AS action_state,
            a.version AS action_version, a.recurrence, o.id AS owner_id, o.name AS owner
        FROM json_each(:positions) j JOIN gap g ON g.rowid = j.value ->> 0
        LEFT JOIN cause c ON c.rowid = j.value ->> 1 LEFT JOIN action a ON a.rowid = j.value ->> 2 {_NAMES}
        WHERE {store.sees("g.person_id")}""",
        {"positions": json.dumps([list(position) for position in positions])},
    )
    return {(row["gap_at"], row["cause_at"], row["action_at"]): row for row in found}


def counts(store: Store, shown: GapFilter) -> Row | None:
    """How many different gaps a filter lets through: `gaps`, `open`, `severe` and `bare` ones.

    Severe ones are open; bare ones are open, were not measured again, and have no measure.
    """
    return store.row(
        f"""SELECT count(*) AS gaps, count(*) FILTER (WHERE state = 'open') AS open,
            count(*) FILTER (WHERE state = 'open' AND severity = 'severe') AS severe,
            count(*) FILTER (WHERE state = 'open' AND severity <> 'met' AND measures = 0
                AND NOT EXISTS (SELECT 1 FROM gap later WHERE later.earlier_id = found.id)) AS bare
        FROM (SELECT g.id AS id, g.state, g.severity, count(a.id) AS measures FROM gap g {_PAIRED} {_NAMES}
            WHERE {_where(store, shown)} GROUP BY g.id) found""",
        _parameters(shown),
    )


def of_part(store: Store, record_id: str) -> str | None:
    """The gap of this id, or the one of the cause or action of this id."""
    found = store.value(
        f"""SELECT g.id FROM gap g WHERE g.id IN (
            SELECT :id UNION ALL SELECT gap_id FROM cause WHERE id = :id
            UNION ALL SELECT c.gap_id FROM action a JOIN cause c ON c.id = a.origin_id WHERE a.id = :id AND a.origin_entity = 'cause'
            UNION ALL SELECT c.gap_id FROM action a JOIN plan_step s ON s.id = a.origin_id JOIN cause c ON c.id = s.cause_id
            WHERE a.id = :id AND a.origin_entity = 'plan_step')
        AND {store.sees("g.person_id")} LIMIT 1""",
        {"id": record_id},
    )
    return None if found is None else str(found)


def measure_of(store: Store, gap_id: str) -> str:
    """The id of the measure that a gap is about, or of that of its key result; empty for none."""
    found = store.value(
        f"""SELECT coalesce(g.measure_id, k.measure_id) FROM gap g LEFT JOIN key_result k ON k.id = g.key_result_id
        WHERE g.id = ? AND {store.sees("g.person_id")}""",
        (gap_id,),
    )
    return str(found or "")


def of_assessment(store: Store, assessment_id: str) -> list[str]:
    """The ids of the gaps that come out of an assessment, as they were made."""
    rows = store.rows(
        f"SELECT g.id FROM gap g WHERE g.assessment_id = ? AND {store.sees('g.person_id')} ORDER BY g.rowid", (assessment_id,)
    )
    return [row[0] for row in rows]
