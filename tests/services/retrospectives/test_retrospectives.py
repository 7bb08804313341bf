from datetime import date

import docx
import pytest

from perftui import i18n
from perftui.domain.meetings import MeetingKind
from perftui.domain.retrospectives import BadMinutes, IssueTag, NotAClock, NoteKind
from perftui.i18n import say
from perftui.services import action_units, meeting_minutes, meetings, quick_joint_actions, retro_causes, retro_notes, retrospectives
from perftui.services.actions import Origin
from perftui.services.retro_boards import retro_board
from perftui.services.retrospectives import AgendaDone, GapIsTopic, HasAgenda, NothingBegun
from perftui.storage.stores import Gone

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def english():
    yield
    i18n.use("en")


def board(store, shop):
    return retro_board(store, shop.meeting)


def test_a_retrospective_begins_with_the_agenda_and_rules_of_the_library_and_its_gaps_as_topics(store, undone):
    made = undone(lambda: retrospectives.plan_retrospective(store, title="What happened", on="2026-11-20"))
    found = retro_board(store, made)
    assert found.meeting.kind is MeetingKind.RETROSPECTIVE
    assert [step.code for step in found.steps] == ["open", "facts", "good", "causes", "why", "actions", "close"]
    assert sum(step.minutes for step in found.steps) == 60
    assert "We describe events, not character." in found.meeting.agenda
    assert found.start is None


def test_a_gap_is_a_topic_once_and_is_named_with_whose_it_is(store, shop):
    assert [topic.title for topic in board(store, shop).meeting.topics] == ["Product pass rate · Production 生产部"]
    with pytest.raises(GapIsTopic):
        retrospectives.add_gap(store, shop.meeting, shop.gap)


def test_the_agenda_is_taken_in_the_language_in_use(store, shop):
    i18n.use("zh")
    made = retrospectives.plan_retrospective(store, title="复盘", on="2026-11-20")
    assert retro_board(store, made).steps[0].text == "说明目的与规则。"
    assert "谈事件，不谈人品。" in retro_board(store, made).meeting.agenda


def test_steps_stand_one_after_the_other_from_the_start_and_follow_changed_minutes(store, shop, undone):
    step = board(store, shop).steps[1]
    undone(lambda: retrospectives.change_minutes(store, step.id, step.version, "20"))
    steps = board(store, shop).steps
    assert [tuple(one.span) for one in steps[:3]] == [(840, 845), (845, 865), (865, 870)]
    with pytest.raises(BadMinutes):
        retrospectives.change_minutes(store, step.id, 2, "an hour")
    undone(lambda: retrospectives.set_start(store, shop.meeting, "9"))
    assert board(store, shop).start == 540
    with pytest.raises(NotAClock):
        retrospectives.set_start(store, shop.meeting, "25:00")


def test_the_meeting_goes_from_step_to_step_and_back(store, shop, undone):
    with pytest.raises(NothingBegun):
        retrospectives.step_back(store, shop.meeting)
    assert undone(lambda: retrospectives.next_step(store, shop.meeting)) == "facts"
    assert board(store, shop).current == 1
    codes = [retrospectives.next_step(store, shop.meeting) for _step in range(6)]
    assert codes == ["good", "causes", "why", "actions", "close", ""]
    assert board(store, shop).current is None
    with pytest.raises(AgendaDone):
        retrospectives.next_step(store, shop.meeting)
    undone(lambda: retrospectives.step_back(store, shop.meeting))
    assert board(store, shop).current == 6
    retrospectives.next_step(store, shop.meeting, skips=True)
    assert board(store, shop).steps[6].state == "skipped"


def test_a_meeting_that_became_a_retrospective_takes_the_agenda_once(store, shop):
    made = meetings.add_meeting(store, kind="retrospective", title="Late", on="2026-11-20")
    retrospectives.take_agenda(store, made)
    assert len(retro_board(store, made).steps) == 7
    with pytest.raises(HasAgenda):
        retrospectives.take_agenda(store, made)


def worked_through(store, shop):
    """The record of R49: what was said, what the problems are, and what is done together."""
    add = retro_notes.add_note
    add(store, shop.meeting, NoteKind.GOOD, "Night shift reported every stop")
    machine = add(store, shop.meeting, NoteKind.COMPLAINT, "The old press is always somebody else's fault")
    skill = add(store, shop.meeting, NoteKind.COMPLAINT, "新员工操作不熟练")
    same = add(store, shop.meeting, NoteKind.COMPLAINT, "Press 3 stops twice a shift")
    retro_notes.group(store, [same], machine)
    retro_notes.rewrite(store, machine, 1, "Press 3 is 14 years old and stops twice a shift")
    retro_notes.rewrite(store, skill, 1, "Half of the shift has run the new procedure less than five times")
    for note, votes, tag in ((machine, 4, IssueTag.EQUIPMENT), (skill, 3, IssueTag.SKILL), (same, 1, None)):
        for _vote in range(votes):
            retro_notes.vote(store, note, 1)
        retro_notes.tag(store, [note], tag)
    return machine, skill


