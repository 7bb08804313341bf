"""The human side of a plan: the person's statement, resistance as a signal, obstacles, and the purpose told (R70, R71, R73, R74)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.codes import Code
from perftui.errors import BadInput
from perftui.i18n import mark

if TYPE_CHECKING:
    from datetime import date

OBSTACLE_DAYS = 7
"""Days within which an obstacle should be out of the way ([own])."""


class ResistanceLevel(Code):
    """How much somebody holds back."""

    DOUBT = "1", mark("Doubt")
    AVOIDANCE = "2", mark("Avoidance")
    REFUSAL = "3", mark("Open refusal")


class SignalMissing(BadInput):
    """Resistance without what was seen or heard."""

    template = mark("Write what was seen or heard, not what you think of the person.")
    field = "signal"


class ObstacleMissing(BadInput):
    """An obstacle without words."""

    template = mark("Write what stands in the way.")
    field = "text"


class ResolutionMissing(BadInput):
    """An obstacle is closed without saying how."""

    template = mark("Write how it was solved, or why it is no longer in the way.")
    field = "resolution"


class ClosedTooEarly(BadInput):
    """An obstacle is closed before it was there, or in the future."""

    template = mark("It was opened on {opened}: it is closed from that day up to today.")
    field = "closed_on"


class AnswerMissing(BadInput):
    """A statement without words that was not declined either."""

    template = mark("Write what the person says, or say that they declined.")
    field = "text"


class DayToCome(BadInput):
    """Something is written down that has not happened yet."""

    template = mark("{day} is still to come: write down what has happened.")
    field = "on"


def require_past(day: date, today: date) -> None:
    """Refuse a day that is still to come.

    Raises:
        DayToCome: It is.
    """
    if day > today:
        raise DayToCome(day=day)


def days_open(opened: date, closed: date | None, today: date) -> int:
    """The days from the opening of an obstacle to its end; of one that is open, up to today (R74)."""
    return ((closed or today) - opened).days
