"""The records that evidence belongs to: what each is called, and whose data it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from perftui.storage.talk_sight import seen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_OF_PLAN = "(SELECT l.person_id FROM plan l WHERE l.id = plan_id)"
_OF_ASSESSMENT = "(SELECT a.person_id FROM assessment a WHERE a.id = assessment_id)"
SUBJECTS: Final = {
    "person": ("name", "id"),
    "goal": ("title", "owner_person_id"),
    "key_result": ("title", "(SELECT g.owner_person_id FROM goal g WHERE g.id = goal_id)"),
    "check_in": ("on_date", "(SELECT g.owner_person_id FROM key_result k JOIN goal g ON g.id = k.goal_id WHERE k.id = key_result_id)"),
    "meeting": ("title", "NULL"),
    "action": ("title", "owner_person_id"),
    "assessment": ("(SELECT p.name FROM person p WHERE p.id = person_id)", "person_id"),
    "indicator": ("name", _OF_ASSESSMENT),
    "gap": ("dimension", "person_id"),
    "cause": ("text", "(SELECT g.person_id FROM gap g WHERE g.id = gap_id)"),
    "plan": ("title", "person_id"),
    "plan_goal": ("title", _OF_PLAN),
    "plan_milestone": ("title", _OF_PLAN),
    "plan_step": ("text", _OF_PLAN),
    "plan_check": ("due_date", _OF_PLAN),
    "plan_version": ("number", _OF_PLAN),
    "acknowledgement": ("on_date", _OF_PLAN),
    "extension": ("new_end", _OF_PLAN),
    "plan_outcome": ("on_date", _OF_PLAN),
    "statement": ("coalesce(answered_on, offered_on, '')", _OF_PLAN),
    "resistance_note": ("signal", _OF_PLAN),
    "obstacle": ("text", _OF_PLAN),
    "talk": ("coalesce(held_on, planned_on, '')", "person_id"),
    "worksheet": ("title", "person_id"),
    "bottleneck": ("text", "person_id"),
    "skill_gap": ("competency", "person_id"),
    "training_request": ("title", "person_id"),
    "mentorship": ("(SELECT p.name FROM person p WHERE p.id = mentor_id)", "mentee_id"),
    "mentor_entry": ("on_date", "(SELECT m.mentee_id FROM mentorship m WHERE m.id = mentorship_id)"),
    "support_request": ("title", "person_id"),
    "initiative": ("title", "NULL"),
    "accommodation": ("kind", "person_id"),
}
"""Table to the column that a record is called by, and to the person whose data it is."""
PARTS_OF_PLAN: Final = (
    *("plan_goal", "plan_milestone", "plan_step", "plan_check", "plan_version", "acknowledgement", "extension", "plan_outcome"),
    *("statement", "resistance_note", "obstacle"),
)
"""Tables of what belongs to a plan alone."""
BESIDE_PLAN: Final = ("talk", "skill_gap", "training_request", "mentorship", "support_request", "accommodation")
"""Tables of what stands by itself and may serve a plan."""


def subject(store: Store, entity: str, record_id: str) -> Row | None:
    """A record as `name` and `person_id`; None where there is none, or the actor may not see it.

    Raises:
        KeyError: Records of that table have no evidence.
    """
    name, person = SUBJECTS[entity]
    sees = _sees(store, entity, person)
    return store.row(f"SELECT {name} AS name, {person} AS person_id FROM {entity} WHERE id = ? AND {sees}", (record_id,))


def subject_seen(store: Store, table: str = "e") -> str:
    """The condition for evidence that what it belongs to may be read: not everybody reads every talk.

    Args:
        store: The store.
        table: The name of the table of evidence in the query.
    """
    talks = seen(store)
    return talks if talks == "TRUE" else f"({table}.entity <> 'talk' OR {table}.record_id IN (SELECT t.id FROM talk t WHERE {talks}))"


def _sees(store: Store, entity: str, person: str) -> str:
    return seen(store, entity) if entity == "talk" else store.sees(person)


def names(store: Store, entity: str, ids: Iterable[str]) -> dict[str, str]:
    """What records are called, by id; those that are gone or not visible are left out.

    Raises:
        KeyError: Records of that table have no evidence.
    """
    name, person = SUBJECTS[entity]
    listed = json.dumps(sorted(set(ids)))
    sees = _sees(store, entity, person)
    return {
        row[0]: str(row[1])
        for row in store.rows(f"SELECT id, {name} FROM {entity} WHERE id IN (SELECT value FROM json_each(?)) AND {sees}", (listed,))
    }


def table_of(store: Store, record_id: str) -> str:
    """The table of a record that may have evidence; empty where there is none, or the actor may not see it."""
    sights = ((table, _sees(store, table, person)) for table, (_, person) in SUBJECTS.items())
    parts = (f"SELECT '{table}' AS entity FROM {table} WHERE id = :id AND {sees}" for table, sees in sights)
    found = store.row(" UNION ALL ".join(parts), {"id": record_id})
    return found["entity"] if found else ""
