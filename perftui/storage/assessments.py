"""Assessments with their indicators, changes and rating policies."""

from __future__ import annotations

import json
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.domain.assessments import EVALUATED
from perftui.storage.plans import ANSWERED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_EVALUATED = ", ".join(f"'{state}'" for state in sorted(EVALUATED))
HAS_ACTION = f"""(EXISTS (SELECT 1 FROM action x WHERE x.origin_entity = 'assessment' AND x.origin_id = a.id AND x.state <> 'cancelled')
OR EXISTS (SELECT 1 FROM gap g WHERE g.assessment_id = a.id AND (
    EXISTS (SELECT 1 FROM action x WHERE x.origin_entity = 'gap' AND x.origin_id = g.id AND x.state <> 'cancelled')
    OR EXISTS (SELECT 1 FROM cause k JOIN action x ON x.origin_entity = 'cause' AND x.origin_id = k.id
        WHERE k.gap_id = g.id AND x.state <> 'cancelled')
    OR {ANSWERED})))"""
"""The condition that something follows from an assessment `a`: an action of its own, for one of its gaps or a cause of it, or a plan."""
WITHOUT = f"(a.state IN ({_EVALUATED}) AND a.follow_up IS NOT 'none_needed' AND NOT {HAS_ACTION})"
"""The condition that somebody was evaluated and nothing follows."""
IS_HERE = "(:today = '' OR (p.is_archived = 0 AND (p.exit_date IS NULL OR p.exit_date >= :today)))"
"""The condition that a person `p` is here on a day: who has left needs no follow-up."""
_MANAGER = """LEFT JOIN reporting r ON r.person_id = a.person_id AND r.since <= c.end_date AND (r.until IS NULL OR r.until > c.end_date)
LEFT JOIN person m ON m.id = r.manager_id"""
"""The manager is the one at the end of the cycle."""
_FROM = f"""FROM assessment a JOIN person p ON p.id = a.person_id JOIN cycle c ON c.id = a.cycle_id
LEFT JOIN unit u ON u.id = p.unit_id {_MANAGER} LEFT JOIN person s ON s.id = a.second_reader_id"""
_COLUMNS = f"""a.rowid AS number, a.*, p.name AS person, p.staff_no, p.unit_id, coalesce(u.name, '') AS unit, p.position, c.name AS cycle,
c.rowid AS cycle_number, c.start_date, c.end_date, r.manager_id, coalesce(m.name, '') AS manager, coalesce(s.name, '') AS second_reader,
{HAS_ACTION} AS has_action, ({WITHOUT} AND {IS_HERE}) AS lacks_follow_up"""


@dataclass(frozen=True, slots=True)
class AssessmentFilter:
    """Which assessments are listed."""

    cycle: int = 0
    """Row id of a cycle; 0 means all of them."""
    state: str = ""
    units: tuple[str, ...] = ()
    """Ids of units; empty means all."""
    lacking: bool = False
    """Only people who were evaluated and from which nothing follows."""
    text: str = ""
    """Part of a name, of the staff number, or the beginning of the pinyin's initials."""


def _where(store: Store, shown: AssessmentFilter) -> str:
    parts = [store.sees("a.person_id")]
    if shown.cycle:
        parts.append("c.rowid = :cycle")
    if shown.state:
        parts.append("a.state = :state")
    if shown.units:
        parts.append("p.unit_id IN (SELECT value FROM json_each(:units))")
    if shown.lacking:
        parts += [WITHOUT, IS_HERE]
    if shown.text:
        parts.append("(instr(lower(p.name), :text) > 0 OR instr(lower(p.initials), :text) = 1 OR instr(lower(p.staff_no), :text) = 1)")
    return " AND ".join(parts)


def listed(store: Store, shown: AssessmentFilter, today: str = "") -> array[int]:
    """The row ids of the assessments that a filter lets through: the latest cycle first, then by name; `today` as in `window`."""
    parameters = {"cycle": shown.cycle, "state": shown.state, "units": json.dumps(shown.units), "text": shown.text.strip().lower()}
    parameters["today"] = today
    found = store.value(
        f"""SELECT group_concat(id) FROM (SELECT a.rowid AS id FROM assessment a JOIN person p ON p.id = a.person_id
        JOIN cycle c ON c.id = a.cycle_id WHERE {_where(store, shown)} ORDER BY c.start_date DESC, c.id, p.sort_key, a.id)""",
        parameters,
    )
    return array("q", map(int, found.split(","))) if found else array("q")


def window(store: Store, numbers: Sequence[int], today: str = "") -> list[Row]:
    """Some assessments with person, unit, cycle, manager and second reader; `number` is the row id.

    Args:
        store: The store.
        numbers: Row ids.
        today: Who has left by then lacks no follow-up; empty takes everybody as still here.
    """
    return store.rows(
        f"SELECT {_COLUMNS} {_FROM} WHERE a.rowid IN (SELECT value FROM json_each(:numbers)) AND {store.sees('a.person_id')}",
        {"numbers": json.dumps(list(numbers)), "today": today},
    )


