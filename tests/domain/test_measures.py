from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui import i18n
from perftui.domain import yardstick_errors as errors
from perftui.domain.measures import (
    ActualNotPossible,
    GapFigures,
    Operator,
    Yardstick,
    attainment,
    check_actual,
    clamped,
    definition_hash,
    describe_gap,
    gap,
    progress,
    target_text,
)

D = Decimal
numbers = st.decimals(min_value=-1000, max_value=1000, places=2)
positive = st.decimals(min_value=D("0.01"), max_value=1000, places=2)
COMPLAINTS = Yardstick(Operator.AT_LEAST, target=D(95), unit="%")
ZONES = Yardstick(Operator.AT_LEAST, baseline=D(10), commit=D(20), target=D(40), stretch=D(50))
DURATION = Yardstick(Operator.RANGE, low=D(8), high=D(12), red_low=D(4), red_high=D(20), unit="min")


@pytest.fixture(autouse=True)
def _english():
    i18n.use("en")


def test_95_percent_wanted_and_88_reached_is_a_gap_of_7_percentage_points():
    """The acceptance record R44."""
    assert gap(COMPLAINTS, D(88)) == 7
    assert describe_gap(COMPLAINTS, D(88)) == GapFigures(points="7 pp", relative="7.4 %", attainment="92.6 %")
    assert target_text(COMPLAINTS) == "≥95 %"


@pytest.mark.parametrize(
    ("yardstick", "actual", "points"),
    [
        (Yardstick(Operator.ORDINAL), 3, "2 levels"),
        (Yardstick(Operator.ORDINAL, target=D(4)), 3, "1 level"),
        (Yardstick(Operator.YES_NO), 0, "not met"),
        (Yardstick(Operator.YES_NO), 1, "none"),
        (Yardstick(Operator.MILESTONE), "0.4", "60 pp"),
        (Yardstick(Operator.MILESTONE, target=D(8), unit="steps"), 6, "2 steps"),
    ],
)
def test_a_gap_without_a_unit_of_its_own_says_what_is_missing(yardstick, actual, points):
    figures = describe_gap(yardstick, D(actual))
    assert figures is not None
    assert figures.points == points


@pytest.mark.parametrize("yardstick", [COMPLAINTS, ZONES, DURATION, Yardstick(Operator.YES_NO), Yardstick(Operator.ORDINAL)])
def test_a_missing_value_is_not_zero(yardstick):
    assert gap(yardstick, None) is None
    assert progress(yardstick, None) is None
    assert attainment(yardstick, None) is None
    assert describe_gap(yardstick, None) is None
    assert clamped(None) is None
    check_actual(yardstick, None)


def test_higher_is_better_counts_from_the_baseline_and_keeps_what_is_over():
    yardstick = Yardstick(Operator.AT_LEAST, baseline=D(20), target=D(40))
    assert [progress(yardstick, D(x)) for x in (10, 20, 30, 40, 50)] == [D("-0.5"), 0, D("0.5"), 1, D("1.5")]
    assert [gap(yardstick, D(x)) for x in (10, 40, 50)] == [30, 0, 0]
    assert attainment(yardstick, D(50)) == D("1.25")


def test_lower_is_better_is_never_target_over_actual():
    yardstick = Yardstick(Operator.AT_MOST, target=D(2), unit="days")
    assert [attainment(yardstick, D(x)) for x in (1, 2, 3, 4, 9)] == [D("1.5"), 1, D("0.5"), 0, 0]
    assert describe_gap(yardstick, D(3)) == GapFigures("1 days", "50 %", "50 %")
    with_baseline = replace(yardstick, baseline=D(6))
    assert [progress(with_baseline, D(x)) for x in (8, 6, 4, 2, 1)] == [D("-0.5"), 0, D("0.5"), 1, D("1.25")]


def test_no_accidents_needs_a_baseline_or_a_red_limit():
    with pytest.raises(errors.NeedsBaseline, match="red limit"):
        Yardstick(Operator.AT_MOST, target=D(0))
    for yardstick in (
        Yardstick(Operator.AT_MOST, target=D(0), baseline=D(4)),
        Yardstick(Operator.AT_MOST, target=D(0), red_high=D(4)),
    ):
        assert progress(yardstick, D(1)) == attainment(yardstick, D(1)) == D("0.75")
        assert (progress(yardstick, D(8)), attainment(yardstick, D(8))) == (-1, 0)


