"""Reading the event log: what happened to one record, and which steps were done last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.storage import plan_sights
from perftui.storage.talk_sight import seen

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_BELONGING = {
    "person": "UNION SELECT 'reporting', id FROM reporting WHERE person_id = :id",
    "goal": """UNION SELECT 'goal_link', id FROM goal_link WHERE from_goal_id = :id OR to_goal_id = :id
        UNION SELECT 'allocation', id FROM allocation WHERE goal_id = :id
        UNION SELECT 'goal_review', id FROM goal_review WHERE goal_id = :id
        UNION SELECT 'goal_comment', id FROM goal_comment WHERE goal_id = :id
        UNION SELECT 'goal_amendment', id FROM goal_amendment WHERE goal_id = :id""",
    "key_result": """UNION SELECT 'check_in', id FROM check_in WHERE key_result_id = :id
        UNION SELECT 'goal_amendment', id FROM goal_amendment WHERE key_result_id = :id""",
    "measure": "UNION SELECT 'measure_value', id FROM measure_value WHERE measure_id = :id",
    "assessment": """UNION SELECT 'indicator', id FROM indicator WHERE assessment_id = :id
        UNION SELECT 'assessment_change', id FROM assessment_change WHERE assessment_id = :id""",
    "gap": "UNION SELECT 'cause', id FROM cause WHERE gap_id = :id"
    " UNION SELECT 'checklist_answer', id FROM checklist_answer WHERE gap_id = :id",
    "plan": plan_sights.BELONGING,
    "action": "UNION SELECT 'action_unit', id FROM action_unit WHERE action_id = :id"
    " UNION SELECT 'action_entry', id FROM action_entry WHERE action_id = :id",
    "mentorship": "UNION SELECT 'mentor_entry', id FROM mentor_entry WHERE mentorship_id = :id",
    "course": "UNION SELECT 'course_measure', id FROM course_measure WHERE course_id = :id",
}
"""Table to what else is told in the history of its records."""


def events_of(store: Store, entity: str, entity_id: str, limit: int) -> list[Row]:
    """The events of a record and of what belongs to it alone, newest first; empty where the actor may not see it."""
    if not _is_visible(store, entity, entity_id):
        return []
    belonging = _BELONGING.get(entity, "")
    return store.rows(
        f"""WITH told (entity, entity_id) AS (SELECT :entity, :id {belonging})
        SELECT e.seq, e.step, e.at, e.actor, e.entity, e.entity_id, e.verb, e.diff FROM told
        JOIN event e ON e.entity = told.entity AND e.entity_id = told.entity_id ORDER BY e.seq DESC LIMIT :limit""",
        {"entity": entity, "id": entity_id, "limit": limit},
    )


def _is_visible(store: Store, entity: str, entity_id: str) -> bool:
    if store.sees("x") == "TRUE":
        return True
    if entity == "talk":
        return bool(store.value(f"SELECT EXISTS (SELECT 1 FROM talk t WHERE t.id = :id AND {seen(store)})", {"id": entity_id}))
    person = {
        "person": "SELECT id FROM person WHERE id = :id",
        "goal": "SELECT owner_person_id FROM goal WHERE id = :id",
        "key_result": "SELECT g.owner_person_id FROM key_result k JOIN goal g ON g.id = k.goal_id WHERE k.id = :id",
        "goal_review": "SELECT g.owner_person_id FROM goal_review r JOIN goal g ON g.id = r.goal_id WHERE r.id = :id",
        "assessment": "SELECT person_id FROM assessment WHERE id = :id",
        "gap": "SELECT person_id FROM gap WHERE id = :id",
        "plan": "SELECT person_id FROM plan WHERE id = :id",
        "action": "SELECT owner_person_id FROM action WHERE id = :id",
        "evidence": "SELECT person_id FROM evidence WHERE id = :id",
        "bottleneck": "SELECT person_id FROM bottleneck WHERE id = :id",
        "worksheet": "SELECT person_id FROM worksheet WHERE id = :id",
        "mentorship": "SELECT mentee_id FROM mentorship WHERE id = :id",
        **{
            table: f"SELECT person_id FROM {table} WHERE id = :id"
            for table in ("support_request", "accommodation", "training_request", "skill_gap")
        },
    }.get(entity)
    return person is None or bool(store.value(f"SELECT {store.sees('(' + person + ')')}", {"id": entity_id}))


_ATTENDED = """EXISTS (SELECT 1 FROM meeting_participant x WHERE x.meeting_id = {} AND x.person_id IS NOT NULL AND {{sees[x.person_id]}})"""
"""The condition for a meeting: somebody visible takes part in it."""
_SEEN = {
    "person": "{sees[e.entity_id]}",
    "reporting": "EXISTS (SELECT 1 FROM reporting r WHERE r.id = e.entity_id AND {sees[r.person_id]})",
    "goal": "EXISTS (SELECT 1 FROM goal g WHERE g.id = e.entity_id AND {sees[g.owner_person_id]})",
    "key_result": """EXISTS (SELECT 1 FROM key_result k JOIN goal g ON g.id = k.goal_id
        WHERE k.id = e.entity_id AND {sees[g.owner_person_id]})""",
    "check_in": """EXISTS (SELECT 1 FROM check_in c JOIN key_result k ON k.id = c.key_result_id JOIN goal g ON g.id = k.goal_id
        WHERE c.id = e.entity_id AND {sees[g.owner_person_id]})""",
    "goal_link": """EXISTS (SELECT 1 FROM goal_link l JOIN goal f ON f.id = l.from_goal_id JOIN goal t ON t.id = l.to_goal_id
        WHERE l.id = e.entity_id AND {sees[f.owner_person_id]} AND {sees[t.owner_person_id]})""",
    "measure_value": "EXISTS (SELECT 1 FROM measure_value v WHERE v.id = e.entity_id AND {sees[v.person_id]})",
    **{
        table: f"EXISTS (SELECT 1 FROM {table} b JOIN goal g ON g.id = b.goal_id WHERE b.id = e.entity_id AND {{sees[g.owner_person_id]}})"
        for table in ("goal_comment", "goal_version", "goal_amendment", "goal_review", "allocation")
    },
    "action": "EXISTS (SELECT 1 FROM action a WHERE a.id = e.entity_id AND {sees[a.owner_person_id]})",
    "resource": "TRUE",
    "meeting": _ATTENDED.format("e.entity_id"),
    **{
        table: _ATTENDED.format(f"(SELECT t.meeting_id FROM {table} t WHERE t.id = e.entity_id)")
        for table in ("meeting_topic", "meeting_participant", "meeting_decision", "meeting_step", "retro_note")
    },
    "assessment": "EXISTS (SELECT 1 FROM assessment a WHERE a.id = e.entity_id AND {sees[a.person_id]})",
    **{
        table: f"""EXISTS (SELECT 1 FROM {table} b JOIN assessment a ON a.id = b.assessment_id
            WHERE b.id = e.entity_id AND {{sees[a.person_id]}})"""
        for table in ("indicator", "assessment_change")
    },
    "rating_policy": "TRUE",
    "gap": "EXISTS (SELECT 1 FROM gap g WHERE g.id = e.entity_id AND {sees[g.person_id]})",
    **{
        table: f"EXISTS (SELECT 1 FROM {table} b JOIN gap g ON g.id = b.gap_id WHERE b.id = e.entity_id AND {{sees[g.person_id]}})"
        for table in ("cause", "checklist_answer")
    },
    **{
        table: f"""EXISTS (SELECT 1 FROM {table} b JOIN action a ON a.id = b.action_id
            WHERE b.id = e.entity_id AND {{sees[a.owner_person_id]}})"""
        for table in ("action_unit", "action_entry")
    },
    "review_round": "TRUE",
    "round_group": "TRUE",
    "question": "TRUE",
    "review_subject": "EXISTS (SELECT 1 FROM review_subject r WHERE r.id = e.entity_id AND {sees[r.person_id]})",
    "rater": "FALSE",  # who was asked about whom is told to nobody behind a scope
    "unit": "TRUE",
    "cycle": "TRUE",
    "measure": "TRUE",
    **plan_sights.SEEN,
}
"""Table to the condition for an event `e` to be about a visible record; of one that is gone nobody knows any more whose it was."""


class _Sees(dict[str, str]):
    """Column to the scope's condition for it, as `str.format` asks for it."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store

    def __missing__(self, column: str) -> str:
        return self.store.sees(column)


def steps(store: Store, limit: int) -> list[Row]:
    """The last steps, newest first, with the number of records that each changed.

    Behind a scope: the actor's own, and those all of whose records are visible, since a label names some of them.
    """
    return store.rows(
        f"""SELECT s.*, (SELECT count(DISTINCT entity || entity_id) FROM event e WHERE e.step = s.id) AS records FROM step s
        WHERE {_is_step_visible(store)} ORDER BY s.id DESC LIMIT :limit""",
        {"limit": limit, "actor": store.actor.name},
    )


def _is_step_visible(store: Store) -> str:
    if store.sees("x") == "TRUE":
        return "TRUE"
    sees = _Sees(store)
    told = {table: condition.format(sees=sees) for table, condition in _SEEN.items()}
    told["talk"] = f"EXISTS (SELECT 1 FROM talk t WHERE t.id = e.entity_id AND {seen(store)})"
    cases = " ".join(f"WHEN '{table}' THEN {condition}" for table, condition in told.items())
    return f"(s.actor = :actor OR NOT EXISTS (SELECT 1 FROM event e WHERE e.step = s.id AND NOT CASE e.entity {cases} ELSE FALSE END))"
