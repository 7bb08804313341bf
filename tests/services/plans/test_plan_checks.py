"""Checks of plans: planned month by month, missed for good, swept when they are long overdue."""

from datetime import date

import pytest
from sample_plans import END, TODAY, S, change, go, hold_all, issued, measure, row, running, write_plan

from perftui.domain.plans import CheckKind, CheckStatus
from perftui.services import plan_checks_due, undo
from perftui.services.plan_checks_due import CheckIsOver, CheckNotDue, PlanNotChecked
from perftui.services.plan_locks import PlanLocked
from perftui.services.plan_views import plan_view
from perftui.storage import plans


def checks(store, plan):
    return plan_view(store, plan).checks


def dues(store, plan):
    return [check.due for check in checks(store, plan)]


def test_there_is_a_check_for_every_calendar_month_and_one_on_the_last_day(store, plan):
    assert [(check.due, check.kind) for check in checks(store, plan)] == [
        (date(2026, 9, 30), CheckKind.MONTHLY),
        (date(2026, 10, 31), CheckKind.MONTHLY),
        (END, CheckKind.FINAL),
    ]


def test_planning_them_again_follows_the_dates_of_a_draft_and_doubles_nothing(store, plan):
    plan_checks_due.make_checks(store, plan, TODAY)
    assert len(checks(store, plan)) == 3
    change(store, "plan", plan, end_date="2026-09-29")
    plan_checks_due.make_checks(store, plan, TODAY)
    assert dues(store, plan) == [date(2026, 9, 29)]
    change(store, "plan", plan, start_date=None)
    assert plan_checks_due.make_checks(store, plan, TODAY) == 0


def test_the_checks_of_an_issued_plan_are_locked(store, plan):
    issued(store, plan)
    with pytest.raises(PlanLocked):
        plan_checks_due.make_checks(store, plan, TODAY)


def test_what_became_of_a_check_stays_and_what_is_to_come_is_not_missed(store, plan):
    with pytest.raises(PlanNotChecked):
        plan_checks_due.mark_missed(store, plan, checks(store, plan)[0].id, TODAY)
    running(store, plan)
    first = checks(store, plan)[0]
    with pytest.raises(CheckNotDue):
        plan_checks_due.mark_missed(store, plan, first.id, date(2026, 9, 29))
    plan_checks_due.mark_missed(store, plan, first.id, date(2026, 9, 30))
    assert checks(store, plan)[0].status(END) is CheckStatus.MISSED
    with pytest.raises(CheckIsOver):
        plan_checks_due.mark_missed(store, plan, first.id, date(2026, 10, 2))
    undo.undo(store)
    assert not checks(store, plan)[0].is_missed


def test_an_overdue_check_waits_a_week_and_counts_as_missed_once_a_later_one_is_held(store, plan):
    running(store, plan)
    late = date(2026, 11, 2)
    assert plan_checks_due.sweep(store, late) == 0
    second = checks(store, plan)[1]
    change(store, "plan_check", second.id, held_on="2026-11-02", entered_on="2026-11-02", verdict="at_risk")
    assert plan_checks_due.sweep(store, late) == 1
    assert [check.status(late) for check in checks(store, plan)] == [CheckStatus.MISSED, CheckStatus.LATE, CheckStatus.PLANNED]
    assert plan_checks_due.sweep(store, late) == 0


def test_the_sweep_leaves_a_check_of_last_week_alone(store, plan):
    running(store, plan)
    change(store, "plan_check", checks(store, plan)[1].id, held_on="2026-10-07", entered_on="2026-10-07")
    assert plan_checks_due.sweep(store, date(2026, 10, 7)) == 0
    assert plan_checks_due.sweep(store, date(2026, 10, 8)) == 1


def test_when_the_decision_is_due_long_overdue_checks_are_missed(store, plan):
    running(store, plan)
    go(store, plan, S.DUE, today=END)
    assert [check.status(END) for check in checks(store, plan)] == [CheckStatus.MISSED, CheckStatus.MISSED, CheckStatus.DUE]


def test_a_monitored_plan_gets_another_check_where_the_last_one_was_missed(store, staff):
    plan = write_plan(store, staff, "self", consequences="")
    running(store, plan)
    with pytest.raises(PlanNotChecked):
        plan_checks_due.add_monitoring_check(store, plan, date(2027, 6, 30))
    hold_all(store, plan)
    measure(store, plan, "20")
    go(store, plan, S.DUE, S.PASSED, today=END)
    plan_checks_due.add_monitoring_check(store, plan, date(2027, 6, 30))
    assert dues(store, plan)[-1] == date(2027, 6, 30)
    assert row(store, plan)["state"] == "monitoring"
    assert len(plans.parts(store, "plan_check", plan)) == 7
