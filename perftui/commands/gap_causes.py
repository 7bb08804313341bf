"""What can be done with the causes of a gap, and with the checklist that is run against it."""

from __future__ import annotations

from perftui.commands.models import OVERWRITE, Argument, Command, Needs
from perftui.i18n import mark

_FILE = Argument("FILE", mark("where to: .xlsx, .docx, .md or .csv; - prints Markdown"))
_CYCLE = Argument("--cycle", mark("only the gaps of this cycle, such as 2026-Q4"), is_optional=True)
_OF = Argument(
    "--of", mark("only those of this person (name or staff number), or of this unit with all below it"), is_optional=True, value="NAME"
)

GAP_CAUSES = (
    Command(
        "gap_causes.add", mark("New cause"), mark("Add a cause of the gap: the beginning of a chain of whys"), "ctrl+n", mark("New"), 10
    ),
    Command(
        "gap_causes.add_why",
        mark("Why?"),
        mark("Say why this cause is so, up to five deep; the last why is the root cause, and has the measures"),
        "insert",
        mark("Why?"),
        11,
        needs=Needs.ROW,
    ),
    Command("gap_causes.edit", mark("Edit"), mark("Text, category and evidence in a form"), "f2", mark("Edit"), 13, needs=Needs.ROW),
    Command("gap_causes.open", mark("Details"), mark("The cause with its chain, evidence and measures"), "enter", needs=Needs.ROW),
    Command(
        "gap_causes.switch",
        mark("Fishbone or list"),
        mark("Draw the root causes by category, or list the chains again"),
        "f4",
        mark("Fishbone"),
        12,
    ),
    Command(
        "gap_causes.check",
        mark("Checklist…"),
        mark("Answer the questions by category; answers become candidates"),
        "f7",
        mark("Checklist"),
        14,
    ),
    Command(
        "gap_causes.remove", mark("Remove"), mark("Take the cause away; what stood above is the root again"), "delete", needs=Needs.ROW
    ),
    Command("gap_causes.move", mark("Move below another cause"), mark("With all whys below it"), "ctrl+r", needs=Needs.ROW),
    Command("gap_causes.confirm", mark("Confirm the cause"), mark("It is one, and no longer only supposed"), needs=Needs.ROW),
    Command("gap_causes.confirm_all", mark("Confirm all candidates"), mark("All causes that are only supposed, in one step")),
    Command("gap_causes.wave_off", mark("Dismiss the cause"), mark("It is none; it stays here, out of the gap table"), needs=Needs.ROW),
    Command("gap_causes.add_measure", mark("New action"), mark("An action against this cause, with owner and date"), needs=Needs.ROW),
    Command("gap_causes.show_text", mark("As text"), mark("The fishbone as plain text, to read and copy")),
    Command("gap_causes.send_out", mark("Export…"), mark("This gap in the column order of the gap table: XLSX, DOCX, Markdown or CSV")),
    Command(
        "gap_causes.export_gaps",
        mark("Export the gap table"),
        mark("Dimension, target, actual, gap, root cause and measure, a row for each measure"),
        verb="export gaps",
        arguments=(_FILE, _CYCLE, _OF, OVERWRITE),
        is_in_program=False,
    ),
)

GAP_CHECKLISTS = (
    Command(
        "gap_checklists.say_yes",
        mark("Yes"),
        mark("Kept at once; then comes the next question"),
        "plus,fullwidth_plus_sign",
        mark("Yes"),
        10,
        needs=Needs.ROW,
    ),
    Command(
        "gap_checklists.say_no",
        mark("No"),
        mark("Kept at once; then comes the next question"),
        "minus,fullwidth_hyphen_minus",
        mark("No"),
        11,
        needs=Needs.ROW,
    ),
    Command(
        "gap_checklists.say_unknown",
        mark("Not known"),
        mark("Kept at once; then comes the next question"),
        "asterisk,fullwidth_asterisk",
        mark("Not known"),
        12,
        needs=Needs.ROW,
    ),
    Command(
        "gap_checklists.edit",
        mark("Note"),
        mark("What was seen; it becomes part of the candidate"),
        "f2",
        mark("Note"),
        13,
        needs=Needs.ROW,
    ),
    Command("gap_checklists.answer", mark("Pick the answer"), mark("Yes, no or not known"), "f4", needs=Needs.ROW),
    Command("gap_checklists.open", mark("Details"), mark("The whole question, its note and its cause"), "enter", needs=Needs.ROW),
    Command(
        "gap_checklists.clear", mark("Take the answer back"), mark("With the candidate that came out of it"), "delete", needs=Needs.ROW
    ),
    Command(
        "gap_checklists.settle",
        mark("Causes…"),
        mark("The causes of the gap, where candidates are confirmed or dismissed"),
        "f7",
        mark("Causes"),
        14,
    ),
    Command(
        "gap_checklists.filter", mark("What is open"), mark("Only questions without an answer, or all again"), "ctrl+l", mark("Filter"), 25
    ),
)
