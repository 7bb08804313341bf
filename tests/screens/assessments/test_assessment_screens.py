"""Assessments at the keyboard."""

from datetime import date
from decimal import Decimal

import pytest

from perftui.errors import Message
from perftui.services import actions, assessment_makings, assessments, indicator_cells
from perftui.services.assessment_lists import AssessmentFilter, listing, without_follow_up
from perftui.services.assessment_views import view
from perftui.services.indicator_cells import Typed
from perftui.services.today import AgendaKind, AgendaLine
from perftui.storage import assessments as stored
from screens.assessment_boxes import names_in
from screens.assessment_details import indicator_lines
from screens.draft_places import draft_place
from screens.hosts import Place

TODAY = date(2026, 11, 23)


def made(desk, *people):
    return assessment_makings.make(desk.store, people or [desk.ids.ming], desk.ids.cycle.id, "support", TODAY)


def lines(desk):
    return listing(desk.store, AssessmentFilter()).all()


async def test_a_unit_gets_its_assessments_after_one_preview(desk):
    await desk.type("6")
    assert "Ctrl+N makes them" in desk.shown
    await desk.type("ctrl+n", "support", "enter", "enter")
    await desk.type("customer support", "enter")
    assert "3 assessments are made" in desk.shown
    assert lines(desk) == []
    await desk.type("enter")
    assert len(lines(desk)) == 3
    await desk.type("ctrl+z")
    assert lines(desk) == []


async def test_a_column_is_typed_without_a_pause_and_the_total_follows(desk):
    (key,) = made(desk)
    await desk.type("6", "enter")
    assert "小明 [b]" in desk.shown
    await desk.type("left", "4-8", "enter", "95", "enter", ">90%", "enter")
    found = view(desk.store, key).indicators
    assert [each.target for each in found[:3]] == ["4–8 min", "≥95 %", "≥90 %"]
    await desk.type("right", "up", "up", "88", "enter", "45", "enter")
    found = view(desk.store, key)
    assert [each.actual for each in found.indicators[1:3]] == [88, 45]
    assert "Total 71%" in desk.shown
    assert "40% of the weight scored" in desk.shown


async def test_a_level_shows_its_description_and_an_overridden_score_asks_why(desk):
    (key,) = made(desk)
    solved = view(desk.store, key).indicators[1]
    indicator_cells.write_cell(desk.store, solved, Typed("target", "100%"), TODAY)
    indicator_cells.write_cell(desk.store, view(desk.store, key).indicators[1], Typed("actual", "88"), TODAY)
    await desk.type("6", "enter", "right", "right", "down", "95", "enter")
    assert view(desk.store, key).indicators[1].part.counts == Decimal("0.88")
    await desk.type("System down", "enter", "down", "4", "enter", "up")
    found = view(desk.store, key).indicators
    assert (found[1].part.counts, found[3].part.counts) == (Decimal("0.95"), Decimal("0.8"))
    assert "> 4 Satisfied: solved quickly and politely" in indicator_lines(found[3], "manager_score", 6)
    await desk.choose("changes with")
    assert "System down" in desk.shown


async def test_it_goes_to_its_end_by_f7_only_with_a_follow_up(desk):
    (key,) = made(desk)
    judged = view(desk.store, key).indicators[3]
    indicator_cells.write_cell(desk.store, judged, Typed("manager_score", "4"), TODAY)
    await desk.type("6", "f7", "f7", "f7", "f7")
    assert "development note" in desk.status
    await desk.type("f2", "Leads a shift", "f8")
    assert "then you can go elsewhere" in desk.shown
    await desk.type("tab")
    assert "then you can go elsewhere" not in desk.shown
    assert "Ctrl+S save" in desk.shown
    await desk.type("ctrl+s")
    await desk.type("f7", "f7", "disputed", "enter", "Not fair", "enter", "f7", "final", "enter")
    assert "nothing follows from it yet" in desk.status
    assert len(without_follow_up(desk.store, TODAY)) == 1
    await desk.choose("add an action")
    await desk.type("Plan shifts", "enter", "li na", "enter", "+30d", "enter", "Support", "ctrl+s")
    (action,) = actions.of_origin(desk.store, actions.Origin("assessment", key))
    assert (action.title, action.owner, action.with_units) == ("Plan shifts", "Li Na", ("Support",))
    actions.cancel(desk.store, action.id)
    await desk.choose("no follow-up")
    await desk.type("All said", "enter", "f7", "final", "enter")
    line = view(desk.store, key).line
    assert (line.state, line.follow_up, view(desk.store, key).texts["statement"]) == ("final", "none_needed", "Not fair")


async def test_the_meeting_changes_a_score_with_its_reason(desk):
    (key,) = made(desk)
    for shown, text in zip(view(desk.store, key).indicators[3:], ("5", "5"), strict=True):
        indicator_cells.write_cell(desk.store, shown, Typed("manager_score", text), TODAY)
    assessments.edit_notes(desk.store, key, 1, potential=3)
    for state in ("self", "manager"):
        assessments.step(desk.store, key, view(desk.store, key).line.version, assessments.AssessmentState(state), TODAY)
    await desk.type("6")
    await desk.choose("calibration meeting")
    assert "Star 1" in desk.shown
    await desk.type("enter", "satisfaction", "enter", "9", "enter")
    assert "“9” is no level" in desk.shown
    await desk.type("\x7f", "3", "enter", "Same bar", "enter")
    assert view(desk.store, key).indicators[3].part.counts == Decimal("0.6")
    assert [row["reason"] for row in stored.changes(desk.store, key)] == ["Same bar"]
    assert "Growing 1" in desk.shown
    assert "1 of them is scored in part only." in desk.shown


async def test_a_narrow_list_says_of_which_cycle_each_assessment_is(desk):
    made(desk)
    await desk.type("6")
    assert "2026-Q4" in desk.shown


@pytest.mark.parametrize(("height", "lines"), [(3, ["Ann", "Bo", "Cem"]), (2, ["Ann", "and 2 more"]), (1, ["Ann +2"])])
def test_a_box_names_somebody_however_low_it_is(height, lines):
    assert names_in(["Ann", "Bo", "Cem"], 12, height) == lines


def test_a_long_name_leaves_room_for_how_many_more_there_are():
    (line,) = names_in(["Anna Maria Sibylla 88%", "Bo"], 12, 1)
    assert line == "Anna Mar… +1"


def test_drafts_of_its_forms_lead_back_to_them():
    def place(form, subject):
        return draft_place(AgendaLine(AgendaKind.DRAFT, TODAY, "Typed", "", form, subject, Message("Typed, not saved")))

    assert place("assessment", "A1") == Place("reviews", "A1", command="edit")
    assert place("indicator", "I1") == Place("sheets", "I1", command="edit_all")


async def test_one_key_leads_from_an_assessment_and_from_its_sheet_to_its_gaps_and_back(desk):
    (key,) = made(desk)
    solved = view(desk.store, key).indicators[1]
    indicator_cells.write_cell(desk.store, solved, Typed("target", "100%"), TODAY)
    indicator_cells.write_cell(desk.store, view(desk.store, key).indicators[1], Typed("actual", "88"), TODAY)
    await desk.type("6", "<")
    assert "0 gaps" in desk.status
    await desk.choose("Gap from what")
    assert [row[:] for row in desk.store.rows("SELECT assessment_id, indicator_id, gap_value FROM gap")] == [(key, solved.id, "12")]
    await desk.type("escape", "enter", "<")
    assert "1 gap, 1 open" in desk.status
    await desk.type("escape")
    assert "Evidence" in desk.shown
