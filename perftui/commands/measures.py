"""What can be done with the library of measures, and with the measures of key results."""

from __future__ import annotations

from perftui.commands.models import DRY, FILE, JSON, OVERWRITE, YES, Argument, Command, Needs
from perftui.i18n import mark

_KEEPING = (
    Command("measures.add", mark("Add a measure"), mark("Name, area, formula, unit, and how it counts"), "ctrl+n", mark("New"), 10),
    Command(
        "measures.open", mark("Open"), mark("Everything about this measure, with its values"), "enter", mark("Open"), 11, needs=Needs.ROW
    ),
    Command("measures.edit", mark("Edit"), mark("Change this measure in a form"), "f2", mark("Edit"), 12, needs=Needs.ROW),
    Command(
        "measures.add_value",
        mark("Add a value"),
        mark("What was measured in a period, with its evidence, of a person, a unit or the company"),
        "f7",
        mark("Value"),
        13,
        needs=Needs.ROW,
    ),
    Command("measures.edit_value", mark("Change a value"), mark("Pick a value of this measure and correct it"), needs=Needs.ROW),
    Command("measures.remove_value", mark("Remove a value"), mark("Pick a value of this measure and take it away"), needs=Needs.ROW),
    Command("measures.archive", mark("Archive"), mark("Take this measure out of the list; key results keep it"), "delete", needs=Needs.ROW),
    Command("measures.bring_back", mark("Bring back"), mark("Put this archived measure back into the list"), needs=Needs.ROW),
    Command(
        "measures.show_uses", mark("Key results that use it"), mark("Pick one of the key results and go to it in the tree"), needs=Needs.ROW
    ),
    Command("measures.show_history", mark("History"), mark("Show in the details who changed what, or hide it again"), needs=Needs.ROW),
    Command("measures.filter", mark("Filter"), mark("Only one area or kind, or archived measures too"), "ctrl+l", mark("Filter"), 25),
)
_FILES = (
    Command(
        "measures.add_builtin",
        mark("Add the built-in measures"),
        mark("For sales, development, service, production and others; what is there already stays as it is"),
    ),
    Command(
        "measures.bring_in",
        mark("Import measures"),
        mark("YAML, CSV or XLSX, one file or a folder, with a preview, in one step that can be undone"),
        verb="import measures",
        arguments=(Argument("FILE", mark("YAML, CSV or XLSX files, or folders of them"), is_many=True), YES, DRY),
    ),
    Command(
        "measures.send_out",
        mark("Export measures"),
        mark("CSV, XLSX, YAML or JSON, by the ending of the name; here those that are listed"),
        verb="export measures",
        arguments=(FILE, OVERWRITE),
    ),
    Command(
        "measures.print_list",
        mark("List measures"),
        mark("Print the library of measures on the terminal"),
        verb="list measures",
        arguments=(JSON,),
        is_in_program=False,
    ),
)
_OF_KEY_RESULTS = (
    Command(
        "goals.measure_by",
        mark("Measure it by…"),
        mark("Pick a measure of the library for this key result: operator, unit, cadence and anchors follow"),
        needs=Needs.ROW,
    ),
)
MEASURES = (*_KEEPING, *_FILES, *_OF_KEY_RESULTS)
