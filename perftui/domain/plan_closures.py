"""How much of its gaps a plan has closed, and whether that keeps pace with the time that has passed.

Formulas: the design's chapter on plans. Closure and pace say nothing where nothing was measured again: no data is not zero.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.measures import gap
from perftui.domain.yardsticks import ONE, ZERO
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from perftui.domain.yardsticks import Yardstick


class GoalClosure(NamedTuple):
    """A goal of a plan, as its closure is computed."""

    closure: Decimal | None
    """-1 to 1; None: not measured again."""
    weight: int
    """Basis points."""
    must_meet: bool
    is_met: bool | None
    """Whether its target is reached; None: not measured again."""


def closure(yardstick: Yardstick, start: Decimal | None, now: Decimal | None) -> Decimal | None:
    """The share of a gap that is closed: (g₀ − g₁) / g₀, clamped to ±1.

    Args:
        yardstick: What both values are held against.
        start: The value at the beginning.
        now: The latest value.

    Returns:
        -1 to 1. Where there was no gap at the beginning, 1 while there is none and -1 once there is one ([own]). None without data.
    """
    before, after = gap(yardstick, start), gap(yardstick, now)
    if before is None or after is None:
        return None
    if before == 0:
        return ONE if after == 0 else -ONE
    return max(-ONE, min(ONE, (before - after) / before))


def plan_closure(goals: Sequence[GoalClosure]) -> Decimal | None:
    """The closure of a plan: the weighted mean over the goals that were measured again; evenly where no weight is given.

    Returns:
        -1 to 1; None where nothing was measured again.
    """
    measured = [goal for goal in goals if goal.closure is not None]
    if not measured:
        return None
    total = sum(goal.weight for goal in measured)
    if not total:
        return sum((goal.closure or ZERO for goal in measured), ZERO) / len(measured)
    return sum((goal.weight * (goal.closure or ZERO) for goal in measured), ZERO) / total


def coverage(goals: Sequence[GoalClosure]) -> Decimal:
    """The share of the weight of all goals that was measured again, 0 to 1; by number where no weight is given."""
    total = sum(goal.weight for goal in goals)
    if not total:
        return Decimal(sum(goal.closure is not None for goal in goals)) / len(goals) if goals else ZERO
    return Decimal(sum(goal.weight for goal in goals if goal.closure is not None)) / total


def elapsed_share(start: date, end: date, today: date) -> Decimal:
    """How much of a plan's time has passed, 0 to 1; its first and its last day both count."""
    days = (end - start).days + 1
    return Decimal(min(days, max(0, (today - start).days + 1))) / days


def is_on_pace(closed: Decimal | None, elapsed: Decimal) -> bool | None:
    """Whether the closure is at least the share of time that has passed; None where nothing was measured again."""
    return None if closed is None else closed >= elapsed


def passes(goals: Sequence[GoalClosure], wanted: Decimal) -> bool:
    """The pass rule that is fixed when a plan is issued: every must-meet goal is met, and the plan's closure reaches what is wanted.

    Args:
        goals: All goals of the plan; one that was never measured again is not met.
        wanted: 0 to 1, inclusive.
    """
    closed = plan_closure(goals)
    return closed is not None and closed >= wanted and all(goal.is_met for goal in goals if goal.must_meet)
