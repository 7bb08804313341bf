"""Checks of a plan as the form and the list show them: what was measured in each, and what is proposed for the next."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from perftui.domain.plan_checks import proposed_outcome, proposed_verdict
from perftui.domain.plan_closures import plan_closure
from perftui.domain.plans import CheckKind, CheckStatus, OutcomeKind, PlanState, Verdict
from perftui.records import NamedTuple
from perftui.services.plan_checks import plan_of
from perftui.services.plan_views import plan_view
from perftui.storage import plan_checks
from perftui.storage.stores import Gone

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from perftui.services.plan_lines import CheckLine, PlanGoalLine, PlanView, ValueLine
    from perftui.storage.stores import Store

OPEN = frozenset({CheckStatus.PLANNED, CheckStatus.DUE, CheckStatus.OVERDUE})
"""What can still be held."""


class CheckView(NamedTuple):
    """A check with its plan."""

    plan: PlanView
    check: CheckLine
    evidence: str
    """What shows it, in words."""
    next_due: date | None
    """The next planned check."""

    def value_of(self, goal: PlanGoalLine) -> ValueLine | None:
        """What was measured of a goal in this check."""
        return next((value for value in goal.values if value.check_id == self.check.id), None)

    def last_of(self, goal: PlanGoalLine) -> ValueLine | None:
        """What was measured of a goal before this check, last; None: only the start value is known."""
        before = [value for value in goal.values if value.check_id != self.check.id and value.is_same_yardstick]
        if self.check.held_on:
            before = [value for value in before if value.on <= self.check.held_on]
        return before[-1] if before else None


def check_view(store: Store, check_id: str) -> CheckView:
    """A check with its plan.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    plan = plan_view(store, plan_of(store, check_id))
    check = next((each for each in plan.checks if each.id == check_id), None)
    if check is None:
        raise Gone
    following = plan_checks.next_open(store, plan.line.id, but=check_id)
    due = date.fromisoformat(following["due_date"]) if following else None
    return CheckView(plan, check, evidence_texts(store, plan.line.id).get(check_id, ""), due)


def evidence_texts(store: Store, plan_id: str) -> dict[str, str]:
    """Check to what shows it, in words."""
    return {row["check_id"]: row["text"] or row["title"] for row in reversed(plan_checks.evidence(store, plan_id))}


def due_check(plan: PlanView, today: date) -> CheckLine | None:
    """The check that is held next: the earliest that is open."""
    return next((check for check in plan.checks if check.status(today) in OPEN), None)


def closure_with(plan: PlanView, values: Mapping[str, Decimal]) -> Decimal | None:
    """The closure of a plan if some goals had other values, by goal."""
    goals = [goal._replace(now=values.get(goal.id, goal.now)) for goal in plan.goals]
    return plan_closure([goal.figures for goal in goals])


def verdict_with(view: CheckView, values: Mapping[str, Decimal], on: date) -> Verdict | None:
    """The verdict that is proposed with some values, by goal."""
    is_after = view.check.kind is CheckKind.MONITORING
    return proposed_verdict(closure_with(view.plan, values), None if is_after else view.plan.elapsed(on))


def outcome_proposed(plan: PlanView, today: date) -> OutcomeKind | None:
    """Whether the success of a monitored plan lasted, once its last check is over; None before."""
    if plan.line.state is not PlanState.MONITORING or due_check(plan, today) is not None:
        return None
    return proposed_outcome(goal.figures for goal in plan.goals)
