"""What can be done with the alignment report and the other reports, in the program and on the command line."""

from __future__ import annotations

from perftui.commands.models import JSON, OVERWRITE, Argument, Command, Needs
from perftui.i18n import mark

_REPORT_FILE = Argument("FILE", mark("where to: .md, .csv, .xlsx or .json; without it the report is printed"), is_optional=True)
_BY = Argument("--by", mark("a row for each unit or for each person"), is_optional=True, choices=("unit", "person"))
_CYCLE = Argument("--cycle", mark("only this cycle, such as 2026-Q4; else all that are not closed"), is_optional=True)
_UNIT = Argument("--unit", mark("only this unit with all below it, such as Sales or Sales/East"), is_optional=True)
LISTED = (_REPORT_FILE, _CYCLE, _UNIT, JSON, OVERWRITE)
_ARGUMENTS = (_REPORT_FILE, _BY, _CYCLE, _UNIT, JSON, OVERWRITE)

ALIGNMENTS = (
    Command(
        "alignments.open",
        mark("Open where it is mended"),
        mark("The goals, the weights or the conflict that it is about; Esc comes back here"),
        "enter",
        mark("Mend"),
        10,
        needs=Needs.ROW,
    ),
    Command(
        "alignments.filter",
        mark("Filter"),
        mark("One kind of finding, a unit, or other cycles"),
        "ctrl+l",
        mark("Filter"),
        25,
    ),
    Command("alignments.look", mark("Details"), mark("The whole finding, and what mends it"), needs=Needs.ROW),
    Command("alignments.send_out", mark("Export the report"), mark("Markdown, XLSX, CSV or JSON, by the ending of the name")),
)

REPORTS = (
    Command(
        "reports.choose",
        mark("Choose a report"),
        mark("Alignment, coverage, check-ins, causes or coaching, by unit or by person"),
        "f4",
        mark("Report"),
        10,
    ),
    Command(
        "reports.open",
        mark("Open the goals"),
        mark("Those of this unit or person; Esc comes back here"),
        "enter",
        mark("Goals"),
        11,
        needs=Needs.ROW,
    ),
    Command("reports.show_coaching", mark("Coaching cards"), mark("For each manager: talks held and overdue, whole GROW, support kept")),
    Command("reports.filter", mark("Filter"), mark("A unit, or other cycles"), "ctrl+l", mark("Filter"), 25),
    Command("reports.sort_right", mark("Sort by the next column"), mark("The largest first"), "right", mark("Sort"), 12),
    Command("reports.sort_left", mark("Sort by the column before"), mark("The largest first"), "left"),
    Command("reports.sort", mark("Sort"), mark("Choose the column that gives the order; the same again turns it round")),
    Command("reports.look", mark("Details"), mark("All figures of this unit or person, with what they mean"), needs=Needs.ROW),
    Command("reports.send_out", mark("Export the report"), mark("Markdown, XLSX, CSV or JSON, by the ending of the name")),
    Command(
        "reports.print_alignment",
        mark("Alignment report"),
        mark("What is poor about the goal tree, a line each; with --by a count for each unit or person"),
        verb="report alignment",
        arguments=_ARGUMENTS,
        is_in_program=False,
    ),
    Command(
        "reports.print_coverage",
        mark("Coverage report"),
        mark("How much of what is aimed at is measured, by weight"),
        verb="report coverage",
        arguments=_ARGUMENTS,
        is_in_program=False,
    ),
    Command(
        "reports.print_check_ins",
        mark("Check-in report"),
        mark("How many check-ins were due, held in time, late, and are overdue"),
        verb="report check-ins",
        arguments=_ARGUMENTS,
        is_in_program=False,
    ),
    Command(
        "reports.print_conflicts",
        mark("Conflicts report"),
        mark("Goals that stand in each other's way, and how each conflict was settled or dismissed, a line each"),
        verb="report conflicts",
        arguments=LISTED,
        is_in_program=False,
    ),
    Command(
        "reports.print_amendments",
        mark("Amendments report"),
        mark("What was changed of agreed goals, when, by whom and why, the newest first"),
        verb="report amendments",
        arguments=LISTED,
        is_in_program=False,
    ),
    Command(
        "reports.print_coaching",
        mark("Coaching report"),
        mark("For each manager: talks held and overdue, how many cover all of GROW, and whether promised support was given in time"),
        verb="report coaching",
        arguments=_ARGUMENTS,
        is_in_program=False,
    ),
    Command(
        "reports.print_causes",
        mark("Causes report"),
        mark("How many root causes there are of each category, and whether they lie in the system or with the person"),
        verb="report causes",
        arguments=_ARGUMENTS,
        is_in_program=False,
    ),
)
