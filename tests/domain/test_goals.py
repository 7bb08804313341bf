from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from perftui import i18n
from perftui.domain import goals
from perftui.domain.goals import CheckInDraft, GoalDraft, GoalKind, KeyResultDraft, check_in_findings
from perftui.domain.measures import Operator, gap
from perftui.domain.statuses import ConfidenceOutOfRange
from perftui.domain.validation import FieldMissing, NotAChoice, NotANumber, TooLarge, validated
from perftui.domain.yardstick_errors import BaselineIsTarget, NumberOutOfBounds, RangeMissing

THEME = {"title": "Win customers", "level": "theme", "cycle": "c1"}
SOLVED = {"goal": "g1", "title": "Complaints solved", "operator": "at_least", "target": "95", "unit": "%"}
TODAY = date(2026, 3, 1)


@pytest.mark.parametrize("kind", GoalKind)
def test_only_stretch_goals_stay_out_of_the_appraisal_by_default(kind):
    assert validated(GoalDraft, **THEME, kind=kind).counts_in_appraisal is (kind is not GoalKind.STRETCH)
    assert validated(GoalDraft, **THEME, kind=kind.value, counts_in_appraisal=None).counts_in_appraisal is (kind is not GoalKind.STRETCH)
    assert validated(GoalDraft, **THEME, kind=kind, counts_in_appraisal=True).counts_in_appraisal is True
    assert validated(GoalDraft, **THEME, kind=kind, counts_in_appraisal=False).counts_in_appraisal is False


def test_a_goal_weighs_no_more_than_the_whole():
    with pytest.raises(TooLarge, match="Weight: 10001 is too large; 10000 is the most"):
        validated(GoalDraft, **THEME, weight=10_001)


@pytest.mark.parametrize(("level", "owner"), [("person", "owner_unit"), ("unit", "owner_person")])
def test_a_goal_of_a_person_or_unit_has_that_owner(level, owner):
    with pytest.raises(goals.OwnerMissing):
        validated(GoalDraft, **{**THEME, "level": level, owner: "someone"})


def test_a_refusal_names_the_level_in_words():
    with pytest.raises(goals.OwnerMissing) as caught:
        validated(GoalDraft, **{**THEME, "level": "person"})
    assert i18n.say(caught.value.message).startswith("A “Personal goal” needs an owner")


def test_a_goal_is_not_due_before_it_starts():
    with pytest.raises(goals.DueBeforeStart):
        validated(GoalDraft, **THEME, start=TODAY, due=date(2026, 2, 28))
    assert validated(GoalDraft, **THEME, start=TODAY, due=TODAY).due == TODAY


def test_a_level_that_does_not_exist_is_refused():
    with pytest.raises(NotAChoice, match="Goal level"):
        validated(GoalDraft, **{**THEME, "level": "galaxy"})


def test_a_key_result_carries_a_yardstick_that_works():
    draft = validated(KeyResultDraft, **SOLVED)
    assert gap(draft.yardstick(), Decimal(88)) == 7
    assert draft.operator is Operator.AT_LEAST


def test_an_empty_field_of_a_form_is_no_number():
    draft = validated(KeyResultDraft, **SOLVED, baseline="", red_low=" ", levels="", due="")
    assert (draft.baseline, draft.red_low, draft.levels, draft.due) == (None, None, None, None)


@pytest.mark.parametrize(
    ("error", "changes"),
    [
        (BaselineIsTarget, {"baseline": 95}),
        (RangeMissing, {"operator": "range", "target": None, "low": 1}),
        (NumberOutOfBounds, {"target": "1e20"}),
        (NotANumber, {"target": "many"}),
        (NotANumber, {"target": "NaN"}),
        (FieldMissing, {"operator": None}),
        (TooLarge, {"cadence_days": 367}),
    ],
)
def test_a_key_result_without_a_working_yardstick_is_refused(error, changes):
    with pytest.raises(error):
        validated(KeyResultDraft, **{**SOLVED, **changes})


def test_what_is_no_number_is_named_with_its_field():
    with pytest.raises(NotANumber, match="Target: “many” is not a number"):
        validated(KeyResultDraft, **{**SOLVED, "target": "many"})


def test_numbers_are_exact_even_when_a_sheet_hands_in_floats():
    assert validated(CheckInDraft, on=TODAY, value=0.1).value == Decimal("0.1")


def test_a_check_in_says_something():
    with pytest.raises(goals.CheckInEmpty):
        validated(CheckInDraft, on=TODAY, note="  ")
    assert validated(CheckInDraft, on=TODAY, note="On leave").value is None


@pytest.mark.parametrize("confidence", ["-0.1", "1.1"])
def test_confidence_is_a_share(confidence):
    with pytest.raises(ConfidenceOutOfRange):
        validated(CheckInDraft, on=TODAY, confidence=confidence)


def test_low_confidence_asks_for_blocker_owner_and_next_action():
    bare = validated(CheckInDraft, on=TODAY, confidence="0.39")
    assert [i18n.say(finding.message) for finding in check_in_findings(bare, "k1")] == [
        "Confidence is low: what stands in the way?",
        "Confidence is low: who clears the way?",
        "Confidence is low: what is done next?",
    ]
    told = validated(CheckInDraft, on=TODAY, confidence="0.39", blocker="No lab", blocker_owner="p1", next_action="Ask")
    assert check_in_findings(told, "k1") == []
    assert check_in_findings(validated(CheckInDraft, on=TODAY, confidence="0.4"), "k1") == []
