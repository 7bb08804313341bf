"""A plan that makes progress gets more time: once, before its end, at most 30 days, with a reason ([own]).

Goals, steps and the final check that were due on the last day move with it. The extended plan is a new version to acknowledge.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from perftui.domain.plan_ends import check_new_end
from perftui.domain.plan_steps import PlanStepNotPossible
from perftui.domain.plans import PlanState, VersionKind
from perftui.i18n import mark
from perftui.services.plan_amendments import write_down
from perftui.services.plan_locks import fresh_row
from perftui.services.plan_moves import move, reason_of
from perftui.services.plan_views import plan_view
from perftui.storage import plans
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_MOVED = (("plan_goal", "due_date"), ("plan_step", "due_date"), ("plan_step", "until_date"))
"""What moves with the end where it was due then."""


def extend(store: Store, plan_id: str, version: int, new_end: date, reason: str, today: date) -> int:  # noqa: PLR0913, PLR0917  # all of it is written down
    """Give a plan more time; one that runs and is close to its end goes through “Decision due” by itself.

    Returns:
        The new version of its record.

    Raises:
        PlanReasonMissing: There is no reason.
        NewEndTooEarly, NewEndTooLate: The new end is not possible.
        PlanStepNotPossible: It does not run.
        PlanNotReady: There is no progress, its end has passed, or it was extended before.
        Changed: Somebody else was first.
        Gone: There is no such plan.
    """
    why, row = reason_of(reason), fresh_row(store, plan_id, version)
    if PlanState(row["state"]) not in (PlanState.ACTIVE, PlanState.DUE):
        raise PlanStepNotPossible(old=PlanState(row["state"]), new=PlanState.EXTENDED)
    check_new_end(date.fromisoformat(row["end_date"]), new_end)
    with store.write(Label(mark("Extended the plan “{title}”"), {"title": row["title"]})):
        if row["state"] == PlanState.ACTIVE:
            version = move(store, plan_id, version, PlanState.DUE, today)
        closure = plan_view(store, plan_id).closure
        version = move(store, plan_id, version, PlanState.EXTENDED, today, end_date=new_end.isoformat())
        days = {"old_end": row["end_date"], "new_end": new_end.isoformat(), "on_date": today.isoformat()}
        told = {"plan_id": plan_id, "reason": why, "closure": str(closure), "by_name": store.actor.name}
        store.insert("extension", id=store.new_id(), **told, **days)
        _move_parts(store, row, new_end)
        write_down(store, plan_id, VersionKind.EXTENDED, why, today)
    return version


def _move_parts(store: Store, plan: Row, new_end: date) -> None:
    for table, column in _MOVED:
        rows = plans.steps(store, plan["id"]) if table == "plan_step" else plans.parts(store, table, plan["id"])
        for row in rows:
            if row[column] == plan["end_date"]:
                store.update(table, row["id"], row["version"], **{column: new_end.isoformat()})
