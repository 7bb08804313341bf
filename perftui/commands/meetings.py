"""What can be done with conflicts, resources, and meetings with their actions."""

from __future__ import annotations

from perftui.commands.models import Command, Needs
from perftui.i18n import mark

NEEDS = (
    Command("goals.allocate", mark("Needs a resource…"), mark("Money, people, hours or machines that this goal needs"), needs=Needs.ROW),
    Command("goals.change_need", mark("Change a need"), mark("How much this goal needs of a resource"), needs=Needs.ROW),
    Command("goals.release", mark("No longer needs a resource"), mark("This goal does without a resource"), needs=Needs.ROW),
)
CONFLICTS = (
    Command(
        "conflicts.add",
        mark("Record a conflict"),
        mark("Two goals that stand in each other's way, picked by hand"),
        "ctrl+n",
        mark("New"),
        10,
    ),
    Command("conflicts.open", mark("Open"), mark("Everything about this conflict"), "enter", mark("Open"), 11, needs=Needs.ROW),
    Command("conflicts.edit", mark("Edit"), mark("The kind of this conflict, and what is written about it"), "f2", needs=Needs.ROW),
    Command(
        "conflicts.meet",
        mark("Open a meeting"),
        mark("An alignment or resource meeting about this conflict, filled in beforehand"),
        "f7",
        mark("Meet"),
        12,
        needs=Needs.ROW,
    ),
    Command("conflicts.record", mark("Record it"), mark("Keep a conflict that was found, so that somebody settles it"), needs=Needs.ROW),
    Command("conflicts.settle", mark("Settle it"), mark("Write down how this conflict was settled"), needs=Needs.ROW),
    Command(
        "conflicts.wave_off",
        mark("Dismiss it"),
        mark("Say why this is no conflict; it is not found again"),
        "delete",
        needs=Needs.ROW,
    ),
    Command("conflicts.reopen", mark("Open it again"), mark("It is not settled, or not dismissed, after all"), needs=Needs.ROW),
    Command("conflicts.filter", mark("Filter"), mark("State, kind or unit"), "ctrl+l", mark("Filter"), 25),
    Command("conflicts.send_out", mark("Export the conflicts"), mark("Markdown, XLSX, CSV or JSON, by the ending of the name")),
    Command("conflicts.show_first", mark("Go to the first goal"), mark("Open it in the goal tree"), needs=Needs.ROW),
    Command("conflicts.show_second", mark("Go to the second goal"), mark("Open it in the goal tree"), needs=Needs.ROW),
    Command("conflicts.show_meeting", mark("Go to the meeting"), mark("Where this conflict is a topic"), needs=Needs.ROW),
    Command("conflicts.show_resources", mark("Resources"), mark("How much there is of each, who needs it, what is left")),
    Command("conflicts.add_resource", mark("Add a resource"), mark("Something of which goals need a part, such as a budget")),
)
_MEETINGS = (
    Command(
        "meetings.add",
        mark("Plan a meeting"),
        mark("Alignment, resources, review, retrospective …"),
        "ctrl+n",
        mark("New"),
        10,
    ),
    Command(
        "meetings.open",
        mark("Open"),
        mark("Everything about this meeting, or the retrospective"),
        "enter",
        mark("Open"),
        11,
        needs=Needs.ROW,
    ),
    Command("meetings.edit", mark("Edit"), mark("Title, date, place, agenda and minutes"), "f2", mark("Edit"), 12, needs=Needs.ROW),
    Command("meetings.add_participant", mark("Add a participant"), mark("A person or a unit"), needs=Needs.ROW),
    Command("meetings.add_topic", mark("Add a topic"), mark("A goal to talk about"), needs=Needs.ROW),
    Command("meetings.decide", mark("Add a decision"), mark("What was decided, about one goal or all of it"), needs=Needs.ROW),
    Command(
        "meetings.change_weight",
        mark("Change a weight"),
        mark("Of a goal that is talked about; kept with this meeting and the reason"),
        needs=Needs.ROW,
    ),
    Command(
        "meetings.change_share",
        mark("Change a share of a resource"),
        mark("How much a goal gets; kept with this meeting and the reason"),
        needs=Needs.ROW,
    ),
    Command("meetings.add_action", mark("Add an action"), mark("What somebody does by a day"), needs=Needs.ROW),
    Command(
        "meetings.hold",
        mark("Mark as held"),
        mark("It took place; its decisions can settle its conflicts"),
        "f7",
        mark("Mark as held"),
        13,
        needs=Needs.ROW,
    ),
)
_AFTER = (
    Command("meetings.finish_action", mark("Action done"), mark("Or not done after all"), needs=Needs.ROW),
    Command("meetings.edit_action", mark("Change an action"), mark("What, who, by when"), needs=Needs.ROW),
    Command("meetings.cancel_action", mark("Cancel an action"), mark("It is no longer needed; or it is after all"), needs=Needs.ROW),
    Command("meetings.reword", mark("Change a decision"), mark("Write it anew"), needs=Needs.ROW),
    Command("meetings.remove_part", mark("Remove a part"), mark("A participant, topic or decision that is wrong"), needs=Needs.ROW),
    Command("meetings.show_goal", mark("Go to a goal"), mark("One that is talked about"), needs=Needs.ROW),
    Command("meetings.show_conflict", mark("Go to a conflict"), mark("One that is a topic"), needs=Needs.ROW),
    Command("meetings.show_minutes", mark("Show the minutes"), mark("As one text, to read and copy"), needs=Needs.ROW),
    Command("meetings.send_out", mark("Export the minutes"), mark("To a Markdown, Word or text file"), needs=Needs.ROW),
    Command("meetings.cancel", mark("Cancel the meeting"), mark("Its conflicts wait again; can be undone"), "delete", needs=Needs.ROW),
    Command("meetings.plan_again", mark("Plan it again"), mark("It was not held, or not cancelled, after all"), needs=Needs.ROW),
    Command("meetings.filter", mark("Filter"), mark("Kind or state"), "ctrl+l", mark("Filter"), 25),
)
MEETINGS = (*_MEETINGS, *_AFTER)
