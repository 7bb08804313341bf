"""Plans made out of gaps and templates."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui import i18n
from perftui.domain.durations import read_duration
from perftui.domain.plans import PlanKind, PlanState, PlanStepKind
from perftui.services import gaps, plan_library, plan_makings, undo
from perftui.services.plan_makings import PlanOrder, make_plan
from perftui.services.plan_views import of_gap, of_person, plan_view


def test_a_month_is_a_calendar_month_clamped_at_its_end():
    assert read_duration("1m").after(date(2027, 1, 31)) == date(2027, 2, 28)
    assert read_duration("3m").last_day(date(2026, 11, 30)) == date(2027, 2, 28)
    assert read_duration("3w").after(date(2026, 11, 23)) == date(2026, 12, 14)


def test_ninety_days_are_ninety_days_with_the_first_and_the_last_one():
    for text in ("+90d", "90 days", "90天"):
        assert read_duration(text).last_day(date(2026, 11, 23)) == date(2027, 2, 20)


@pytest.mark.parametrize("text", ["", "m", "0d", "3x", "12/24", "-3d", "99999d", "tomorrow"])
def test_what_is_no_duration_is_none(text):
    assert read_duration(text) is None


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 12))
def test_months_never_skip_one(start, months):
    due = read_duration(f"{months}m").after(start)
    assert (due.year * 12 + due.month) - (start.year * 12 + start.month) == months
    assert due.day <= start.day


def test_a_gap_becomes_a_plan_with_its_goal_its_causes_and_its_measures(store, today, ids, sales_gap):
    plan = plan_view(store, make_plan(store, PlanOrder(ids.chen, gaps=(sales_gap.gap,), helpers={"mentor": ids.mentor}), today))
    assert (plan.line.state, plan.line.manager_id, plan.template) == (PlanState.DRAFT, ids.boss, "sales")
    assert (plan.line.title, plan.line.start, plan.line.end) == ("Quarterly revenue", today, date(2027, 2, 23))
    assert plan.gaps == ((sales_gap.gap, sales_gap.root),)
    goal = plan.goals[0]
    assert (goal.target, goal.start, goal.start_on, goal.due, goal.must_meet) == ("≥120 k", Decimal(78), today, plan.line.end, True)
    assert "Too few first visits" in plan.reason
    assert plan.consequences
    visits, ride, *template = plan.steps
    assert (ride.text, ride.kind, ride.owner_id, ride.is_support) == (
        "Ride along with Wang Fang",
        PlanStepKind.MENTORING,
        ids.mentor,
        True,
    )
    assert (visits.kind, visits.recurrence, visits.is_support, visits.until) == (PlanStepKind.HABIT, "weekly:mon", False, plan.line.end)
    assert [step.role for step in template] == ["training", "employee", "mentor", "hr", "hr"]
    assert of_gap(store, sales_gap.gap) == of_person(store, ids.chen) == [plan.line]


def test_the_template_dates_its_steps_by_the_calendar(store, ids):
    start = date(2027, 1, 31)
    order = PlanOrder(ids.chen, template="sales", start=start, helpers={"mentor": ids.mentor})
    course, visits, mentor, records, check = plan_view(store, make_plan(store, order, start)).steps
    assert (course.due, records.due) == (date(2027, 2, 28), date(2027, 2, 21))
    assert (visits.kind, visits.uplift, visits.recurrence, visits.until) == (PlanStepKind.HABIT, 2000, "workdays", date(2027, 4, 30))
    assert (mentor.owner_id, mentor.recurrence, mentor.until) == (ids.mentor, "weekly:mon", date(2027, 4, 30))
    assert (check.is_support, check.recurrence, check.due) == (False, "monthly:28", date(2027, 2, 28))


def test_milestones_stand_at_the_months_evenly_on_the_way(store, today, ids, sales_gap):
    plan = plan_view(store, make_plan(store, PlanOrder(ids.chen, gaps=(sales_gap.gap,)), today))
    assert [(one.due, one.wanted) for one in plan.milestones] == [(date(2026, 12, 23), "92 k"), (date(2027, 1, 23), "106 k")]


def test_a_gap_that_fits_no_template_takes_its_own_measures_alone(store, today, ids, sales_gap):
    bare = gaps.add_gap(store, today, target="≥3 talks", actual="1", dimension="Talks held", person=ids.chen)
    assert plan_makings.template_for(store, (bare,)) == "generic"
    from perftui.services import causes

    causes.add_measure(store, causes.add_cause(store, bare, text="No slot"), title="Fix a slot", owner=ids.boss)
    assert plan_makings.template_for(store, (bare,)) == ""


def test_a_blank_plan_has_dates_and_a_purpose_and_nothing_else(store, today, ids):
    plan = plan_view(store, make_plan(store, PlanOrder(ids.chen, template="", title="Half a year"), today))
    assert (plan.steps, plan.goals, plan.milestones) == ((), (), ())
    assert ((plan.line.end - plan.line.start).days + 1, plan.purpose) == (90, plan_library.opening())


def test_an_own_plan_threatens_with_nothing(store, today, ids):
    plan = plan_view(store, make_plan(store, PlanOrder(ids.chen, kind=PlanKind.SELF, template=""), today))
    assert (plan.line.title, plan.consequences) == ("Own plan", "")


def test_a_plan_lasts_fourteen_to_hundred_and_eighty_days(store, today, ids):
    from perftui.domain.plan_limits import PlanEndsBeforeStart, PlanTooShortOrLong

    for text, error in (("13d", PlanTooShortOrLong), ("181d", PlanTooShortOrLong)):
        with pytest.raises(error):
            make_plan(store, PlanOrder(ids.chen, end=read_duration(text).last_day(today)), today)
    with pytest.raises(PlanEndsBeforeStart):
        make_plan(store, PlanOrder(ids.chen, end=date(2026, 1, 1)), today)
    for text in ("14d", "180d"):
        assert make_plan(store, PlanOrder(ids.chen, template="", end=read_duration(text).last_day(today)), today)


def test_a_plan_does_not_answer_the_gap_of_somebody_else(store, today, ids, sales_gap):
    with pytest.raises(plan_makings.OtherPerson):
        make_plan(store, PlanOrder(ids.mentor, gaps=(sales_gap.gap,)), today)


def test_making_a_plan_is_one_step_back(store, today, ids, sales_gap):
    make_plan(store, PlanOrder(ids.chen, gaps=(sales_gap.gap,)), today)
    undo.undo(store)
    assert of_person(store, ids.chen) == []
    assert store.value("SELECT count(*) FROM plan_step") == 0


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_template_of_both_languages_makes_a_plan(store, today, ids, lang):
    i18n.use(lang)
    try:
        for each in plan_library.templates():
            plan = plan_view(store, make_plan(store, PlanOrder(ids.chen, template=each.code), today))
            assert len(plan.steps) == len(each.steps)
            assert all(step.due and step.due <= plan.line.end for step in plan.steps)
    finally:
        i18n.use("en")
