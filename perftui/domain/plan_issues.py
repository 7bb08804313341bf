"""What a plan needs before it is issued: the four parts of R53, and that the person has a fair chance.

All of it holds for improvement plans. Of development plans no cause, no consequences and no choice are asked, of own plans neither
support nor checks ([own]): nobody is judged by them.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from perftui.domain.plan_calendars import lasts, unchecked
from perftui.domain.plan_facts import GoalFacts, Missing, PlanFacts, StepFacts, lacking
from perftui.domain.plan_lacks import Lack
from perftui.domain.plans import LONGEST, SHORTEST, CheckKind, PlanKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


def review_lacks(facts: PlanFacts) -> list[Missing]:
    """What HR needs to read a plan: a goal at least."""
    return [] if facts.goals else [lacking(Lack.NO_GOAL)]


def approval_lacks(facts: PlanFacts) -> list[Missing]:
    """What HR needs to approve: all that is needed to issue but the person's choice, which is heard in the talk, and the day."""
    return [missing for missing in issue_lacks(facts, None) if missing.lack is not Lack.NO_CHOICE]


def issue_lacks(facts: PlanFacts, today: date | None) -> list[Missing]:
    """What is missing before a plan is issued.

    Args:
        facts: The plan.
        today: The day of issue; an improvement plan does not begin before it. None where that does not matter.
    """
    is_pip = facts.kind is PlanKind.PIP
    found = [*_days(facts)]
    if is_pip and today and facts.start and facts.start < today:
        found.append(lacking(Lack.START_PAST, start=facts.start, today=today))
    found += [lacking(Lack.NO_CAUSE)] if is_pip and not facts.causes else []
    found += [*_goals(facts), *_steps(facts)]
    found += [] if facts.kind is PlanKind.SELF else [*_support(facts)]
    found += [lacking(Lack.NO_CONSEQUENCES)] if is_pip and not facts.has_consequences else []
    return found + ([lacking(Lack.NO_CHOICE)] if is_pip and not facts.has_choice else [])


def amendment_lacks(facts: PlanFacts, today: date) -> list[Missing]:
    """What is missing before a paused plan is issued again: a change, and time anew where other things are measured [OPM]."""
    if not facts.is_changed:
        return [lacking(Lack.NOT_CHANGED)]
    anew = today + timedelta(SHORTEST - 1)
    return [lacking(Lack.TIME_ANEW, date=anew)] if facts.is_standard_changed and facts.end and facts.end < anew else []


def _days(facts: PlanFacts) -> Iterator[Missing]:
    if facts.start is None or facts.end is None:
        yield lacking(Lack.NO_DATES)
        return
    days = lasts(facts.start, facts.end)
    if days < SHORTEST:
        yield lacking(Lack.TOO_SHORT, days=days, least=SHORTEST)
    if days > LONGEST and not facts.extensions:
        yield lacking(Lack.TOO_LONG, days=days, most=LONGEST)


def _goals(facts: PlanFacts) -> Iterator[Missing]:
    """One goal at least, and each that can be measured and falls within the plan: what cannot be measured cannot be met."""
    if not facts.goals:
        yield lacking(Lack.NO_GOAL)
    for goal in facts.goals:
        yield from _goal(goal, facts)


def _goal(goal: GoalFacts, facts: PlanFacts) -> Iterator[Missing]:
    for is_there, lack in ((goal.has_number, Lack.GOAL_NUMBER), (goal.has_unit, Lack.GOAL_UNIT), (goal.has_start, Lack.GOAL_START)):
        if not is_there:
            yield lacking(lack, title=goal.title)
    if goal.due and ((facts.end and goal.due > facts.end) or (facts.start and goal.due < facts.start)):
        yield lacking(Lack.GOAL_LATE, title=goal.title, due=goal.due)


def _steps(facts: PlanFacts) -> Iterator[Missing]:
    if not facts.steps:
        yield lacking(Lack.NO_STEP)
    for step in facts.steps:
        yield from _step(step)


def _step(step: StepFacts) -> Iterator[Missing]:
    if not step.has_owner:
        yield lacking(Lack.STEP_OWNER, title=step.text)
    if not step.has_date:
        yield lacking(Lack.STEP_DATE, title=step.text)


def _support(facts: PlanFacts) -> Iterator[Missing]:
    if not any(step.is_support for step in facts.steps):
        yield lacking(Lack.NO_SUPPORT)
    if facts.start is None or facts.end is None:
        return
    planned = [check.due for check in facts.checks if check.kind is not CheckKind.MONITORING]
    for since, until in unchecked(facts.start, facts.end, planned):
        yield lacking(Lack.NO_CHECK, since=since, until=until)
