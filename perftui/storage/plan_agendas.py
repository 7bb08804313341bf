"""What waits in plans that run: checks, decisions, silence, dates, obstacles, acknowledgements, promises; the oldest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.plans import CHECKED, RUNNING, PlanState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


def _in(states: Iterable[PlanState]) -> str:
    return ", ".join(f"'{state.value}'" for state in sorted(states))


_S = PlanState
_RUNS: Final = f"l.state IN ({_in(RUNNING)})"
_CHECKED: Final = f"l.state IN ({_in(CHECKED)})"
_KEPT_UP: Final = f"l.state IN ({_in((_S.ACKNOWLEDGED, _S.REFUSED_WITNESSED, _S.ACTIVE, _S.EXTENDED))})"
"""States in which something should be entered from time to time."""
_AWAITED: Final = f"l.state IN ({_in(CHECKED - {_S.DUE})}) AND (l.state = 'monitoring' OR l.end_date IS NULL OR l.end_date > :today)"
"""Plans that need a next date."""
_OPEN: Final = "c.held_on IS NULL AND c.is_missed = 0"
_LAST_ENTRY: Final = """max(coalesce(l.issued_on, ''), coalesce(l.start_date, ''),
    coalesce((SELECT max(c.held_on) FROM plan_check c WHERE c.plan_id = l.id), ''),
    coalesce((SELECT max(v.on_date) FROM plan_value v JOIN plan_goal g ON g.id = v.plan_goal_id WHERE g.plan_id = l.id), ''),
    coalesce((SELECT max(t.held_on) FROM talk t WHERE t.plan_id = l.id), ''),
    coalesce((SELECT max(n.on_date) FROM mentor_entry n JOIN mentorship m ON m.id = n.mentorship_id WHERE m.plan_id = l.id), ''),
    coalesce((SELECT max(coalesce(e.done_on, e.due_date)) FROM action_entry e JOIN action a ON a.id = e.action_id
        AND a.origin_entity = 'plan_step' JOIN plan_step s ON s.id = a.origin_id WHERE s.plan_id = l.id), ''))"""
_PROMISED: Final = """SELECT s.plan_id, s.id, s.text, coalesce(s.until_date, s.due_date) AS due FROM plan_step s
        JOIN action a ON a.origin_entity = 'plan_step' AND a.origin_id = s.id WHERE s.is_support = 1 AND a.state = 'open'
    UNION ALL SELECT t.plan_id, t.id, t.title, coalesce(t.end_date, t.start_date) FROM training_request t
        WHERE t.plan_id IS NOT NULL AND t.state IN ('requested', 'approved', 'booked')
    UNION ALL SELECT r.plan_id, r.id, r.title, coalesce(r.promised_for, r.needed_by) FROM support_request r
        WHERE r.plan_id IS NOT NULL AND r.state IN ('requested', 'promised')"""

CHECKS: Final = f"""c.id, c.due_date AS since, l.title, p.name AS whose, c.kind FROM plan_check c JOIN plan l ON l.id = c.plan_id
    JOIN person p ON p.id = l.person_id WHERE {_OPEN} AND c.due_date <= :today AND {_CHECKED}"""
DECISIONS: Final = f"""l.id, l.end_date AS since, l.title, p.name AS whose, l.state FROM plan l JOIN person p ON p.id = l.person_id
    WHERE (({_RUNS} AND l.end_date <= :today) OR (l.state IN ('failed', 'relapsed') AND l.end_date IS NOT NULL))"""
SILENT: Final = f"""l.id, {_LAST_ENTRY} AS since, l.title, p.name AS whose, l.state FROM plan l JOIN person p ON p.id = l.person_id
    WHERE {_KEPT_UP} AND l.start_date < :silent AND {_LAST_ENTRY} < :silent"""
UNDATED: Final = f"""l.id, coalesce(l.next_date, l.issued_on, l.start_date) AS since, l.title, p.name AS whose, l.next_date
    FROM plan l JOIN person p ON p.id = l.person_id WHERE {_AWAITED} AND coalesce(l.next_date, '') < :today
    AND NOT EXISTS (SELECT 1 FROM plan_check c WHERE c.plan_id = l.id AND {_OPEN} AND c.due_date <= :today)"""
OBSTACLES: Final = f"""o.id, o.due_date AS since, o.text AS title, p.name AS whose, coalesce(w.name, '') AS owner FROM obstacle o
    JOIN plan l ON l.id = o.plan_id JOIN person p ON p.id = l.person_id LEFT JOIN person w ON w.id = o.owner_person_id
    WHERE o.closed_on IS NULL AND o.due_date < :today AND {_RUNS}"""
UNSIGNED: Final = """l.id, coalesce((SELECT max(v.on_date) FROM plan_version v WHERE v.plan_id = l.id), l.issued_on) AS since, l.title,
    p.name AS whose, l.state FROM plan l JOIN person p ON p.id = l.person_id WHERE l.state IN ('issued', 'extended')
    AND coalesce((SELECT max(v.on_date) FROM plan_version v WHERE v.plan_id = l.id), l.issued_on) < :today"""
PROMISES: Final = f"""l.id, x.due AS since, x.text AS title, p.name AS whose, x.id AS record_id FROM ({_PROMISED}) x
    JOIN plan l ON l.id = x.plan_id JOIN person p ON p.id = l.person_id WHERE x.due < :today AND {_RUNS}
    AND NOT EXISTS (SELECT 1 FROM promise_settlement z WHERE z.plan_id = l.id AND z.record_id = x.id)"""


def waiting(store: Store, query: str, limit: int, **days: str) -> list[Row]:
    """What waits of one kind, the oldest first.

    Args:
        store: The store.
        query: One of the above.
        limit: At most so many.
        **days: `today`, and for silence the first day that is recent enough.
    """
    sql = f"SELECT {query} AND {store.sees('l.person_id')} ORDER BY since, 1 LIMIT :limit"
    return store.rows(sql, {**days, "limit": limit})


def count(store: Store, query: str, most: int, **days: str) -> int:
    """How many there are of one kind, up to a number."""
    sql = f"SELECT count(*) FROM (SELECT {query} AND {store.sees('l.person_id')} LIMIT :most)"
    return int(store.value(sql, {**days, "most": most}))


def plan_of(store: Store, record_id: str) -> str:
    """The plan of an obstacle, a statement, a note on resistance, or of what the employer promised in one; empty where there is none.

    Args:
        store: The store.
        record_id: Of a promise also with its table before it, as `plan_step/id`.
    """
    found = store.value(
        f"""SELECT l.id FROM plan l JOIN (SELECT plan_id FROM obstacle WHERE id = :id
        UNION ALL SELECT plan_id FROM statement WHERE id = :id UNION ALL SELECT plan_id FROM resistance_note WHERE id = :id
        UNION ALL SELECT plan_id FROM ({_PROMISED}) WHERE id = :id) x ON x.plan_id = l.id WHERE {store.sees("l.person_id")}""",
        {"id": record_id.rpartition("/")[2]},
    )
    return str(found or "")
