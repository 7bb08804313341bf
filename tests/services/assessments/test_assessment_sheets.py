"""Making assessments, and writing in their sheets."""

from datetime import date
from decimal import Decimal

import pytest

from perftui.domain.assessment_scores import LevelUnclear
from perftui.domain.assessments import NotWrittenNow, StepReasonMissing
from perftui.domain.codes import GoalState
from perftui.domain.measure_codes import MeasureKind
from perftui.services import (
    assessment_actuals,
    assessment_makings,
    builtin_measures,
    check_ins,
    goals,
    indicator_cells,
    indicators,
    measure_values,
    measures,
    undo,
)
from perftui.services.assessment_makings import NobodyToAssess
from perftui.services.assessment_views import indicator, view
from perftui.services.indicator_cells import Typed
from perftui.storage.stores import Changed

TODAY = date(2026, 11, 23)
CALLS, SOLVED, COMPLAINTS, HAPPY, STANDARD = range(5)


def test_the_support_sheet_has_both_kinds_and_its_weights_are_whole(sheet):
    found = sheet.view.indicators
    assert [each.name for each in found] == [
        *("Call duration", "Resolution rate", "Complaints handled in time", "Customer satisfaction", "Service standard")
    ]
    assert {each.kind for each in found} == set(MeasureKind)
    assert sum(each.weight for each in found) == 10_000
    assert len(found[HAPPY].anchors) == 5


def test_call_duration_is_a_band_in_which_both_shorter_and_longer_are_worse(sheet):
    sheet.write(CALLS, "target", "4-8 min")
    shares = []
    for minutes in ("3", "4", "6", "8", "9"):
        sheet.write(CALLS, "actual", minutes)
        shares.append(sheet[CALLS].part.counts)
    assert shares == [0, 1, 1, 1, 0]
    assert sheet[CALLS].target == "4–8 min"


def test_a_bare_number_as_target_keeps_operator_and_unit(sheet):
    sheet.write(SOLVED, "target", "95")
    assert sheet[SOLVED].target == "≥95 %"
    sheet.write(SOLVED, "target", "≤20 %")
    assert sheet[SOLVED].target == "≤20 %"
    sheet.write(SOLVED, "target", "30")
    assert sheet[SOLVED].target == "≤30 %"


def test_a_counted_indicator_is_scored_by_its_attainment_and_a_judged_one_by_its_level(sheet):
    sheet.write(SOLVED, "target", "≥95%")
    sheet.write(SOLVED, "actual", "88")
    sheet.write(HAPPY, "manager_score", "4")
    assert round(sheet[SOLVED].part.counts, 3) == Decimal("0.926")
    assert sheet[HAPPY].part.counts == Decimal("0.8")
    assert sheet[HAPPY].judged == 4
    assert sheet.view.line.totals.counts.coverage == Decimal("0.4")


def test_what_is_missing_never_counts_as_zero(sheet):
    sheet.write(HAPPY, "manager_score", "5")
    assert sheet.view.line.totals.counts.share == 1
    assert sheet.view.line.totals.own.share is None
    assert sheet.view.line.totals.difference is None


def test_overriding_what_was_measured_asks_why_and_keeps_it(sheet, store):
    sheet.write(SOLVED, "target", "≥100%")
    sheet.write(SOLVED, "actual", "88")
    with pytest.raises(StepReasonMissing):
        sheet.write(SOLVED, "manager_score", "95")
    assert sheet[SOLVED].part.counts == Decimal("0.88")
    sheet.write(SOLVED, "manager_score", "95", "The system was down for a week.")
    assert sheet[SOLVED].part.counts == Decimal("0.95")
    kept = store.row("SELECT * FROM assessment_change")
    assert (kept["field"], kept["old"], kept["new"], kept["by_name"]) == ("manager_score", "0.88", "0.95", "li.na")


def test_a_level_that_the_scale_does_not_have_is_refused(sheet):
    with pytest.raises(LevelUnclear):
        sheet.write(HAPPY, "self_score", "6")
    sheet.write(HAPPY, "self_score", "４")
    assert sheet[HAPPY].part.self_score == Decimal("0.8")


