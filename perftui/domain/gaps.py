"""Gaps between target and actual: how severe one is, and what became of it from one period to the next."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Code, Operator
from perftui.domain.measures import clamped, gap, progress
from perftui.domain.yardsticks import ONE, ZERO
from perftui.i18n import mark
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.domain.yardsticks import Yardstick


class Severity(Code):
    """How much is missing."""

    NO_DATA = "no_data", mark("No data")
    MET = "met", mark("Met")
    MINOR = "minor", mark("Minor")
    MODERATE = "moderate", mark("Moderate")
    SEVERE = "severe", mark("Severe")


class GapState(Code):
    """Whether something is still to be done about a gap."""

    OPEN = "open", mark("Still open")
    CLOSED = "closed", mark("Closed")
    NONE_NEEDED = "none_needed", mark("No action needed")


class CauseState(Code):
    """Whether a cause is only supposed, or found to be one."""

    CANDIDATE = "candidate", mark("Candidate")
    CONFIRMED = "confirmed", mark("Confirmed")
    DISMISSED = "dismissed", mark("Dismissed")


class MeasureType(Code):
    """What comes of a measure: something done, or something written (R46)."""

    ACTION = "action", mark("Action")
    DOCUMENT = "document", mark("Document")


class Limits(NamedTuple):
    """From which shortfall on a gap is more than minor, and more than moderate; shares of the target."""

    moderate: Decimal = Decimal("0.05")
    """Inclusive."""
    severe: Decimal = Decimal("0.15")
    """Inclusive."""


USUAL: Final = Limits()
"""The limits where no others are set ([own])."""


def shortfall(yardstick: Yardstick, actual: Decimal | None) -> Decimal | None:
    """What is missing as a share of what is wanted ([own]).

    Returns:
        0 where the target is met. The gap over the nearer bound; over the levels of the scale for ordinals; where the bound is 0,
        what is missing of the progress, or 1. None without data.
    """
    missing = gap(yardstick, actual)
    if missing is None or actual is None or missing == 0:
        return missing
    if yardstick.operator is Operator.ORDINAL:
        return missing / (yardstick.scale - 1)
    low, high = yardstick.bounds
    bound = low if high is None or (low is not None and actual < low) else high
    if bound:
        return missing / abs(bound)
    done = clamped(progress(yardstick, actual))
    return ONE if done is None else ONE - done


def severity(yardstick: Yardstick, actual: Decimal | None, limits: Limits = USUAL) -> Severity:
    """How severe a gap is, by its shortfall."""
    share = shortfall(yardstick, actual)
    if share is None:
        return Severity.NO_DATA
    if share <= ZERO:
        return Severity.MET
    if share < limits.moderate:
        return Severity.MINOR
    return Severity.MODERATE if share < limits.severe else Severity.SEVERE


class Change(Code):
    """What became of a gap from one period to the next."""

    CLOSED = "closed", mark("Closed")
    SMALLER = "smaller", mark("Smaller")
    SAME = "same", mark("As before")
    LARGER = "larger", mark("Larger")
    NEW = "new", mark("New")
    UNMEASURED = "unmeasured", mark("Not measured again")


class Measured(NamedTuple):
    """A gap as two periods are compared."""

    id: str
    earlier_id: str
    """The gap of the period before that it measures again; empty for none."""
    subject: str
    """The id of the person or unit."""
    yardstick: str
    """The fingerprint of what is measured and how."""
    missing: Decimal | None
    """In the unit; 0 is met, None: no data."""


class Compared(NamedTuple):
    """A gap in two periods."""

    before: Measured | None
    after: Measured | None
    change: Change


def compare(before: Sequence[Measured], after: Sequence[Measured]) -> list[Compared]:
    """Match the gaps of two periods and say what became of each.

    A gap is matched with the one that measures it again, else with one of the same subject and the same yardstick: only
    against the same yardstick is a difference one.

    Returns:
        First those of the earlier period, in their order, then what is new.
    """
    again = {gap.earlier_id: gap for gap in after if gap.earlier_id}
    alike = {(gap.subject, gap.yardstick): gap for gap in reversed(after)}
    found, used = [], set()
    for gap_before in before:
        match = again.get(gap_before.id) or alike.get((gap_before.subject, gap_before.yardstick))
        if match is not None and match.id in used:
            match = None
        if match is not None:
            used.add(match.id)
        found.append(Compared(gap_before, match, _change(gap_before, match)))
    return found + [Compared(None, gap, _new(gap)) for gap in after if gap.id not in used]


def _new(gap: Measured) -> Change:
    return Change.UNMEASURED if gap.missing is None else Change.NEW


def _change(before: Measured, after: Measured | None) -> Change:
    if after is None or after.missing is None:
        return Change.UNMEASURED
    if after.missing == 0:
        return Change.CLOSED
    if not before.missing:
        return Change.NEW
    if after.missing == before.missing:
        return Change.SAME
    return Change.SMALLER if after.missing < before.missing else Change.LARGER
