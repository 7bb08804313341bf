"""A running plan is changed: paused with a reason, changed, and issued again as a new version that has to be acknowledged anew.

The version before stays as it was written down. What was not changed after all goes on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.plans import PlanState, VersionKind
from perftui.i18n import mark
from perftui.services import plan_actions, plan_checks_due, plan_versions
from perftui.services.plan_locks import fresh_row
from perftui.services.plan_moves import move, reason_of
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from datetime import date

    from perftui.storage.stores import Store


def pause(store: Store, plan_id: str, version: int, reason: str, today: date) -> int:
    """Pause a running plan, so that it can be changed; its actions and checks stay.

    Returns:
        The new version of its record.

    Raises:
        PlanReasonMissing: There is no reason.
        PlanStepNotPossible: It does not run.
        Changed: Somebody else was first.
        Gone: There is no such plan.
    """
    why, row = reason_of(reason), fresh_row(store, plan_id, version)
    with store.write(Label(mark("Paused the plan “{title}”"), {"title": row["title"]})):
        return move(store, plan_id, version, PlanState.PAUSED, today, pause_reason=why)


def issue_again(store: Store, plan_id: str, version: int, today: date) -> int:
    """Issue a paused plan as it is now; checks and actions follow, and it has to be acknowledged again.

    Undo takes it back until it is acknowledged.

    Returns:
        The new version of its record.

    Raises:
        PlanStepNotPossible: It is not paused.
        PlanNotReady: Nothing was changed, or something is missing.
        Changed: Somebody else was first.
        Gone: There is no such plan.
    """
    row = fresh_row(store, plan_id, version)
    with store.write(Label(mark("Issued the plan “{title}” again"), {"title": row["title"]})):
        new = move(store, plan_id, version, PlanState.ISSUED, today)
        write_down(store, plan_id, VersionKind.AMENDED, row["pause_reason"], today)
    return new


def resume(store: Store, plan_id: str, version: int, today: date) -> int:
    """Let a paused plan that was not changed go on.

    Returns:
        The new version of its record.

    Raises:
        PlanStepNotPossible: It is not paused.
        PlanNotReady: It was changed.
        Changed: Somebody else was first.
        Gone: There is no such plan.
    """
    row = fresh_row(store, plan_id, version)
    with store.write(Label(mark("Let the plan “{title}” go on"), {"title": row["title"]})):
        return move(store, plan_id, version, PlanState.ACTIVE, today, pause_reason="")


def write_down(store: Store, plan_id: str, kind: VersionKind, reason: str, today: date) -> None:
    """Fix a new version of a plan that was issued before, with its checks and actions in line; inside `write()`."""
    before = plan_versions.latest(store, plan_id)
    plan_versions.fix_definitions(store, plan_id)
    plan_checks_due.line_up(store, plan_id, today)
    plan_versions.keep(store, plan_id, kind, reason, today)
    if before is not None:
        plan_actions.line_up(store, plan_id, before)