def get(store: Store, assessment_id: str) -> Row | None:
    """One assessment, with the same columns."""
    return store.row(f"SELECT {_COLUMNS} {_FROM} WHERE a.id = :id AND {store.sees('a.person_id')}", {"id": assessment_id, "today": ""})


def of_person(store: Store, person_id: str, cycle_id: str) -> Row | None:
    """The assessment of a person in a cycle."""
    return store.row(
        f"SELECT a.* FROM assessment a WHERE a.person_id = ? AND a.cycle_id = ? AND {store.sees('a.person_id')}", (person_id, cycle_id)
    )


def indicators(store: Store, assessment_ids: Iterable[str]) -> list[Row]:
    """The indicators of some assessments in their order, with the `code` of their measures."""
    return store.rows(
        f"""SELECT i.*, coalesce(m.code, '') AS code FROM indicator i JOIN assessment a ON a.id = i.assessment_id
        LEFT JOIN measure m ON m.id = i.measure_id
        WHERE i.assessment_id IN (SELECT value FROM json_each(?)) AND {store.sees("a.person_id")} ORDER BY i.assessment_id, i.pos, i.id""",
        (json.dumps(list(assessment_ids)),),
    )


def indicator(store: Store, indicator_id: str) -> Row | None:
    """One indicator with its assessment's `person_id`, `cycle_id`, `state`, and the `code` of its measure."""
    return store.row(
        f"""SELECT i.*, coalesce(m.code, '') AS code, a.person_id, a.cycle_id, a.state, p.name AS person, c.name AS cycle, c.end_date
        FROM indicator i JOIN assessment a ON a.id = i.assessment_id JOIN person p ON p.id = a.person_id JOIN cycle c ON c.id = a.cycle_id
        LEFT JOIN measure m ON m.id = i.measure_id WHERE i.id = ? AND {store.sees("a.person_id")}""",
        (indicator_id,),
    )


def next_position(store: Store, assessment_id: str) -> int:
    """The place behind all indicators of an assessment."""
    return int(store.value("SELECT coalesce(max(pos), -1) + 1 FROM indicator WHERE assessment_id = ?", (assessment_id,)))


def remove_indicator(store: Store, indicator_id: str) -> None:
    """Take an indicator away; inside `write()`."""
    store.connection.execute("DELETE FROM indicator WHERE id = ?", (indicator_id,))


def is_used(store: Store, indicator_id: str) -> bool:
    """Whether a gap or a kept change points to an indicator."""
    tables = ("gap", "assessment_change")
    found = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE indicator_id = :id)" for table in tables)
    return bool(store.value(f"SELECT {found}", {"id": indicator_id}))


def is_built_on(store: Store, assessment_id: str) -> bool:
    """Whether a gap, a kept change or an action points to an assessment."""
    found = store.value(
        f"""SELECT 1 FROM assessment a WHERE a.id = ? AND {store.sees("a.person_id")} AND (
        EXISTS (SELECT 1 FROM gap g WHERE g.assessment_id = a.id) OR EXISTS (SELECT 1 FROM assessment_change x WHERE x.assessment_id = a.id)
        OR EXISTS (SELECT 1 FROM action x WHERE x.origin_entity = 'assessment' AND x.origin_id = a.id))""",
        (assessment_id,),
    )
    return found is not None


def remove(store: Store, assessment_id: str) -> None:
    """Take an assessment with its indicators away; inside `write()`."""
    mine = f"SELECT a.id FROM assessment a WHERE a.id = ? AND {store.sees('a.person_id')}"
    store.connection.execute(f"DELETE FROM indicator WHERE assessment_id IN ({mine})", (assessment_id,))
    store.connection.execute(f"DELETE FROM assessment WHERE id IN ({mine})", (assessment_id,))


def changes(store: Store, assessment_id: str) -> list[Row]:
    """What was calibrated, overridden and sent back, the latest first, with names of indicator and meeting."""
    return store.rows(
        f"""SELECT x.*, coalesce(i.name, '') AS indicator, coalesce(i.maximum, 5) AS maximum, coalesce(i.operator, '') AS operator,
            coalesce(t.title, '') AS meeting
        FROM assessment_change x JOIN assessment a ON a.id = x.assessment_id LEFT JOIN indicator i ON i.id = x.indicator_id
        LEFT JOIN meeting t ON t.id = x.meeting_id WHERE x.assessment_id = ? AND {store.sees("a.person_id")}
        ORDER BY x.on_date DESC, x.id DESC""",
        (assessment_id,),
    )


def policy(store: Store, cycle_id: str) -> Row | None:
    """The rating policy of a cycle."""
    return store.row("SELECT * FROM rating_policy WHERE cycle_id = ?", (cycle_id,))


def number_of(store: Store, assessment_id: str) -> int | None:
    """The row id of an assessment."""
    found = store.value(f"SELECT a.rowid FROM assessment a WHERE a.id = ? AND {store.sees('a.person_id')}", (assessment_id,))
    return None if found is None else int(found)
