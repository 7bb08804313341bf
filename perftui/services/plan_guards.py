"""A plan as its guards see it, read in one go."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.codes import Operator
from perftui.domain.plan_calendars import check_dates
from perftui.domain.plan_facts import CheckFacts, GoalFacts, PlanFacts, StepFacts
from perftui.domain.plans import AcknowledgementKind, CheckKind, PlanState
from perftui.domain.smart import COUNTED
from perftui.services import plan_versions, promises
from perftui.services.plan_views import plan_view
from perftui.storage import plans

if TYPE_CHECKING:
    from perftui.services.plan_lines import PlanGoalLine, PlanView
    from perftui.storage.stores import Store


def facts_of(store: Store, plan_id: str) -> PlanFacts:
    """What the steps of a plan are held against.

    Raises:
        Gone: There is no such plan.
    """
    found = plan_view(store, plan_id)
    line, is_paused = found.line, found.line.state is PlanState.PAUSED
    return PlanFacts(
        *(line.kind, line.state, line.start, line.end),
        goals=tuple(_goal(goal) for goal in found.goals),
        steps=tuple(StepFacts(s.text, bool(s.owner_id), bool(s.due or s.recurrence), s.is_support) for s in found.steps),
        checks=_checks(found),
        causes=sum(bool(cause) for _gap, cause in found.gaps),
        has_consequences=bool(found.consequences.strip()),
        has_choice=bool(found.choice.strip() or found.choice_note.strip()),
        acknowledged=acknowledged(store, plan_id),
        is_changed=is_paused and plan_versions.is_changed(store, plan_id),
        is_standard_changed=is_paused and plan_versions.is_standard_changed(store, plan_id),
        closure=found.closure,
        wanted=Decimal(found.pass_closure) / 10_000,
        passes=found.passes,
        extensions=len(plans.parts(store, "extension", plan_id)),
        open_promises=tuple(promise.text for promise in promises.open_promises(store, plan_id)),
        is_statement_offered=any(row["offered_on"] for row in plans.parts(store, "statement", plan_id)),
    )


def acknowledged(store: Store, plan_id: str) -> AcknowledgementKind | None:
    """How the version that holds came to be known; None where it has not, or where there is none."""
    row = plan_versions.latest(store, plan_id)
    rows = plans.parts(store, "acknowledgement", plan_id) if row else []
    return next((AcknowledgementKind(each["kind"]) for each in rows if row and each["version_number"] == row["number"]), None)


def _goal(goal: PlanGoalLine) -> GoalFacts:
    yardstick = goal.yardstick
    is_counted = yardstick.operator in COUNTED
    has_number = is_counted or yardstick.operator is Operator.RANGE or yardstick.target is not None
    measured = [value.on for value in goal.values if value.is_same_yardstick]
    return GoalFacts(
        title=goal.title,
        has_number=has_number,
        has_unit=is_counted or bool(yardstick.unit.strip()),
        has_start=goal.start is not None,
        due=goal.due,
        must_meet=goal.must_meet,
        is_met=goal.figures.is_met,
        measured_on=max(measured, default=None),
    )


def _checks(found: PlanView) -> tuple[CheckFacts, ...]:
    """Its checks; of a paused plan also those that are made by themselves when it is issued again."""
    checks = [CheckFacts(check.due, check.kind, check.held_on is not None, check.is_missed) for check in found.checks]
    line = found.line
    if line.state is PlanState.PAUSED and line.start and line.end:
        checks += [CheckFacts(day, CheckKind.MONTHLY) for day in check_dates(line.start, line.end)]
    return tuple(checks)