def test_a_target_without_share_has_progress_but_no_attainment():
    profit = Yardstick(Operator.AT_LEAST, baseline=D(-50), target=D(0))
    assert (progress(profit, D(-25)), attainment(profit, D(-25))) == (D("0.5"), None)
    cut = Yardstick(Operator.AT_MOST, baseline=D(0), target=D(-10))
    assert (progress(cut, D(-5)), attainment(cut, D(-5))) == (D("0.5"), None)
    assert describe_gap(profit, D(-25)) == GapFigures("25", "", "")


def test_a_red_limit_stands_for_an_unknown_baseline():
    assert progress(Yardstick(Operator.AT_LEAST, target=D(95), red_low=D(85)), D(90)) == D("0.5")
    assert progress(Yardstick(Operator.AT_LEAST, target=D(95), red_low=D(85), baseline=D(75)), D(85)) == D("0.5")


def test_a_range_falls_to_zero_at_the_red_limit_on_each_side():
    assert [progress(DURATION, D(x)) for x in (2, 4, 6, 8, 10, 12, 16, 20, 24)] == [D("-0.5"), 0, D("0.5"), 1, 1, 1, D("0.5"), 0, D("-0.5")]
    assert [gap(DURATION, D(x)) for x in (5, 8, 12, 15)] == [3, 0, 0, 3]
    assert attainment(DURATION, D(6)) == progress(DURATION, D(6))
    assert describe_gap(DURATION, D(15)) == GapFigures("3 min", "25 %", "62.5 %")
    assert describe_gap(DURATION, D(6)) == GapFigures("2 min", "25 %", "50 %")


def test_a_range_without_red_limits_counts_from_the_baseline_on_its_side_or_not_at_all():
    plain = Yardstick(Operator.RANGE, low=D(8), high=D(12))
    assert [progress(plain, D(x)) for x in (7, 9, 13)] == [0, 1, 0]
    from_above = replace(plain, baseline=D(20))
    assert [progress(from_above, D(x)) for x in (7, 16)] == [0, D("0.5")]
    from_below = replace(plain, baseline=D(4))
    assert [progress(from_below, D(x)) for x in (6, 16)] == [D("0.5"), 0]
    for edge in (8, 12):
        assert [progress(replace(plain, baseline=D(edge)), D(x)) for x in (7, 13)] == [0, 0]


def test_within_a_tolerance_is_a_range_around_the_target():
    yardstick = Yardstick(Operator.WITHIN, target=D(100), tolerance=D(5), red_low=D(85), red_high=D(115))
    assert [gap(yardstick, D(x)) for x in (90, 95, 105, 106)] == [5, 0, 0, 1]
    assert progress(yardstick, D(90)) == attainment(yardstick, D(110)) == D("0.5")
    assert target_text(yardstick) == "100 ±5"
    exactly = Yardstick(Operator.EQUALS, target=D(10), baseline=D(0))
    assert [progress(exactly, D(x)) for x in (0, 5, 10, 11)] == [0, D("0.5"), 1, 0]


def test_milestones_yes_no_and_levels_count_the_share_reached():
    assert progress(Yardstick(Operator.MILESTONE), D("0.6")) == attainment(Yardstick(Operator.MILESTONE), D("0.6")) == D("0.6")
    assert gap(Yardstick(Operator.MILESTONE, target=D(5)), D(3)) == 2
    assert (gap(Yardstick(Operator.YES_NO), D(0)), progress(Yardstick(Operator.YES_NO), D(1))) == (1, 1)
    level = Yardstick(Operator.ORDINAL, target=D(4))
    assert (gap(level, D(2)), progress(level, D(2)), attainment(level, D(4))) == (2, D("0.4"), D("0.8"))
    assert target_text(level) == "4/5"


