"""What the record of a plan shows by itself, gathered for the tests of its evidence pack."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from perftui.domain.evidence_tests import Facts
from perftui.domain.plans import AcknowledgementKind, CheckKind
from perftui.i18n import say
from perftui.services import promises
from perftui.storage import evidence_facts, plans

if TYPE_CHECKING:
    from perftui.services.plan_lines import PlanGoalLine, PlanView
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


def facts(store: Store, view: PlanView) -> Facts:
    """What the record knows of a plan."""
    plan_id = view.line.id
    found = Facts(
        goals=len(view.goals),
        first_on=tuple(goal.start_on for goal in view.goals if goal.start is not None and goal.start_on),
        again_on=tuple(on for goal in view.goals if (on := _again_on(goal)) is not None),
        gaps=len(view.gaps),
        causes=sum(bool(cause) for _gap, cause in view.gaps),
    )
    if known := _acknowledgement(store, plan_id):
        on = date.fromisoformat(known["on_date"])
        found = found._replace(acknowledged_on=on, acknowledged_as=say(AcknowledgementKind(known["kind"])))
    offered = [row["offered_on"] for row in plans.parts(store, "statement", plan_id) if row["offered_on"]]
    if offered:
        found = found._replace(statement_on=date.fromisoformat(max(offered)))
    return _beside(store, view, _kept(store, view, found))


def _kept(store: Store, view: PlanView, found: Facts) -> Facts:
    """With the checks that were held, and the promises that were kept."""
    checks = [check for check in view.checks if check.kind is not CheckKind.MONITORING]
    support = promises.ledger(store, view.line.id)
    return found._replace(
        checks=len(checks),
        held=sum(check.held_on is not None and not check.is_missed for check in checks),
        missed=sum(check.is_missed for check in checks),
        support=len(support),
        support_done=sum(line.is_settled for line in support),
    )


def _beside(store: Store, view: PlanView, found: Facts) -> Facts:
    """With talks and trainings: those of the plan, and those of the person from its start to its outcome."""
    plan_id, start = view.line.id, view.line.start
    talks = [(date.fromisoformat(row["held_on"]), bool(row["is_of_it"])) for row in evidence_facts.talks(store, plan_id)]
    trained = [(row["title"], date.fromisoformat(row["completed_on"])) for row in evidence_facts.trainings(store, plan_id)]
    return found._replace(
        talks=tuple(on for on, is_of_it in talks if is_of_it),
        talks_before=tuple(on for on, _is_of_it in talks if start is not None and on < start),
        trainings=tuple(trained),
    )


def _again_on(goal: PlanGoalLine) -> date | None:
    """The last day on which a goal was measured by the definition of the plan, after its first value."""
    days = [value.on for value in goal.values if value.is_same_yardstick and (goal.start_on is None or value.on > goal.start_on)]
    return max(days, default=None)


def _acknowledgement(store: Store, plan_id: str) -> Row | None:
    """How the latest version of a plan came to be known; None where it is not, or where there is none."""
    versions = plans.parts(store, "plan_version", plan_id)
    if not versions:
        return None
    latest = versions[-1]["number"]
    return next((row for row in reversed(plans.parts(store, "acknowledgement", plan_id)) if row["version_number"] == latest), None)
