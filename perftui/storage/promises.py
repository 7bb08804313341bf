"""What the employer promised in a plan, from all tables that hold such promises, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_STEPS = """SELECT 'plan_step' AS entity, s.id, s.text, coalesce(s.until_date, s.due_date) AS due, CASE
    WHEN EXISTS (SELECT 1 FROM action_entry e WHERE e.action_id = a.id AND e.state = 'missed') THEN 'broken'
    WHEN a.state = 'done' THEN 'kept' ELSE 'open' END AS state
    FROM plan_step s LEFT JOIN action a ON a.origin_entity = 'plan_step' AND a.origin_id = s.id
    WHERE s.plan_id = :plan AND s.is_support = 1"""
_TRAININGS = """SELECT 'training_request', t.id, t.title, coalesce(t.end_date, t.start_date), CASE
    WHEN t.state = 'completed' THEN 'kept' WHEN t.state IN ('refused', 'cancelled') THEN 'broken' ELSE 'open' END
    FROM training_request t WHERE t.plan_id = :plan"""
_REQUESTS = """SELECT 'support_request', r.id, r.title, coalesce(r.promised_for, r.needed_by), CASE
    WHEN r.state = 'delivered' THEN 'kept' WHEN r.state IN ('refused', 'cancelled') THEN 'broken' ELSE 'open' END
    FROM support_request r WHERE r.plan_id = :plan"""
_MENTORS = """SELECT 'mentorship', m.id, p.name, m.end_date,
    iif(EXISTS (SELECT 1 FROM mentor_entry e WHERE e.mentorship_id = m.id), 'kept', 'open')
    FROM mentorship m JOIN person p ON p.id = m.mentor_id WHERE m.plan_id = :plan"""
_ACCOMMODATIONS = """SELECT 'accommodation', c.id, coalesce(nullif(c.note, ''), c.kind), c.valid_from, 'kept'
    FROM accommodation c WHERE c.plan_id = :plan"""


def of_plan(store: Store, plan_id: str) -> list[Row]:
    """`entity`, `id`, `text`, `due` and `state` of each promise of one plan, by date."""
    union = " UNION ALL ".join((_STEPS, _TRAININGS, _REQUESTS, _MENTORS, _ACCOMMODATIONS))
    return store.rows(f"SELECT * FROM ({union}) ORDER BY due IS NULL, due, id", {"plan": plan_id})
