"""Issuing a plan: what it says is fixed and written down, and its steps become actions (R53).

An issue can be taken back with undo until it is acknowledged: until then nobody has relied on it. Afterwards `plan_reversals` refuses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.plans import PlanState, VersionKind
from perftui.i18n import mark
from perftui.services import plan_actions, plan_versions
from perftui.services.plan_locks import plan_row
from perftui.services.plan_moves import move
from perftui.storage import plans
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from datetime import date

    from perftui.storage.stores import Store


def issue(store: Store, plan_id: str, version: int, today: date) -> int:
    """Issue a plan for the first time.

    Returns:
        The new version of its record.

    Raises:
        PlanStepNotPossible: It cannot be issued from its state.
        PlanNotReady: Something is missing.
        Changed: Somebody else was first.
        Gone: There is no such plan.
    """
    row = plan_row(store, plan_id)
    with store.write(Label(mark("Issued the plan “{title}”"), {"title": row["title"]})):
        first = row["next_date"] or next_check(store, plan_id)
        new = move(store, plan_id, version, PlanState.ISSUED, today, issued_on=today.isoformat(), next_date=first)
        plan_versions.fix_definitions(store, plan_id)
        plan_versions.keep(store, plan_id, VersionKind.ISSUED, "", today)
        plan_actions.make(store, plan_id)
    return new


def next_check(store: Store, plan_id: str) -> str | None:
    """The day of the next open check of a plan, ISO."""
    checks = [check for check in plans.parts(store, "plan_check", plan_id) if not (check["held_on"] or check["is_missed"])]
    return checks[0]["due_date"] if checks else None
