"""A plan taken from one state to another: what all steps have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.plan_steps import PlanReasonMissing, check_step
from perftui.domain.texts import clean_text
from perftui.services.plan_guards import facts_of
from perftui.services.plan_locks import fresh_row

if TYPE_CHECKING:
    from datetime import date

    from perftui.domain.plans import PlanState
    from perftui.storage.stores import Store


def move(store: Store, plan_id: str, version: int, new: PlanState, today: date, **values: object) -> int:
    """Take a plan to a state, if its guards let it; inside `write()`, so that nothing changes between looking and going.

    Args:
        store: The store.
        plan_id: The plan.
        version: As it was read.
        new: The state.
        today: The day.
        **values: What else changes of the plan.

    Returns:
        The new version.

    Raises:
        PlanStepNotPossible: The state does not follow.
        PlanNotReady: Something is missing.
        Changed: Somebody else was first.
        Gone: There is no such plan.
    """
    fresh_row(store, plan_id, version)
    check_step(facts_of(store, plan_id), new, today)
    return store.update("plan", plan_id, version, state=new.value, **values)


def reason_of(text: str) -> str:
    """A reason as it is kept.

    Raises:
        PlanReasonMissing: There is none.
    """
    words = clean_text(text, multiline=True).strip()
    if not words:
        raise PlanReasonMissing
    return words
