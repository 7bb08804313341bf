"""The way of an assessment from draft to final, and that none ends without a follow-up."""

from datetime import date
from decimal import Decimal

import pytest

from perftui.domain.assessments import (
    AssessmentState,
    AssessmentStays,
    BothKindsNeeded,
    DevelopmentNoteMissing,
    FollowUpMissing,
    NoteMissing,
    NotEvaluatedYet,
    NothingScored,
    NotWrittenNow,
    SecondReaderWrong,
    StatementMissing,
    StepNotPossible,
    StepReasonMissing,
)
from perftui.domain.meeting_drafts import ActionWithoutDate, ActionWithoutOwner
from perftui.domain.ratings import DEFAULT_BANDS, BandTwice, ExpectedNotWhole
from perftui.services import (
    actions,
    assessment_makings,
    assessment_policies,
    assessment_removals,
    assessment_steps,
    assessments,
    indicators,
    meetings,
    undo,
)
from perftui.services.assessment_lists import AssessmentFilter, listing, without_follow_up
from perftui.services.assessment_sheets import assessment_sheet
from perftui.services.assessment_views import view
from perftui.storage import assessments as stored
from perftui.storage.stores import Label

TODAY = date(2026, 11, 23)
S = AssessmentState
HAPPY = 3


def to(sheet, *states):
    for state in states:
        assessments.step(sheet.store, sheet.id, sheet.version, state, TODAY)


@pytest.fixture
def scored(sheet):
    """With a score and a development note, lying with the manager."""
    sheet.write(HAPPY, "manager_score", "4")
    assessments.edit_notes(sheet.store, sheet.id, sheet.version, development_note="Leads the night shift next.")
    to(sheet, S.SELF, S.MANAGER)
    return sheet


@pytest.fixture
def shared(scored):
    to(scored, S.CALIBRATED, S.SHARED)
    return scored


def test_marked_ones_go_one_step_on_together_and_what_cannot_stays(sheet, store, team):
    other = assessment_makings.make(store, [team.tom], team.cycle.id, "support", TODAY)[0]
    for each in view(store, other).indicators[HAPPY:]:
        indicators.remove_indicator(store, each.id)
    lines = assessment_steps.preview(store, [sheet.id, other])
    assert [(line.person, line.new, line.refusal is None) for line in lines] == [("小明", "self", True), ("Tom", None, False)]
    assert assessment_steps.step_all(store, [sheet.id, other], TODAY) == 1
    assert [view(store, each).line.state for each in (sheet.id, other)] == ["self", "draft"]
    undo.undo(store)
    assert sheet.view.line.state is S.DRAFT


def test_together_they_keep_the_days_of_the_step_and_pick_no_way_for_a_shared_one(scored, store):
    assert assessment_steps.step_all(store, [scored.id], TODAY) == assessment_steps.step_all(store, [scored.id], TODAY) == 1
    assert (scored.view.line.state, scored.view.line.shared_on) == ("shared", TODAY)
    assert assessment_steps.step_all(store, [scored.id], TODAY) == 0


def test_drafts_made_by_mistake_are_removed_together_and_come_back_by_undo(sheet, store, team):
    sheet.write(HAPPY, "manager_score", "4")
    other = assessment_makings.make(store, [team.tom], team.cycle.id, "support", TODAY)[0]
    before = sheet.view
    assessment_removals.remove_drafts(store, [sheet.id, other])
    assert (listing(store, AssessmentFilter()).count(), store.value("SELECT count(*) FROM indicator")) == (0, 0)
    undo.undo(store)
    assert listing(store, AssessmentFilter()).count() == 2
    assert [each.part for each in sheet.view.indicators] == [each.part for each in before.indicators]


def test_an_assessment_on_which_something_is_built_stays_and_so_do_all_with_it(sheet, store, team):
    other = assessment_makings.make(store, [team.tom], team.cycle.id, "support", TODAY)[0]
    action = assessments.add_follow_up(store, sheet.id, title="Train the team", owner=team.li, due="2026-12-23")
    with pytest.raises(AssessmentStays):
        assessment_removals.remove_drafts(store, [other, sheet.id])
    actions.cancel(store, action)
    to(sheet, S.SELF)
    with pytest.raises(AssessmentStays):
        assessment_removals.remove_drafts(store, [sheet.id])
    assert listing(store, AssessmentFilter()).count() == 2


