"""What stands beside a plan and belongs in its dossier: talks, trainings, mentoring, requests, and every event."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from perftui.storage.evidence import OF_PLAN
from perftui.storage.evidence_facts import serves
from perftui.storage.evidence_subjects import PARTS_OF_PLAN, subject_seen
from perftui.storage.talk_sight import seen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_OWN: Final = (*PARTS_OF_PLAN, "plan_gap", "promise_settlement", "plan_requirement")
_BELONGING: Final = " UNION ALL ".join(f"SELECT '{table}', x.id FROM {table} x WHERE x.plan_id = :plan" for table in _OWN)
_HERS: Final = f"""SELECT 'plan' AS entity, :plan AS id UNION ALL {_BELONGING}
    UNION ALL SELECT 'plan_value', v.id FROM plan_value v JOIN plan_goal g ON g.id = v.plan_goal_id WHERE g.plan_id = :plan
    UNION ALL SELECT 'action', a.id FROM action a JOIN plan_step s ON a.origin_entity = 'plan_step' AND a.origin_id = s.id
        WHERE s.plan_id = :plan
    UNION ALL SELECT 'action_entry', n.id FROM action_entry n JOIN action a ON a.id = n.action_id AND a.origin_entity = 'plan_step'
        JOIN plan_step s ON s.id = a.origin_id WHERE s.plan_id = :plan
    UNION ALL SELECT 'talk', t.id FROM talk t WHERE t.plan_id = :plan AND {{talks}}
    UNION ALL SELECT 'evidence', e.id FROM ({OF_PLAN}) o JOIN evidence e ON e.entity = o.entity AND e.record_id = o.record_id
        AND {{evidence}}"""


def talks(store: Store, plan_id: str, visibilities: Iterable[str]) -> list[Row]:
    """The talks that serve a plan and have one of some visibilities, the oldest first, with the manager's name."""
    return store.rows(
        f"""SELECT t.*, coalesce(m.name, '') AS manager FROM talk t JOIN plan l ON l.id = ? LEFT JOIN person m ON m.id = t.manager_id
        WHERE {serves("t", "held_on")} AND t.visibility IN (SELECT value FROM json_each(?)) AND {seen(store)}
        ORDER BY coalesce(t.held_on, t.planned_on), t.rowid""",
        (plan_id, json.dumps(sorted(visibilities))),
    )


def trainings(store: Store, plan_id: str) -> list[Row]:
    """The training requests that serve a plan, the oldest first."""
    return store.rows(
        f"""SELECT r.* FROM training_request r JOIN plan l ON l.id = ? WHERE {serves("r", "completed_on")} AND {store.sees("r.person_id")}
        ORDER BY r.requested_on, r.rowid""",
        (plan_id,),
    )


def mentor_entries(store: Store, plan_id: str) -> list[Row]:
    """The mentor log of a plan, the oldest first, with the mentor's name."""
    return store.rows(
        f"""SELECT n.*, p.name AS mentor FROM mentor_entry n JOIN mentorship m ON m.id = n.mentorship_id JOIN person p ON p.id = m.mentor_id
        WHERE m.plan_id = ? AND {store.sees("m.mentee_id")} ORDER BY n.on_date, n.rowid""",
        (plan_id,),
    )


def requests(store: Store, plan_id: str) -> list[Row]:
    """The support requests of a plan, the oldest first, with the name of the unit that provides."""
    return store.rows(
        f"""SELECT r.*, coalesce(u.name, '') AS provider FROM support_request r LEFT JOIN unit u ON u.id = r.provider_unit_id
        WHERE r.plan_id = ? AND {store.sees("r.person_id")} ORDER BY r.requested_on, r.rowid""",
        (plan_id,),
    )


def accommodations(store: Store, plan_id: str) -> list[Row]:
    """The accommodations of a plan, the oldest first."""
    return store.rows(
        f"SELECT a.* FROM accommodation a WHERE a.plan_id = ? AND {store.sees('a.person_id')} ORDER BY a.valid_from, a.rowid", (plan_id,)
    )


def events(store: Store, plan_id: str) -> list[Row]:
    """Every event of a plan and of what belongs to it, in their order; none where the actor may not see it."""
    hers = _HERS.format(talks=seen(store), evidence=subject_seen(store))
    return store.rows(
        f"""SELECT e.seq, e.step, e.at, e.actor, e.entity, e.entity_id, e.verb, e.diff, e.hash FROM ({hers}) h
        JOIN event e ON e.entity = h.entity AND e.entity_id = h.id
        WHERE EXISTS (SELECT 1 FROM plan l WHERE l.id = :plan AND {store.sees("l.person_id")}) ORDER BY e.seq""",
        {"plan": plan_id},
    )
