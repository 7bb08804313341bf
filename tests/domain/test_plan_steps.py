"""The states of a plan and their guards, as plain functions: each thing that is missing is said, and nothing else."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from perftui.domain.plan_facts import CheckFacts, GoalFacts, PlanFacts, StepFacts
from perftui.domain.plan_lacks import PARTS, Lack
from perftui.domain.plan_steps import (
    BACK,
    CANCELLABLE,
    NEXT,
    PlanNotReady,
    PlanNotReadyYet,
    PlanStepNotPossible,
    check_step,
    following,
    is_raise_blocked,
    is_step,
    missing,
)
from perftui.domain.plans import AcknowledgementKind, CheckKind, PlanKind, PlanState
from perftui.i18n import say

S = PlanState
START, END = date(2026, 8, 31), date(2026, 11, 30)
GOAL = GoalFacts("New customers", due=END, is_met=True, measured_on=END)
STEP = StepFacts("Course", is_support=True)
MONTHLY = tuple(CheckFacts(day, CheckKind.MONTHLY, is_held=True) for day in (date(2026, 9, 30), date(2026, 10, 31), END))
AFTER = CheckFacts(date(2027, 5, 30), CheckKind.MONITORING, is_held=True)
READY = PlanFacts(
    *(PlanKind.PIP, S.APPROVED, START, END),
    goals=(GOAL,),
    steps=(STEP,),
    checks=MONTHLY,
    causes=1,
    has_consequences=True,
    has_choice=True,
    acknowledged=AcknowledgementKind.SIGNED,
    closure=Decimal(1),
    wanted=Decimal("0.8"),
    passes=True,
    is_statement_offered=True,
)


def lacks(facts, new, today=START):
    return [found.lack for found in missing(facts, new, today)]


def goal(**values):
    return (GOAL._replace(**values),)


ISSUE = [
    ({"start": None}, Lack.NO_DATES),
    ({"end": START + timedelta(12), "goals": goal(due=None), "checks": MONTHLY[:1]}, Lack.TOO_SHORT),
    ({"goals": ()}, Lack.NO_GOAL),
    ({"goals": goal(has_number=False)}, Lack.GOAL_NUMBER),
    ({"goals": goal(has_unit=False)}, Lack.GOAL_UNIT),
    ({"goals": goal(has_start=False)}, Lack.GOAL_START),
    ({"goals": goal(due=END + timedelta(1))}, Lack.GOAL_LATE),
    ({"goals": goal(due=START - timedelta(1))}, Lack.GOAL_LATE),
    ({"steps": (STEP, StepFacts("Talk", has_owner=False))}, Lack.STEP_OWNER),
    ({"steps": (STEP, StepFacts("Talk", has_date=False))}, Lack.STEP_DATE),
    ({"steps": (STEP._replace(is_support=False),)}, Lack.NO_SUPPORT),
    ({"checks": MONTHLY[1:]}, Lack.NO_CHECK),
    ({"has_consequences": False}, Lack.NO_CONSEQUENCES),
    ({"causes": 0}, Lack.NO_CAUSE),
    ({"has_choice": False}, Lack.NO_CHOICE),
]


def test_a_plan_with_everything_can_be_issued():
    assert lacks(READY, S.ISSUED) == []


@pytest.mark.parametrize(("change", "lack"), ISSUE)
def test_issuing_says_the_one_thing_that_is_missing(change, lack):
    assert [found for found in lacks(READY._replace(**change), S.ISSUED) if found is not Lack.NO_CHECK or lack is found] == [lack]


def test_a_plan_lasts_14_to_180_days():
    checks = tuple(CheckFacts(START + timedelta(days), CheckKind.MONTHLY) for days in range(0, 190, 5))

    def lasting(days):
        return lacks(READY._replace(end=START + timedelta(days - 1), checks=checks, goals=goal(due=None)), S.ISSUED)

    assert (lasting(13)[:1], lasting(14), lasting(180), lasting(181)) == ([Lack.TOO_SHORT], [], [], [Lack.TOO_LONG])


def test_an_improvement_plan_does_not_begin_before_it_is_issued():
    assert lacks(READY, S.ISSUED, START + timedelta(1)) == [Lack.START_PAST]
    assert lacks(READY._replace(kind=PlanKind.DEVELOPMENT, state=S.DRAFT), S.ISSUED, START + timedelta(1)) == []


def test_hr_approves_all_but_the_choice_which_is_heard_in_the_talk():
    facts = READY._replace(state=S.HR_REVIEW, has_choice=False)
    assert lacks(facts, S.APPROVED, END) == []
    assert lacks(facts._replace(causes=0), S.APPROVED) == [Lack.NO_CAUSE]
    assert lacks(READY._replace(state=S.DRAFT, goals=()), S.HR_REVIEW) == [Lack.NO_GOAL]


def test_lighter_plans_need_no_consequences_and_own_plans_neither_support_nor_checks():
    light = READY._replace(state=S.DRAFT, has_consequences=False, has_choice=False, causes=0)
    assert following(PlanKind.SELF, S.DRAFT)[0] is S.ISSUED
    assert lacks(light._replace(kind=PlanKind.DEVELOPMENT), S.ISSUED) == []
    bare = light._replace(checks=(), steps=(StepFacts("Read"),))
    assert lacks(bare._replace(kind=PlanKind.SELF), S.ISSUED) == []
    assert lacks(bare._replace(kind=PlanKind.DEVELOPMENT), S.ISSUED)[0] is Lack.NO_SUPPORT
    with pytest.raises(PlanStepNotPossible):
        missing(light, S.ISSUED, START)


DECISION = [
    ({"closure": None}, S.EXTENDED, END, Lack.NOT_MEASURED),
    ({"closure": Decimal(0)}, S.EXTENDED, END, Lack.NO_PROGRESS),
    ({"closure": Decimal(-1)}, S.EXTENDED, END, Lack.NO_PROGRESS),
    ({"extensions": 1}, S.EXTENDED, END, Lack.EXTENDED_BEFORE),
    ({}, S.EXTENDED, END + timedelta(1), Lack.END_PASSED),
    ({}, S.PASSED, END - timedelta(1), Lack.NOT_OVER),
    ({"checks": (MONTHLY[0]._replace(is_held=False),)}, S.PASSED, END, Lack.CHECK_OPEN),
    ({"goals": goal(measured_on=None)}, S.PASSED, END, Lack.NOT_MEASURED_AT_END),
    ({"goals": goal(is_met=False), "passes": False}, S.PASSED, END, Lack.GOAL_NOT_MET),
    ({"closure": Decimal("0.79"), "passes": False}, S.PASSED, END, Lack.CLOSURE_LOW),
    ({"passes": True}, S.FAILED, END, Lack.PASSES),
    ({"passes": False, "open_promises": ("Mentor",)}, S.FAILED, END, Lack.PROMISE_OPEN),
    ({"passes": False, "is_statement_offered": False}, S.FAILED, END, Lack.NO_STATEMENT),
    ({"passes": False, "goals": goal(measured_on=END - timedelta(15))}, S.FAILED, END, Lack.NOT_MEASURED_AT_END),
    ({"passes": False, "checks": (MONTHLY[0]._replace(is_held=False),)}, S.FAILED, END, Lack.CHECK_OPEN),
]


@pytest.mark.parametrize(("change", "new", "today", "lack"), DECISION)
def test_a_decision_says_the_one_thing_that_is_missing(change, new, today, lack):
    assert lacks(READY._replace(state=S.DUE, **change), new, today) == [lack]


def test_a_plan_with_everything_can_be_decided_in_each_way():
    due = READY._replace(state=S.DUE)
    assert (lacks(due, S.PASSED, END), lacks(due, S.EXTENDED, END), lacks(due._replace(passes=False), S.FAILED, END)) == ([], [], [])
    assert lacks(READY._replace(state=S.ACTIVE), S.DUE, END - timedelta(14)) == []
    assert lacks(READY._replace(state=S.ACTIVE), S.DUE, END - timedelta(15)) == [Lack.NOT_DUE_YET]


def test_a_missed_check_does_not_stand_in_the_way_of_a_decision():
    missed = (MONTHLY[0]._replace(is_held=False, is_missed=True), *MONTHLY[1:])
    assert lacks(READY._replace(state=S.DUE, passes=False, checks=missed), S.FAILED, END) == []


MONITORED = [
    ({}, S.SUSTAINED, []),
    ({"checks": (AFTER._replace(is_held=False),)}, S.SUSTAINED, [Lack.CHECK_OPEN]),
    ({"checks": (AFTER._replace(is_held=False, is_missed=True),)}, S.SUSTAINED, [Lack.LAST_CHECK_MISSED]),
    ({"goals": goal(is_met=False)}, S.SUSTAINED, [Lack.GOAL_LOST]),
    ({}, S.RELAPSED, []),
    ({"checks": MONTHLY}, S.RELAPSED, [Lack.RELAPSE_NOT_SEEN]),
]


@pytest.mark.parametrize(("change", "new", "lack"), MONITORED)
def test_what_lasted_was_seen(change, new, lack):
    facts = READY._replace(**({"state": S.MONITORING, "checks": (*MONTHLY, AFTER)} | change))
    assert lacks(facts, new, date(2027, 5, 30)) == lack


def test_a_plan_runs_once_it_is_acknowledged_and_has_begun():
    facts = READY._replace(state=S.ACKNOWLEDGED)
    assert lacks(facts, S.ACTIVE) == []
    assert lacks(facts._replace(acknowledged=None), S.ACTIVE, START - timedelta(1)) == [Lack.NOT_ACKNOWLEDGED, Lack.NOT_BEGUN]


def test_a_paused_plan_is_issued_again_when_it_was_changed_and_goes_on_when_it_was_not():
    paused = READY._replace(state=S.PAUSED)
    assert lacks(paused, S.ISSUED) == [Lack.NOT_CHANGED]
    assert lacks(paused, S.ACTIVE) == []
    assert lacks(paused._replace(is_changed=True), S.ACTIVE) == [Lack.STILL_CHANGED]
    assert lacks(paused._replace(is_changed=True), S.ISSUED, END) == []
    assert lacks(paused._replace(is_changed=True, is_standard_changed=True), S.ISSUED, END - timedelta(12)) == [Lack.TIME_ANEW]
    assert lacks(paused._replace(is_changed=True, is_standard_changed=True), S.ISSUED, END - timedelta(13)) == []


def test_every_state_can_be_reached_and_only_the_last_two_lead_nowhere():
    assert {new for states in NEXT.values() for new in states} | {S.DRAFT, S.CANCELLED} == set(PlanState)
    assert {state for state in PlanState if not NEXT[state]} == {S.CLOSED, S.CANCELLED}


def test_what_is_over_is_neither_cancelled_nor_sent_back():
    outcomes = {S.PASSED, S.FAILED, S.MONITORING, S.SUSTAINED, S.RELAPSED, S.DECIDED, S.CLOSED, S.CANCELLED}
    assert set(PlanState) - CANCELLABLE == outcomes
    assert all(is_step(PlanKind.PIP, old, new) for old, new in BACK.items())
    assert not any(is_step(PlanKind.PIP, old, S.CANCELLED) for old in outcomes)


def test_there_is_no_raise_from_the_issue_to_the_outcome():
    blocked = {state for state in PlanState if is_raise_blocked([S.CLOSED, state])}
    assert blocked == {S.ISSUED, S.ACKNOWLEDGED, S.REFUSED_WITNESSED, S.ACTIVE, S.PAUSED, S.DUE, S.EXTENDED}
    assert not is_raise_blocked([])


def test_a_refusal_has_all_that_is_missing_and_says_the_first():
    with pytest.raises(PlanNotReady) as one:
        check_step(READY._replace(causes=0), S.ISSUED, START)
    with pytest.raises(PlanNotReadyYet) as more:
        check_step(READY._replace(causes=0, has_choice=False), S.ISSUED, START)
    assert say(one.value.message).startswith("Not yet. The plan answers no root cause")
    assert say(more.value.message).startswith("Not yet, 2 things are missing. First: The plan answers")
    assert [found.lack for found in more.value.missing] == [Lack.NO_CAUSE, Lack.NO_CHOICE]


def test_each_sentence_names_the_part_of_the_sheet_that_mends_it():
    assert PARTS.keys() == set(Lack)
    named = [lack for lack in Lack if f"“{PARTS[lack].template}”" in lack.template]
    assert set(Lack) - set(named) == {
        *(Lack.START_PAST, Lack.NOT_CHANGED, Lack.STILL_CHANGED, Lack.NOT_BEGUN, Lack.NOT_DUE_YET, Lack.LAST_CHECK_MISSED)
    }
