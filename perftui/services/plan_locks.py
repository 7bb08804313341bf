"""Whether a plan may be changed now: once it is issued its goals, milestones, steps and dates are locked [15]."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.plans import EDITABLE, RUNNING, PlanState
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.storage import plans
from perftui.storage.stores import Changed, Gone

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class PlanLocked(Refused):
    """A plan that was issued is to change."""

    template = mark("“{title}” was issued, so its goals, steps and dates are locked. Pause it first, with a reason: F8.")


class PlanOver(PlanLocked):
    """A plan that was decided is to change."""

    template = mark("“{title}” is over ({state}), and stays as it was. Start another plan for what is still to be done.")


def plan_row(store: Store, plan_id: str) -> Row:
    """One plan.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    row = plans.get(store, plan_id)
    if row is None:
        raise Gone
    return row


def fresh_row(store: Store, plan_id: str, version: int) -> Row:
    """One plan that nobody has changed since it was read.

    Raises:
        Gone: There is none, or the actor may not see it.
        Changed: Somebody else was first.
    """
    row = plan_row(store, plan_id)
    if row["version"] != version:
        raise Changed
    return row


def require_editable(store: Store, plan_id: str) -> Row:
    """One plan whose goals, milestones, steps and dates may change; call it inside `write()`, so that nobody issues it in between.

    Raises:
        PlanLocked: It was issued and is not paused; `PlanOver` where it is decided.
        Gone: There is none, or the actor may not see it.
    """
    row = plan_row(store, plan_id)
    state = PlanState(row["state"])
    if state in EDITABLE:
        return row
    raise PlanLocked(title=row["title"]) if state in RUNNING else PlanOver(title=row["title"], state=state)
