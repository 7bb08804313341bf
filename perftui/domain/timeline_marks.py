"""What stands on a timeline: checks, milestones, steps, each with what became of it; and which of them comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Code
from perftui.domain.meetings import ActionState
from perftui.domain.plans import CheckStatus
from perftui.i18n import mark
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


class MarkKind(Code):
    """What became of something that has a day; in the order of how much it wants to be seen."""

    CHECK_MISSED = "check_missed", mark("missed")
    CHECK_OVERDUE = "check_overdue", mark("overdue")
    CHECK_DUE = "check_due", mark("due today")
    MILESTONE_LATE = "milestone_late", mark("not reached")
    STEP_LATE = "step_late", mark("not done")
    FAILED = "failed", mark("failed")
    CHECK_LATE = "check_late", mark("held late")
    ENTRY_MISSED = "entry_missed", mark("left out")
    MILESTONE = "milestone", mark("to be reached")
    MILESTONE_REACHED = "milestone_reached", mark("reached")
    PASSED = "passed", mark("passed")
    DECIDED = "decided", mark("decided")
    CHECK_HELD = "check_held", mark("held")
    CHECK_PLANNED = "check_planned", mark("planned")
    STEP = "step", mark("to be done")
    STEP_DONE = "step_done", mark("finished")
    ENTRY_LATE = "entry_late", mark("done late")
    ENTRY_DONE = "entry_done", mark("done")


URGENCY: Final = {kind: place for place, kind in enumerate(MarkKind)}
"""Where several stand in one cell, the lowest is drawn."""
OF_CHECK: Final = {
    CheckStatus.PLANNED: MarkKind.CHECK_PLANNED,
    CheckStatus.DUE: MarkKind.CHECK_DUE,
    CheckStatus.OVERDUE: MarkKind.CHECK_OVERDUE,
    CheckStatus.HELD: MarkKind.CHECK_HELD,
    CheckStatus.LATE: MarkKind.CHECK_LATE,
    CheckStatus.MISSED: MarkKind.CHECK_MISSED,
}
ENTRIES: Final = frozenset({MarkKind.ENTRY_DONE, MarkKind.ENTRY_LATE, MarkKind.ENTRY_MISSED})
"""Days of what repeats: there are many, and today is drawn over them."""
WAITING: Final = frozenset(
    {
        *(MarkKind.CHECK_OVERDUE, MarkKind.CHECK_DUE, MarkKind.CHECK_PLANNED, MarkKind.MILESTONE_LATE, MarkKind.MILESTONE),
        *(MarkKind.STEP_LATE, MarkKind.STEP),
    }
)
"""What is still to be done."""


class Mark(NamedTuple):
    """Something on a day of a plan."""

    table: str
    """Of which record: plan_check, plan_milestone, plan_step, plan_outcome."""
    id: str
    day: date
    kind: MarkKind
    words: str
    """What it is, in the language in use: `Monthly check`, or the title as people wrote it, in quotation marks."""
    note: str = ""
    """More about it, in the language in use: the verdict, or when it was really held."""

    @property
    def key(self) -> str:
        """Its own among all marks: of one record there may be many, each on its day."""
        return f"{self.table}:{self.id}:{self.day.isoformat()}"


def of_milestone(due: date, reached_on: date | None, today: date) -> MarkKind:
    """What became of a milestone."""
    if reached_on is not None:
        return MarkKind.MILESTONE_REACHED
    return MarkKind.MILESTONE_LATE if due < today else MarkKind.MILESTONE


def of_step(due: date, state: ActionState | None, today: date) -> MarkKind:
    """What became of a step that is due on a day; None: the plan is not issued yet."""
    if state is ActionState.DONE:
        return MarkKind.STEP_DONE
    return MarkKind.STEP_LATE if due < today and state is not None else MarkKind.STEP


def coming(marks: Iterable[Mark]) -> list[Mark]:
    """What is still to be done, in the order of time; on the same day what wants most to be seen comes first."""
    return sorted((each for each in marks if each.kind in WAITING), key=lambda each: (each.day, URGENCY[each.kind], each.key))


def in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """All of them in the order of time."""
    return tuple(sorted(marks, key=lambda each: (each.day, URGENCY[each.kind], each.key)))
