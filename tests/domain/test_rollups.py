from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from perftui.domain.rollups import (
    FULL_WEIGHT,
    PROGRESS_LIMIT,
    Rollup,
    Sums,
    WeightNegative,
    contribution,
    coverage_of,
    equal_weights,
    progress_of,
    read_progress,
    rolled_up,
    scaled_weights,
    stored_progress,
    sums_of,
)

D = Decimal
weights = st.integers(0, FULL_WEIGHT)
shares = st.decimals(min_value=-100, max_value=100, allow_nan=False, places=20)
children = st.lists(st.tuples(weights, st.none() | shares), max_size=12)
millionths = st.integers(-PROGRESS_LIMIT, PROGRESS_LIMIT)
stored = st.lists(st.tuples(weights, st.none() | millionths), max_size=12)


def test_no_data_is_not_zero():
    assert rolled_up([(5000, D("0.8")), (5000, None)]) == Rollup(D("0.8"), D("0.5"), 5000, FULL_WEIGHT)
    assert rolled_up([(5000, D("0.8")), (5000, D(0))]) == Rollup(D("0.4"), D(1), FULL_WEIGHT, FULL_WEIGHT)
    assert rolled_up([(5000, None)]) == Rollup(None, D(0), 0, 5000)
    assert rolled_up([]) == Rollup(None, D(0), 0, 0)


def test_children_without_weight_say_nothing():
    assert rolled_up([(0, D(1))]).progress is None
    assert progress_of(contribution(0, 1_000_000)) is None
    assert rolled_up([(0, D(1)), (1, D(0))]).progress == 0


def test_a_negative_weight_is_refused():
    with pytest.raises(WeightNegative):
        rolled_up([(-1, None)])
    with pytest.raises(WeightNegative):
        contribution(-1, None)
    with pytest.raises(WeightNegative):
        scaled_weights([5, -1])


@given(children)
def test_a_parent_lies_between_its_measured_children(those):
    measured = [progress for weight, progress in those if weight and progress is not None]
    rollup = rolled_up(those)
    assert (rollup.progress is None) == (not measured)
    assert not measured or min(measured) <= rollup.progress <= max(measured)
    assert 0 <= rollup.coverage <= 1
    assert (rollup.coverage == 1) == (rollup.weight_total > 0 and rollup.weight_measured == rollup.weight_total)


@given(children, st.data(), st.decimals(min_value=0, max_value=10, places=5))
def test_when_a_child_gains_its_parent_never_loses(those, data, gain):
    measured = [i for i, (_weight, progress) in enumerate(those) if progress is not None]
    assume(measured)
    i = data.draw(st.sampled_from(measured))
    weight, progress = those[i]
    before = rolled_up(those).progress
    assume(before is not None)
    assert rolled_up([*those[:i], (weight, progress + gain), *those[i + 1 :]]).progress >= before


@given(children, st.integers(1, 10_000))
def test_only_the_proportion_of_weights_matters(those, factor):
    scaled = rolled_up([(weight * factor, progress) for weight, progress in those])
    plain = rolled_up(those)
    assert (scaled.progress, scaled.coverage) == (plain.progress, plain.coverage)


@given(children, st.randoms(use_true_random=False))
def test_the_order_of_children_does_not_matter(those, random):
    shuffled = list(those)
    random.shuffle(shuffled)
    assert rolled_up(shuffled) == rolled_up(those)


@given(stored, st.data())
def test_changing_one_child_gives_the_same_as_computing_all_anew(those, data):
    assume(those)
    i = data.draw(st.integers(0, len(those) - 1))
    new = data.draw(st.tuples(weights, st.none() | millionths))
    changed = [*those[:i], new, *those[i + 1 :]]
    assert sums_of(those).replace(contribution(*those[i]), contribution(*new)) == sums_of(changed)
    assert sums_of(those).remove(contribution(*those[i])) == sums_of(those[:i] + those[i + 1 :])


@given(stored)
def test_the_stored_form_agrees_with_the_exact_one(those):
    sums = sums_of(those)
    exact = rolled_up([(weight, read_progress(progress)) for weight, progress in those])
    assert progress_of(sums) == stored_progress(exact.progress)
    assert (sums.measured, sums.total) == (exact.weight_measured, exact.weight_total)
    assert coverage_of(sums) == int(exact.coverage * FULL_WEIGHT)


@given(stored)
def test_stored_progress_is_rounded_half_to_even(those):
    sums = sums_of(those)
    assert progress_of(sums) == (round(Fraction(sums.weighted, sums.measured)) if sums.measured else None)


@pytest.mark.parametrize(("weighted", "expected"), [(1, 0), (3, 2), (5, 2), (-1, 0), (-3, -2), (-5, -2)])
def test_halves_go_to_the_even_neighbour(weighted, expected):
    assert progress_of(Sums(weighted, 2, 2)) == expected


def test_full_coverage_shows_only_when_all_is_measured():
    assert coverage_of(Sums(0, 99_999, 100_000)) == 9_999
    assert coverage_of(Sums(0, 100_000, 100_000)) == FULL_WEIGHT
    assert coverage_of(Sums()) == 0


def test_progress_is_stored_in_millionths_within_limits():
    assert [stored_progress(value) for value in (None, D("0.5"), D("0.0000005"), D("0.0000015"))] == [None, 500_000, 0, 2]
    assert [stored_progress(D(value)) for value in ("1e27", "-1e27")] == [PROGRESS_LIMIT, -PROGRESS_LIMIT]
    assert read_progress(None) is None


@given(millionths)
def test_what_is_stored_is_read_back(value):
    assert stored_progress(read_progress(value)) == value


def test_nine_million_children_fit_into_sixty_four_bits():
    assert 9_000_000 * FULL_WEIGHT * PROGRESS_LIMIT < 2**63


@given(st.integers(1, 300))
def test_equal_weights_sum_to_the_whole_and_differ_by_one_at_most(n):
    dealt = equal_weights(n)
    assert (sum(dealt), len(dealt)) == (FULL_WEIGHT, n)
    assert max(dealt) - min(dealt) <= 1
    assert dealt == sorted(dealt, reverse=True)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=30))
def test_scaled_weights_keep_the_proportion(those):
    scaled = scaled_weights(those)
    assert sum(scaled) == FULL_WEIGHT
    if sum(those):
        assert all(abs(Fraction(weight * FULL_WEIGHT, sum(those)) - new) < 1 for weight, new in zip(those, scaled, strict=True))


def test_weights_that_already_sum_up_stay_as_they_are():
    assert scaled_weights([2500, 7500]) == [2500, 7500]
    assert scaled_weights([1, 1, 1]) == [3334, 3333, 3333]
    assert scaled_weights([0, 0]) == [5000, 5000]
    assert scaled_weights([]) == equal_weights(0) == []
