"""How much of its gaps a plan has closed, whether that keeps pace, and when it passes."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.domain.codes import Operator
from perftui.domain.measures import Yardstick
from perftui.domain.plan_closures import GoalClosure, closure, coverage, elapsed_share, is_on_pace, passes, plan_closure

TWENTY = Yardstick(Operator.AT_LEAST, target=Decimal(20))
D = Decimal


def goal(closed, weight=5000, *, must=True, met=True):
    return GoalClosure(None if closed is None else D(closed), weight, must, met)


@pytest.mark.parametrize(
    ("start", "now", "closed"),
    [
        (12, 12, "0"),
        (12, 16, "0.5"),
        (12, 20, "1"),
        (12, 25, "1"),
        (12, 8, "-0.5"),
        (12, 0, "-1"),
        (20, 20, "1"),
        (20, 19, "-1"),
    ],
)
def test_closure_is_the_share_of_the_gap_that_is_closed_and_never_beyond_one_either_way(start, now, closed):
    assert closure(TWENTY, D(start), D(now)) == D(closed)


@pytest.mark.parametrize(("start", "now"), [(None, 12), (12, None), (None, None)])
def test_what_was_not_measured_has_no_closure(start, now):
    assert closure(TWENTY, start and D(start), now and D(now)) is None


@given(st.integers(-1000, 1000), st.integers(-1000, 1000))
def test_closure_stays_between_minus_one_and_one(start, now):
    assert -1 <= closure(TWENTY, D(start), D(now)) <= 1


def test_the_closure_of_a_plan_is_weighted_over_what_was_measured_and_coverage_says_how_much_that_is():
    goals = [goal("1", 6000), goal("0.5", 2000), goal(None, 2000, met=None)]
    assert plan_closure(goals) == D("0.875")
    assert coverage(goals) == D("0.8")
    assert plan_closure([goal(None, met=None)]) is None
    assert plan_closure([goal("1", 0), goal("0", 0)]) == D("0.5")
    assert coverage([goal("1", 0), goal(None, 0)]) == D("0.5")
    assert coverage([]) == 0


def test_both_the_first_and_the_last_day_count_as_time():
    start, end = date(2026, 9, 1), date(2026, 9, 10)
    days = {date(2026, 8, 31): "0", start: "0.1", date(2026, 9, 5): "0.5", end: "1", date(2026, 12, 1): "1"}
    assert {day: elapsed_share(start, end, day) for day in days} == {day: D(share) for day, share in days.items()}


def test_a_plan_is_on_pace_when_its_closure_is_at_least_its_time():
    assert [is_on_pace(D(closed), D("0.5")) for closed in ("0.49", "0.5", "0.51")] == [False, True, True]
    assert is_on_pace(None, D("0.5")) is None


def test_a_plan_passes_with_enough_closed_and_every_goal_met_that_must_be():
    assert passes([goal("1"), goal("0.6", must=False, met=False)], D("0.8"))
    assert not passes([goal("1"), goal("0.6", met=False)], D("0.8"))
    assert not passes([goal("1"), goal("0.59", must=False, met=False)], D("0.8"))
    assert not passes([goal("1"), goal(None, met=None)], D("0.8"))
    assert not passes([], D("0.8"))
