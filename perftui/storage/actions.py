"""Actions, whatever they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.storage import action_units

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_COLUMNS = f"a.*, coalesce(p.name, '') AS owner, {action_units.NAMES} AS with_units"
_ACTION = f"SELECT {_COLUMNS} FROM action a LEFT JOIN person p ON p.id = a.owner_person_id"
_DUE = (
    "FROM action a LEFT JOIN person p ON p.id = a.owner_person_id WHERE a.state = 'open' AND a.due_date IS NOT NULL AND a.due_date <= :by"
)
_AGAINST = """((a.origin_entity = 'cause' AND a.origin_id IN ({causes})) OR (a.origin_entity = 'plan_step'
    AND a.origin_id IN (SELECT s.id FROM plan_step s WHERE s.cause_id IN ({causes}))))"""
CAUSES_OF_NOTES = """WITH RECURSIVE below(note_id, id) AS (
    SELECT x.id, x.cause_id FROM retro_note x WHERE x.meeting_id = {id} AND x.cause_id IS NOT NULL
    UNION SELECT below.note_id, c.id FROM below JOIN cause c ON c.parent_id = below.id)"""
"""The causes that the notes of a meeting became, with the whys below them, as a table `below`, once its id is put in."""


def against(causes: str) -> str:
    """The condition for an action `a` to answer one of some causes: by itself, or as the step of a plan that took it over.

    Args:
        causes: SQL of their ids.
    """
    return _AGAINST.format(causes=causes)


IN_MEETING = f"""((a.origin_entity = 'meeting' AND a.origin_id = {{id}}) OR (a.origin_entity = 'retro_note'
    AND a.origin_id IN (SELECT x.id FROM retro_note x WHERE x.meeting_id = {{id}}))
    OR {against(f"{CAUSES_OF_NOTES} SELECT below.id FROM below")})"""
"""The condition for an action `a` to come out of a meeting, its notes, or what became a cause of a gap; once its id is put in."""
_OF_ASSESSMENT = f"""((a.origin_entity = 'assessment' AND a.origin_id = :id) OR (a.origin_entity = 'gap'
    AND a.origin_id IN (SELECT g.id FROM gap g WHERE g.assessment_id = :id))
    OR {against("SELECT k.id FROM cause k JOIN gap g ON g.id = k.gap_id WHERE g.assessment_id = :id")})"""
_IN_ORDER = "ORDER BY a.state <> 'open', a.due_date IS NULL, a.due_date, a.id"


def get(store: Store, action_id: str) -> Row | None:
    """One action with its owner's name."""
    return store.row(f"{_ACTION} WHERE a.id = ? AND {store.sees('a.owner_person_id')}", (action_id,))


def of_origin(store: Store, entity: str, record_id: str) -> list[Row]:
    """The actions that come out of a record, open ones first, by date."""
    return store.rows(
        f"{_ACTION} WHERE a.origin_entity = ? AND a.origin_id = ? AND {store.sees('a.owner_person_id')} {_IN_ORDER}", (entity, record_id)
    )


def of_cause(store: Store, cause_id: str) -> list[Row]:
    """The actions against a cause of a gap, steps of plans among them; open ones first, by date."""
    return store.rows(f"{_ACTION} WHERE {against('?1')} AND {store.sees('a.owner_person_id')} {_IN_ORDER}", (cause_id,))


def of_meeting(store: Store, meeting_id: str) -> list[Row]:
    """The actions that come out of a meeting or out of one of its notes, open ones first, by date."""
    return store.rows(
        f"{_ACTION} WHERE {IN_MEETING.format(id=':id')} AND {store.sees('a.owner_person_id')} {_IN_ORDER}", {"id": meeting_id}
    )


def of_assessment(store: Store, assessment_id: str) -> list[Row]:
    """The actions that follow from an assessment, from its gaps or from their causes, open ones first, by date."""
    return store.rows(f"{_ACTION} WHERE {_OF_ASSESSMENT} AND {store.sees('a.owner_person_id')} {_IN_ORDER}", {"id": assessment_id})


def of_owner(store: Store, person_id: str) -> list[Row]:
    """The open actions of a person, by date."""
    return store.rows(
        f"{_ACTION} WHERE a.owner_person_id = ? AND a.state = 'open' AND {store.sees('a.owner_person_id')} {_IN_ORDER}", (person_id,)
    )


def due(store: Store, by: str, limit: int) -> list[Row]:
    """Open actions that are due by a day, the oldest first."""
    return store.rows(
        f"SELECT {_COLUMNS} {_DUE} AND {store.sees('a.owner_person_id')} ORDER BY a.due_date, a.id LIMIT :limit",
        {"by": by, "limit": limit},
    )


def due_count(store: Store, by: str, most: int) -> int:
    """How many of them there are, up to a number."""
    return int(
        store.value(
            f"SELECT count(*) FROM (SELECT 1 {_DUE} AND {store.sees('a.owner_person_id')} LIMIT :most)",
            {"by": by, "most": most},
        )
    )
