from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui import i18n
from perftui.domain.rollups import WeightNegative
from perftui.domain.shares import dealt_out
from perftui.domain.weights import AllLocked, LockedTooMuch, Weighed, equalised, moved, scaled, sum_text

WEIGHED = st.builds(Weighed, st.integers(0, 10_000), st.booleans())
SIBLINGS = st.lists(WEIGHED, max_size=40).map(lambda found: [*found, Weighed(0)])


def locked_sum(siblings):
    return sum(one.weight for one in siblings if one.is_locked)


@given(siblings=SIBLINGS, rule=st.sampled_from([equalised, scaled]))
def test_the_sum_is_exactly_the_whole_and_what_is_locked_stays(siblings, rule):
    if locked_sum(siblings) > 10_000:
        with pytest.raises(LockedTooMuch):
            rule(siblings)
        return
    weights = rule(siblings)
    assert sum(weights) == 10_000
    assert min(weights) >= 0
    assert all(weight == one.weight for weight, one in zip(weights, siblings, strict=True) if one.is_locked)


@given(siblings=SIBLINGS)
def test_equal_ones_differ_by_one_basis_point_at_most(siblings):
    if locked_sum(siblings) <= 10_000:
        free = [weight for weight, one in zip(equalised(siblings), siblings, strict=True) if not one.is_locked]
        assert max(free) - min(free) <= 1


@given(parts=st.lists(st.integers(0, 10**6), min_size=1, max_size=40), whole=st.integers(0, 10**6))
def test_a_larger_part_never_gets_the_smaller_share(parts, whole):
    shares = dealt_out(whole, parts)
    assert sum(shares) == whole
    in_order = sorted(range(len(parts)), key=lambda i: (parts[i], shares[i]))
    assert all(shares[a] <= shares[b] for a, b in pairwise(in_order))


@given(siblings=SIBLINGS)
def test_scaling_what_is_scaled_changes_nothing(siblings):
    if locked_sum(siblings) <= 10_000:
        once = [one._replace(weight=weight) for one, weight in zip(siblings, scaled(siblings), strict=True)]
        assert scaled(once) == [one.weight for one in once]


def test_scaling_keeps_the_proportion():
    assert scaled([Weighed(4_000), Weighed(2_000), Weighed(2_000)]) == [5_000, 2_500, 2_500]
    assert scaled([Weighed(5_000, is_locked=True), Weighed(9_000), Weighed(1_000)]) == [5_000, 4_500, 500]


@pytest.mark.parametrize("rule", [equalised, scaled])
def test_where_everything_is_locked_nothing_is_done(rule):
    with pytest.raises(AllLocked):
        rule([Weighed(5_000, is_locked=True), Weighed(5_000, is_locked=True)])


def test_nothing_below_0_is_dealt_out():
    with pytest.raises(WeightNegative):
        dealt_out(10, [3, -1])
    assert dealt_out(10, []) == []


def test_a_step_stays_within_the_whole():
    assert [moved(9_950, 1), moved(50, -1), moved(2_500, 1)] == [10_000, 0, 2_600]


def test_the_sum_is_said_in_words_of_either_language():
    assert [sum_text(total) for total in (9_500, 10_000, 11_250)] == ["Sum 95%: 5% missing", "Sum 100%", "Sum 112.5%: 12.5% too much"]
    i18n.use("zh")
    try:
        assert sum_text(9_500) == "合计 95%：还差 5%"
    finally:
        i18n.use("en")
