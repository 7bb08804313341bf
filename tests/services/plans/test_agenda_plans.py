"""What of plans stands on Today."""

from datetime import date, timedelta

import pytest
import sample_plans
from sample_plans import END, TODAY, S

from perftui.domain.plan_checks import CheckTold
from perftui.domain.plans import SettlementKind, Verdict
from perftui.services import agenda_plans, plan_checks, plan_checks_due, promises
from perftui.services.agenda_kinds import AgendaKind
from perftui.services.plan_views import plan_view
from perftui.services.today import today_view
from perftui.storage import plan_agendas

SEPTEMBER = date(2026, 9, 30)


def kinds(store, day):
    found = {}
    for line in today_view(store, day).lines:
        found.setdefault(line.kind, []).append((line.since, line.entity))
    return found


def test_a_draft_stands_nowhere_on_today(store, plan):
    found = kinds(store, END + timedelta(60))
    assert not {kind for kind in found if kind in agenda_plans.GATHERERS}


def test_the_check_that_is_due_stands_on_today_until_it_is_held(store, plan):
    sample_plans.running(store, plan)
    assert AgendaKind.PLAN_CHECK not in kinds(store, SEPTEMBER - timedelta(1))
    assert kinds(store, SEPTEMBER)[AgendaKind.PLAN_CHECK] == [(SEPTEMBER, "plan_check")]
    check = plan_view(store, plan).checks[0]
    told = CheckTold(Verdict.ON_TRACK, SEPTEMBER, "Good", next_date=date(2026, 10, 31))
    plan_checks.hold(store, check.id, check.version, {}, told, SEPTEMBER)
    found = kinds(store, SEPTEMBER)
    assert AgendaKind.PLAN_CHECK not in found
    assert AgendaKind.PLAN_UNDATED not in found


def test_a_plan_without_a_next_date_asks_for_one_and_one_whose_date_passed_too(store, plan):
    sample_plans.running(store, plan)
    check = plan_view(store, plan).checks[0]
    plan_checks.hold(store, check.id, check.version, {}, CheckTold(Verdict.ON_TRACK, SEPTEMBER, "Good"), SEPTEMBER)
    assert AgendaKind.PLAN_UNDATED in kinds(store, SEPTEMBER)
    sample_plans.change(store, "plan", plan, next_date="2026-10-10")
    assert AgendaKind.PLAN_UNDATED not in kinds(store, date(2026, 10, 10))
    assert AgendaKind.PLAN_UNDATED in kinds(store, date(2026, 10, 11))


def test_a_plan_in_which_nothing_happens_is_silent_after_two_weeks_or_as_chosen(store, plan):
    sample_plans.running(store, plan)
    assert AgendaKind.PLAN_SILENT not in kinds(store, TODAY + timedelta(14))
    assert AgendaKind.PLAN_SILENT in kinds(store, TODAY + timedelta(15))
    assert agenda_plans.choose_silent_days(store, 30) == 30
    assert AgendaKind.PLAN_SILENT not in kinds(store, TODAY + timedelta(15))
    assert agenda_plans.choose_silent_days(store, None) == 14


def test_any_entry_breaks_the_silence(store, plan):
    sample_plans.running(store, plan)
    sample_plans.measure(store, plan, "13", TODAY + timedelta(10))
    assert AgendaKind.PLAN_SILENT not in kinds(store, TODAY + timedelta(20))


def test_on_its_last_day_a_plan_asks_for_its_decision(store, plan):
    sample_plans.running(store, plan)
    assert AgendaKind.PLAN_DECISION not in kinds(store, END - timedelta(1))
    assert AgendaKind.PLAN_DECISION in kinds(store, END)


def test_an_issue_waits_for_its_acknowledgement(store, plan):
    sample_plans.issued(store, plan)
    assert AgendaKind.PLAN_UNSIGNED not in kinds(store, TODAY)
    assert AgendaKind.PLAN_UNSIGNED in kinds(store, TODAY + timedelta(1))


def test_an_obstacle_past_its_day_and_a_promise_past_its_day_stand_on_today(store, plan, staff):
    lost = sample_plans.step(
        store, plan, kind="resource", text="CRM licence", owner_person_id=staff.zhao, due_date="2026-09-15", is_support=1
    )
    sample_plans.running(store, plan)
    opened = {"plan_id": plan, "text": "No leads", "opened_on": "2026-09-01", "due_date": "2026-09-10"}
    obstacle = sample_plans.insert(store, "obstacle", **opened)
    found = {line.kind: line for line in today_view(store, date(2026, 9, 16)).lines}
    assert found[AgendaKind.OBSTACLE].entity_id == obstacle
    assert found[AgendaKind.PROMISE].entity_id == lost
    assert plan_agendas.plan_of(store, obstacle) == plan_agendas.plan_of(store, lost) == plan
    promises.settle(store, plan, "plan_step", lost, SettlementKind.REPLACED, "A shared licence", date(2026, 9, 16))
    sample_plans.change(store, "obstacle", obstacle, closed_on="2026-09-16")
    assert not {AgendaKind.OBSTACLE, AgendaKind.PROMISE} & kinds(store, date(2026, 9, 16)).keys()


def test_after_the_end_only_the_checks_and_the_decision_wait(store, plan):
    sample_plans.due(store, plan, "20")
    sample_plans.go(store, plan, S.PASSED, today=END)
    first = date(2026, 12, 30)
    assert kinds(store, first).keys() & agenda_plans.GATHERERS.keys() == {AgendaKind.PLAN_CHECK}
    check = next(each for each in plan_view(store, plan).checks if each.due == first)
    plan_checks_due.mark_missed(store, plan, check.id, first)


@pytest.mark.parametrize("query", [plan_agendas.CHECKS, plan_agendas.SILENT, plan_agendas.PROMISES, plan_agendas.UNDATED])
def test_counting_finds_what_listing_finds(store, plan, query):
    sample_plans.running(store, plan)
    days = {"today": "2026-12-24", "silent": "2026-12-10"} if query is plan_agendas.SILENT else {"today": "2026-12-24"}
    assert plan_agendas.count(store, query, 100, **days) == len(plan_agendas.waiting(store, query, 100, **days))
