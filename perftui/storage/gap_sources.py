"""What was measured and can be below its target: key results and indicators of assessments, as gaps are made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_KEY_RESULT = """SELECT k.*, g.owner_person_id, g.owner_unit_id, g.cycle_id,
    CASE WHEN k.operator IN ('milestone', 'yes_no')
        THEN (SELECT value FROM check_in WHERE key_result_id = k.id AND value IS NOT NULL ORDER BY CAST(value AS REAL) DESC LIMIT 1)
        ELSE (SELECT value FROM check_in WHERE key_result_id = k.id AND value IS NOT NULL ORDER BY on_date DESC, id DESC LIMIT 1)
    END AS actual,
    (SELECT max(on_date) FROM check_in WHERE key_result_id = k.id AND value IS NOT NULL) AS measured_on,
    coalesce((SELECT evidence FROM check_in WHERE key_result_id = k.id AND value IS NOT NULL ORDER BY on_date DESC, id DESC LIMIT 1), '')
        AS evidence
    FROM key_result k JOIN goal g ON g.id = k.goal_id"""
_LIVE = "k.is_archived = 0 AND g.state <> 'archived'"


def key_result(store: Store, key_result_id: str) -> Row | None:
    """A key result with the owner and cycle of its goal, and what its check-ins say: `actual`, `measured_on`, `evidence`."""
    return store.row(f"{_KEY_RESULT} WHERE k.id = ? AND {store.sees('g.owner_person_id')}", (key_result_id,))


def of_goal(store: Store, goal_id: str) -> list[Row]:
    """The same of all key results of a goal that are not archived."""
    return store.rows(f"{_KEY_RESULT} WHERE k.goal_id = ? AND {_LIVE} AND {store.sees('g.owner_person_id')} ORDER BY k.pos", (goal_id,))


def of_person(store: Store, person_id: str, cycle_id: str) -> list[Row]:
    """The same of all key results of a person's own goals in a cycle."""
    return store.rows(
        f"""{_KEY_RESULT} WHERE g.owner_person_id = ? AND g.cycle_id = ? AND {_LIVE} AND {store.sees("g.owner_person_id")}
        ORDER BY g.pos, k.pos""",
        (person_id, cycle_id),
    )


def of_assessment(store: Store, assessment_id: str) -> list[Row]:
    """The indicators of an assessment with its person, its cycle and the `code` of their measures; a qualitative one has its score."""
    return store.rows(
        f"""SELECT i.*, i.id AS indicator_id, i.name AS title, a.person_id AS owner_person_id, NULL AS owner_unit_id, a.cycle_id,
            NULL AS goal_id, a.shared_on AS measured_on, coalesce(m.code, '') AS code
        FROM indicator i JOIN assessment a ON a.id = i.assessment_id LEFT JOIN measure m ON m.id = i.measure_id
        WHERE i.assessment_id = ? AND {store.sees("a.person_id")} ORDER BY i.pos""",
        (assessment_id,),
    )


_SUBJECTS = {
    "person": "SELECT p.id AS person_id, NULL AS unit_id, NULL AS cycle_id FROM person p WHERE p.id = :id AND {}",
    "unit": "SELECT NULL AS person_id, id AS unit_id, NULL AS cycle_id FROM unit WHERE id = :id",
    "goal": "SELECT p.owner_person_id AS person_id, p.owner_unit_id AS unit_id, p.cycle_id FROM goal p WHERE p.id = :id AND {}",
    "key_result": """SELECT p.owner_person_id AS person_id, p.owner_unit_id AS unit_id, p.cycle_id
        FROM key_result k JOIN goal p ON p.id = k.goal_id WHERE k.id = :id AND {}""",
    "assessment": "SELECT p.person_id, NULL AS unit_id, p.cycle_id FROM assessment p WHERE p.id = :id AND {}",
}
_TITLES = {
    "person": "SELECT name FROM person p WHERE p.id = :id AND {}",
    "unit": "SELECT name FROM unit WHERE id = :id",
    "goal": "SELECT title FROM goal p WHERE p.id = :id AND {}",
    "key_result": "SELECT k.title FROM key_result k JOIN goal p ON p.id = k.goal_id WHERE k.id = :id AND {}",
    "assessment": "SELECT n.name FROM assessment p JOIN person n ON n.id = p.person_id WHERE p.id = :id AND {}",
}
_WHOSE = {"person": "p.id", "unit": "", "goal": "p.owner_person_id", "key_result": "p.owner_person_id", "assessment": "p.person_id"}


def subject(store: Store, table: str, record_id: str) -> Row | None:
    """Whose gaps a record has: `person_id`, `unit_id`, and the `cycle_id` where it belongs to one; None where it is gone or hidden."""
    return store.row(_SUBJECTS[table].format(store.sees(_WHOSE[table]) if _WHOSE[table] else ""), {"id": record_id})


def title(store: Store, table: str, record_id: str) -> str:
    """What a record is called whose gaps are looked at; empty where it is gone or hidden."""
    found = store.value(_TITLES[table].format(store.sees(_WHOSE[table]) if _WHOSE[table] else ""), {"id": record_id})
    return "" if found is None else str(found)