def test_only_counted_indicators_do_not_leave_the_draft(sheet, store):
    for each in sheet.view.indicators[HAPPY:]:
        indicators.remove_indicator(store, each.id)
    with pytest.raises(BothKindsNeeded):
        to(sheet, S.SELF)


def test_nothing_scored_is_nothing_to_calibrate(sheet):
    to(sheet, S.SELF, S.MANAGER)
    with pytest.raises(NothingScored):
        to(sheet, S.CALIBRATED)


def test_nobody_is_shown_an_assessment_without_a_development_note(scored, store):
    assessments.edit_notes(store, scored.id, scored.version, development_note="")
    to(scored, S.CALIBRATED)
    with pytest.raises(DevelopmentNoteMissing):
        to(scored, S.SHARED)


def test_no_state_is_left_out(scored):
    with pytest.raises(StepNotPossible):
        to(scored, S.SHARED)


def test_an_assessment_without_follow_up_does_not_end(shared):
    to(shared, S.ACKNOWLEDGED)
    with pytest.raises(FollowUpMissing):
        to(shared, S.FINAL)


def test_it_ends_with_an_action(shared, store, team):
    to(shared, S.ACKNOWLEDGED)
    assert [line.id for line in without_follow_up(store, TODAY)] == [shared.id]
    assessments.add_follow_up(store, shared.id, title="Train the team", owner=team.li, due="2026-12-23")
    to(shared, S.FINAL)
    assert shared.view.line.follow_up == "action"
    assert without_follow_up(store, TODAY) == []


def test_a_cancelled_action_is_none(shared, store, team):
    action = assessments.add_follow_up(store, shared.id, title="Train the team", owner=team.li, due="2026-12-23")
    actions.cancel(store, action)
    assert [line.person for line in without_follow_up(store, TODAY)] == ["小明"]


def test_it_ends_with_an_action_for_a_cause_of_its_gap(shared, store, team):
    gap, cause = store.new_id(), store.new_id()
    with store.write(Label("Added a gap")):
        store.insert("gap", id=gap, assessment_id=shared.id, dimension="Complaints")
        store.insert("cause", id=cause, gap_id=gap, text="New colleagues")
    actions.add_action(store, actions.Origin("cause", cause), title="Mentor them", owner=team.li, due="2026-12-23")
    to(shared, S.ACKNOWLEDGED, S.FINAL)
    assert without_follow_up(store, TODAY) == []
    notes = assessment_sheet(store, shared.id).notes
    assert [note for note in notes if "Mentor them" in note] == ["[ ] Mentor them · Li Na · 2026-12-23 · To do"]


def test_it_ends_with_a_written_none_needed(shared, store):
    with pytest.raises(NoteMissing):
        assessments.none_needed(store, shared.id, shared.version, "  ")
    assessments.none_needed(store, shared.id, shared.version, "Keeps doing what works.")
    to(shared, S.ACKNOWLEDGED, S.FINAL)
    assert without_follow_up(store, TODAY) == []


def test_what_follows_has_an_owner_and_a_date(shared, store, team):
    with pytest.raises(ActionWithoutOwner):
        assessments.add_follow_up(store, shared.id, title="Train the team", due="2026-12-23")
    with pytest.raises(ActionWithoutDate):
        assessments.add_follow_up(store, shared.id, title="Train the team", owner=team.li)


def test_none_is_needed_only_of_what_was_evaluated_and_not_of_what_is_scored_anew(scored, store):
    with pytest.raises(NotEvaluatedYet):
        assessments.none_needed(store, scored.id, scored.version, "All well.")
    to(scored, S.CALIBRATED)
    assessments.none_needed(store, scored.id, scored.version, "All well.")
    assessments.send_back(store, scored.id, scored.version, "A value was wrong.", TODAY)
    assert (scored.view.line.follow_up, scored.view.texts["follow_up_note"]) == (None, "")
    undo.undo(store)
    assert scored.view.texts["follow_up_note"] == "All well."


