"""When the milestones of a running plan were reached: said by hand, or seen in what a check measured (R53)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from perftui.domain.measures import gap
from perftui.domain.plans import RUNNING, PlanState
from perftui.domain.yardsticks import DIRECTED
from perftui.errors import BadInput, PerftuiError, Refused
from perftui.i18n import mark
from perftui.services.measured_values import parse_value
from perftui.services.plan_locks import plan_row
from perftui.services.plan_parts import label, part_row
from perftui.storage import plans
from perftui.storage.yardsticks import yardstick_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class ReachedInFuture(BadInput):
    """A milestone counts as reached before the day has come."""

    template = mark("{day} is still to come: write the day on which the milestone was reached.")
    field = "reached_on"


class PlanNotRunning(Refused):
    """A milestone of a plan that does not run is to be reached."""

    template = mark("“{title}” does not run ({state}): its milestones are reached between its issue and its outcome.")


def reach(store: Store, milestone_id: str, version: int, on: date | None, today: date) -> int:
    """Say when a milestone was reached.

    Args:
        store: The store.
        milestone_id: The milestone.
        version: Of its record, as it was read.
        on: The day; None: it is not reached after all.
        today: The day.

    Returns:
        The version afterwards.

    Raises:
        ReachedInFuture: The day is still to come.
        PlanNotRunning: The plan is not issued, or over.
        Changed: Somebody else was first.
        Gone: There is no such milestone.
    """
    row = part_row(store, "plan_milestone", milestone_id)
    if on is not None and on > today:
        raise ReachedInFuture(day=on)
    said = mark("Reached “{part}” of the plan “{title}”") if on else mark("Not reached after all: “{part}” of the plan “{title}”")
    with store.write(label(said, row["title"], plan_row(store, row["plan_id"]))):
        _require_running(store, row["plan_id"])
        return store.update("plan_milestone", milestone_id, version, reached_on=on.isoformat() if on else None)


def follow(store: Store, plan_id: str, measured: Mapping[str, Decimal], on: date) -> None:
    """Let the milestones be reached that were measured; inside `write()`.

    Args:
        store: The store.
        plan_id: The plan.
        measured: Goal to what was measured.
        on: When it was measured.
    """
    goals = {row["id"]: row for row in plans.parts(store, "plan_goal", plan_id) if row["id"] in measured}
    for row in plans.parts(store, "plan_milestone", plan_id):
        goal = goals.get(row["plan_goal_id"])
        if goal is not None and row["reached_on"] is None and _is_reached(goal, row["wanted"] or "", measured[goal["id"]]):
            store.update("plan_milestone", row["id"], row["version"], reached_on=on.isoformat())


def _is_reached(goal: Row, wanted: str, value: Decimal) -> bool:
    """Whether a value is as good as what is wanted; where that is no number on the way to the target, nobody can tell."""
    yardstick = yardstick_of(goal)
    if yardstick.operator not in DIRECTED:
        return False
    try:
        number = parse_value(yardstick, wanted)
        return number is not None and gap(replace(yardstick, target=number, baseline=None, commit=None, stretch=None), value) == 0
    except PerftuiError:
        return False


def _require_running(store: Store, plan_id: str) -> None:
    row = plan_row(store, plan_id)
    state = PlanState(row["state"])
    if state not in RUNNING:
        raise PlanNotRunning(title=row["title"], state=state)