def test_notes_stand_by_kind_then_tag_and_the_votes_of_a_group_count_together(store, shop):
    worked_through(store, shop)
    found = board(store, shop)
    assert [(note.kind.value, note.votes) for note in found.heads] == [("good", 0), ("complaint", 5), ("complaint", 3)]
    assert [note.id for note in found.notes if note.head_id] == [found.notes[2].id]
    assert [(line.tag, line.votes) for line in found.by_tag] == [("equipment", 5), ("skill", 3)]
    assert tuple(found.shares) == (1, 1, 0)


def test_what_is_lacking_is_said_and_goes_away_with_each_action(store, shop, undone):
    machine, skill = worked_through(store, shop)
    assert [say(finding) for finding in board(store, shop).findings()] == [
        "2 problems have no action yet, such as Press 3 is 14 years old and stops twice a shift",
        "No action was agreed: one to three are usual, each with an owner and a date.",
    ]
    line = "Equipment upgrade plan; li na; +90d; 设备部, training"
    undone(lambda: quick_joint_actions.quick_action(store, Origin(retro_notes.ENTITY, machine), line, TODAY))
    quick_joint_actions.quick_action(store, Origin(retro_notes.ENTITY, skill), "技能强化培训; S1; 2026-12-24; 培训部", TODAY)
    assert board(store, shop).findings() == []
    owners = {action.title: action.owners for action in board(store, shop).meeting.actions}
    assert owners == {
        "Equipment upgrade plan": "Li Na with Equipment 设备部, Training 培训部",
        "技能强化培训": "Li Na with Training 培训部",
    }
    assert meetings.listing(store)[0].open_actions == 2


def test_the_minutes_hold_agenda_problems_shares_and_joint_actions(store, shop):
    machine, _skill = worked_through(store, shop)
    quick_joint_actions.quick_action(store, Origin(retro_notes.ENTITY, machine), "Equipment upgrade plan; li na; +90d; equipment", TODAY)
    retrospectives.next_step(store, shop.meeting, skips=True)
    text = meeting_minutes.as_markdown(store, shop.meeting)
    for line in (
        "- 14:00–14:05 · 5 min · Aim of the meeting and ground rules. · Left out",
        "- 14:20–14:35 · 15 min · Causes by category, silent writing first, then grouping.",
        "- Equipment: Press 3 is 14 years old and stops twice a shift (5 votes) → Equipment upgrade plan",
        "- 1 of 2 tagged problems lie with the system (50%), 1 with skills.",
        "- [ ] Equipment upgrade plan · Li Na with Equipment 设备部 · 2027-02-21 · To do",
        "- Night shift reported every stop",
    ):
        assert line in text.splitlines()


def test_the_minutes_are_a_word_document_with_a_heading_for_each_part(store, shop, tmp_path):
    machine, _skill = worked_through(store, shop)
    quick_joint_actions.quick_action(store, Origin(retro_notes.ENTITY, machine), "Equipment upgrade plan; li na; +90d; equipment", TODAY)
    assert meeting_minutes.export(store, shop.meeting, tmp_path / "minutes.docx") == 1
    written = docx.Document(str(tmp_path / "minutes.docx"))
    headings = [part.text for part in written.paragraphs if part.style.name.startswith("Heading")]
    assert headings[1:4] == ["Agenda", "Timed agenda", "What worked"]
    assert {"Problems", "System and person", "Actions"} <= set(headings)
    bullets = [part.text for part in written.paragraphs if part.style.name == "List Bullet"]
    assert "[ ] Equipment upgrade plan · Li Na with Equipment 设备部 · 2027-02-21 · To do" in bullets


def test_behind_a_scope_gaps_of_hidden_people_are_no_topics(store, shop):
    with store.write(retro_notes.Label("hide")):
        store.update("gap", shop.gap, 1, unit_id=None, person_id=shop.li)
    note = retro_notes.add_note(store, shop.meeting, NoteKind.COMPLAINT, "Hers")
    retro_causes.link_gap(store, note, shop.gap)
    other = action_units.lookups.newest_staff_no(store)
    assert other == "S1"
    store.limit_to([])
    with pytest.raises(Gone):
        retro_board(store, shop.meeting)
