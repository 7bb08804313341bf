"""A retrospective at the keyboard: from silent writing to joint actions."""

from datetime import date

import pytest

from perftui.errors import Message
from perftui.services import action_units, actions, drafts, meetings, quick_joint_actions, retro_notes, retrospectives
from perftui.services.actions import Origin
from perftui.services.draft_titles import title
from perftui.services.retro_boards import retro_board
from perftui.services.today import AgendaKind, AgendaLine
from screens.draft_places import draft_place

pytestmark = pytest.mark.usefixtures("anything_may_be_proposed")

TODAY = date(2026, 11, 23)
INS, F4, F5, CLEAR = "\x1b[2~", "\x1bOS", "\x1b[15~", "\x15"


@pytest.fixture
def meeting(desk, store):
    return retrospectives.plan_retrospective(store, start="14:00", title="Why [b] it fell", on="2026-11-20")


def board(store):
    return retro_board(store, meetings.listing(store)[0].id)


async def test_a_retrospective_goes_from_complaint_to_problem_to_a_joint_action(desk, store):
    await desk.type("ctrl+g", "e", "ctrl+n", "retro", "enter", "Pass rate", "ctrl+s", "enter")
    assert "Step 1 of 7" in desk.shown
    await desk.type("ctrl+n", "+ shift log", "enter", "- it is always his fault", "enter", "- press stops", "enter", "escape")
    assert [(note.kind.value, note.text) for note in board(store).notes] == [
        ("good", "shift log"),
        ("complaint", "it is always his fault"),
        ("complaint", "press stops"),
    ]
    await desk.type("+", "+", "-", "f2", "he never oils it", "enter")
    assert "It still says “never”" in desk.shown
    await desk.type(CLEAR, "Press 3 stops twice a shift", "enter", F4, "equip", "enter")
    await desk.type(INS, "Upgrade; li na; +90d; marketing, 运营", "enter", "escape")
    problem = board(store).complaints[0]
    assert (problem.problem, problem.tag, problem.votes) == ("Press 3 stops twice a shift", "equipment", 1)
    assert [(line.title, line.owners, line.due) for line in problem.actions] == [
        ("Upgrade", "Li Na with Marketing, 运营部", date(2027, 2, 21))
    ]


async def test_notes_that_say_the_same_are_grouped_and_come_apart_with_undo(desk, store, meeting):
    for text in ("Slow", "Very slow", "Dark"):
        retro_notes.add_note(store, meeting, retro_notes.NoteKind.COMPLAINT, text)
    await desk.type("ctrl+g", "e", "enter", "down", " ")
    await desk.choose("group under")
    await desk.type("slow", "enter")
    assert [note.text for note in board(store).heads] == ["Slow", "Dark"]
    await desk.type("ctrl+z")
    assert len(board(store).heads) == 3


async def test_the_agenda_goes_on_step_by_step_is_read_back_and_the_meeting_held(desk, store, meeting):
    note = retro_notes.add_note(store, meeting, retro_notes.NoteKind.COMPLAINT, "Slow")
    quick_joint_actions.quick_action(store, Origin(retro_notes.ENTITY, note), "Oil it; li na; +7d", TODAY)
    await desk.type("ctrl+g", "e", "f7")
    assert "Mark “Why [b] it fell” as held?" in desk.shown
    await desk.type("n")
    assert "14:00–14:05" in desk.shown
    await desk.type(*["f7"] * 6)
    assert "Oil it · Li Na" in desk.shown
    await desk.type("escape", "f7", "f7")
    assert "1 complaint is not written as a problem yet" in desk.shown
    await desk.type("y")
    assert (meetings.listing(store)[0].state, board(store).current) == ("held", None)
    await desk.type("escape")
    assert "Why [b] it fell" in desk.shown
    assert "0 of 1 done" in desk.shown


async def test_today_leads_from_an_action_to_its_note_and_esc_back(desk, store, meeting):
    note = retro_notes.add_note(store, meeting, retro_notes.NoteKind.COMPLAINT, "Slow")
    quick_joint_actions.quick_action(store, Origin(retro_notes.ENTITY, note), "Oil it; li na; +0d; marketing", TODAY)
    await desk.type("1", F5, "\x1b[H")
    assert "Oil it" in desk.shown
    await desk.type("enter")
    assert "Retrospective: Why [b] it fell" in desk.shown
    await desk.type("f2", *["tab"] * 3, CLEAR, "运营部, Marketing", "ctrl+s")
    (line,) = actions.of_meeting(store, meeting)
    assert {unit.name for unit in action_units.units_of(store, line.id)} == {"运营部", "Marketing"}
    await desk.choose("where it came from")
    assert desk.section.key == note
    await desk.type("escape")
    assert desk.section.key == line.id
    await desk.type("escape", "escape")
    assert "Action due" in desk.shown


async def test_a_note_that_was_not_added_waits_on_today_and_comes_back(desk, store, meeting):
    await desk.type("ctrl+g", "e", "enter", "ctrl+n", "half a thought", "escape")
    (draft,) = drafts.listing(store)
    assert title(store, draft) == "New note: half a thought"
    line = AgendaLine(AgendaKind.DRAFT, TODAY, "", "", draft.form, draft.subject, Message(""))
    assert draft_place(line).section == "retrospectives"
    await desk.type("1")
    desk.app.go_to(draft_place(line))
    await desk.pilot.pause()
    await desk.type("!", "enter")
    assert [note.text for note in board(store).notes] == ["half a thought!"]
