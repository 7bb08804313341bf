"""How long a plan may last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.plans import LONGEST, SHORTEST
from perftui.errors import BadInput
from perftui.i18n import mark

if TYPE_CHECKING:
    from datetime import date


class PlanTooShortOrLong(BadInput):
    """A plan that lasts too few or too many days."""

    template = mark("A plan lasts {least} to {most} days, the first and the last one counted; this one would last {days}.")
    field = "end"


class PlanEndsBeforeStart(BadInput):
    """The end lies before the start."""

    template = mark("The end lies before the start.")
    field = "end"


def check_span(start: date, end: date) -> int:
    """How many days there are from the first to the last, both counted.

    Raises:
        PlanEndsBeforeStart: The last one comes first.
        PlanTooShortOrLong: There are fewer than 14 or more than 180.
    """
    days = (end - start).days + 1
    if days <= 0:
        raise PlanEndsBeforeStart
    if not SHORTEST <= days <= LONGEST:
        raise PlanTooShortOrLong(least=SHORTEST, most=LONGEST, days=days)
    return days
