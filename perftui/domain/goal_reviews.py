"""The quarterly review of a goal: when it is due, what the figures propose, and what was decided.

The pace (`attainment` in code and tables) holds the progress against what was to be reached by then: a goal of a year that is half
done after half of the year is on pace, at 100 %. Bands: from 90 % on keep, from 60 % on adjust, below that rework ([own], R81).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Code, CycleKind, GoalKind
from perftui.domain.cycles import cycle_of
from perftui.domain.statuses import DEFAULTS
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from perftui.domain.cycles import CycleName, Span

STEADY: Final = Decimal("0.05")
"""A confidence that moved by less stands still."""


class ReviewState(Code):
    """Whether a review was held."""

    OPEN = "open", mark("To be held")
    HELD = "held", mark("Reviewed")
    SKIPPED = "skipped", mark("Skipped")


class Decision(Code):
    """What a review does with its goal."""

    KEEP = "keep", mark("Keep")
    ADJUST = "adjust", mark("Adjust")
    REWORK = "rework", mark("Rework")


class Trend(Code):
    """Where confidence went."""

    UP = "up", mark("rising")
    STEADY = "steady", mark("steady")
    DOWN = "down", mark("falling")


@dataclass(frozen=True, slots=True)
class Bands:
    """From which attainment on a goal is kept or adjusted."""

    keep: Decimal = Decimal("0.9")
    adjust: Decimal = Decimal("0.6")


BANDS: Final = Bands()


def attained(progress: Decimal | None, elapsed: Decimal, kind: GoalKind = GoalKind.COMMITTED) -> Decimal | None:
    """Progress as a share of what was to be reached by now: the share of the cycle that has passed, of stretch goals 0.7 of it.

    Returns:
        0 or more, raw above 1; None without data, and before anything was to be reached.
    """
    expected = elapsed * (DEFAULTS.stretch_pace if kind is GoalKind.STRETCH else 1)
    if progress is None or expected <= 0:
        return None
    return max(Decimal(0), progress / expected)


def proposal(attainment: Decimal | None, bands: Bands = BANDS) -> Decision | None:
    """What the attainment proposes; None without data, on which nobody can decide by figures."""
    if attainment is None:
        return None
    if attainment >= bands.keep:
        return Decision.KEEP
    return Decision.ADJUST if attainment >= bands.adjust else Decision.REWORK


def quarter_of(day: date) -> CycleName:
    """The quarter in which a day lies."""
    return cycle_of(day, CycleKind.QUARTER)


def needs_review(cycle: Span, quarter: CycleName) -> bool:
    """Whether the goals of a cycle are reviewed in a quarter: they run on at least one day of it."""
    return cycle.start <= quarter.end and cycle.end >= quarter.start


def due_date(quarter: CycleName, cycle: Span) -> date:
    """The day by which a goal is reviewed: the end of the quarter, or of its cycle where that comes first."""
    return min(quarter.end, cycle.end)


def trend(confidences: Sequence[Decimal]) -> Trend | None:
    """Where confidence went from the first to the last; None where it was not said at least twice."""
    if len(confidences) < 2:
        return None
    moved = confidences[-1] - confidences[0]
    if abs(moved) < STEADY:
        return Trend.STEADY
    return Trend.UP if moved > 0 else Trend.DOWN
