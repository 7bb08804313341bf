from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.domain.codes import GoalKind
from perftui.domain.scores import ScoreUnclear, Verdict, proposed_score, read_score, score_text, verdict
from perftui.domain.statuses import band_of, is_success

SHARES = st.decimals(-3, 3, places=6)


def test_no_data_proposes_no_score():
    assert proposed_score(None) is None


@pytest.mark.parametrize(
    ("progress", "score"), [("0.856", "0.86"), ("0.999", "0.99"), ("1.4", "1.00"), ("-0.2", "0.00"), ("0.6999", "0.69"), ("0.7", "0.70")]
)
def test_progress_is_clamped_and_rounded_into_a_score(progress, score):
    assert score_text(proposed_score(Decimal(progress))) == score


@given(SHARES, st.sampled_from(GoalKind))
def test_a_proposed_score_reaches_no_band_and_no_success_that_its_progress_does_not(progress, kind):
    score = proposed_score(progress)
    assert 0 <= score <= 1
    assert band_of(score) is band_of(progress)
    assert is_success(score, kind) is is_success(progress, kind)


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("0.7", "0.70"),
        (".7", "0.70"),
        ("70%", "0.70"),
        ("７０％", "0.70"),
        (" 1 ", "1.00"),
        ("0,85", "0.85"),
        ("０。８", "0.80"),
        ("0%", "0.00"),
        ("0", "0.00"),
    ],
)
def test_a_score_is_read_as_people_type_it(text, score):
    assert score_text(read_score(text)) == score


def test_nothing_typed_is_no_score():
    assert read_score("  ") is None
    assert score_text(None) == ""


@pytest.mark.parametrize("text", ["7", "-0.1", "1.01", "101%", "good", "nan", "%", "0.5.5", "Infinity", "0.26７０％", "0.7%"])
def test_what_is_no_score_is_refused(text):
    with pytest.raises(ScoreUnclear):
        read_score(text)


@given(SHARES)
def test_a_score_that_is_written_is_read_back(progress):
    score = proposed_score(progress)
    assert read_score(score_text(score)) == score


@pytest.mark.parametrize(
    ("kind", "score", "means"),
    [
        (GoalKind.COMMITTED, "1", Verdict.REACHED),
        (GoalKind.COMMITTED, "0.99", Verdict.MISSED),
        (GoalKind.STRETCH, "0.59", Verdict.MISSED),
        (GoalKind.STRETCH, "0.6", Verdict.HEALTHY),
        (GoalKind.STRETCH, "0.7", Verdict.HEALTHY),
        (GoalKind.STRETCH, "0.71", Verdict.TOO_EASY),
        (GoalKind.KPI, "0.7", Verdict.REACHED),
        (GoalKind.DEVELOPMENT, "0.69", Verdict.MISSED),
    ],
)
def test_a_score_means_what_the_rule_of_the_kind_says(kind, score, means):
    assert verdict(Decimal(score), kind) is means
