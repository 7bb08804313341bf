"""What can be done with assessments: in their list, and in the sheet of one."""

from __future__ import annotations

from perftui.commands.models import Command, Needs
from perftui.commands.reports import LISTED
from perftui.i18n import mark

_ROW = Needs.ROW


def _steps(scope: str) -> tuple[Command, ...]:
    """What both screens can do with one assessment."""
    return (
        Command(
            f"{scope}.go_on",
            mark("Next state"),
            mark("To the person, the manager, calibration, shared, acknowledged or disputed, final"),
            "f7",
            mark("Next state"),
            13,
            needs=_ROW,
        ),
        Command(f"{scope}.send_back", mark("Send back one step…"), mark("The reason is kept"), needs=_ROW),
        Command(
            f"{scope}.add_follow_up", mark("Add an action…"), mark("What follows from this assessment, with owner and date"), needs=_ROW
        ),
        Command(f"{scope}.need_none", mark("No follow-up needed…"), mark("With the reason: only so it ends without an action"), needs=_ROW),
        Command(f"{scope}.fill", mark("Fill in measured values"), mark("From check-ins and from the library's values"), needs=_ROW),
        Command(f"{scope}.show_changes", mark("Changes with their reasons"), mark("Calibrated, overridden, sent back"), needs=_ROW),
        Command(f"{scope}.show_goals", mark("Goals of this person"), mark("Open them in the goal tree"), needs=_ROW),
        Command(
            f"{scope}.send_out_sheet", mark("Export the sheet"), mark("XLSX, Markdown, CSV or JSON, by the ending of the name"), needs=_ROW
        ),
    )


_LIST = (
    Command(
        "reviews.add",
        mark("New assessments"),
        mark("For a person or a whole unit, from a template or from key results; seen before"),
        "ctrl+n",
        mark("New"),
        10,
    ),
    Command("reviews.open", mark("Open the sheet"), mark("Indicators, scores and evidence"), "enter", mark("Sheet"), 11, needs=_ROW),
    Command(
        "reviews.edit", mark("Notes"), mark("Development note, second reader, potential, statement"), "f2", mark("Notes"), 12, needs=_ROW
    ),
    *_steps("reviews"),
    Command("reviews.remove", mark("Remove the draft"), mark("Only drafts; undo brings them back"), "delete", needs=_ROW),
    Command("reviews.look", mark("Details"), mark("Everything about this assessment"), needs=_ROW),
    Command(
        "reviews.meet",
        mark("Calibration meeting…"),
        mark("Expected and actual distribution, and the nine boxes; changes with their reason"),
    ),
    Command("reviews.set_bands", mark("Rating bands…"), mark("The bands of this cycle, and what is expected of each: shown, never forced")),
    Command("reviews.filter", mark("Filter"), mark("Cycle, state, unit, without follow-up"), "ctrl+l", mark("Filter"), 25),
    Command("reviews.send_out", mark("Export the list"), mark("Markdown, XLSX, CSV or JSON, by the ending of the name")),
    Command(
        "reviews.print_without_follow_up",
        mark("Evaluated without follow-up"),
        mark("People who were evaluated and from whose assessment nothing follows"),
        verb="report no-follow-up",
        arguments=LISTED,
        is_in_program=False,
    ),
)
_SHEET = (
    Command("sheets.edit", mark("Edit the cell"), mark("A digit begins as well; Enter goes on to the next row"), "f2", needs=_ROW),
    Command("sheets.add", mark("Add an indicator"), mark("A measure of the library, or a name of your own"), "ctrl+n", mark("New"), 10),
    Command("sheets.edit_all", mark("Indicator in a form"), mark("Yardstick, anchors and notes"), needs=_ROW),
    Command("sheets.remove", mark("Remove the indicator"), mark("Undo brings it back"), "delete", needs=_ROW),
    Command("sheets.write_notes", mark("Notes"), mark("Development note, second reader, potential, statement"), needs=_ROW),
    *_steps("sheets"),
    Command("sheets.pick", mark("Another assessment"), mark("Of the same list"), "f4", mark("Other"), 16),
    Command("sheets.open", mark("Details"), mark("Everything about this assessment")),
)
ASSESSMENTS = (*_LIST, *_SHEET)
