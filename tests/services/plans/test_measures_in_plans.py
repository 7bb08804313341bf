"""A measure of a gap that became a step of a plan is one thing: done once, asked for once, shown on both sides."""

import pytest
from sample_plans import END, TODAY, S, go, issued, running, state, step

from perftui.domain.meetings import ActionState
from perftui.services import actions, causes, undo
from perftui.services.actions import Origin
from perftui.services.agenda_follow_ups import GATHERERS
from perftui.services.agenda_kinds import AgendaKind
from perftui.services.gap_views import gap_view
from perftui.services.plan_action_guards import PlanActionLocked
from perftui.storage import plans

TITLE = "Visit list by potential"


@pytest.fixture
def measure(store, staff):
    return causes.add_measure(store, staff.cause, title=TITLE, owner=staff.wang, due="2026-09-20", kind="document")


@pytest.fixture
def plan_with_measure(store, staff, measure, plan):
    step(store, plan, kind="process", text=TITLE, owner_person_id=staff.wang, due_date="2026-10-15", cause_id=staff.cause, is_support=1)
    return plan


def measures_of(store, staff):
    return [line for cause in gap_view(store, staff.gap).causes for line in cause.measures]


def test_a_measure_that_became_a_step_is_the_action_of_that_step(store, staff, measure, plan_with_measure):
    issued(store, plan_with_measure)
    carried = plans.steps(store, plan_with_measure)[-1]
    assert carried["action_id"] == measure
    assert [line.id for line in actions.of_owner(store, staff.wang)] == [measure]
    assert [(line.id, line.due.isoformat(), line.kind) for line in measures_of(store, staff)] == [(measure, "2026-10-15", "document")]


def test_undo_of_the_issue_gives_the_measure_back_to_its_gap(store, staff, measure, plan_with_measure):
    issued(store, plan_with_measure)
    undo.undo(store)
    found = actions.action(store, measure)
    assert (found.origin, found.due.isoformat()) == (Origin("cause", staff.cause), "2026-09-20")
    undo.redo(store)
    assert actions.action(store, measure).origin.entity == "plan_step"


def test_a_step_that_says_something_else_leaves_the_measure_alone(store, staff, measure, plan):
    step(store, plan, kind="process", text="Other list", owner_person_id=staff.wang, due_date="2026-10-15", cause_id=staff.cause)
    issued(store, plan)
    assert actions.action(store, measure).origin.entity == "cause"
    assert len(measures_of(store, staff)) == 2


def test_a_measure_in_a_plan_is_done_for_both_and_is_locked(store, staff, measure, plan_with_measure):
    running(store, plan_with_measure)
    with pytest.raises(PlanActionLocked):
        actions.edit_action(store, measure, actions.action(store, measure).version, due="2026-12-01")
    actions.finish(store, measure, TODAY)
    assert [line.state for line in measures_of(store, staff)] == [ActionState.DONE]
    assert plans.steps(store, plan_with_measure)[-1]["action_state"] == "done"


def test_a_cause_whose_measure_went_into_a_plan_is_not_removed(store, staff, plan_with_measure):
    issued(store, plan_with_measure)
    with pytest.raises(causes.CauseHasMeasures):
        causes.remove_cause(store, staff.cause)


def test_a_gap_that_a_plan_answers_does_not_wait_for_a_measure(store, plan):
    def waits():
        return GATHERERS[AgendaKind.NO_MEASURE](store, END).number

    assert waits() == 1
    issued(store, plan)
    assert waits() == 0
    go(store, plan, S.CANCELLED, note="A slip")
    assert (state(store, plan), waits()) == (S.CANCELLED, 1)


def test_a_cause_that_a_plan_answers_is_not_removed(store, staff, plan):
    with pytest.raises(causes.CauseInPlan):
        causes.remove_cause(store, staff.cause)
