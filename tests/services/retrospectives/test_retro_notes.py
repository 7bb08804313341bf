from datetime import date

import pytest

from perftui.domain.meeting_drafts import ActionWithoutDate, ActionWithoutOwner
from perftui.domain.retrospectives import IssueTag, NoteKind
from perftui.services import action_units, actions, meetings, quick_joint_actions, retro_causes, retro_notes, whys
from perftui.services.action_units import NoUnitCalledSo, SeveralUnits
from perftui.services.actions import Origin
from perftui.services.gap_views import gap_view
from perftui.services.quick_parts import NobodyCalledSo
from perftui.services.retro_boards import retro_board
from perftui.services.retro_causes import IsCauseAlready, IsCauseOfAnother, NoGapYet
from perftui.services.retro_notes import HasActions, NoComplaint, NotAmongThese, NoteEmpty
from perftui.services.today import AgendaKind, today_view
from perftui.storage.stores import Changed, Label

TODAY = date(2026, 11, 23)


@pytest.fixture
def write(store, shop):
    return lambda text, kind=NoteKind.COMPLAINT: retro_notes.add_note(store, shop.meeting, kind, text)


def row(store, note):
    return dict(store.row("SELECT * FROM retro_note WHERE id = ?", (note,)))


def test_a_note_needs_words_and_keeps_no_author(store, shop, undone):
    note = undone(lambda: retro_notes.add_note(store, shop.meeting, NoteKind.IDEA, "  A spare\nmotor "))
    assert row(store, note)["text"] == "A spare motor"
    assert not {"author", "person_id", "by_name", "actor"} & row(store, note).keys()
    with pytest.raises(NoteEmpty):
        retro_notes.add_note(store, shop.meeting, NoteKind.IDEA, " ")


def test_only_a_complaint_becomes_a_problem_and_a_stale_change_is_refused(store, shop, write, undone):
    note, idea = write("都怪夜班"), write("More light", NoteKind.IDEA)
    undone(lambda: retro_notes.rewrite(store, note, 1, "夜班交接没有记录"))
    with pytest.raises(Changed):
        retro_notes.rewrite(store, note, 1, "Something else")
    with pytest.raises(NoComplaint):
        retro_notes.rewrite(store, idea, 1, "It is dark")
    assert row(store, note)["problem"] == "夜班交接没有记录"


def test_votes_never_go_below_none(store, shop, write, undone):
    note = write("Slow")
    assert undone(lambda: retro_notes.vote(store, note, 1)) == 1
    assert [retro_notes.vote(store, note, -1), retro_notes.vote(store, note, -1)] == [0, 0]


def test_a_group_takes_along_what_stood_below_and_comes_apart_again(store, shop, write, undone):
    first, second, third = write("Slow"), write("Very slow"), write("Too slow")
    retro_notes.group(store, [second], first)
    undone(lambda: retro_notes.group(store, [first], third))
    assert {row(store, note)["merged_into_id"] for note in (first, second)} == {third}
    with pytest.raises(NotAmongThese):
        retro_notes.group(store, [third], third)
    with pytest.raises(NotAmongThese):
        retro_notes.group(store, [third], first)
    undone(lambda: retro_notes.ungroup(store, [first, second]))
    assert row(store, second)["merged_into_id"] is None


def test_a_note_under_which_others_stand_is_removed_and_they_stay(store, shop, write, undone):
    first, second = write("Slow"), write("Very slow")
    retro_notes.group(store, [second], first)
    undone(lambda: retro_notes.remove(store, first))
    assert [note.id for note in retro_board(store, shop.meeting).heads] == [second]


def test_a_note_with_an_action_stays_until_that_is_cancelled(store, shop, write):
    note = write("Slow")
    made = quick_joint_actions.quick_action(store, Origin("retro_note", note), "Oil it; li na; +7d", TODAY)
    with pytest.raises(HasActions):
        retro_notes.remove(store, note)
    actions.cancel(store, made)
    retro_notes.remove(store, note)


def test_a_note_becomes_a_cause_of_its_gap_once_with_the_category_of_its_tag(store, shop, write, undone):
    note = write("Old press")
    with pytest.raises(NoGapYet):
        retro_causes.make_cause(store, note, is_confirmed=False)
    retro_causes.link_gap(store, note, shop.gap)
    retro_notes.tag(store, [note], IssueTag.EQUIPMENT)
    cause = undone(lambda: retro_causes.make_cause(store, note, is_confirmed=False))
    found = store.row("SELECT * FROM cause WHERE id = ?", (cause,))
    assert (found["gap_id"], found["text"], found["category"], found["state"]) == (shop.gap, "Old press", "tools", "candidate")
    with pytest.raises(IsCauseAlready):
        retro_causes.make_cause(store, note, is_confirmed=True)


