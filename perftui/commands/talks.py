"""What can be done with talks, bottlenecks, and worksheets for other departments."""

from __future__ import annotations

from perftui.commands.models import Command, Needs
from perftui.i18n import mark

_WORK = (
    Command("talks.add", mark("Plan a talk"), mark("One line: name; kind; date; manager"), "ctrl+n", mark("New"), 10),
    Command("talks.open", mark("Open"), mark("Everything about this talk"), "enter", mark("Open"), 11, needs=Needs.ROW),
    Command(
        "talks.write_down",
        mark("Write it down"),
        mark("Goal, reality, options, way forward, with the questions beside them; what follows, one action a line"),
        "f7",
        mark("GROW"),
        12,
        needs=Needs.ROW,
    ),
    Command("talks.edit", mark("Edit"), mark("Who, when, which kind, about what, read by whom"), "f2", mark("Edit"), 13, needs=Needs.ROW),
    Command("talks.add_in_form", mark("Plan a talk in a form"), mark("With goal, gap, plan and who may read it")),
    Command("talks.prepare", mark("Prep sheet"), mark("One page: figures, gaps, promises kept or not, script"), needs=Needs.ROW),
    Command("talks.export_sheet", mark("Export the prep sheet"), mark("To a Markdown, Word or text file"), needs=Needs.ROW),
    Command("talks.show_script", mark("Script"), mark("What to say, filled from the record, to read and copy"), needs=Needs.ROW),
    Command("talks.export_script", mark("Export the script"), mark("To a Markdown, Word or text file"), needs=Needs.ROW),
    Command("talks.tell_purpose", mark("Purpose told"), mark("The person was told what it is for, and on which day"), needs=Needs.ROW),
    Command("talks.set_cadence", mark("Regular talks"), mark("How often there is a talk with this person"), needs=Needs.ROW),
    Command("talks.end_cadence", mark("End the regular talks"), mark("No more talks are due with this person"), needs=Needs.ROW),
    Command("talks.cancel", mark("Cancel"), mark("This talk is not held; can be undone"), "delete", needs=Needs.ROW),
    Command("talks.plan_again", mark("Plan it again"), mark("It was not held, or not cancelled, after all"), needs=Needs.ROW),
)
_MORE = (
    Command("talks.finish_action", mark("Action done"), mark("One that was agreed here, or not done after all"), needs=Needs.ROW),
    Command("talks.add_bottleneck", mark("Add a bottleneck"), mark("Where the work of this person gets stuck"), needs=Needs.ROW),
    Command("talks.add_worksheet", mark("Add a worksheet"), mark("What another department needs, and what we ask of it"), needs=Needs.ROW),
    Command("talks.filter", mark("Filter"), mark("Mine, state or kind"), "ctrl+l", mark("Filter"), 25),
    Command("talks.show_cards", mark("Coaching cards"), mark("For each manager: talks held and overdue, whole GROW, support kept")),
    Command("talks.show_person", mark("Go to the person"), mark("With whom this talk is"), needs=Needs.ROW),
    Command("talks.show_subject", mark("Go to what it is about"), mark("The plan, the gap or the goal"), needs=Needs.ROW),
    Command("talks.show_history", mark("History"), mark("Show in the details who changed what, or hide it again"), needs=Needs.ROW),
)
TALKS = (*_WORK, *_MORE)
BOTTLENECKS = (
    Command("bottlenecks.add", mark("Add a bottleneck"), mark("Where the work gets stuck, with a tag"), "ctrl+n", mark("New"), 10),
    Command("bottlenecks.open", mark("Open"), mark("This bottleneck, and the ranking"), "enter", mark("Open"), 11, needs=Needs.ROW),
    Command("bottlenecks.solve", mark("Solved"), mark("Say how this bottleneck was solved"), "f7", mark("Solved"), 12, needs=Needs.ROW),
    Command("bottlenecks.edit", mark("Edit"), mark("Change this bottleneck in a form"), "f2", mark("Edit"), 13, needs=Needs.ROW),
    Command("bottlenecks.drop", mark("Drop"), mark("It is none after all; can be undone"), "delete", needs=Needs.ROW),
    Command("bottlenecks.reopen", mark("Open again"), mark("It is still there"), needs=Needs.ROW),
    Command("bottlenecks.filter", mark("Filter"), mark("State, tag or unit"), "ctrl+l", mark("Filter"), 25),
    Command("bottlenecks.send_out", mark("Export the ranking"), mark("Markdown, XLSX, CSV or JSON, by the ending of the name")),
    Command("bottlenecks.show_talk", mark("Go to the talk"), mark("In which it was named"), needs=Needs.ROW),
)
WORKSHEETS = (
    Command("worksheets.add", mark("Add a worksheet"), mark("Before a talk with another department"), "ctrl+n", mark("New"), 10),
    Command("worksheets.open", mark("Open"), mark("Everything on this worksheet"), "enter", mark("Open"), 11, needs=Needs.ROW),
    Command("worksheets.agree", mark("Agreed"), mark("Both sides agreed, or not yet after all"), "f7", mark("Agreed"), 12, needs=Needs.ROW),
    Command("worksheets.edit", mark("Edit"), mark("Change this worksheet in a form"), "f2", mark("Edit"), 13, needs=Needs.ROW),
    Command("worksheets.drop", mark("Drop"), mark("It is not needed; can be undone"), "delete", needs=Needs.ROW),
    Command("worksheets.filter", mark("Filter"), mark("State or department"), "ctrl+l", mark("Filter"), 25),
    Command("worksheets.send_out", mark("Export the worksheet"), mark("To a Markdown, Word or text file"), needs=Needs.ROW),
    Command("worksheets.show_talk", mark("Go to the talk"), mark("For which it was made"), needs=Needs.ROW),
)
