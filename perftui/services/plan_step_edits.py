"""The steps of a plan added and changed; locked once the plan is issued."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.services.plan_locks import require_editable
from perftui.services.plan_parts import ADDED, CHANGED, changing, label, part_row
from perftui.services.plan_rows import STEP_COLUMNS, check_people, fields_of, step_columns
from perftui.storage import plans

if TYPE_CHECKING:
    from perftui.domain.plan_drafts import PlanStepDraft
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


def add_step(store: Store, plan_id: str, **values: object) -> str:
    """Add a step to a plan.

    Args:
        store: The store.
        plan_id: The plan.
        **values: Fields of `PlanStepDraft`.

    Returns:
        Its id.

    Raises:
        PlanLocked: The plan is issued.
        FieldError, BadRecurrence: A value cannot be used.
        Gone: There is no such plan or owner.
    """
    row = require_editable(store, plan_id)
    draft, step_id = step_draft(store, values, row), store.new_id()
    with changing(store, plan_id, label(ADDED, draft.text, row)):
        pos = plans.next_position(store, "plan_step", plan_id)
        store.insert("plan_step", id=step_id, plan_id=plan_id, pos=pos, **step_columns(draft))
    return step_id


def edit_step(store: Store, step_id: str, version: int, **values: object) -> int:
    """Change a step; fields that are left out stay as they are.

    Raises:
        PlanLocked: The plan is issued.
        FieldError, BadRecurrence: A value cannot be used.
        Changed: Somebody else was first.
        Gone: There is no such step or owner.
    """
    row = part_row(store, "plan_step", step_id)
    plan = require_editable(store, row["plan_id"])
    fields = {**fields_of(row, STEP_COLUMNS), "is_support": bool(row["is_support"])}
    draft = step_draft(store, fields | values, plan)
    with changing(store, row["plan_id"], label(CHANGED, draft.text, plan)):
        return store.update("plan_step", step_id, version, **step_columns(draft))


def step_draft(store: Store, values: dict[str, object], plan: Row) -> PlanStepDraft:
    """A step as it was typed; one that repeats ends with the plan where nothing else is said."""
    from perftui.domain.plan_drafts import PlanStepDraft
    from perftui.domain.validation import validated

    if values.get("recurrence"):
        values = {**values, "due": values.get("due") or plan["start_date"], "until": values.get("until") or plan["end_date"]}
    draft = validated(PlanStepDraft, **values)
    check_people(store, draft.owner)
    return draft
