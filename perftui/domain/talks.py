"""Talks between manager and person: kinds and states, who may read one, the parts of GROW, and when the next one is due (R22-R24)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Code
from perftui.domain.recurrences import Every, anchored, first_on, following
from perftui.i18n import mark
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from perftui.domain.recurrences import Recurrence


class TalkKind(Code):
    """What a talk is for."""

    GROW = "grow", mark("GROW talk")
    MONTHLY = "monthly", mark("Monthly talk")
    QUARTERLY = "quarterly", mark("Quarterly talk")
    KICKOFF = "kickoff", mark("Kick-off talk")
    DIFFICULT = "difficult", mark("Difficult talk")
    OUTCOME = "outcome", mark("Outcome talk")
    OTHER = "other", mark("Other talk")


class TalkState(Code):
    """Whether a talk is still to come."""

    PLANNED = "planned", mark("Planned")
    HELD = "held", mark("Done")
    CANCELLED = "cancelled", mark("Cancelled")


class TalkStatus(Code):
    """How a talk stands today; one that its cadence asks for and nobody has planned is due too."""

    OVERDUE = "overdue", mark("Overdue")
    DUE = "due", mark("Due")
    PLANNED = "planned", mark("Planned")
    HELD = "held", mark("Done")
    CANCELLED = "cancelled", mark("Cancelled")


class Visibility(Code):
    """Who may read a talk."""

    BOTH = "both", mark("Both of them and HR")
    MANAGER = "manager", mark("Manager and HR")
    HR = "hr", mark("HR alone")


class BottleneckState(Code):
    """What became of a bottleneck."""

    OPEN = "open", mark("Unsolved")
    SOLVED = "solved", mark("Solved")
    DROPPED = "dropped", mark("Dropped")


class WorksheetState(Code):
    """What became of a worksheet for another department."""

    OPEN = "open", mark("To be agreed")
    AGREED = "agreed", mark("Agreed")
    DROPPED = "dropped", mark("Dropped")


class Stage(Code):
    """A part of GROW."""

    GOAL = "goal", mark("Goal")
    REALITY = "reality", mark("Reality")
    OPTIONS = "options", mark("Options")
    WILL = "will", mark("Way forward")


PARTS: Final[Mapping[str, Stage]] = {
    "goal_text": Stage.GOAL,
    "reality": Stage.REALITY,
    "options": Stage.OPTIONS,
    "way_forward": Stage.WILL,
}
"""Column to the part of GROW that it holds."""
_DAY: Final = timedelta(1)
_TURN: Final = 14
"""Days after which what is weekly comes round again, whatever the week."""
_LOOKED_BACK: Final = {Every.MONTHLY: 5, Every.QUARTERLY: 14, Every.YEARLY: 54}
"""Turns that hold at least two occurrences; of all others two do."""


class Reader(NamedTuple):
    """Who reads behind a scope."""

    is_hr: bool
    person_id: str
    """Who the reader is; empty where that was not said."""


def may_read(visibility: Visibility, manager_id: str, reader: Reader) -> bool:
    """Whether somebody may read a talk with a person who is in the scope: what is not for both is for its manager and HR alone."""
    if reader.is_hr or visibility is Visibility.BOTH:
        return True
    return visibility is Visibility.MANAGER and bool(manager_id) and manager_id == reader.person_id


def filled(texts: Iterable[str]) -> int:
    """How many parts say something."""
    return sum(bool(text.strip()) for text in texts)


def next_due(recurrence: Recurrence, start: date, last_held: date | None) -> date:
    """When the next talk is due.

    A talk answers for the due date that it is nearest to, so that one held a little early counts for the date ahead, and one held
    late for the date behind ([own]).

    Args:
        recurrence: How often.
        start: Since when.
        last_held: When the last talk was held; None for never.
    """
    sure = anchored(recurrence, start)
    if last_held is None or last_held < start:
        return first_on(sure, start)
    # Some turns before the last talk it is the same as from the start, without counting through years.
    turns = max(0, (last_held - start).days // _TURN - _LOOKED_BACK.get(sure.every, 2))
    begin = start + turns * _TURN * _DAY
    before, due = begin, first_on(sure, begin)
    while due <= last_held or before < due <= before + 2 * (last_held - before):
        before, due = due, following(sure, due)
    return due


def status(state: TalkState, planned: date | None, today: date) -> TalkStatus:
    """How a talk stands: planned for a day that is gone, it is overdue; for today, due."""
    if state is not TalkState.PLANNED or planned is None or planned > today:
        return TalkStatus(state.value)
    return TalkStatus.OVERDUE if planned < today else TalkStatus.DUE


def kind_for(recurrence: Recurrence) -> TalkKind:
    """What a talk is for that comes round like that."""
    return {Every.MONTHLY: TalkKind.MONTHLY, Every.QUARTERLY: TalkKind.QUARTERLY}.get(recurrence.every, TalkKind.GROW)