def test_the_notes_of_a_final_one_stay(shared, store):
    assessments.none_needed(store, shared.id, shared.version, "Keeps doing what works.")
    to(shared, S.ACKNOWLEDGED, S.FINAL)
    for changed in ({"development_note": ""}, {"potential": "3"}):
        with pytest.raises(NotWrittenNow):
            assessments.edit_notes(store, shared.id, shared.version, **changed)


def test_a_dispute_has_the_words_of_the_person_and_goes_back_to_the_manager(shared, store):
    with pytest.raises(StatementMissing):
        assessments.dispute(store, shared.id, shared.version, "", TODAY)
    assessments.dispute(store, shared.id, shared.version, "The night shift was not counted.", TODAY)
    assert shared.view.texts["statement"].startswith("The night")
    to(shared, S.MANAGER)
    shared.write(HAPPY, "manager_score", "5")
    assert shared.view.line.totals.counts.share == 1


def test_sending_back_keeps_the_reason(shared, store):
    with pytest.raises(StepReasonMissing):
        assessments.send_back(store, shared.id, shared.version, " ", TODAY)
    assert assessments.send_back(store, shared.id, shared.version, "One value was wrong.", TODAY) is S.CALIBRATED
    kept = stored.changes(store, shared.id)[0]
    assert (kept["field"], kept["old"], kept["new"], kept["reason"]) == ("state", "shared", "calibrated", "One value was wrong.")
    undo.undo(store)
    assert shared.view.line.state is S.SHARED


def test_each_calibrated_score_keeps_its_reason_and_its_meeting(scored, store):
    meeting = meetings.add_meeting(store, kind="calibration", title="Support", on=TODAY)
    with pytest.raises(StepReasonMissing):
        scored.write(HAPPY, "calibrated_score", "3")
    scored.write(HAPPY, "calibrated_score", "3", "Same bar for both teams.", meeting)
    scored.write(HAPPY, "calibrated_score", "", "It was right at first.")
    kept = stored.changes(store, scored.id)
    assert {(row["old"], row["new"], row["meeting"]) for row in kept} == {("0.8", "0.6", "Support"), ("0.6", None, "")}
    assert scored[HAPPY].part.counts == Decimal("0.8")


def test_what_was_shared_is_not_scored_any_more(shared):
    with pytest.raises(NotWrittenNow):
        shared.write(HAPPY, "manager_score", "5")


def test_the_second_reader_is_neither_the_person_nor_the_manager(sheet, store, team):
    for reader in (team.ming, team.li):
        with pytest.raises(SecondReaderWrong):
            assessments.edit_notes(store, sheet.id, sheet.version, second_reader=reader)
    assessments.edit_notes(store, sheet.id, sheet.version, second_reader=team.tom, second_reader_note="Agreed.")
    assert sheet.view.second_reader == "Tom"


def test_the_list_is_filtered_by_state_unit_and_follow_up(shared, store, team):
    for shown, count in (
        (AssessmentFilter(), 1),
        (AssessmentFilter(state="draft"), 0),
        (AssessmentFilter(units=(team.unit,), lacking=True), 1),
        (AssessmentFilter(text="明"), 1),
        (AssessmentFilter(text="tom"), 0),
    ):
        assert listing(store, shown).count() == count


def test_bands_are_a_setting_of_the_cycle(shared, store, team):
    assert shared.view.line.band.name == "Meets"
    text = assessment_policies.bands_text(DEFAULT_BANDS)
    assert assessment_policies.read_bands(text) == DEFAULT_BANDS
    bands = assessment_policies.read_bands("Good; from 70 %; expected 80 %; high\nRest; from 0; expected 20; low")
    assessment_policies.set_policy(store, team.cycle.id, assessment_policies.RatingPolicy(bands, 5000))
    assert shared.view.line.band.name == "Good"
    with pytest.raises(BandTwice):
        assessment_policies.read_bands("Good; from 70 %; expected 80 %; high\nGood; from 0; expected 20; low")
    with pytest.raises(ExpectedNotWhole):
        assessment_policies.read_bands("Good; from 70 %; expected 80 %; high\nRest; from 0; expected 10; low")
