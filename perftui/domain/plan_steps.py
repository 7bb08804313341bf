"""The states of a plan, the steps from one to the next, and what a step needs (the design's chapter on plans; R53, R59, R76).

    draft → with HR → approved → issued → {acknowledged | signature refused, witnessed} → running
    running ↔ paused (changed: issued and acknowledged again); running → decision due → {passed | extended → acknowledged again | failed}
    any of these → cancelled, with a reason
    passed → monitored → {sustained → closed | relapsed → decided → closed}; failed → decided → closed

Development plans and own plans go straight from draft to issued: HR need not read them, and they have no consequences ([own]).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.plan_ends import due_lacks, extension_lacks, fail_lacks, pass_lacks, relapse_lacks, sustained_lacks
from perftui.domain.plan_facts import Missing, PlanFacts, lacking
from perftui.domain.plan_issues import amendment_lacks, approval_lacks, issue_lacks, review_lacks
from perftui.domain.plan_lacks import Lack
from perftui.domain.plans import RUNNING, UNPUBLISHED, OutcomeKind, PlanKind, PlanState
from perftui.errors import BadInput, Refused
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

S = PlanState
NEXT: Final[Mapping[PlanState, tuple[PlanState, ...]]] = {
    S.DRAFT: (S.HR_REVIEW,),
    S.HR_REVIEW: (S.APPROVED,),
    S.APPROVED: (S.ISSUED,),
    S.ISSUED: (S.ACKNOWLEDGED, S.REFUSED_WITNESSED),
    S.ACKNOWLEDGED: (S.ACTIVE,),
    S.REFUSED_WITNESSED: (S.ACTIVE,),
    S.ACTIVE: (S.DUE, S.PAUSED),
    S.PAUSED: (S.ISSUED, S.ACTIVE),
    S.DUE: (S.PASSED, S.EXTENDED, S.FAILED),
    S.EXTENDED: (S.ACKNOWLEDGED, S.REFUSED_WITNESSED),
    S.PASSED: (S.MONITORING,),
    S.FAILED: (S.DECIDED,),
    S.MONITORING: (S.SUSTAINED, S.RELAPSED),
    S.SUSTAINED: (S.CLOSED,),
    S.RELAPSED: (S.DECIDED,),
    S.DECIDED: (S.CLOSED,),
    S.CLOSED: (),
    S.CANCELLED: (),
}
"""State to those that may come next, the main one first."""
BACK: Final[Mapping[PlanState, PlanState]] = {S.HR_REVIEW: S.DRAFT, S.APPROVED: S.HR_REVIEW}
"""State to the one to which it is sent back."""
CANCELLABLE: Final = UNPUBLISHED | RUNNING
"""States before an outcome: from each the plan can be cancelled, with a reason."""
PAY_BLOCKED: Final = RUNNING
"""States of an improvement plan in which there is no raise [G]: from its issue to its outcome."""
WITH_NOTE: Final = frozenset({S.PAUSED, S.FAILED, S.RELAPSED, S.DECIDED, S.CANCELLED, S.EXTENDED})
"""States into which a plan goes with a reason only."""
OUTCOMES: Final[Mapping[OutcomeKind, PlanState]] = {
    OutcomeKind.PASSED: S.PASSED,
    OutcomeKind.FAILED: S.FAILED,
    OutcomeKind.CANCELLED: S.CANCELLED,
    OutcomeKind.SUSTAINED: S.SUSTAINED,
    OutcomeKind.RELAPSED: S.RELAPSED,
    OutcomeKind.ROLE_ADJUSTMENT: S.DECIDED,
    OutcomeKind.FURTHER_TRAINING: S.DECIDED,
    OutcomeKind.EXIT: S.DECIDED,
    OutcomeKind.NONE: S.DECIDED,
}
"""How something ends, to the state in which it ends."""


class PlanStepNotPossible(Refused):
    """A state that does not follow."""

    template = mark("A plan does not go from “{old}” to “{new}”.")


class PlanNotReady(Refused):
    """A step that needs something that is not there; `missing` has all of it."""

    template = mark("Not yet. {what}")

    def __init__(self, missing: tuple[Missing, ...]) -> None:
        super().__init__(what=missing[0].message)
        self.missing = missing


class PlanNotReadyYet(PlanNotReady):
    """The same where more than one thing is missing."""

    template = mark("Not yet, {n} things are missing. First: {what}")

    def __init__(self, missing: tuple[Missing, ...]) -> None:
        Refused.__init__(self, n=len(missing), what=missing[0].message)
        self.missing = missing


class PlanReasonMissing(BadInput):
    """A step that has to be explained."""

    template = mark("Say why: the reason is kept with the plan for good.")
    field = "reason"


class StepAsksMore(Refused):
    """A step that is more than a step: something is filled in for it."""

    template = mark("“{new}” asks for more than a key: fill it in under “{part}”.")


def following(kind: PlanKind, state: PlanState) -> tuple[PlanState, ...]:
    """The states that may come next, the main one first; cancelling and sending back are not among them."""
    if state is S.DRAFT and kind is not PlanKind.PIP:
        return (S.ISSUED, S.HR_REVIEW)
    return NEXT[state]


def is_step(kind: PlanKind, old: PlanState, new: PlanState) -> bool:
    """Whether a plan can go from one state to the other at all."""
    if new is S.CANCELLED:
        return old in CANCELLABLE
    return new in following(kind, old) or BACK.get(old) is new


def require_step(kind: PlanKind, old: PlanState, new: PlanState) -> None:
    """Refuse a state that does not follow.

    Raises:
        PlanStepNotPossible: It does not.
    """
    if not is_step(kind, old, new):
        raise PlanStepNotPossible(old=old, new=new)


def missing(facts: PlanFacts, new: PlanState, today: date) -> tuple[Missing, ...]:
    """What a plan needs before it goes on.

    Args:
        facts: The plan as it stands.
        new: Where it is to go.
        today: The day of the step.

    Returns:
        Each thing that is missing, in the order of the sheet; empty where nothing is.

    Raises:
        PlanStepNotPossible: The state does not follow.
    """
    require_step(facts.kind, facts.state, new)
    if BACK.get(facts.state) is new or new not in _GUARDS:
        return ()
    return tuple(_GUARDS[new](facts, today))


def check_step(facts: PlanFacts, new: PlanState, today: date) -> None:
    """Refuse a step that is not possible, or not yet.

    Raises:
        PlanStepNotPossible: The state does not follow.
        PlanNotReady: Something is missing.
    """
    found = missing(facts, new, today)
    if found:
        raise PlanNotReady(found) if len(found) == 1 else PlanNotReadyYet(found)


def is_raise_blocked(states: Iterable[PlanState]) -> bool:
    """Whether somebody gets no raise now [G].

    Args:
        states: Of the improvement plans of that person; development plans and own plans block nothing.
    """
    return any(state in PAY_BLOCKED for state in states)


def _issued(facts: PlanFacts, today: date) -> list[Missing]:
    if facts.state is S.PAUSED:
        return [*amendment_lacks(facts, today), *issue_lacks(facts, None)]
    return issue_lacks(facts, today)


def _active(facts: PlanFacts, today: date) -> list[Missing]:
    if facts.state is S.PAUSED:
        return [lacking(Lack.STILL_CHANGED)] if facts.is_changed else []
    found = [] if facts.acknowledged else [lacking(Lack.NOT_ACKNOWLEDGED)]
    return [*found, lacking(Lack.NOT_BEGUN, start=facts.start)] if facts.start is None or facts.start > today else found


_GUARDS: Final[Mapping[PlanState, Callable[[PlanFacts, date], list[Missing]]]] = {
    S.HR_REVIEW: lambda facts, _today: review_lacks(facts),
    S.APPROVED: lambda facts, _today: approval_lacks(facts),
    S.ISSUED: _issued,
    S.ACTIVE: _active,
    S.DUE: due_lacks,
    S.EXTENDED: extension_lacks,
    S.PASSED: pass_lacks,
    S.FAILED: fail_lacks,
    S.SUSTAINED: lambda facts, _today: sustained_lacks(facts),
    S.RELAPSED: lambda facts, _today: relapse_lacks(facts),
}
"""State to what has to be there before it."""