def test_what_is_done_out_of_a_note_is_a_measure_against_the_cause_that_it_becomes_and_stays_in_the_meeting(store, shop, write, undone):
    early, late = write("Old press"), write("New staff")
    for note in (early, late):
        retro_causes.link_gap(store, note, shop.gap)
    before = quick_joint_actions.quick_action(store, Origin("retro_note", early), "Oil it; li na; +7d", TODAY)
    first = undone(lambda: retro_causes.make_cause(store, early, is_confirmed=True))
    second = retro_causes.make_cause(store, late, is_confirmed=True)
    after = undone(lambda: quick_joint_actions.quick_action(store, Origin("retro_note", late), "Drill; li na; +7d; training", TODAY))
    why = whys.add_why(store, second, text="Nobody has time to teach")
    causes = {cause.id: [line.id for line in cause.measures] for cause in gap_view(store, shop.gap).causes}
    assert causes == {first: [before], second: [], why: [after]}
    board = retro_board(store, shop.meeting)
    assert {note.id: [line.id for line in note.actions] for note in board.notes} == {early: [before], late: [after]}
    assert len(board.meeting.actions) == meetings.listing(store)[0].open_actions == 2
    with pytest.raises(HasActions):
        retro_notes.remove(store, late)


def test_a_note_that_explains_a_gap_does_not_speak_of_another(store, shop, write):
    note, other = write("Old press"), store.new_id()
    with store.write(Label("gap")):
        values = {"unit_id": shop.workshop, "dimension": "Scrap", "target": "2", "actual": "3", "unit": "%", "gap_value": "1"}
        store.insert("gap", id=other, **values, severity="minor")
    retro_causes.link_gap(store, note, shop.gap)
    retro_causes.make_cause(store, note, is_confirmed=True)
    with pytest.raises(IsCauseOfAnother):
        retro_causes.link_gap(store, note, other)


def test_what_is_done_out_of_a_grouped_note_is_done_about_its_group(store, shop, write):
    head, below = write("Old press"), write("Press 3 stops")
    retro_notes.rewrite(store, head, 1, "Press 3 stops twice a shift")
    quick_joint_actions.quick_action(store, Origin("retro_note", below), "Oil it; li na; +7d", TODAY)
    retro_notes.group(store, [below], head)
    board = retro_board(store, shop.meeting)
    assert [len(note.actions) for note in board.notes] == [1, 1]
    assert board.findings() == []


def test_an_action_out_of_a_note_needs_an_owner_and_a_date(store, shop, write):
    origin = Origin("retro_note", write("Slow"))
    with pytest.raises(ActionWithoutOwner):
        quick_joint_actions.quick_action(store, origin, "Oil it; +7d", TODAY)
    with pytest.raises(ActionWithoutDate):
        quick_joint_actions.quick_action(store, origin, "Oil it; li na", TODAY)
    with pytest.raises(NobodyCalledSo):
        quick_joint_actions.quick_action(store, origin, "Oil it; li na; +7d; nobody", TODAY)
    with pytest.raises(ActionWithoutOwner):
        actions.add_action(store, origin, title="Oil it", due="2026-12-01")


def test_units_beside_an_owner_are_found_by_a_part_of_their_name_changed_and_taken_away(store, shop, undone):
    made = undone(lambda: action_units.add_joint(store, title="Upgrade", owner=shop.li, with_units="设备部、Training"))
    assert [unit.id for unit in action_units.units_of(store, made)] == [shop.equipment, shop.training]
    version = actions.action(store, made).version
    undone(lambda: action_units.edit_joint(store, made, version, with_units="training"))
    assert actions.action(store, made).with_units == ("Training 培训部",)
    action_units.edit_joint(store, made, version, title="Upgrade now")
    assert (actions.action(store, made).title, actions.action(store, made).owners) == ("Upgrade now", "Li Na with Training 培训部")
    undone(lambda: action_units.edit_joint(store, made, version + 1, with_units=""))
    assert actions.action(store, made).owners == "Li Na"
    with pytest.raises(NoUnitCalledSo):
        action_units.read_units(store, "Mars")
    with pytest.raises(SeveralUnits):
        action_units.read_units(store, "部")


def test_today_names_the_units_beside_the_owner(store, shop):
    action_units.add_joint(store, title="Upgrade", owner=shop.li, due="2026-11-25", with_units="equipment")
    (line,) = [line for line in today_view(store, TODAY).lines if line.kind is AgendaKind.ACTION]
    assert line.subject == "Li Na with Equipment 设备部"
