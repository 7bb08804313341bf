"""What can be done with goals and key results."""

from __future__ import annotations

from perftui.commands.models import DRY, FILE, JSON, OVERWRITE, YES, Argument, Command, Needs
from perftui.i18n import mark

_ADDING = (
    Command(
        "goals.add", mark("Add a goal"), mark("A goal below the one under the cursor: title; owner; due date"), "ctrl+n", mark("New"), 10
    ),
    Command("goals.add_at_top", mark("Add a goal at the top"), mark("A theme, or a goal that belongs to none: title; owner; due date")),
    Command(
        "goals.add_key_result",
        mark("Add a key result"),
        mark("A key result of this goal: title; target; due date"),
        "insert",
        mark("Key result"),
        14,
        needs=Needs.ROW,
    ),
    Command("goals.add_in_form", mark("Add a goal in a form"), mark("With kind, weight, description and all that a goal can have")),
    Command(
        "goals.add_key_result_in_form",
        mark("Add a key result in a form"),
        mark("With baseline, ranges, red limits, stretch values and all that can be measured"),
        needs=Needs.ROW,
    ),
)
_CHECKING = (
    Command(
        "goals.check_in",
        mark("Check in"),
        mark("Value, confidence and a note for this key result, or for the marked ones one after the other"),
        "f7",
        mark("Check in"),
        11,
        needs=Needs.ROW,
    ),
    Command("goals.open", mark("Open"), mark("Everything about this goal or key result"), "enter", needs=Needs.ROW),
    Command("goals.show_history", mark("History"), mark("Who changed what here, or hide it again"), needs=Needs.ROW),
    Command("goals.show_owner", mark("Go to the owner"), mark("Open the person or unit that owns this goal"), needs=Needs.ROW),
)
_CHANGING = (
    Command("goals.edit", mark("Edit"), mark("Change this goal or key result in a form"), "f2", mark("Edit"), 12, needs=Needs.ROW),
    Command(
        "goals.advance", mark("Next state"), mark("Proposed, agreed, active, scored, closed: this goal or the marked ones"), needs=Needs.ROW
    ),
    Command(
        "goals.move", mark("Move below another goal"), mark("Pick the new parent; the whole branch moves along"), "ctrl+r", needs=Needs.ROW
    ),
    Command("goals.move_up", mark("Move up"), mark("Before the goal or key result above it"), "shift+up", needs=Needs.ROW),
    Command("goals.move_down", mark("Move down"), mark("Behind the goal or key result below it"), "shift+down", needs=Needs.ROW),
    Command("goals.assign", mark("Assign"), mark("Give this goal, or the marked ones, another owner"), "f4", needs=Needs.ROW),
    Command("goals.weigh", mark("Equal weights"), mark("Give this one and its siblings equal weights that sum to 100 %"), needs=Needs.ROW),
    Command("goals.set_weight", mark("Weight"), mark("Give this one another weight among its siblings"), needs=Needs.ROW),
    Command("goals.change", mark("Change one field"), mark("Of this row or of all marked ones, after a preview"), needs=Needs.ROW),
    Command("goals.link", mark("Link"), mark("This goal contributes to, depends on or conflicts with another"), needs=Needs.ROW),
    Command("goals.settle", mark("Settle a conflict"), mark("Write down how a conflict or dependency was settled"), needs=Needs.ROW),
    Command("goals.unlink", mark("Remove a link"), mark("This goal no longer has to do with another"), needs=Needs.ROW),
    Command(
        "goals.archive",
        mark("Archive"),
        mark("Take this goal and all below it, or the marked ones, out of the tree; can be undone"),
        "delete",
        needs=Needs.ROW,
    ),
    Command("goals.unarchive", mark("Bring back"), mark("Put what is archived back into the tree, with all below it"), needs=Needs.ROW),
)
_LOOKING = (
    Command("goals.filter", mark("Filter"), mark("Cycle, level, state, person or unit"), "ctrl+l", mark("Filter"), 25),
    Command("goals.expand_all", mark("Expand all below"), mark("Open this goal and everything below it"), "asterisk"),
    Command("goals.collapse_all", mark("Collapse"), mark("Close this goal and forget what was open below it"), "minus"),
    Command("goals.expand_tree", mark("Expand the whole tree"), mark("Open every goal")),
    Command("goals.collapse_tree", mark("Collapse the whole tree"), mark("Show only the topmost goals")),
)
_FILES = (
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
GOALS = (*_ADDING, *_CHECKING, *_CHANGING, *_LOOKING, *_FILES)
