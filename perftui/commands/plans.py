"""What can be done with improvement plans: in their list, on the sheet of one, and the ways to them."""

from __future__ import annotations

from perftui.commands.gaps import BELOW
from perftui.commands.models import Command, Needs
from perftui.i18n import mark

_ROW = Needs.ROW


def _steps(scope: str) -> tuple[Command, ...]:
    """What both screens can do with one plan."""
    return (
        Command(
            f"{scope}.next_step",
            mark("Next step of the plan"),
            mark("To HR, approved, issued, acknowledged …; first what is still missing, as a list that leads there"),
            "f7",
            mark("Next step"),
            12,
            needs=_ROW,
        ),
        Command(
            f"{scope}.other_step", mark("Another step of the plan…"), mark("Back, pause, extend, conclude, decide, cancel"), needs=_ROW
        ),
        Command(
            f"{scope}.edit_plan",
            mark("Plan in a form"),
            mark("Title, kind, people, dates, evidence pack, purpose, reason, consequences, choice"),
            needs=_ROW,
        ),
        Command(f"{scope}.answer_gap", mark("Answer another gap…"), mark("With its root causes, and a goal that closes it"), needs=_ROW),
        Command(f"{scope}.show_gaps", mark("Gaps…"), mark("The gap table of this person"), BELOW, needs=_ROW),
        Command(f"{scope}.show_whose", mark("Go to the person"), mark("Whose plan it is"), needs=_ROW),
        Command(f"{scope}.show_history", mark("History"), mark("Who changed what in this plan"), needs=_ROW),
    )


def _papers(scope: str) -> tuple[Command, ...]:
    """What is written out of one plan."""
    dossier = mark("The whole plan for one audience: Word, Markdown, HTML, or a ZIP with the evidence")
    sheet = mark("To print and sign: version, hash, log head, lines for signatures")
    return (
        Command(f"{scope}.sheet", mark("Acknowledgement sheet…"), sheet, needs=_ROW),
        Command(f"{scope}.dossier", mark("Dossier…"), dossier, needs=_ROW),
    )


_LIST = (
    Command("plans.add", mark("New plan"), mark("In one line: name; template; +90d"), "ctrl+n", mark("New"), 10),
    Command("plans.open", mark("Open the plan"), mark("Its sheet, with all parts"), "enter", mark("Open"), 11, needs=_ROW),
    Command("plans.edit", mark("Edit"), mark("The plan in a form"), "f2", needs=_ROW),
    *_steps("plans"),
    *_papers("plans"),
    Command("plans.add_in_form", mark("New plan in a form"), mark("With mentor, HR, training and evidence pack")),
    Command("plans.remove", mark("Remove the draft"), mark("Only drafts; undo brings them back"), "delete", needs=_ROW),
    Command("plans.look", mark("Details"), mark("The plan in short"), needs=_ROW),
    Command("plans.filter", mark("Filter"), mark("State, kind, unit"), "ctrl+l", mark("Filter"), 25),
    Command("plans.sort", mark("Sort"), mark("Choose the column that gives the order; the same again turns it round")),
    Command("plans.send_out", mark("Export the list"), mark("Markdown, XLSX, CSV or JSON, by the ending of the name")),
)
_SHEET = (
    Command("plan_sheets.edit", mark("Write in the cell"), mark("Just typing does it too; what is no cell opens a form"), "f2", needs=_ROW),
    Command(
        "plan_sheets.add",
        mark("Add to this part"),
        mark("A goal, step or milestone in one line; elsewhere what belongs there"),
        "insert,ctrl+n",
        mark("Add"),
        10,
    ),
    Command("plan_sheets.edit_all", mark("Row in a form"), mark("All that belongs to this goal, step or milestone"), needs=_ROW),
    Command("plan_sheets.pick", mark("Pick"), mark("The owner, or the date"), "f4", mark("Pick"), 13, needs=_ROW),
    Command("plan_sheets.remove", mark("Remove the row"), mark("While the plan is a draft; undo brings it back"), "delete", needs=_ROW),
    Command("plan_sheets.move_up", mark("Move up"), mark("Before the goal or step above it"), "shift+up", needs=_ROW),
    Command("plan_sheets.move_down", mark("Move down"), mark("Behind the goal or step below it"), "shift+down", needs=_ROW),
    Command("plan_sheets.switch_support", mark("Support or not"), mark("Whether this step is promised by the employer"), needs=_ROW),
    Command("plan_sheets.switch_must", mark("Must be met or not"), mark("Whether the plan passes only with this goal"), needs=_ROW),
    Command(
        "plan_sheets.reach",
        mark("Milestone reached…"),
        mark("On which day; checks that measure it write it down"),
        needs=_ROW,
    ),
    *_steps("plan_sheets"),
    *_papers("plan_sheets"),
    Command("plan_sheets.remove_plan", mark("Remove the draft"), mark("The whole plan; undo brings it back")),
    Command("plan_sheets.look", mark("Details"), mark("The row under the cursor in full"), needs=_ROW),
)
_NEW = mark("A plan with the gap's goal, root causes and measures")
_TO_PLANS = (
    Command("gaps.make_plan", mark("Plan from this gap…"), _NEW, needs=_ROW),
    Command(
        "gaps.show_plans", mark("Plans of this gap…"), mark("The plans that answer this gap; where there is none, a new one"), needs=_ROW
    ),
    Command("gap_causes.show_plans", mark("Plans of this gap…"), mark("The plans that answer it; where there is none, a new one"), BELOW),
    Command("people.make_plan", mark("New plan…"), mark("For this person: from a template or blank"), needs=_ROW),
    Command("people.show_plans", mark("Plans of this person…"), mark("Improvement plans, development plans and own plans"), needs=_ROW),
    Command("reviews.make_plan", mark("Plan from this assessment…"), mark("From its gaps: what is below target"), needs=_ROW),
    Command("sheets.make_plan", mark("Plan from this assessment…"), mark("From its gaps: what is below target")),
)
PLANS = (*_LIST, *_SHEET)
TO_PLANS = _TO_PLANS
