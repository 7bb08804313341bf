"""Checks of a plan, held in one step; late ones stay late, missed ones missed."""

from datetime import date
from decimal import Decimal

import pytest
import sample_plans
from sample_plans import END, S

from perftui.domain.plan_checks import (
    CheckReasonMissing,
    CheckTold,
    HeldBeforeIssue,
    HeldInFuture,
    NextIsPast,
    NothingShown,
    VerdictMissing,
    proposed_outcome,
    proposed_verdict,
)
from perftui.domain.plan_closures import GoalClosure
from perftui.domain.plans import CheckStatus, OutcomeKind, Verdict
from perftui.services import plan_checks, plan_checks_due, undo
from perftui.services.histories import history
from perftui.services.measured_values import OtherUnit
from perftui.services.plan_check_views import check_view, closure_with, due_check, outcome_proposed, verdict_with
from perftui.services.plan_checks_due import CheckIsOver, PlanNotChecked
from perftui.services.plan_views import plan_view
from perftui.storage.stores import Changed

SEPTEMBER = date(2026, 9, 30)
OCTOBER = date(2026, 10, 31)


@pytest.fixture
def running(store, plan):
    sample_plans.running(store, plan)
    return plan


def told(on=SEPTEMBER, verdict=Verdict.AT_RISK, note="Two visits a day 每天两次", **more):
    return CheckTold(verdict, on, note, **more)


def hold(store, plan, typed="14", on=SEPTEMBER, today=None, **more):
    view = plan_view(store, plan)
    check = due_check(view, on)
    plan_checks.hold(store, check.id, check.version, {view.goals[0].id: typed}, told(on, **more), today or on)
    return check.id


def held(store, check_id):
    return check_view(store, check_id).check


def test_a_check_keeps_values_notes_verdict_evidence_and_the_next_date_in_one_step(store, running):
    check = hold(store, running, "14 customers", employee_note="I need leads", evidence="CRM list 客户清单", next_date=OCTOBER)
    view = check_view(store, check)
    assert (view.check.verdict, view.check.manager_note, view.check.employee_note, view.evidence) == (
        Verdict.AT_RISK,
        "Two visits a day 每天两次",
        "I need leads",
        "CRM list 客户清单",
    )
    goal = view.plan.goals[0]
    assert (goal.now, goal.closure, goal.values[0].check_id, goal.values[0].is_same_yardstick) == (
        Decimal(14),
        Decimal("0.25"),
        check,
        True,
    )
    assert (view.plan.line.next_date, view.check.next_date, view.check.held_on) == (OCTOBER, OCTOBER, SEPTEMBER)
    assert view.check.status(SEPTEMBER) is CheckStatus.HELD
    undo.undo(store)
    assert held(store, check).held_on is None
    assert plan_view(store, running).goals[0].now is None


def test_what_is_entered_after_its_day_is_late_and_stays_so(store, running):
    check = hold(store, running, on=SEPTEMBER, today=date(2026, 10, 2))
    assert held(store, check).status(OCTOBER) is CheckStatus.LATE
    now = held(store, check)
    plan_checks.correct(store, check, now.version, {}, told(note="Typo"), OCTOBER, "Typo in the note")
    assert held(store, check).status(OCTOBER) is CheckStatus.LATE


def test_a_correction_asks_for_its_reason_and_keeps_what_was_there_before(store, running):
    check = hold(store, running, "14")
    goal, now = plan_view(store, running).goals[0], held(store, check)
    with pytest.raises(CheckReasonMissing):
        plan_checks.correct(store, check, now.version, {goal.id: "15"}, told(note="New"), SEPTEMBER, " ")
    plan_checks.correct(store, check, now.version, {goal.id: "15"}, told(note="New"), SEPTEMBER, "Counted twice")
    goal = plan_view(store, running).goals[0]
    assert (goal.now, len(goal.values), held(store, check).manager_note) == (Decimal(15), 1, "New")
    old = {str(line.old) for line in history(store, "plan_check", check)}
    assert "Two visits a day 每天两次" in old
    assert "14" in {str(line.old) for line in history(store, "plan_value", goal.values[0].id)}
    with pytest.raises(Changed):
        plan_checks.correct(store, check, now.version, {goal.id: "16"}, told(), SEPTEMBER, "Late")


def test_evidence_that_is_taken_away_is_archived_and_not_deleted(store, running):
    check = hold(store, running, evidence="CRM list")
    plan_checks.correct(store, check, held(store, check).version, {}, told(), SEPTEMBER, "It was of another month")
    assert check_view(store, check).evidence == ""
    assert store.value("SELECT count(*) FROM evidence WHERE record_id = ? AND is_archived = 1", (check,)) == 1


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        (told(verdict=None), VerdictMissing),
        (told(note="  "), NothingShown),
        (told(on=date(2026, 10, 1)), HeldInFuture),
        (told(on=date(2026, 8, 1)), HeldBeforeIssue),
        (told(next_date=SEPTEMBER), NextIsPast),
    ],
)
def test_a_check_that_says_too_little_is_refused_and_changes_nothing(store, running, said, refused):
    view = plan_view(store, running)
    with pytest.raises(refused):
        plan_checks.hold(store, view.checks[0].id, view.checks[0].version, {view.goals[0].id: "14"}, said, SEPTEMBER)
    assert plan_view(store, running) == view


