"""Milestones are reached by hand, or by what a check measured; nothing of that touches what was signed."""

from datetime import date

import pytest
import sample_plans
from sample_plans import END, S, go, insert, issued, running

from perftui.domain.plan_checks import CheckTold
from perftui.domain.plans import AcknowledgementKind, Verdict
from perftui.services import plan_acknowledgements, plan_checks, plan_milestones, plan_versions, undo
from perftui.services.plan_check_views import due_check
from perftui.services.plan_views import plan_view
from perftui.storage import plans

SEPTEMBER = date(2026, 9, 30)


@pytest.fixture
def ways(store, plan):
    goal = plans.parts(store, "plan_goal", plan)[0]["id"]
    for due, wanted in (("2026-09-30", "14.7 customers"), ("2026-10-31", "17 customers"), ("2026-11-15", "a talk was held")):
        insert(store, "plan_milestone", plan_id=plan, plan_goal_id=goal, title=wanted, due_date=due, wanted=wanted)
    return plan


def reached(store, plan):
    return [line.reached_on for line in plan_view(store, plan).milestones]


def hold(store, plan, value, on):
    view = plan_view(store, plan)
    check = due_check(view, on)
    plan_checks.hold(store, check.id, check.version, {view.goals[0].id: value}, CheckTold(Verdict.ON_TRACK, on, "Two a day"), on)


def test_a_check_that_measures_enough_reaches_the_milestones_up_to_there(store, ways):
    running(store, ways)
    hold(store, ways, "14.6", SEPTEMBER)
    assert reached(store, ways) == [None, None, None]
    hold(store, ways, "17", date(2026, 10, 30))
    assert reached(store, ways) == [date(2026, 10, 30), date(2026, 10, 30), None]
    undo.undo(store)
    assert reached(store, ways) == [None, None, None]


def test_a_milestone_is_reached_by_hand_and_not_after_all(store, ways):
    running(store, ways)
    first = plan_view(store, ways).milestones[0]
    version = plan_milestones.reach(store, first.id, first.version, SEPTEMBER, SEPTEMBER)
    assert reached(store, ways)[0] == SEPTEMBER
    assert not plan_versions.is_changed(store, ways)
    plan_milestones.reach(store, first.id, version, None, SEPTEMBER)
    assert reached(store, ways)[0] is None
    undo.undo(store)
    assert reached(store, ways)[0] == SEPTEMBER


def test_a_milestone_is_not_reached_ahead_nor_outside_of_the_plan(store, ways):
    first = plan_view(store, ways).milestones[0]
    with pytest.raises(plan_milestones.PlanNotRunning):
        plan_milestones.reach(store, first.id, first.version, SEPTEMBER, SEPTEMBER)
    running(store, ways)
    with pytest.raises(plan_milestones.ReachedInFuture):
        plan_milestones.reach(store, first.id, first.version, END, SEPTEMBER)
    go(store, ways, S.CANCELLED, note="A slip")
    with pytest.raises(plan_milestones.PlanNotRunning):
        plan_milestones.reach(store, first.id, first.version, SEPTEMBER, SEPTEMBER)


def test_what_stands_for_good_is_told_as_such(store, plan):
    issued(store, plan)
    assert undo.done_for_good(store) is None
    plan_acknowledgements.acknowledge(store, plan, AcknowledgementKind.SIGNED, sample_plans.TODAY)
    assert "was signed" in str(undo.done_for_good(store).template)
