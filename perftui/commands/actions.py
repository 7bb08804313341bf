"""What can be done with actions, wherever they come from."""

from __future__ import annotations

from perftui.commands.models import FILE, JSON, OVERWRITE, Argument, Command, Needs
from perftui.i18n import mark

_WORK = (
    Command("actions.add", mark("Add an action"), mark("One line: title; owner; due date or how often; role"), "ctrl+n", mark("New"), 10),
    Command("actions.open", mark("Open"), mark("Everything about this action"), "enter", mark("Open"), 11, needs=Needs.ROW),
    Command("actions.edit", mark("Edit"), mark("Change this action in a form"), "f2", mark("Edit"), 13, needs=Needs.ROW),
    Command(
        "actions.finish",
        mark("Done"),
        mark("This action, or the day of a series that is due next; late stays late"),
        "f7",
        mark("Done"),
        12,
        needs=Needs.ROW,
    ),
    Command(
        "actions.change",
        mark("Change marked rows"),
        mark("Done, owner, due date or role of all marked actions, after a preview"),
        "ctrl+r",
        needs=Needs.MARKS,
    ),
    Command("actions.add_in_form", mark("Add an action in a form"), mark("With measure, last day and note")),
    Command("actions.miss", mark("Missed"), mark("The day of this series that is due next was missed, and stays missed"), needs=Needs.ROW),
    Command("actions.miss_all", mark("Missed until today"), mark("All days of this series before today were missed"), needs=Needs.ROW),
    Command("actions.end_series", mark("End the series"), mark("It is not needed again; its days so far stay"), needs=Needs.ROW),
    Command("actions.reopen", mark("Open again"), mark("It is not done after all, or not cancelled"), needs=Needs.ROW),
    Command("actions.cancel", mark("Cancel"), mark("It is no longer needed; can be undone"), "delete", needs=Needs.ROW),
)
_VIEW = (
    Command("actions.filter", mark("Filter"), mark("Mine, owner, role, when, where from, state"), "ctrl+l", mark("Filter"), 25),
    Command("actions.show_mine", mark("My items"), mark("Only what is mine, or everybody's again; asks once who you are")),
    Command("actions.say_who", mark("Who are you?"), mark("Choose the person whose items are yours")),
    Command("actions.sort", mark("Sort"), mark("Choose the column that gives the order; the same again turns it round")),
    Command("actions.show_origin", mark("Go to where it came from"), mark("The meeting, gap, assessment or goal"), needs=Needs.ROW),
    Command("actions.show_owner", mark("Go to the owner"), mark("The person who does it"), needs=Needs.ROW),
    Command("actions.show_history", mark("History"), mark("Show in the details who changed what, or hide it again"), needs=Needs.ROW),
)
_FILES = (
    Command(
        "actions.send_out",
        mark("Export actions"),
        mark("A calendar (ICS), Markdown, XLSX, CSV or JSON, by the ending of the name; here those that are listed"),
        verb="export actions",
        arguments=(FILE, Argument("--with-meetings", mark("planned meetings too, in a calendar"), is_flag=True), OVERWRITE),
    ),
    Command(
        "actions.print_list",
        mark("List actions"),
        mark("Print the open actions, the most urgent first"),
        verb="list actions",
        arguments=(JSON,),
        is_in_program=False,
    ),
)
ACTIONS = (*_WORK, *_VIEW, *_FILES)
