"""Nobody is evaluated and then forgotten: Today names assessments without a next action, and gaps without a measure (R3, R51)."""

from datetime import date

import pytest

from perftui.services import actions, cycles
from perftui.services.actions import Origin
from perftui.services.assessment_lists import AssessmentFilter, listing, without_follow_up
from perftui.services.assessment_sheets import follow_up_text
from perftui.services.today import AgendaKind, today_view
from perftui.storage.stores import Label

TODAY = date(2026, 11, 23)


@pytest.fixture
def evaluated(store, staff):
    """Li Na, whose assessment was shared, with a severe gap and its cause."""
    staff.cycle = cycles.add_cycle(store, "2026-Q3", TODAY).id
    with store.write(Label("made")):
        staff.assessment, staff.gap, staff.cause = (store.new_id() for _n in range(3))
        values = {"person_id": staff.li, "cycle_id": staff.cycle, "state": "shared", "shared_on": "2026-10-05"}
        store.insert("assessment", id=staff.assessment, **values)
        gap = {"person_id": staff.li, "assessment_id": staff.assessment, "severity": "severe", "dimension": "Complaints 投诉率"}
        store.insert("gap", id=staff.gap, **gap)
        store.insert("cause", id=staff.cause, gap_id=staff.gap, text="New staff")
    return staff


def reported(store):
    """Who is named by the report, by the filter of the list, and in the list itself; they must be the same."""
    found = {line.person for line in without_follow_up(store, TODAY)}
    rows = listing(store, AssessmentFilter(), TODAY).all()
    assert {line.person for line in rows if line.lacks_follow_up} == found
    assert {line.person for line in rows if follow_up_text(line) == "missing"} == found
    return found


def waiting(store, kind):
    return [
        (line.title, line.subject, line.since, line.entity, line.entity_id) for line in today_view(store, TODAY).lines if line.kind is kind
    ]


@pytest.mark.parametrize("entity", ["assessment", "gap", "cause"])
@pytest.mark.parametrize("state", ["draft", "calibrated", "final"])
@pytest.mark.parametrize("follow_up", [None, "action", "none_needed"])
@pytest.mark.parametrize("exit_date", [None, "2026-11-22", "2026-11-23"])
def test_today_the_list_and_the_report_name_the_same_people(store, evaluated, entity, state, follow_up, exit_date):
    change(store, "assessment", evaluated.assessment, state=state, follow_up=follow_up, follow_up_note="All well")
    change(store, "person", evaluated.li, exit_date=exit_date)
    made = actions.add_action(store, Origin(entity, getattr(evaluated, entity)), title="Sort", owner=evaluated.wang, due="2026-12-01")
    for undo_it in (lambda: None, lambda: actions.cancel(store, made)):
        undo_it()
        assert {title for title, *_rest in waiting(store, AgendaKind.NO_FOLLOW_UP)} == reported(store)


def test_an_assessment_that_ended_with_an_action_is_named_again_once_the_action_is_cancelled(store, evaluated):
    origin = Origin("assessment", evaluated.assessment)
    made = actions.add_action(store, origin, title="Sort them", owner=evaluated.wang, due="2026-12-01")
    change(store, "assessment", evaluated.assessment, state="final", follow_up="action")
    actions.cancel(store, made)
    assert len(waiting(store, AgendaKind.NO_FOLLOW_UP)) == 1
    assert reported(store) == {"Li Na"}


def change(store, table, record_id, **values):
    with store.write(Label("changed")):
        version = store.value(f"SELECT version FROM {table} WHERE id = ?", (record_id,))
        store.update(table, record_id, version, **values)


def test_who_was_evaluated_and_has_no_next_action_is_named_with_the_cycle_and_since_when(store, evaluated):
    line = ("Li Na", "2026-Q3", date(2026, 10, 5), "assessment", evaluated.assessment)
    assert waiting(store, AgendaKind.NO_FOLLOW_UP) == [line]
    assert today_view(store, TODAY).waiting[AgendaKind.NO_FOLLOW_UP].number == 1


@pytest.mark.parametrize("entity", ["assessment", "gap", "cause"])
def test_an_action_out_of_the_assessment_its_gap_or_its_cause_is_a_follow_up_until_it_is_cancelled(store, evaluated, entity):
    made = actions.add_action(store, Origin(entity, getattr(evaluated, entity)), title="Sort them", owner=evaluated.wang, due="2026-12-01")
    assert waiting(store, AgendaKind.NO_FOLLOW_UP) == []
    assert waiting(store, AgendaKind.NO_MEASURE) == (
        [("Complaints 投诉率", "Li Na", TODAY, "gap", evaluated.gap)] if entity == "assessment" else []
    )
    actions.cancel(store, made)
    assert len(waiting(store, AgendaKind.NO_FOLLOW_UP)) == 1


def test_what_says_that_none_is_needed_or_is_not_finished_is_not_named(store, evaluated):
    change(store, "assessment", evaluated.assessment, follow_up="none_needed", follow_up_note="All well")
    assert waiting(store, AgendaKind.NO_FOLLOW_UP) == []
    for state, number in (("draft", 0), ("self", 0), ("manager", 0), ("calibrated", 1), ("disputed", 1), ("final", 1)):
        change(store, "assessment", evaluated.assessment, follow_up=None, state=state)
        assert len(waiting(store, AgendaKind.NO_FOLLOW_UP)) == number


def test_who_has_left_needs_no_follow_up(store, evaluated):
    change(store, "person", evaluated.li, exit_date="2026-11-01")
    assert waiting(store, AgendaKind.NO_FOLLOW_UP) == waiting(store, AgendaKind.NO_MEASURE) == []


def test_only_open_gaps_that_are_not_minor_ask_for_a_measure(store, evaluated):
    for severity, state, number in (("moderate", "open", 1), ("minor", "open", 0), ("severe", "closed", 0), ("severe", "none_needed", 0)):
        change(store, "gap", evaluated.gap, severity=severity, state=state)
        assert len(waiting(store, AgendaKind.NO_MEASURE)) == number


def test_behind_a_scope_hidden_people_are_not_named(store, evaluated):
    store.limit_to([evaluated.wang])
    assert waiting(store, AgendaKind.NO_FOLLOW_UP) == waiting(store, AgendaKind.NO_MEASURE) == []
