"""What can be done with goals and key results."""

from __future__ import annotations

from perftui.commands.models import DRY, FILE, JSON, OVERWRITE, YES, Argument, Command, Needs
from perftui.i18n import mark

GOALS = (
    Command(
        "goals.add", mark("Add a goal"), mark("A goal below the one under the cursor: title; owner; due date"), "ctrl+n", mark("New"), 10
    ),
    Command(
        "goals.add_key_result",
        mark("Add a key result"),
        mark("A key result of this goal: title; target; due date"),
        "insert",
        mark("Key result"),
        14,
        needs=Needs.ROW,
    ),
    Command(
        "goals.check_in",
        mark("Check in"),
        mark("Value, confidence and a note for this key result"),
        "f7",
        mark("Check in"),
        11,
        needs=Needs.ROW,
    ),
    Command("goals.open", mark("Open"), mark("Everything about this goal or key result"), "enter", needs=Needs.ROW),
    Command("goals.edit", mark("Edit"), mark("Change this goal or key result in a form"), "f2", mark("Edit"), 12, needs=Needs.ROW),
    Command(
        "goals.move", mark("Move below another goal"), mark("Pick the new parent; the whole branch moves along"), "ctrl+r", needs=Needs.GOAL
    ),
    Command("goals.move_up", mark("Move up"), mark("Before the goal or key result above it"), "shift+up", needs=Needs.ROW),
    Command("goals.move_down", mark("Move down"), mark("Behind the goal or key result below it"), "shift+down", needs=Needs.ROW),
    Command("goals.assign", mark("Assign"), mark("Give this goal, or the marked ones, another owner"), "f4", needs=Needs.ROW),
    Command("goals.weigh", mark("Equal weights"), mark("Give this one and its siblings equal weights that sum to 100 %"), needs=Needs.ROW),
    Command("goals.link", mark("Link"), mark("This goal contributes to, depends on or conflicts with another"), needs=Needs.GOAL),
    Command(
        "goals.archive", mark("Archive"), mark("Take this goal and all below it out of the tree; can be undone"), "delete", needs=Needs.ROW
    ),
    Command("goals.show_owner", mark("Go to the owner"), mark("Open the person or unit that owns this goal"), needs=Needs.ROW),
    Command("goals.filter", mark("Filter"), mark("Cycle, owner, unit, state, or a text"), "ctrl+l", mark("Filter"), 25),
    Command("goals.expand_all", mark("Expand all"), mark("Open the whole tree"), "asterisk"),
    Command("goals.collapse_all", mark("Collapse all"), mark("Close the whole tree"), "minus"),
    Command(
        "goals.bring_in",
        mark("Import goals"),
        mark("OKRs in Markdown, CSV or XLSX, with a preview, in one step that can be undone"),
        verb="import goals",
        arguments=(
            Argument("FILE", mark("a Markdown, CSV or XLSX file")),
            Argument("--cycle", mark("the cycle to put them in, such as 2026-Q4"), is_optional=True),
            YES,
            DRY,
        ),
    ),
    Command(
        "goals.send_out",
        mark("Export goals"),
        mark("Markdown, CSV, XLSX or JSON, by the ending of the name"),
        verb="export goals",
        arguments=(FILE, OVERWRITE),
    ),
    Command(
        "goals.print_list",
        mark("List goals"),
        mark("Print the goal tree on the terminal"),
        verb="list goals",
        arguments=(JSON,),
        is_in_program=False,
    ),
)