def test_zones_run_through_commit_target_and_stretch_and_beyond():
    scores = [progress(ZONES, D(x)) for x in (0, 10, 20, 30, 40, 45, 50, 60)]
    assert scores == [D("-0.3"), 0, D("0.3"), D("0.5"), D("0.7"), D("0.85"), 1, D("1.3")]
    falling = Yardstick(Operator.AT_MOST, baseline=D(50), commit=D(40), target=D(20), stretch=D(10))
    assert [progress(falling, D(x)) for x in (60, 50, 40, 30, 20, 10, 0)] == [D("-0.3"), 0, D("0.3"), D("0.5"), D("0.7"), 1, D("1.3")]


@pytest.mark.parametrize(
    ("refusal", "operator", "fields"),
    [
        (errors.TargetMissing, "at_least", {}),
        (errors.TargetMissing, "equals", {}),
        (errors.BaselineIsTarget, "at_least", {"baseline": "5.0", "target": 5}),
        (errors.BaselineIsTarget, "equals", {"baseline": 5, "target": 5}),
        (errors.WrongDirection, "at_least", {"baseline": 9, "target": 5}),
        (errors.WrongDirection, "at_most", {"baseline": 1, "target": 5}),
        (errors.NeedsBaseline, "at_least", {"target": 0}),
        (errors.NeedsBaseline, "at_most", {"target": -1, "red_low": None}),
        (errors.RangeMissing, "range", {"low": 1}),
        (errors.RangeReversed, "range", {"low": 2, "high": 2}),
        (errors.RedLimitInside, "range", {"low": 2, "high": 5, "red_low": 2}),
        (errors.RedLimitInside, "range", {"low": 2, "high": 5, "red_high": 4}),
        (errors.RedLimitInside, "at_least", {"target": 5, "red_low": 6}),
        (errors.RedLimitInside, "within", {"target": 5, "tolerance": 1, "red_high": 6}),
        (errors.ToleranceMissing, "within", {"target": 5}),
        (errors.ToleranceMissing, "within", {"target": 5, "tolerance": 0}),
        (errors.ZonesIncomplete, "at_least", {"target": 5, "stretch": 6}),
        (errors.ZonesIncomplete, "at_least", {"target": 5, "commit": 3, "stretch": 6}),
        (errors.ZonesOutOfOrder, "at_least", {"baseline": 1, "commit": 6, "target": 5, "stretch": 7}),
        (errors.ZonesOutOfOrder, "at_most", {"baseline": 9, "commit": 7, "target": 5, "stretch": 5}),
        (errors.LevelOutOfScale, "ordinal", {"target": 6}),
        (errors.LevelOutOfScale, "ordinal", {"target": "2.5"}),
        (errors.WholeNotPositive, "milestone", {"target": 0}),
        (errors.FieldHasNoMeaning, "at_least", {"target": 5, "low": 1}),
        (errors.FieldHasNoMeaning, "at_least", {"target": 5, "red_high": 9}),
        (errors.FieldHasNoMeaning, "yes_no", {"target": 1}),
        (errors.NumberOutOfBounds, "at_least", {"target": "NaN"}),
        (errors.NumberOutOfBounds, "at_least", {"target": "Infinity"}),
        (errors.NumberOutOfBounds, "at_least", {"target": "1e15"}),
        (errors.NumberOutOfBounds, "at_least", {"target": "1e-999999"}),
    ],
)
def test_an_impossible_yardstick_cannot_be_made(refusal, operator, fields):
    values = {name: None if value is None else D(value) for name, value in fields.items()}
    with pytest.raises(refusal) as caught:
        Yardstick(Operator(operator), **values)
    assert isinstance(caught.value, errors.ImpossibleYardstick)
    assert "{" not in i18n.say(caught.value.message)


def test_a_scale_has_at_least_two_levels():
    with pytest.raises(errors.LevelOutOfScale):
        Yardstick(Operator.ORDINAL, levels=1)


def test_a_refusal_names_the_field_in_words():
    with pytest.raises(errors.FieldHasNoMeaning, match="“Red limit above” has no meaning"):
        Yardstick(Operator.AT_LEAST, target=D(5), red_high=D(9))


