"""Holding the check of a plan: what it needs, and what is proposed by what was measured (R57, R76)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.amendments import ReasonMissing
from perftui.domain.plan_closures import is_on_pace
from perftui.domain.plans import OutcomeKind, Verdict
from perftui.errors import BadInput
from perftui.i18n import mark
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from perftui.domain.plan_closures import GoalClosure


class NothingShown(BadInput):
    """A check without a note and without evidence would be a formality."""

    template = mark("Write a note, or what shows it: a check without either is a mere formality.")
    field = "manager_note"


class VerdictMissing(BadInput):
    """A check that was held says how the plan stands."""

    template = mark("Say how the plan stands: on track, at risk or off track.")
    field = "verdict"


class HeldInFuture(BadInput):
    """A check is written down before it was held."""

    template = mark("{day} is still to come: a check is written down on its day or later.")
    field = "held_on"


class HeldBeforeIssue(BadInput):
    """A check that was held before there was a plan."""

    template = mark("The plan was issued on {issued}: a check of it cannot be earlier.")
    field = "held_on"


class NextIsPast(BadInput):
    """The next date lies before the check."""

    template = mark("The next date comes after this check, which was held on {held}.")
    field = "next_date"


class CheckReasonMissing(ReasonMissing):
    """A check that was held is corrected without saying why."""

    template = mark("This check was held already: say why it is corrected. What was there before stays in its history.")


class CheckTold(NamedTuple):
    """What is said in a check, beside the values."""

    verdict: Verdict | None
    held_on: date
    manager_note: str = ""
    employee_note: str = ""
    evidence: str = ""
    """Where it can be seen, in words."""
    next_date: date | None = None


def require_told(told: CheckTold, issued: date | None, today: date) -> None:
    """Refuse a check that says too little, or that cannot have been.

    Raises:
        HeldInFuture, HeldBeforeIssue, VerdictMissing, NothingShown, NextIsPast: What is wrong.
    """
    if told.held_on > today:
        raise HeldInFuture(day=told.held_on)
    if issued and told.held_on < issued:
        raise HeldBeforeIssue(issued=issued)
    if told.verdict is None:
        raise VerdictMissing
    if not (told.manager_note or told.employee_note or told.evidence):
        raise NothingShown
    if told.next_date and told.next_date <= told.held_on:
        raise NextIsPast(held=told.held_on)


def proposed_verdict(closed: Decimal | None, elapsed: Decimal | None) -> Verdict | None:
    """The verdict that the figures suggest; people decide.

    On track when the closure keeps pace with the time, at risk with any progress, off track without. After the end, where no time is
    given, all of the gap has to be closed.

    Args:
        closed: The closure, -1 to 1; None: nothing was measured again.
        elapsed: The share of the time that has passed, 0 to 1; None after the end.
    """
    if closed is None:
        return None
    if elapsed is not None and is_on_pace(closed, elapsed):
        return Verdict.ON_TRACK
    if elapsed is None and closed == 1:
        return Verdict.ON_TRACK
    return Verdict.AT_RISK if closed > 0 else Verdict.OFF_TRACK


def proposed_outcome(goals: Iterable[GoalClosure]) -> OutcomeKind | None:
    """What a check after the end suggests: sustained while every goal that must be met still is, else relapsed ([own]).

    Returns:
        None where such a goal was never measured, or where there is none.
    """
    must = [goal.is_met for goal in goals if goal.must_meet]
    if not must or None in must:
        return None
    return OutcomeKind.SUSTAINED if all(must) else OutcomeKind.RELAPSED
