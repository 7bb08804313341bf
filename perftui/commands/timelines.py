"""What can be done on the timeline of improvement plans, and the ways to it."""

from __future__ import annotations

from perftui.commands.models import OVERWRITE, Argument, Command, Needs
from perftui.i18n import mark

_ROW = Needs.ROW
_MOVING = (
    Command(
        "timelines.open", mark("Open"), mark("The plan in full; in it, what is under the cursor"), "enter", mark("Open"), 10, needs=_ROW
    ),
    Command(
        "timelines.open_sheet",
        mark("Sheet of the plan"),
        mark("Goals, steps, milestones and checks"),
        "f7",
        mark("Plan sheet"),
        11,
        needs=_ROW,
    ),
    Command(
        "timelines.closer",
        mark("Closer"),
        mark("Quarters, months, weeks, days"),
        "plus,fullwidth_plus_sign,equals_sign",
        mark("Closer"),
        12,
    ),
    Command(
        "timelines.further", mark("Further off"), mark("Days, weeks, months, quarters"), "minus,fullwidth_hyphen_minus", mark("Further"), 13
    ),
    Command("timelines.earlier", mark("Earlier"), mark("Move the axis: by a day, a week, a month or a quarter"), "left"),
    Command("timelines.later", mark("Later"), mark("Move the axis: by a day, a week, a month or a quarter"), "right"),
    Command("timelines.go_to_today", mark("Back to today"), mark("With today in view"), "ctrl+r", mark("Today"), 14),
    Command("timelines.pick_day", mark("Go to a day…"), mark("+30d, eom, 24 Dec, or a date"), "f4", mark("Day"), 15),
    Command("timelines.show_days", mark("Zoom: days"), mark("Three cells a day")),
    Command("timelines.show_weeks", mark("Zoom: weeks"), mark("A cell a day")),
    Command("timelines.show_months", mark("Zoom: months"), mark("A cell for three days")),
    Command("timelines.show_quarters", mark("Zoom: quarters"), mark("A cell a week")),
    Command("timelines.show_all", mark("Zoom: all of it"), mark("As close as the whole plan, or all plans, fit"), needs=_ROW),
    Command("timelines.next_sign", mark("Next sign (Tab)"), mark("To the next check, milestone or step on this line"), needs=_ROW),
    Command("timelines.previous_sign", mark("Sign before (Shift+Tab)"), mark("To the one before it on this line"), needs=_ROW),
)
_LISTING = (
    Command("timelines.filter", mark("Filter"), mark("State, kind, unit"), "ctrl+l", mark("Filter"), 25),
    Command("timelines.sort", mark("Sort"), mark("By next date, end, start, person, title or state; the same again turns it round")),
    Command("timelines.show_whose", mark("Go to the person"), mark("Whose plan it is"), needs=_ROW),
    Command("timelines.look", mark("Details"), mark("The plan with all its signs in words"), needs=_ROW),
    Command("timelines.show_text", mark("As text"), mark("What is listed, drawn and in words, to read and copy")),
    Command("timelines.show_signs", mark("What the signs mean"), mark("All signs of the timeline in words")),
)
_FILE = Argument("FILE", mark("where to: .md or .txt; without it the timeline is printed"), is_optional=True)
_OF = Argument(
    "--of", mark("only plans of this person (name or staff number), or of this unit with all below it"), is_optional=True, value="NAME"
)
_ZOOM = Argument(
    "--zoom",
    mark("how much time a column stands for; else as close as fits"),
    is_optional=True,
    choices=("day", "week", "month", "quarter"),
)
_ALL = Argument("--all", mark("also drafts, and plans that are over"), is_flag=True)
_PRINTED = (
    Command(
        "timelines.print_timeline",
        mark("Timeline of plans"),
        mark("Each plan as a drawn line and in words: pace, what comes next, every check and milestone"),
        verb="report timeline",
        arguments=(_FILE, _OF, _ZOOM, _ALL, OVERWRITE),
        is_in_program=False,
    ),
)
TIMELINES = (*_MOVING, *_LISTING, *_PRINTED)
_ON_AXIS = mark("On the timeline")
TO_TIMELINES = (
    Command("plans.show_timeline", _ON_AXIS, mark("This plan in full along the time: checks, milestones, steps"), needs=_ROW),
    Command("plans.show_timelines", mark("All on the timeline"), mark("All plans on one axis of time")),
    Command("plan_sheets.show_timeline", _ON_AXIS, mark("This plan in full along the time: checks, milestones, steps")),
    Command("people.show_timeline", _ON_AXIS, mark("The plans of this person along the time"), needs=_ROW),
)
