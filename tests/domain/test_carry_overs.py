from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.domain.carry_overs import carried, following, is_unfinished, new_parent
from perftui.domain.codes import CycleKind, GoalKind, GoalState, Operator
from perftui.domain.yardsticks import Yardstick

D = Decimal


@pytest.mark.parametrize(
    ("name", "kind", "end", "then"),
    [
        ("2026-Q3", CycleKind.QUARTER, date(2026, 9, 30), "2026-Q4"),
        ("2026-Q4", CycleKind.QUARTER, date(2026, 12, 27), "2027-Q1"),
        ("2026-H2", CycleKind.HALF, date(2026, 12, 31), "2027-H1"),
        ("2026", CycleKind.YEAR, date(2026, 12, 31), "2027"),
        ("Autumn", CycleKind.QUARTER, date(2026, 11, 30), "2026-Q4"),
        ("Trial", CycleKind.HALF, date(2026, 12, 31), "2027-H1"),
    ],
)
def test_the_next_cycle_is_of_the_same_kind(name, kind, end, then):
    assert str(following(name, kind, end)) == then


def test_a_way_goes_on_from_where_it_stands():
    found = carried(Yardstick(Operator.AT_LEAST, baseline=D(80), target=D(95)), D(88))
    assert (found.yardstick.baseline, found.yardstick.target, found.is_from_last) == (D(88), D(95), True)


@pytest.mark.parametrize("last", [None, D(95), D(96)])
def test_without_data_or_beyond_the_target_the_old_baseline_stays(last):
    found = carried(Yardstick(Operator.AT_LEAST, baseline=D(80), target=D(95)), last)
    assert (found.yardstick.baseline, found.is_from_last) == (D(80), False)


def test_zones_go_where_the_commit_value_is_behind_already():
    zoned = Yardstick(Operator.AT_LEAST, baseline=D(0), commit=D(3), target=D(7), stretch=D(10))
    assert carried(zoned, D(2)).yardstick == Yardstick(Operator.AT_LEAST, baseline=D(2), commit=D(3), target=D(7), stretch=D(10))
    assert carried(zoned, D(5)).yardstick == Yardstick(Operator.AT_LEAST, baseline=D(5), target=D(7))


@pytest.mark.parametrize("yardstick", [Yardstick(Operator.RANGE, low=D(8), high=D(12)), Yardstick(Operator.YES_NO)])
def test_what_has_no_way_begins_anew(yardstick):
    assert carried(yardstick, D(1)).yardstick is yardstick


@given(st.sampled_from([Operator.AT_LEAST, Operator.AT_MOST]), st.integers(-50, 50), st.integers(1, 50), st.integers(-200, 200))
def test_the_target_never_changes_and_the_yardstick_can_always_judge(operator, baseline, way, last):
    target = baseline + way if operator is Operator.AT_LEAST else baseline - way
    found = carried(Yardstick(operator, baseline=D(baseline), target=D(target)), D(last))
    assert found.yardstick.target == target
    assert found.yardstick.baseline in (D(last), D(baseline))


@pytest.mark.parametrize(
    ("progress", "coverage", "score", "kind", "left"),
    [
        (None, None, None, GoalKind.COMMITTED, True),
        (D("0.9"), D(1), None, GoalKind.COMMITTED, True),
        (D(1), D("0.5"), None, GoalKind.COMMITTED, True),
        (D(1), D(1), None, GoalKind.COMMITTED, False),
        (D("0.9"), D(1), D("0.95"), GoalKind.COMMITTED, True),
        (D("0.65"), D(1), D("0.65"), GoalKind.STRETCH, False),
    ],
)
def test_a_score_decides_whether_something_is_left_and_progress_before_there_is_one(progress, coverage, score, kind, left):
    assert is_unfinished(GoalState.ACTIVE, kind, progress, coverage, score) is left
    assert not is_unfinished(GoalState.ARCHIVED, kind, progress, coverage, score)


def test_a_copy_stands_under_the_copy_of_its_parent_or_what_stands_for_it_or_a_parent_that_runs_on():
    copies, there = {"a": "a2"}, {"a": "b2", "known": "known2"}
    assert new_parent("a", copies, there.get, lambda _goal: True) == "a2"
    assert new_parent("known", copies, there.get, lambda _goal: True) == "known2"
    assert new_parent("theme", copies, there.get, lambda goal: goal == "theme") == "theme"
    assert new_parent("over", copies, there.get, lambda _goal: False) is None
    assert new_parent(None, copies, there.get, lambda _goal: True) is None
