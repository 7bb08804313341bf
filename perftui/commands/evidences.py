"""What can be done with the evidence of a record, and the ways to it."""

from __future__ import annotations

from perftui.commands.models import OVERWRITE, Argument, Command, Needs
from perftui.i18n import mark

_OF_IT = mark("Files and notes that show something about it: attach, find again, save to disk")
TO_EVIDENCE = tuple(
    Command(f"{scope}.show_evidence", mark("Evidence…"), _OF_IT, needs=Needs.ROW)
    for scope in ("people", "goals", "gaps", "reviews", "meetings", "actions", "gap_causes", "plans", "plan_sheets")
)
OF_ROW = Command(
    "plan_sheets.show_row_evidence",
    mark("Evidence of this row…"),
    mark("Of this goal, step, check or other part: files and notes"),
    needs=Needs.ROW,
)
_OUT = mark("The whole plan for one audience: Word, Markdown, HTML, or a ZIP with the evidence")
_TO_SIGN = mark("To print and sign: version, hash, log head, lines for signatures")
_AUDIENCES = ("employee", "manager", "hr", "tribunal")
EVIDENCES = (
    Command(
        "evidences.open",
        mark("Attach"),
        mark("On a requirement: choose what shows it, a file, a note, words, or a waiver. On evidence: its details"),
        "enter",
        mark("Attach"),
        10,
        needs=Needs.ROW,
    ),
    Command(
        "evidences.meet",
        mark("Mark as met"),
        mark("Say in a note what shows it and when; cases are answered one by one"),
        "f7",
        mark("Check off"),
        11,
        needs=Needs.ROW,
    ),
    Command("evidences.add_other", mark("Attach a file or note"), mark("Of no requirement"), "insert", mark("Add"), 12),
    Command(
        "evidences.add", mark("Write a note"), mark("For the requirement under the cursor, if there is one"), "ctrl+n", mark("Note"), 13
    ),
    Command(
        "evidences.edit",
        mark("Change"),
        mark("Title, text and date; the bytes of a file never change"),
        "f2",
        mark("Edit"),
        14,
        needs=Needs.ROW,
    ),
    Command("evidences.attach", mark("Attach a file"), mark("For the requirement under the cursor, if there is one")),
    Command("evidences.waive", mark("Waive with a reason"), mark("It is not needed here; the reason stays"), needs=Needs.ROW),
    Command("evidences.take_back", mark("Take back what was written"), mark("Met or waived by words: not after all"), needs=Needs.ROW),
    Command("evidences.save", mark("Save to disk…"), mark("The file into a folder; its bytes are checked first"), needs=Needs.ROW),
    Command(
        "evidences.archive",
        mark("Archive or bring back"),
        mark("It counts no more, and stays in the record"),
        "delete",
        needs=Needs.ROW,
    ),
    Command("evidences.look", mark("Details"), mark("What is asked for, why, and what shows it"), needs=Needs.ROW),
    Command("evidences.show_archived", mark("Archived pieces"), mark("Show them too, or hide them again")),
    Command("evidences.dossier", mark("Dossier…"), _OUT),
    Command("evidences.sheet", mark("Acknowledgement sheet…"), _TO_SIGN),
    Command("evidences.choose_limit", mark("Largest file…"), mark("How many MB one file may have")),
    Command("evidences.show_history", mark("History"), mark("Who changed what here"), needs=Needs.ROW),
    Command(
        "evidences.send_out",
        mark("Dossier"),
        mark("One plan for one audience; .zip also holds the evidence, with SHA256SUMS"),
        verb="export dossier",
        arguments=(
            Argument("PLAN", mark("the person (name, staff number) or the title of the plan; with several the newest")),
            Argument("FILE", mark("where to: .zip, .docx, .md or .html")),
            Argument("--audience", mark("for whom; decides what is left out"), is_optional=True, choices=_AUDIENCES),
            OVERWRITE,
        ),
        is_in_program=False,
    ),
)
