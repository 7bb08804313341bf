from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.domain.cascades import Division, UnknownPlaceholder, divided, divisions, followed, places, titled, usual_weight
from perftui.domain.codes import Operator

PARTS = st.lists(st.integers(0, 500), min_size=1, max_size=60)
TARGETS = st.decimals(-1_000_000, 1_000_000, places=2)
DIVIDING = st.sampled_from([Division.PER_HEAD, Division.EQUAL, Division.WEIGHTED])


@given(target=TARGETS, division=DIVIDING, parts=PARTS)
def test_the_shares_sum_to_exactly_the_target(target, division, parts):
    shares = divided(target, division, parts)
    assert len(shares) == len(parts)
    assert sum(shares) == target
    assert all(share * target >= 0 for share in shares)


@given(target=st.integers(0, 100_000).map(Decimal), parts=PARTS)
def test_per_head_a_whole_number_stays_whole(target, parts):
    assert all(places(share) == 0 for share in divided(target, Division.PER_HEAD, parts))


@given(target=TARGETS, parts=PARTS)
def test_the_same_for_each_is_the_target_itself(target, parts):
    assert divided(target, Division.SAME, parts) == [target] * len(parts)


def test_who_has_more_heads_gets_more():
    assert divided(Decimal(120), Division.PER_HEAD, [26, 22, 4]) == [60, 51, 9]
    assert divided(Decimal(10), Division.EQUAL, [26, 22, 4]) == [Decimal("3.34"), Decimal("3.33"), Decimal("3.33")]


@pytest.mark.parametrize(
    ("operator", "unit", "first", "can_divide"),
    [
        (Operator.AT_LEAST, "customers", Division.PER_HEAD, True),
        (Operator.AT_LEAST, "%", Division.SAME, False),
        (Operator.ORDINAL, "", Division.SAME, False),
        (Operator.RANGE, "min", Division.SAME, False),
        (Operator.AT_MOST, "days", Division.SAME, True),
        (Operator.AT_LEAST, "分", Division.SAME, True),
        (Operator.AT_LEAST, "Points", Division.SAME, True),
        (Operator.AT_LEAST, "calls per day", Division.SAME, True),
        (Operator.AT_LEAST, "元/人", Division.SAME, True),
        (Operator.AT_LEAST, "万元", Division.PER_HEAD, True),
        (Operator.AT_LEAST, "", Division.PER_HEAD, True),
    ],
)
def test_only_amounts_are_divided(operator, unit, first, can_divide):
    found = divisions(operator, unit)
    assert found[0] is first
    assert (Division.EQUAL in found) is can_divide
    assert Division.NONE in found


def test_a_broken_number_without_a_unit_is_a_mark():
    assert divisions(Operator.AT_LEAST, "", Decimal("4.6"))[0] is Division.SAME
    assert divisions(Operator.AT_LEAST, "", Decimal(46))[0] is Division.PER_HEAD


def test_a_baseline_follows_its_target():
    assert followed(Decimal(8_000), Decimal(16_000), Decimal(400)) == 200
    assert followed(Decimal(5), Decimal(0), Decimal(0)) == 5


def test_a_pattern_of_titles_names_goal_person_and_unit():
    assert titled("{goal} – {name} ({ unit })", "Grow {x}", "Li {goal}", "Sales") == "Grow {x} – Li {goal} (Sales)"
    assert titled("Plain", "Grow", "Li", "Sales") == "Plain"


@pytest.mark.parametrize("pattern", ["{who}", "{name", "{}"])
def test_braces_that_mean_nothing_are_refused(pattern):
    with pytest.raises(UnknownPlaceholder):
        titled(pattern, "Grow", "Li", "Sales")


@pytest.mark.parametrize(
    ("beside", "heads", "weight"),
    [([], 4, 10_000), ([6_000, 1_000], 4, 3_000), ([10_000], 3, 7_500), ([6_000, 6_000], 4, 6_600), ([1] * 10_000, 1, 100)],
)
def test_new_goals_take_what_is_left_or_where_nothing_is_left_as_much_as_each_would_have_with_equal_weights(beside, heads, weight):
    assert usual_weight(beside, heads) == weight
