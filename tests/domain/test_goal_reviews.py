from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.domain.codes import GoalKind
from perftui.domain.goal_reviews import Decision, Trend, attained, due_date, needs_review, proposal, quarter_of, trend

D = Decimal
Q4 = quarter_of(date(2026, 11, 23))
YEAR = SimpleNamespace(start=date(2026, 1, 1), end=date(2026, 12, 31))
SUMMER = SimpleNamespace(start=date(2026, 7, 1), end=date(2026, 10, 15))
NEXT = SimpleNamespace(start=date(2027, 1, 1), end=date(2027, 3, 31))


def test_attainment_is_progress_against_the_time_that_has_passed():
    assert attained(D("0.5"), D("0.5")) == 1
    assert attained(D("0.45"), D(1)) == D("0.45")
    assert attained(D("0.7"), D(1), GoalKind.STRETCH) == 1
    assert attained(D("-0.2"), D(1)) == 0


@pytest.mark.parametrize(("progress", "elapsed"), [(None, D(1)), (D("0.5"), D(0))])
def test_without_data_or_before_the_start_there_is_no_attainment(progress, elapsed):
    assert attained(progress, elapsed) is None


@pytest.mark.parametrize(
    ("attainment", "decision"),
    [(None, None), ("1.3", "keep"), ("0.9", "keep"), ("0.8999", "adjust"), ("0.6", "adjust"), ("0.5999", "rework"), ("0", "rework")],
)
def test_the_bands_propose_keep_adjust_or_rework(attainment, decision):
    assert proposal(None if attainment is None else D(attainment)) == (decision and Decision(decision))


@given(st.decimals(0, 2, places=4), st.decimals(0, 2, places=4))
def test_more_attained_is_never_proposed_to_be_changed_more(first, second):
    order = [Decision.REWORK, Decision.ADJUST, Decision.KEEP]
    less, more = sorted((first, second))
    assert order.index(proposal(less)) <= order.index(proposal(more))


def test_goals_are_reviewed_in_every_quarter_in_which_their_cycle_runs():
    assert [needs_review(cycle, Q4) for cycle in (YEAR, SUMMER, NEXT)] == [True, True, False]


def test_a_review_is_due_when_quarter_or_cycle_ends():
    assert (due_date(Q4, YEAR), due_date(Q4, SUMMER)) == (date(2026, 12, 31), date(2026, 10, 15))


@pytest.mark.parametrize(
    ("said", "found"),
    [([], None), (["0.5"], None), (["0.5", "0.9", "0.7"], Trend.UP), (["0.5", "0.52"], Trend.STEADY), (["0.8", "0.4"], Trend.DOWN)],
)
def test_confidence_rises_falls_or_stands_still(said, found):
    assert trend([D(text) for text in said]) is found
