from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.domain.challenges import (
    GIVES_UP,
    NO_DRIVE,
    TOO_HIGH,
    TOO_LOW,
    Past,
    Policy,
    beyond,
    is_easier,
    rating_findings,
    target_finding,
)
from perftui.domain.codes import Operator
from perftui.domain.yardsticks import Yardstick
from perftui.i18n import say

UP, DOWN = Operator.AT_LEAST, Operator.AT_MOST
USUAL = Policy()


def past(*values):
    return Past(tuple(Decimal(str(value)) for value in values))


def found(operator, target, reached, policy=USUAL):
    finding = target_finding(Yardstick(operator, target=Decimal(target), unit="calls"), past(*reached), policy, "k", "Calls")
    return None if finding is None else finding.message.template


@pytest.mark.parametrize(
    ("operator", "target", "reached", "template"),
    [
        (UP, 130, (80, 100, 90), None),  # exactly 30 % above the best
        (UP, 131, (80, 100, 90), TOO_HIGH),
        (UP, 90, (80, 100, 90), None),  # as the last
        (UP, 89, (80, 100, 90), TOO_LOW),
        (DOWN, 7, (12, 10, 11), None),  # exactly 30 % below the best
        (DOWN, 6, (12, 10, 11), TOO_HIGH),
        (DOWN, 11, (12, 10, 11), None),
        (DOWN, 12, (12, 10, 11), TOO_LOW),
        (UP, 50, (), None),  # nothing was reached before
        (UP, 50, (0,), None),  # no share of nothing
    ],
)
def test_a_target_is_held_against_the_best_and_the_last_result_in_the_direction_that_is_better(operator, target, reached, template):
    assert found(operator, target, reached) == template


def test_the_finding_names_target_and_results_with_their_unit():
    finding = target_finding(Yardstick(UP, target=Decimal(150), unit="%"), past(90, 100), Policy(), "k", "Retention")
    assert say(finding.message) == "The target of “Retention”, 150 %, lies 50 % beyond the best so far, 100 %: is it feasible?"
    assert (finding.entity, finding.entity_id) == ("key_result", "k")


def test_a_range_a_milestone_or_a_level_is_neither_too_high_nor_too_low():
    ranged = Yardstick(Operator.RANGE, low=Decimal(6), high=Decimal(9))
    for yardstick in (ranged, Yardstick(Operator.YES_NO), Yardstick(Operator.ORDINAL, target=Decimal(5))):
        assert target_finding(yardstick, past(1, 2), Policy(), "k", "x") is None


def test_both_thresholds_can_be_moved_and_switched_off():
    assert found(UP, 120, (100,), Policy(Decimal("0.1"))) == TOO_HIGH
    assert found(UP, 500, (100,), Policy(above_best=None)) is None
    assert found(UP, 50, (100,), Policy(below_last=False)) is None


@pytest.mark.parametrize(
    ("challenge", "feasibility", "templates"),
    [
        (5, 1, [GIVES_UP]),
        (1, 5, [NO_DRIVE]),
        (1, 1, [NO_DRIVE]),
        (5, 2, []),
        (4, 1, []),
        (None, None, []),
        (5, None, []),
        (1, None, [NO_DRIVE]),
    ],
)
def test_ratings_that_do_not_go_together_are_found(challenge, feasibility, templates):
    assert [finding.message.template for finding in rating_findings(challenge, feasibility, "g")] == templates


_NUMBERS = st.decimals(-10_000, 10_000, places=2)


@given(_NUMBERS, _NUMBERS, st.sampled_from((UP, DOWN)))
def test_a_target_beyond_a_result_is_not_easier_than_it(target, reference, operator):
    share = beyond(operator, target, reference)
    if share is not None:
        assert is_easier(operator, target, reference) is (share < 0)


@given(st.lists(_NUMBERS, min_size=1, max_size=5), st.sampled_from((UP, DOWN)))
def test_the_best_result_is_never_easier_than_the_last(values, operator):
    reached = Past(tuple(values))
    assert not is_easier(operator, reached.best(operator), reached.last)


@given(st.integers(1, 10_000), st.lists(st.integers(1, 10_000), min_size=1, max_size=5))
def test_less_is_better_mirrors_more_is_better(target, values):
    negative = Yardstick(DOWN, target=Decimal(-target), baseline=Decimal(20_000), unit="calls")
    finding = target_finding(negative, past(*(-value for value in values)), Policy(), "k", "Calls")
    assert found(UP, target, values) == (finding.message.template if finding else None)


@given(st.integers(1, 10_000), st.lists(st.integers(1, 10_000), min_size=1, max_size=5), st.integers(0, 300))
def test_a_more_generous_threshold_finds_no_more_targets_too_high(target, values, percent):
    strict, generous = (Policy(Decimal(n) / 100, below_last=False) for n in (percent, percent + 10))
    assert found(UP, target, values, generous) is None or found(UP, target, values, strict) == TOO_HIGH
