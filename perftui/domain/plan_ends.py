"""What has to be there before a plan is extended or decided, and before one says that its success lasted or did not (R59, R76)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from perftui.domain.formats import percent
from perftui.domain.plan_facts import Missing, PlanFacts, lacking
from perftui.domain.plan_lacks import Lack
from perftui.domain.plans import CheckKind, PlanKind
from perftui.errors import BadInput
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

PREPARED: Final = 14
"""Days before its end from which on a plan's decision can be prepared, so that it can still be extended ([own])."""
LAST: Final = 14
"""Days before the end within which the last measurement counts ([own])."""
MOST_DAYS: Final = 30
"""By how many days a plan is extended at most ([own])."""


class NewEndTooEarly(BadInput):
    """An extension that is none."""

    template = mark("The plan ends on {end} already: the new end lies after that.")
    field = "new_end"


class NewEndTooLate(BadInput):
    """An extension beyond what is fair."""

    template = mark("A plan is extended by {most} days at most: until {latest}.")
    field = "new_end"


def due_lacks(facts: PlanFacts, today: date) -> list[Missing]:
    """A decision is prepared near the end, not at the beginning."""
    if facts.end is None or today >= (first := facts.end - timedelta(PREPARED)):
        return []
    return [lacking(Lack.NOT_DUE_YET, end=facts.end, date=first)]


def extension_lacks(facts: PlanFacts, today: date) -> list[Missing]:
    """An extension comes before the end, once, and only where there is progress ([own])."""
    found = []
    if facts.extensions:
        found.append(lacking(Lack.EXTENDED_BEFORE))
    if facts.end and today > facts.end:
        found.append(lacking(Lack.END_PASSED, end=facts.end))
    if facts.closure is None:
        found.append(lacking(Lack.NOT_MEASURED))
    elif facts.closure <= 0:
        found.append(lacking(Lack.NO_PROGRESS, closure=percent(facts.closure)))
    return found


def check_new_end(old: date, new: date) -> None:
    """Refuse an extension by nothing, or by too much.

    Raises:
        NewEndTooEarly, NewEndTooLate: Which of them it is.
    """
    if new <= old:
        raise NewEndTooEarly(end=old)
    if new > (latest := old + timedelta(MOST_DAYS)):
        raise NewEndTooLate(most=MOST_DAYS, latest=latest)


def pass_lacks(facts: PlanFacts, today: date) -> list[Missing]:
    """The pass rule that was fixed at issue: every must-meet goal is met, and enough of the gap is closed."""
    found = [*_over(facts, today), *_measured(facts)]
    if facts.passes or any(missing.lack is Lack.NOT_MEASURED_AT_END for missing in found):
        return found
    found += [lacking(Lack.GOAL_NOT_MET, title=goal.title) for goal in facts.goals if goal.must_meet and not goal.is_met]
    if facts.closure is not None and facts.wanted is not None and facts.closure < facts.wanted:
        found.append(lacking(Lack.CLOSURE_LOW, closure=percent(facts.closure), wanted=percent(facts.wanted)))
    return found


def fail_lacks(facts: PlanFacts, today: date) -> list[Missing]:
    """Nobody fails in the dark: checks held or marked as missed, measured again, promises settled, a statement offered.

    Promises and the statement are asked of improvement plans alone ([own]).
    """
    found = [*_over(facts, today), *_measured(facts)]
    if facts.passes:
        found.append(lacking(Lack.PASSES))
    if facts.kind is PlanKind.PIP:
        found += [lacking(Lack.PROMISE_OPEN, title=promise) for promise in facts.open_promises]
        found += [] if facts.is_statement_offered else [lacking(Lack.NO_STATEMENT)]
    return found


def sustained_lacks(facts: PlanFacts) -> list[Missing]:
    """Success lasted where all checks after the end are over, the last one was held, and the must-meet goals still hold."""
    after = [check for check in facts.checks if check.kind is CheckKind.MONITORING]
    found = [lacking(Lack.CHECK_OPEN, due=check.due) for check in after if check.is_open]
    if not found and not (after and max(after, key=lambda check: check.due).is_held):
        found.append(lacking(Lack.LAST_CHECK_MISSED))
    lost = [goal for goal in facts.goals if goal.must_meet and not goal.is_met]
    return found + [lacking(Lack.GOAL_LOST, title=goal.title) for goal in lost]


def relapse_lacks(facts: PlanFacts) -> list[Missing]:
    """A relapse shows in a check that was held."""
    is_seen = any(check.kind is CheckKind.MONITORING and check.is_held for check in facts.checks)
    return [] if is_seen else [lacking(Lack.RELAPSE_NOT_SEEN)]


def _over(facts: PlanFacts, today: date) -> Iterator[Missing]:
    """A plan is decided on its last day or later, when it is known what became of each check."""
    if facts.end and today < facts.end:
        yield lacking(Lack.NOT_OVER, end=facts.end)
    for check in facts.checks:
        if check.is_open and check.kind is not CheckKind.MONITORING:
            yield lacking(Lack.CHECK_OPEN, due=check.due)


def _measured(facts: PlanFacts) -> Iterator[Missing]:
    """Every goal has a last measurement by the same definition, near the end."""
    for goal in facts.goals:
        last = min((day for day in (facts.end, goal.due) if day), default=None)
        since = last - timedelta(LAST) if last else None
        if goal.measured_on is None or (since and goal.measured_on < since):
            yield lacking(Lack.NOT_MEASURED_AT_END, title=goal.title, since=since)
