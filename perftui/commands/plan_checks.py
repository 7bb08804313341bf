"""What can be done with the checks of plans, and with what is entered day by day; and the ways to them."""

from __future__ import annotations

from perftui.commands.models import Command, Needs
from perftui.i18n import mark

_ROW = Needs.ROW
_HOLD = mark("Values, verdict, both notes, evidence and the next date in one form")
_CORRECT = mark("With a reason; on a missed one a late note")
_HABITS = mark("What is counted day by day, against its target")

_CHECKS = (
    Command("plan_checks.open", mark("Details"), mark("The check in full"), "enter", needs=_ROW),
    Command("plan_checks.hold", mark("Hold the check"), _HOLD, "f7,ctrl+r", mark("Hold check"), 10, needs=_ROW),
    Command("plan_checks.correct", mark("Correct the check"), _CORRECT, "f2", mark("Correct"), 12, needs=_ROW),
    Command("plan_checks.miss", mark("Missed"), mark("Nobody held it; it stays missed"), "delete", needs=_ROW),
    Command("plan_checks.open_plan", mark("Go to the plan"), mark("Its sheet, with all parts")),
    Command("plan_checks.open_habits", mark("Habits…"), _HABITS),
    Command("plan_checks.show_history", mark("History"), mark("Who changed what in this check"), needs=_ROW),
)
_DAYS = (
    Command("plan_habits.edit", mark("Enter the day"), mark("Just typing does it too: a number, ok, or x for missed"), "f2", needs=_ROW),
    Command("plan_habits.tick", mark("Done"), mark("It was done on this day"), "f7", mark("Done"), 10, needs=_ROW),
    Command("plan_habits.miss", mark("Missed"), mark("It was missed on this day, and stays so"), "delete", mark("Missed"), 12, needs=_ROW),
    Command("plan_habits.open_plan", mark("Go to the plan"), mark("Its sheet, with all parts")),
    Command("plan_habits.open_checks", mark("Checks…"), mark("Held, due, late and missed ones")),
)
_TO_CHECKS = tuple(
    command
    for scope in ("plans", "plan_sheets")
    for command in (
        Command(f"{scope}.hold_check", mark("Hold the check that is due"), _HOLD, "ctrl+r", mark("Check"), 14, needs=_ROW),
        Command(f"{scope}.open_checks", mark("Checks…"), mark("Held, due, late and missed ones"), needs=_ROW),
        Command(f"{scope}.open_habits", mark("Habits…"), _HABITS, needs=_ROW),
    )
)
PLAN_CHECKS = (*_CHECKS, *_DAYS)
TO_PLAN_CHECKS = _TO_CHECKS
