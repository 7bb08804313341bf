"""What is locked in a plan once it is issued."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.plans import EDITABLE, PlanState
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.storage import plans
from perftui.storage.stores import Gone

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class PlanLocked(Refused):
    """An issued plan is to be changed."""

    template = mark("This plan is {state}: its goals, steps and dates are locked. Pause it first; then it is acknowledged again.")


def require_editable(store: Store, plan_id: str) -> Row:
    """The plan, if its goals, steps and dates may change.

    Raises:
        PlanLocked: They may not.
        Gone: There is none, or the actor may not see it.
    """
    row = plans.get(store, plan_id)
    if row is None:
        raise Gone
    state = PlanState(row["state"])
    if state not in EDITABLE:
        raise PlanLocked(state=state)
    return row
