"""A plan goes from one state to the next: what is missing for it, and the step itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain import plan_steps
from perftui.domain.plan_lacks import Part
from perftui.domain.plan_steps import BACK, OUTCOMES, StepAsksMore
from perftui.domain.plans import OutcomeKind, PlanKind, PlanState
from perftui.domain.texts import clean_text
from perftui.i18n import mark
from perftui.services import plan_amendments, plan_checks_due, plan_issues, plan_outcomes
from perftui.services.plan_guards import facts_of
from perftui.services.plan_locks import fresh_row, plan_row
from perftui.services.plan_moves import move
from perftui.services.plan_views import of_person
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from perftui.domain.plan_facts import Missing
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_FILLED_IN: Final = {
    PlanState.ACKNOWLEDGED: Part.ACKNOWLEDGEMENT,
    PlanState.REFUSED_WITNESSED: Part.ACKNOWLEDGEMENT,
    PlanState.EXTENDED: Part.OUTCOME,
    PlanState.DECIDED: Part.OUTCOME,
}
"""State to the part of the sheet where it is more than a step."""
_OUTCOMES: Final[Mapping[PlanState, OutcomeKind]] = {state: kind for kind, state in OUTCOMES.items() if state is not PlanState.DECIDED}
_LABELS: Final = {
    PlanState.HR_REVIEW: mark("Sent the plan “{title}” to HR"),
    PlanState.APPROVED: mark("Approved the plan “{title}”"),
    PlanState.ACTIVE: mark("The plan “{title}” begins"),
    PlanState.DUE: mark("The decision on the plan “{title}” is due"),
    PlanState.MONITORING: mark("The plan “{title}” is monitored"),
    PlanState.CLOSED: mark("Closed the plan “{title}”"),
}
_BACK: Final = mark("Sent the plan “{title}” back: {reason}")


def missing(store: Store, plan_id: str, new_state: PlanState, today: date) -> tuple[Missing, ...]:
    """What a plan needs before it goes on: each with a sentence, and the part of the sheet that mends it.

    Raises:
        PlanStepNotPossible: The state does not follow.
        Gone: There is no such plan.
    """
    return plan_steps.missing(facts_of(store, plan_id), new_state, today)


def following(store: Store, plan_id: str) -> tuple[PlanState, ...]:
    """The states that may come next, the main one first.

    Raises:
        Gone: There is no such plan.
    """
    row = plan_row(store, plan_id)
    return plan_steps.following(PlanKind(row["kind"]), PlanState(row["state"]))


def take_step(store: Store, plan_id: str, version: int, new_state: PlanState, today: date, note: str = "") -> int:  # noqa: PLR0913, PLR0917  # all of it is written down
    """Take a plan to a state.

    Args:
        store: The store.
        plan_id: The plan.
        version: Of its record, as it was read.
        new_state: Where it goes.
        today: The day.
        note: Why; needed for a step back, a pause, and what goes wrong.

    Returns:
        The new version of its record.

    Raises:
        StepAsksMore: It is acknowledged, extended or decided with a form of its own.
        PlanStepNotPossible: The state does not follow.
        PlanNotReady: Something is missing; nothing was changed.
        PlanReasonMissing, OutcomeNoteMissing: It has to be said why.
        Changed: Somebody else was first.
        Gone: There is no such plan.
    """
    row = fresh_row(store, plan_id, version)
    plan_steps.require_step(PlanKind(row["kind"]), PlanState(row["state"]), new_state)
    if new_state in _FILLED_IN:
        raise StepAsksMore(new=new_state, part=_FILLED_IN[new_state])
    if new_state in _OUTCOMES:
        return plan_outcomes.conclude(store, plan_id, version, _OUTCOMES[new_state], note, today)
    is_paused = row["state"] == PlanState.PAUSED
    if new_state is PlanState.PAUSED:
        return plan_amendments.pause(store, plan_id, version, note, today)
    if new_state is PlanState.ISSUED:
        return (plan_amendments.issue_again if is_paused else plan_issues.issue)(store, plan_id, version, today)
    if is_paused and new_state is PlanState.ACTIVE:
        return plan_amendments.resume(store, plan_id, version, today)
    return _go(store, row, new_state, today, note)


def _go(store: Store, row: Row, new: PlanState, today: date, note: str) -> int:
    is_back = BACK.get(PlanState(row["state"])) is new
    told = {"title": row["title"]}
    if is_back:
        reason = clean_text(note).strip()
        if not reason:
            raise plan_steps.PlanReasonMissing
        told["reason"] = reason
    with store.write(Label(_BACK if is_back else _LABELS[new], told)):
        version = move(store, row["id"], row["version"], new, today)
        if new is PlanState.DUE:
            plan_checks_due.miss_overdue(store, row["id"], today)
    return version


def is_raise_blocked(store: Store, person_id: str) -> bool:
    """Whether somebody gets no raise now, because an improvement plan runs [G]."""
    return plan_steps.is_raise_blocked(line.state for line in of_person(store, person_id) if line.kind is PlanKind.PIP)
