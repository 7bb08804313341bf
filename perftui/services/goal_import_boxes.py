"""What the boxes and words of a file mean for its goals: ticks, suggested targets, and whose goals they are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.codes import Operator
from perftui.domain.yardsticks import ONE, Yardstick
from perftui.services.goal_import_plans import Suggestion
from perftui.services.key_result_views import yardstick_text
from perftui.services.transfer.okr_documents import Box
from perftui.services.transfer.okr_plans import PlannedKeyResult

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from perftui.domain.targets import ParsedTarget
    from perftui.services.transfer.okr_plans import OkrPlan, PlannedGoal


def prepared(plan: OkrPlan, accepted: Collection[int]) -> OkrPlan:
    """The plan with everything decided that does not depend on what is recorded.

    - A goal with a box but nothing below it gets a key result of its name, which can be ticked.
    - Suggested targets of the lines in `accepted` are taken; what was ticked has reached them.
    - Where all key results of a goal without an owner name the same one, it is the goal's; others become tags.
    """
    results = [_with_target(one) if one.line in accepted and one.suggestion else one for one in plan.key_results]
    results += _for_boxes(plan)
    results.sort(key=lambda one: one.line)
    owners: dict[int, set[str]] = defaultdict(set)
    for one in results:
        owners[one.goal].add(one.owner)
    goals = tuple(_with_owner(goal, owners.get(index, set())) for index, goal in enumerate(plan.goals))
    return replace(plan, goals=goals, key_results=tuple(_without_owner(one, goals[one.goal]) for one in results))


def _for_boxes(plan: OkrPlan) -> Iterator[PlannedKeyResult]:
    full = {goal.parent for goal in plan.goals} | {one.goal for one in plan.key_results}
    for index, goal in enumerate(plan.goals):
        if index not in full and goal.mark in (Box.OPEN, Box.DONE):
            values = (ONE,) if goal.mark is Box.DONE else ()
            yield PlannedKeyResult(goal.line, index, goal.title, Operator.YES_NO, values=values, mark=goal.mark)


def _with_target(planned: PlannedKeyResult) -> PlannedKeyResult:
    found = planned.suggestion
    if found is None:
        return planned
    fields = found.fields()
    operator, unit = Operator(str(fields.pop("operator"))), str(fields.pop("unit", ""))
    numbers = {name: number for name, number in fields.items() if isinstance(number, Decimal)}
    reached = found.target if found.target is not None else found.low
    values = (reached,) if planned.values and reached is not None else ()
    return replace(planned, operator=operator, unit=unit, numbers=numbers, values=values, suggestion=None)


def _with_owner(goal: PlannedGoal, owners: set[str]) -> PlannedGoal:
    return replace(goal, owner=next(iter(owners))) if not goal.owner and len(owners) == 1 and "" not in owners else goal


def _without_owner(planned: PlannedKeyResult, goal: PlannedGoal) -> PlannedKeyResult:
    if planned.owner in ("", goal.owner):
        return replace(planned, owner="")
    return replace(planned, tags=(*planned.tags, planned.owner), owner="")


def suggestions_of(plan: OkrPlan, accepted: Collection[int]) -> tuple[Suggestion, ...]:
    """The targets that were found in the words of key results with a box."""
    found = ((one, one.suggestion) for one in plan.key_results)
    return tuple(Suggestion(one.line, one.title, _text(target), one.line in accepted) for one, target in found if target)


def _text(target: ParsedTarget) -> str:
    return yardstick_text(
        Yardstick(target.operator, target.baseline, target.target, target.low, target.high, tolerance=target.tolerance, unit=target.unit)
    )
