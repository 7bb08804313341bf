"""What undo and redo must not touch of plans: what an outcome or an extension rests on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from perftui.errors import Refused
from perftui.i18n import mark
from perftui.storage import plan_tables

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.steps import Step
    from perftui.storage.stores import Store


class PlanWasDecided(Refused):
    """A step is to be taken back, or done again, on which a decision about a plan rests."""

    template = mark("This cannot be taken back any more: “{title}” was decided or extended since, and that rests on it.")


_OF_PLAN: Final = frozenset(
    (table for table, columns in plan_tables.CAPTURED.items() if "plan_id" in columns),
) | {"training_request", "support_request", "mentorship", "accommodation"}
"""Tables with the id of a plan."""
_ABOVE: Final = {
    "plan_value": ("plan_goal", "plan_goal_id"),
    "mentor_entry": ("mentorship", "mentorship_id"),
    "action_entry": ("action", "action_id"),
}
"""Table to the one above it and the column that leads there."""
_DECIDED: Final = """SELECT l.title FROM event e JOIN plan l ON l.id = :plan
    WHERE e.seq > :seq AND e.verb = 'insert' AND (
        (e.entity = 'plan_outcome' AND e.entity_id IN (SELECT o.id FROM plan_outcome o WHERE o.plan_id = :plan))
        OR (e.entity = 'extension' AND e.entity_id IN (SELECT x.id FROM extension x WHERE x.plan_id = :plan))) LIMIT 1"""


def require_reversible(store: Store, step: Step) -> set[str]:
    """Refuse to reverse a step that touches a plan which was decided or extended since; inside `write()`.

    Returns:
        The ids of the plans that the step touches.

    Raises:
        PlanWasDecided: One of them was.
    """
    kinds = _OF_PLAN | _ABOVE.keys() | {"plan", "action", "evidence"}
    events = store.rows(
        "SELECT seq, entity, entity_id, diff FROM event WHERE step = ? AND entity IN (SELECT value FROM json_each(?))",
        (step.id, json.dumps(sorted(kinds))),
    )
    ids = {plan for event in events if (plan := _plan_of(store, event["entity"], event["entity_id"], event["diff"]))}
    last = max((event["seq"] for event in events), default=0)
    for plan_id in ids:
        row = store.row(_DECIDED, {"plan": plan_id, "seq": last})
        if row is not None:
            raise PlanWasDecided(title=row["title"])
    return ids


def _plan_of(store: Store, entity: str, record_id: str, diff: str | None) -> str | None:
    """The plan that a record belongs to; None where it belongs to none, or to one that is gone."""
    if entity == "plan":
        return record_id
    values = {**_from_diff(diff), **_now(store, entity, record_id)}
    if entity == "evidence":
        subject = str(values.get("entity"))
        return _plan_of(store, subject, str(values.get("record_id")), None) if subject in _OF_PLAN | {"plan"} else None
    if entity in _ABOVE:
        table, column = _ABOVE[entity]
        return _plan_of(store, table, str(values.get(column)), None)
    if entity == "action":
        return _plan_of(store, "plan_step", str(values.get("origin_id")), None) if values.get("origin_entity") == "plan_step" else None
    found = values.get("plan_id")
    return str(found) if found else None


def _from_diff(diff: str | None) -> dict[str, object]:
    told = json.loads(diff) if diff else {}
    return {column: new if new is not None else old for column, (old, new) in told.items()}


def _now(store: Store, entity: str, record_id: str) -> dict[str, object]:
    row: Row | None = store.row(f"SELECT * FROM {entity} WHERE id = ?", (record_id,))
    return dict(row) if row else {}
