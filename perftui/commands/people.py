"""What can be done with people, units and cycles."""

from __future__ import annotations

from perftui.commands.models import DRY, FILE, JSON, OVERWRITE, YES, Argument, Command, Needs
from perftui.i18n import mark

PEOPLE = (
    Command("people.add", mark("Add a person"), mark("One line: name; unit; position; hire date"), "ctrl+n", mark("New"), 10),
    Command("people.open", mark("Open"), mark("Everything about this person"), "enter", mark("Open"), 11, needs=Needs.ROW),
    Command("people.add_in_form", mark("Add a person in a form"), mark("With e-mail, manager, pinyin and all that a person can have")),
    Command("people.edit", mark("Edit"), mark("Change this person in a form"), "f2", mark("Edit"), 12, needs=Needs.ROW),
    Command(
        "people.change",
        mark("Change marked rows"),
        mark("Set one field of all marked people, after a preview"),
        "ctrl+r",
        "",
        needs=Needs.MARKS,
    ),
    Command(
        "people.archive",
        mark("Archive"),
        mark("Take this person, or the marked ones, out of the lists; can be undone"),
        "delete",
        needs=Needs.ROW,
    ),
    Command(
        "people.filter", mark("Filter"), mark("Show only some units, a manager's people, or those who left"), "ctrl+l", mark("Filter"), 25
    ),
    Command(
        "people.bring_back", mark("Bring back"), mark("Put this archived person, or the marked ones, back into the lists"), needs=Needs.ROW
    ),
    Command("people.sort", mark("Sort"), mark("Choose the column that gives the order; the same again turns it round")),
    Command("people.show_goals", mark("Goals of this person"), mark("Open the goal tree at this person's goals"), needs=Needs.ROW),
    Command("people.show_history", mark("History"), mark("Show in the details who changed what, or hide it again"), needs=Needs.ROW),
    Command(
        "people.bring_in",
        mark("Import people"),
        mark("A roster in CSV or XLSX, with a preview, in one step that can be undone"),
        verb="import people",
        arguments=(
            Argument("FILE", mark("a CSV or XLSX file")),
            Argument("--dates", mark("the order of day, month and year in its dates"), choices=("ymd", "dmy", "mdy")),
            YES,
            DRY,
        ),
    ),
    Command(
        "people.send_out",
        mark("Export people"),
        mark("CSV, XLSX or JSON, by the ending of the name; here those who are listed"),
        verb="export people",
        arguments=(FILE, OVERWRITE),
    ),
    Command(
        "people.print_list",
        mark("List people"),
        mark("Print the roster on the terminal"),
        verb="list people",
        arguments=(JSON,),
        is_in_program=False,
    ),
)

UNITS = (
    Command("units.add", mark("Add a unit"), mark("A new unit below the one under the cursor"), "ctrl+n", mark("New"), 10),
    Command("units.open", mark("Open"), mark("Everything about this unit, with its people"), "enter", mark("Open"), 11, needs=Needs.ROW),
    Command("units.edit", mark("Edit"), mark("Rename this unit or move it below another"), "f2", mark("Edit"), 12, needs=Needs.ROW),
    Command("units.archive", mark("Archive"), mark("Take an empty unit out of the lists; can be undone"), "delete", needs=Needs.ROW),
    Command("units.bring_back", mark("Bring back"), mark("Put this archived unit back to its place"), needs=Needs.ROW),
    Command("units.filter", mark("With archived"), mark("Show archived units too, or leave them out again"), "ctrl+l"),
    Command("units.show_people", mark("People of this unit"), mark("Show the people of this unit and of all below it"), needs=Needs.ROW),
    Command("units.show_goals", mark("Goals of this unit"), mark("Open the goal tree at this unit's goals"), needs=Needs.ROW),
)

CYCLES = (
    Command("cycles.add", mark("Add a cycle"), mark("A name such as 2027-Q1 gives the dates"), "ctrl+n", mark("New"), 10),
    Command("cycles.open", mark("Open"), mark("Everything about this cycle"), "enter", mark("Open"), 11, needs=Needs.ROW),
    Command("cycles.edit", mark("Edit"), mark("Change name, kind and dates"), "f2", mark("Edit"), 12, needs=Needs.ROW),
    Command(
        "cycles.advance", mark("Next state"), mark("Planning, active, reviewing, closed"), "f7", mark("Next state"), 13, needs=Needs.ROW
    ),
    Command("cycles.step_back", mark("State before"), mark("Take the last step of this cycle back"), needs=Needs.ROW),
)
