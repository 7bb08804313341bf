"""Whose data the records of plans, coaching and support are: who may see what the event log tells of them."""

from __future__ import annotations

from typing import Final

_OF_PLAN: Final = (
    *("plan_gap", "plan_goal", "plan_milestone", "plan_step", "plan_check", "plan_version", "acknowledgement", "extension"),
    *("plan_outcome", "statement", "resistance_note", "obstacle", "promise_settlement", "plan_requirement"),
)
BELONGING: Final = " ".join(f"UNION SELECT '{table}', id FROM {table} WHERE plan_id = :id" for table in _OF_PLAN) + (
    " UNION SELECT 'plan_value', v.id FROM plan_value v JOIN plan_goal g ON g.id = v.plan_goal_id WHERE g.plan_id = :id"
)
"""What else is told in the history of a plan."""
_OF_PERSON: Final = (
    *("plan", "evidence", "talk", "cadence", "worksheet", "bottleneck", "skill_gap", "training_request", "support_request"),
    "accommodation",
)
SEEN: Final = {
    **{table: f"EXISTS (SELECT 1 FROM {table} b WHERE b.id = e.entity_id AND {{sees[b.person_id]}})" for table in _OF_PERSON},
    **{
        table: f"EXISTS (SELECT 1 FROM {table} b JOIN plan l ON l.id = b.plan_id WHERE b.id = e.entity_id AND {{sees[l.person_id]}})"
        for table in _OF_PLAN
    },
    "plan_value": """EXISTS (SELECT 1 FROM plan_value v JOIN plan_goal g ON g.id = v.plan_goal_id JOIN plan l ON l.id = g.plan_id
        WHERE v.id = e.entity_id AND {sees[l.person_id]})""",
    "mentorship": "EXISTS (SELECT 1 FROM mentorship m WHERE m.id = e.entity_id AND {sees[m.mentee_id]})",
    "mentor_entry": """EXISTS (SELECT 1 FROM mentor_entry n JOIN mentorship m ON m.id = n.mentorship_id
        WHERE n.id = e.entity_id AND {sees[m.mentee_id]})""",
    "initiative": "EXISTS (SELECT 1 FROM initiative i WHERE i.id = e.entity_id AND {sees[i.owner_person_id]})",
    "course": "TRUE",
    "course_measure": "TRUE",
}
"""Table to the condition for an event `e` to be about a visible record, as `histories` reads it."""
