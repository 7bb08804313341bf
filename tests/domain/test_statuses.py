from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui import i18n
from perftui.domain.codes import Band, GoalKind
from perftui.domain.findings import Severity
from perftui.domain.statuses import (
    DEFAULTS,
    ConfidenceOutOfRange,
    Status,
    band_of,
    check_confidence,
    is_healthy_stretch,
    is_overdue,
    is_success,
    needs_blocker,
    sandbagging,
    status_of,
)

D = Decimal
shares = st.decimals(min_value=0, max_value=1, places=3)
progresses = st.decimals(min_value=-1, max_value=2, places=3)
kinds = st.sampled_from(GoalKind)
LIGHTS = [Status.OFF_TRACK, Status.AT_RISK, Status.ON_TRACK, Status.DONE]


@given(shares, st.none() | shares, st.booleans(), kinds)
def test_without_progress_there_is_no_data_whatever_else_is_known(elapsed, confidence, is_late, kind):
    assert status_of(None, elapsed, confidence, is_late, kind) is Status.NO_DATA


@given(shares, st.none() | shares, st.booleans(), kinds)
def test_full_progress_is_done_even_when_a_check_in_is_late(elapsed, confidence, is_late, kind):
    assert status_of(D(1), elapsed, confidence, is_late, kind) is Status.DONE


@pytest.mark.parametrize(
    ("progress", "light"),
    [("0.5", "on_track"), ("0.4", "on_track"), ("0.39", "at_risk"), ("0.2", "at_risk"), ("0.19", "off_track"), ("-1", "off_track")],
)
def test_progress_is_held_against_the_elapsed_share(progress, light):
    assert status_of(D(progress), D("0.5")) == light


def test_stretch_goals_are_held_to_less():
    assert status_of(D("0.6"), D(1), kind=GoalKind.STRETCH) is Status.ON_TRACK
    assert status_of(D("0.59"), D(1), kind=GoalKind.STRETCH) is Status.AT_RISK


def test_a_committed_goal_short_of_its_target_is_not_on_track_once_the_cycle_is_over():
    assert status_of(D("0.99"), D(1), kind=GoalKind.COMMITTED) is Status.AT_RISK
    assert status_of(D("0.99"), D("0.99"), kind=GoalKind.COMMITTED) is Status.ON_TRACK
    assert status_of(D("0.99"), D(1), kind=GoalKind.KPI) is Status.ON_TRACK


def test_low_confidence_takes_green_away_and_nothing_else():
    assert status_of(D("0.5"), D("0.5"), D("0.39")) is Status.AT_RISK
    assert status_of(D("0.5"), D("0.5"), D("0.4")) is Status.ON_TRACK
    assert status_of(D(0), D("0.5"), D("0.1")) is Status.OFF_TRACK


@given(progresses, shares, st.none() | shares, kinds)
def test_an_overdue_check_in_turns_green_into_outdated_and_nothing_else(progress, elapsed, confidence, kind):
    fresh = status_of(progress, elapsed, confidence, False, kind)
    stale = status_of(progress, elapsed, confidence, True, kind)
    assert stale is (Status.OUTDATED if fresh is Status.ON_TRACK else fresh)


@given(progresses, progresses, shares, st.none() | shares, kinds)
def test_more_progress_never_makes_the_light_worse(one, other, elapsed, confidence, kind):
    less, more = (LIGHTS.index(status_of(progress, elapsed, confidence, False, kind)) for progress in sorted((one, other)))
    assert less <= more


def test_a_firm_may_set_its_own_thresholds():
    assert status_of(D("0.3"), D("0.5"), thresholds=replace(DEFAULTS, slack=D("0.2"))) is Status.ON_TRACK


def test_a_check_in_is_late_the_day_after_it_was_due():
    held = date(2026, 3, 1)
    assert not is_overdue(held, 7, date(2026, 3, 8))
    assert is_overdue(held, 7, date(2026, 3, 9))


def test_where_none_was_held_the_goal_s_own_start_counts():
    assert is_overdue(None, 7, date(2026, 3, 9), since=date(2026, 3, 1))
    assert not is_overdue(None, 7, date(2026, 3, 9))


@pytest.mark.parametrize("cadence", [None, 0])
def test_without_a_cadence_nothing_is_late(cadence):
    assert not is_overdue(date(2020, 1, 1), cadence, date(2026, 3, 9))


@pytest.mark.parametrize(
    ("score", "band"), [("0", "low"), ("0.399", "low"), ("0.4", "middle"), ("0.699", "middle"), ("0.7", "high"), ("1", "high")]
)
def test_the_lower_end_of_a_band_belongs_to_it(score, band):
    assert band_of(D(score)) is Band(band)


def test_committed_goals_succeed_only_in_full_and_stretch_goals_at_0_6():
    assert [is_success(D(score), GoalKind.COMMITTED) for score in ("0.99", "1")] == [False, True]
    assert [is_success(D(score), GoalKind.STRETCH) for score in ("0.59", "0.6")] == [False, True]
    assert [is_success(D(score), GoalKind.KPI) for score in ("0.69", "0.7")] == [False, True]
    assert [is_healthy_stretch(D(score)) for score in ("0.59", "0.6", "0.7", "0.71")] == [False, True, True, False]


@pytest.mark.parametrize("confidence", ["-0.01", "1.01", "NaN", "sNaN", "Infinity"])
def test_confidence_outside_0_to_1_is_refused(confidence):
    with pytest.raises(ConfidenceOutOfRange):
        check_confidence(D(confidence))


@pytest.mark.parametrize("confidence", [None, D(0), D(1)])
def test_confidence_may_be_unknown_and_both_ends_count(confidence):
    check_confidence(confidence)


def test_low_confidence_asks_for_a_blocker():
    assert [needs_blocker(confidence) for confidence in (None, D("0.39"), D("0.4"))] == [False, True, False]


def test_being_sure_of_everything_while_drafting_is_a_finding():
    finding = sandbagging([D("0.95"), D("0.91")], "g1")
    assert finding is not None
    assert (finding.severity, finding.entity, finding.entity_id) == (Severity.INFO, "goal", "g1")
    assert i18n.say(finding.message) == "Everything is above 0.9 confidence: are these goals too easy?"


@pytest.mark.parametrize("confidences", [[], [D("0.9"), D(1)], [D("0.5")]])
def test_any_doubt_is_enough_not_to_look_too_easy(confidences):
    assert sandbagging(confidences, "g1") is None


@pytest.mark.parametrize(
    ("coverage", "status"), [(None, Status.DONE), ("1", Status.DONE), ("0.99", Status.ON_TRACK), ("0.01", Status.ON_TRACK)]
)
def test_a_goal_is_done_only_when_all_of_it_is_measured(coverage, status):
    share = None if coverage is None else Decimal(coverage)
    assert status_of(Decimal(1), Decimal(1), coverage=share) is status