def test_a_value_in_another_unit_is_refused(store, running):
    with pytest.raises(OtherUnit):
        hold(store, running, "14 visits")


def test_evidence_alone_is_enough(store, running):
    assert held(store, hold(store, running, note="", evidence="CRM list")).held_on == SEPTEMBER


def test_a_check_is_held_once_and_only_while_the_plan_is_checked(store, plan):
    with pytest.raises(PlanNotChecked):
        hold(store, plan)
    sample_plans.running(store, plan)
    check = hold(store, plan)
    with pytest.raises(CheckIsOver):
        plan_checks.hold(store, check, held(store, check).version, {}, told(), SEPTEMBER)


def test_a_missed_check_takes_a_late_note_and_stays_missed(store, running):
    check = plan_view(store, running).checks[0]
    plan_checks_due.mark_missed(store, running, check.id, OCTOBER)
    with pytest.raises(CheckIsOver):
        plan_checks.hold(store, check.id, held(store, check.id).version, {}, told(OCTOBER), OCTOBER)
    plan_checks.note_missed(store, check.id, held(store, check.id).version, told(note="The manager was ill"), OCTOBER)
    now = held(store, check.id)
    assert (now.status(OCTOBER), now.manager_note, now.held_on, now.entered_on) == (
        CheckStatus.MISSED,
        "The manager was ill",
        None,
        OCTOBER,
    )


def test_a_check_that_was_passed_over_is_missed_once_a_later_one_is_held(store, running):
    first, second, *_rest = plan_view(store, running).checks
    plan_checks.hold(store, second.id, second.version, {}, told(OCTOBER), OCTOBER)
    assert held(store, first.id).is_missed


def test_the_verdict_follows_pace_and_progress():
    assert proposed_verdict(Decimal("0.5"), Decimal("0.5")) is Verdict.ON_TRACK
    assert proposed_verdict(Decimal("0.2"), Decimal("0.5")) is Verdict.AT_RISK
    assert proposed_verdict(Decimal(0), Decimal("0.5")) is Verdict.OFF_TRACK
    assert proposed_verdict(None, Decimal("0.5")) is None
    assert proposed_verdict(Decimal(1), None) is Verdict.ON_TRACK
    assert proposed_verdict(Decimal("0.9"), None) is Verdict.AT_RISK


def test_what_is_typed_shows_closure_and_verdict_before_it_is_saved(store, running):
    plan = plan_view(store, running)
    view, goal = check_view(store, plan.checks[0].id), plan.goals[0]
    assert closure_with(plan, {goal.id: Decimal(18)}) == Decimal("0.75")
    assert verdict_with(view, {goal.id: Decimal(18)}, SEPTEMBER) is Verdict.ON_TRACK
    assert verdict_with(view, {goal.id: Decimal(12)}, SEPTEMBER) is Verdict.OFF_TRACK
    assert verdict_with(view, {}, SEPTEMBER) is None


@pytest.mark.parametrize(("last", "outcome"), [("20", OutcomeKind.SUSTAINED), ("15", OutcomeKind.RELAPSED)])
def test_checks_after_the_end_are_held_in_the_same_way_and_propose_what_follows(store, plan, last, outcome):
    sample_plans.due(store, plan, "20")
    sample_plans.go(store, plan, S.PASSED, today=END)
    days = [check.due for check in plan_view(store, plan).checks if check.held_on is None]
    assert days == [date(2026, 12, 30), date(2027, 2, 28), date(2027, 5, 30)]
    for day, typed in zip(days, ("20", "20", last), strict=True):
        assert outcome_proposed(plan_view(store, plan), day) is None
        hold(store, plan, typed, day)
    assert outcome_proposed(plan_view(store, plan), days[-1]) is outcome


def test_a_check_on_which_the_outcome_rests_stands_with_it(store, plan):
    sample_plans.due(store, plan, "20")
    sample_plans.go(store, plan, S.PASSED, today=END)
    check = plan_view(store, plan).checks[0]
    with pytest.raises(PlanNotChecked):
        plan_checks.correct(store, check.id, check.version, {}, told(), END, "Too late")


def test_nothing_is_proposed_without_a_measured_goal_that_must_be_met():
    assert proposed_outcome([GoalClosure(None, 1, True, None)]) is None
    assert proposed_outcome([GoalClosure(Decimal(1), 1, False, False)]) is None
