"""What can be done on the board of a retrospective."""

from __future__ import annotations

from perftui.commands.models import Command, Needs
from perftui.i18n import mark

_NOTES = (
    Command(
        "retrospectives.add",
        mark("Write notes"),
        mark("Silent writing, one note after another: + worked, - complaint, ? idea; nobody's name is kept"),
        "ctrl+n",
        mark("Write"),
        10,
    ),
    Command(
        "retrospectives.next_step",
        mark("Next step"),
        mark("The running step of the agenda is done; after the last one the retrospective is held"),
        "f7",
        mark("Next step"),
        11,
    ),
    Command(
        "retrospectives.edit",
        mark("From complaint to problem"),
        mark("Write what happened, without blame; empty makes it a complaint again"),
        "f2",
        mark("Problem"),
        12,
        needs=Needs.ROW,
    ),
    Command(
        "retrospectives.add_action",
        mark("Action out of this note"),
        mark("In one line: title; owner; due date; units that answer for it too"),
        "insert",
        mark("Action"),
        13,
        needs=Needs.ROW,
    ),
    Command(
        "retrospectives.pick_tag",
        mark("Tag"),
        mark("Where the problem lies: equipment, process, skill, information, workload or goal"),
        "f4",
        mark("Tag"),
        14,
        needs=Needs.ROW,
    ),
    Command(
        "retrospectives.vote_more",
        mark("One vote more"),
        mark("For this note"),
        "plus,fullwidth_plus_sign",
        mark("Vote"),
        15,
        needs=Needs.ROW,
    ),
    Command("retrospectives.vote_less", mark("One vote less"), mark("For this note"), "minus,fullwidth_hyphen_minus", needs=Needs.ROW),
    Command("retrospectives.open", mark("Open"), mark("Everything about this note"), "enter", needs=Needs.ROW),
    Command("retrospectives.group", mark("Group under a note"), mark("This one, or the marked ones, say the same"), needs=Needs.ROW),
    Command("retrospectives.ungroup", mark("Let it stand by itself"), mark("This one, or the marked ones"), needs=Needs.ROW),
    Command("retrospectives.reword_note", mark("Change the words of the note"), mark("As it was written"), needs=Needs.ROW),
    Command("retrospectives.change_kind", mark("Another kind of note"), mark("What worked, complaint or idea"), needs=Needs.ROW),
    Command("retrospectives.link_gap", mark("Link to a gap"), mark("One that is a topic, or another open one"), needs=Needs.ROW),
    Command("retrospectives.make_cause", mark("Make it a cause"), mark("Of its gap: a candidate, or confirmed"), needs=Needs.ROW),
    Command("retrospectives.remove_note", mark("Remove the note"), mark("Can be undone"), "delete", needs=Needs.ROW),
)
_AGENDA = (
    Command("retrospectives.skip_step", mark("Leave this step out"), mark("The next one begins")),
    Command("retrospectives.step_back", mark("Back to the step before"), mark("It goes on after all")),
    Command("retrospectives.change_minutes", mark("Change the minutes of a step"), mark("Those behind it begin later or earlier")),
    Command("retrospectives.set_start", mark("Say when it begins"), mark("A time of day, such as 14:00; every step then has its time")),
    Command("retrospectives.take_agenda", mark("Take the agenda of the library"), mark("Where a meeting has no steps yet")),
)
_MEETING = (
    Command("retrospectives.read_back", mark("Read back"), mark("Decisions, actions with owner and date, and what is lacking")),
    Command("retrospectives.decide", mark("Add a decision"), mark("Such as who reports at the next meeting")),
    Command("retrospectives.finish_action", mark("Action done"), mark("Or not done after all")),
    Command("retrospectives.edit_action", mark("Change an action"), mark("What, who with whom, by when")),
    Command("retrospectives.cancel_action", mark("Cancel an action"), mark("It is no longer needed; or it is after all")),
    Command("retrospectives.add_participant", mark("Add a participant"), mark("A person or a unit")),
    Command("retrospectives.add_gap", mark("Add a gap"), mark("An open gap to talk about")),
    Command("retrospectives.add_topic", mark("Add a topic"), mark("A goal to talk about")),
    Command("retrospectives.remove_part", mark("Remove a part"), mark("A participant, topic or decision that is wrong")),
    Command("retrospectives.edit_meeting", mark("Change the meeting"), mark("Title, date, place, ground rules and minutes")),
    Command("retrospectives.hold", mark("Mark as held"), mark("It took place; what is lacking is said before")),
    Command("retrospectives.plan_again", mark("Plan it again"), mark("It was not held, or not cancelled, after all")),
    Command("retrospectives.show_minutes", mark("Show the minutes"), mark("As one text, to read and copy")),
    Command("retrospectives.send_out", mark("Export the minutes"), mark("To a Markdown, Word or text file")),
)
RETROSPECTIVES = (*_NOTES, *_AGENDA, *_MEETING)
