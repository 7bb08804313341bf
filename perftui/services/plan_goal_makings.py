"""The goals and milestones that a new plan takes from its gaps."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.calendars import add_months
from perftui.domain.codes import Operator
from perftui.domain.formats import rounded
from perftui.domain.plan_closures import elapsed_share
from perftui.domain.rollups import FULL_WEIGHT
from perftui.i18n import gettext as _
from perftui.services.measured_values import value_text
from perftui.services.plan_rows import goal_columns, milestone_columns
from perftui.storage import gaps, plans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from perftui.domain.yardsticks import Yardstick
    from perftui.services.gap_views import GapView
    from perftui.storage.stores import Store

ONE_NUMBER = frozenset((Operator.AT_LEAST, Operator.AT_MOST))
"""Operators whose way from start to target has a middle."""
NEAR = 10
"""Days before the end within which no milestone is worth it."""


def goals_of(store: Store, plan_id: str, found: Sequence[GapView], end: date) -> list[tuple[str, GapView]]:
    """Add a goal for each gap: what was measured then is its start; inside `write()`.

    Returns:
        The id of each with the gap that it closes.
    """
    return [(add_goal_of(store, plan_id, view, end, weight=FULL_WEIGHT // len(found)), view) for view in found]


def add_goal_of(store: Store, plan_id: str, view: GapView, end: date, *, weight: int = FULL_WEIGHT) -> str:
    """Add the goal that closes a gap; inside `write()`."""
    from perftui.domain.plan_drafts import PlanGoalDraft
    from perftui.domain.validation import validated

    draft = validated(PlanGoalDraft, title=view.dimension, start=view.actual, start_on=view.measured_on, due=end, weight=weight)
    ids = {"gap_id": view.id, "key_result_id": view.key_result_id or None, "goal_id": view.goal_id or None}
    goal_id = store.new_id()
    measure, pos = gaps.measure_of(store, view.id) or None, plans.next_position(store, "plan_goal", plan_id)
    store.insert("plan_goal", id=goal_id, plan_id=plan_id, pos=pos, **ids, measure_id=measure, **goal_columns(draft, view.yardstick))
    return goal_id


def milestones_of(store: Store, plan_id: str, made: Sequence[tuple[str, GapView]], span: tuple[date, date]) -> None:
    """Add a milestone at the end of each month, evenly on the way from start to target; inside `write()`."""
    from perftui.domain.plan_drafts import MilestoneDraft
    from perftui.domain.validation import validated

    for goal_id, view in made:
        for day in _months(*span):
            wanted = on_the_way(view.yardstick, view.actual, elapsed_share(*span, day))
            if wanted is not None:
                shown = value_text(view.yardstick, wanted)
                title = _("{dimension}: {value}").format(dimension=view.dimension, value=shown)
                draft = validated(MilestoneDraft, title=title, due=day, wanted=shown, goal=goal_id)
                store.insert("plan_milestone", id=store.new_id(), plan_id=plan_id, **milestone_columns(draft))


def _months(start: date, end: date) -> Iterator[date]:
    number = 1
    while (end - add_months(start, number)).days >= NEAR:
        yield add_months(start, number)
        number += 1


def on_the_way(yardstick: Yardstick, start: Decimal | None, share: Decimal) -> Decimal | None:
    """What should be measured once a share of the time has passed, in round figures; None where there is no way to divide."""
    if start is None or yardstick.target is None or yardstick.operator not in ONE_NUMBER:
        return None
    way = yardstick.target - start
    if not way or (way > 0) is not (yardstick.operator is Operator.AT_LEAST):
        return None
    digits = 0 if abs(way) >= 12 else 1 if abs(way) >= Decimal("1.2") else 2
    return rounded(start + way * share, digits)
