"""What is taken from one cycle to the next: what is not finished, and from where it starts there."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from perftui.domain.codes import Code, CycleKind, GoalState, Operator
from perftui.domain.cycles import CycleName, CycleNameUnclear, cycle_name, cycle_of
from perftui.domain.statuses import is_success
from perftui.domain.yardstick_errors import ImpossibleYardstick
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from decimal import Decimal

    from perftui.domain.codes import GoalKind
    from perftui.domain.yardsticks import Yardstick

STARTING = frozenset({Operator.AT_LEAST, Operator.AT_MOST, Operator.EQUALS, Operator.WITHIN})
"""Operators whose way begins at a baseline; ranges, milestones, yes-no and levels begin anew."""


class Leftover(Code):
    """What becomes of a goal that was active to the end of its cycle."""

    SCORE = "score", mark("Score as they stand")
    CLOSE = "close", mark("Close without a score")
    ARCHIVE = "archive", mark("Archive")
    LEAVE = "leave", mark("Leave as they are")


class Carried(NamedTuple):
    """A key result as it begins in the next cycle."""

    yardstick: Yardstick
    is_from_last: bool
    """Whether it starts from the last value; else from where it started before."""


def following(name: str, kind: CycleKind, end: date) -> CycleName:
    """The cycle that comes after one: by its name where that is one of the calendar, else the one of its kind after its last day."""
    try:
        known = cycle_name(name)
    except CycleNameUnclear:
        return cycle_of(end + timedelta(days=1), kind)
    return known.next()


def is_unfinished(state: GoalState, kind: GoalKind, progress: Decimal | None, coverage: Decimal | None, score: Decimal | None) -> bool:
    """Whether something of a goal is left to do: by its score once it has one, else by its progress and how much is measured."""
    if state is GoalState.ARCHIVED:
        return False
    if score is not None:
        return not is_success(score, kind)
    return progress is None or progress < 1 or (coverage is not None and coverage < 1)


def carried(yardstick: Yardstick, last: Decimal | None) -> Carried:
    """The same target from where things stand now. Where the last value cannot be a baseline, the old one stays.

    A commit value that the last value has passed already goes, with the stretch value: zones need all of their points in order.
    """
    if last is None or yardstick.operator not in STARTING:
        return Carried(yardstick, False)
    for commit, stretch in ((yardstick.commit, yardstick.stretch), (None, None)):
        try:
            return Carried(replace(yardstick, baseline=last, commit=commit, stretch=stretch), True)
        except ImpossibleYardstick:
            continue
    return Carried(yardstick, False)


def new_parent(
    parent: str | None, copies: Mapping[str, str], counterpart: Callable[[str], str | None], runs_on: Callable[[str], bool]
) -> str | None:
    """Where a carried goal stands: under the copy of the goal above, what stands for it there, itself where it runs on, else at the top.

    Args:
        parent: The goal above the old one.
        copies: Old goal to its copy in the new cycle.
        counterpart: Gives what stands for a goal in the new cycle already, if anything does.
        runs_on: Whether a goal's cycle has not ended by the time the new one begins.
    """
    if parent is None:
        return None
    return copies.get(parent) or counterpart(parent) or (parent if runs_on(parent) else None)