@pytest.mark.parametrize(("operator", "actual"), [("yes_no", "0.5"), ("milestone", "-0.1")])
def test_a_value_that_cannot_be_is_refused(operator, actual):
    with pytest.raises(ActualNotPossible):
        check_actual(Yardstick(Operator(operator)), D(actual))


def test_a_level_between_levels_is_refused():
    with pytest.raises(errors.LevelOutOfScale):
        check_actual(Yardstick(Operator.ORDINAL), D("3.5"))
    check_actual(Yardstick(Operator.ORDINAL), D(3))


def test_rounding_never_makes_a_gap_look_closed():
    figures = describe_gap(COMPLAINTS, D("94.99"))
    assert figures == GapFigures("0.01 pp", "0.1 %", "99.9 %")
    assert describe_gap(COMPLAINTS, D(95)) == GapFigures("0 pp", "0 %", "100 %")


def test_the_largest_share_there_can_be_is_still_described():
    tiny = Yardstick(Operator.AT_LEAST, target=D("1e-12"))
    described = describe_gap(tiny, D(999_999_999_999_999))
    assert described is not None
    assert described.attainment.startswith("99999999999999900000")


def test_the_same_yardstick_has_the_same_fingerprint_however_it_is_written():
    same = definition_hash(replace(COMPLAINTS, target=D("95.00"), unit="percent"), "  Complaints   solved ")
    assert same == definition_hash(COMPLAINTS, "Complaints solved")
    assert len(same) == 64


@pytest.mark.parametrize(
    "changed",
    [{"target": D(94)}, {"unit": "cases"}, {"operator": Operator.EQUALS}, {"red_low": D(80)}, {"baseline": D(80)}],
)
def test_any_change_of_the_yardstick_changes_its_fingerprint(changed):
    assert definition_hash(replace(COMPLAINTS, **changed), "Complaints") != definition_hash(COMPLAINTS, "Complaints")


def test_another_title_is_another_fingerprint():
    assert definition_hash(COMPLAINTS, "Complaints") != definition_hash(COMPLAINTS, "Calls")


@st.composite
def directed(draw):
    operator = draw(st.sampled_from([Operator.AT_LEAST, Operator.AT_MOST]))
    low, high = sorted(draw(st.lists(positive, min_size=2, max_size=2, unique=True)))
    baseline, target = (low, high) if operator is Operator.AT_LEAST else (high, low)
    return Yardstick(operator, baseline=draw(st.sampled_from([baseline, None])), target=target)


@st.composite
def ranged(draw):
    red_low, low, high, red_high = sorted(draw(st.lists(numbers, min_size=4, max_size=4, unique=True)))
    return Yardstick(Operator.RANGE, low=low, high=high, red_low=red_low, red_high=red_high)


@given(directed() | ranged(), numbers)
def test_no_gap_means_full_progress_and_the_reverse(yardstick, actual):
    assert (gap(yardstick, actual) == 0) == (progress(yardstick, actual) >= 1)


@given(directed(), numbers, numbers)
def test_better_values_never_score_less(yardstick, one, other):
    worse, better = sorted((one, other), reverse=yardstick.operator is Operator.AT_MOST)
    assert progress(yardstick, worse) <= progress(yardstick, better)
    assert gap(yardstick, worse) >= gap(yardstick, better)
    assert attainment(yardstick, worse) <= attainment(yardstick, better)


@given(st.lists(numbers, min_size=4, max_size=4, unique=True), numbers, numbers)
def test_better_values_never_score_less_with_zones(points, one, other):
    baseline, commit, target, stretch = sorted(points)
    yardstick = Yardstick(Operator.AT_LEAST, baseline=baseline, commit=commit, target=target, stretch=stretch)
    worse, better = sorted((one, other))
    assert progress(yardstick, worse) <= progress(yardstick, better) + D("1e-20")
    assert [progress(yardstick, point) for point in (baseline, commit, target, stretch)] == [0, D("0.3"), D("0.7"), 1]


@given(ranged(), numbers)
def test_within_a_range_nothing_is_missing(yardstick, actual):
    assert (yardstick.low <= actual <= yardstick.high) == (progress(yardstick, actual) == 1)


@given(numbers)
def test_what_is_shown_stays_between_0_and_1(share):
    assert 0 <= clamped(share) <= 1