def test_calibration_waits_for_the_manager(sheet):
    with pytest.raises(NotWrittenNow):
        sheet.write(HAPPY, "calibrated_score", "3", "Same for all.")


def test_a_cell_that_somebody_else_wrote_meanwhile_is_not_overwritten(sheet, store):
    before = sheet[SOLVED]
    sheet.write(SOLVED, "evidence", "Ticket system")
    with pytest.raises(Changed):
        indicator_cells.write_cell(store, before, Typed("evidence", "Mine"), TODAY)


def test_everybody_gets_one_and_nobody_two(store, team):
    lines = assessment_makings.preview(store, [team.ming, team.tom], team.cycle.id, "sales", TODAY)
    assert [line.indicators for line in lines] == [6, 6]
    assert len(assessment_makings.make(store, [team.ming, team.tom], team.cycle.id, "sales", TODAY)) == 2
    assert all(line.refusal for line in assessment_makings.preview(store, [team.ming, team.tom], team.cycle.id, "rnd", TODAY))
    with pytest.raises(NobodyToAssess):
        assessment_makings.make(store, [team.ming], team.cycle.id, "sales", TODAY)
    undo.undo(store)
    assert store.value("SELECT count(*) FROM assessment") == store.value("SELECT count(*) FROM indicator") == 0


def test_key_results_bring_their_yardstick_and_what_was_checked_in_last(store, team):
    theme = goals.add_goal(store, TODAY, title="Service", cycle=team.cycle.id)
    goal = goals.add_goal(store, TODAY, title="Answer well", parent=theme, owner_person=team.ming)
    result = goals.add_key_result(store, goal, title="Solved at once", operator="at_least", baseline="80", target="95", unit="%")
    goals.set_state(store, [goal], GoalState.PROPOSED)
    check_ins.check_in(store, result, "88", "", on=TODAY)
    made = assessment_makings.make(store, [team.ming], team.cycle.id, assessment_makings.RESULTS, TODAY)
    first, second = view(store, made[0]).indicators
    assert (first.name, first.target, first.actual, first.key_result_id) == ("Solved at once", "≥95 %", 88, result)
    assert second.kind is MeasureKind.QUALITATIVE
    check_ins.check_in(store, result, "91", "", on=TODAY)
    assert assessment_actuals.fill_actuals(store, made) == 1
    assert indicator(store, first.id).actual == 91


def test_measured_values_of_the_cycle_fill_the_actuals(sheet, store, team):
    measure = next(line.id for line in measures.listing(store) if line.code == "resolution_rate")
    measure_values.add_value(store, measure, {"period": "2026-10", "value": "90", "unit": team.unit, "evidence": "Tickets"})
    measure_values.add_value(store, measure, {"period": "2026-06", "value": "70", "person": team.ming})
    assert assessment_actuals.fill_actuals(store, [sheet.id]) == 1
    assert (sheet[SOLVED].actual, sheet[SOLVED].part.evidence) == (90, "Tickets")
    assert assessment_actuals.fill_actuals(store, [sheet.id]) == 0


def test_the_next_sheet_takes_the_targets_of_the_last_one(sheet, store, team):
    sheet.write(CALLS, "target", "4-8 min")
    made = assessment_makings.make(store, [team.tom], team.cycle.id, "support", TODAY)
    assert view(store, made[0]).indicators[CALLS].target == "4–8 min"


def test_an_indicator_is_added_from_the_library_edited_and_removed(sheet, store):
    builtin_measures.add_missing(store)
    measure = next(line.id for line in measures.listing(store) if line.code == "feedback_360")
    added = indicators.add_indicator(store, sheet.id, measure=measure, weight=1000)
    assert (sheet[5].name, sheet[5].levels, sheet[5].kind) == ("360 feedback", 5, MeasureKind.QUALITATIVE)
    indicators.edit_indicator(store, added, 1, name="From colleagues")
    assert sheet[5].name == "From colleagues"
    assert any("110%" in str(finding.message.values) for finding in sheet.view.findings)
    indicators.remove_indicator(store, added)
    undo.undo(store)
    assert sheet[5].name == "From colleagues"
