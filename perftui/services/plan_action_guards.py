"""What cannot be changed of an action that carries out a step of a plan: what was agreed there changes with the plan only.

That it is done or missed can always be said while the plan runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.plans import RUNNING, PlanState
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.storage import plans

if TYPE_CHECKING:
    from collections.abc import Mapping

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

ORIGIN: Final = "plan_step"
AGREED: Final = ("title", "owner_person_id", "role", "due_date", "recurrence", "until_date")
"""Columns of an action that repeat what the step says."""


class PlanActionLocked(Refused):
    """What was agreed in a plan is to change beside it."""

    template = mark("“{title}” is a step of the plan “{plan}”: pause the plan and change the step there.")


class PlanActionOver(Refused):
    """A step of a plan that is over is to be opened again."""

    template = mark("“{title}” is a step of the plan “{plan}”, which is over: it stays as it is.")


def require_unlocked(store: Store, row: Row, after: Mapping[str, object]) -> None:
    """Refuse to change what a plan says about an action.

    Args:
        store: The store.
        row: The action as it is.
        after: Column to new value.

    Raises:
        PlanActionLocked: It carries out a step of a plan, and one of these columns changes.
    """
    if any(name in after and after[name] != row[name] for name in AGREED):
        require_free(store, row)


def require_free(store: Store, row: Row) -> None:
    """Refuse what is no longer asked of somebody only where the plan says so.

    Raises:
        PlanActionLocked: The action carries out a step of a plan.
    """
    require_free_origin(store, row["title"], row["origin_entity"], row["origin_id"])


def require_free_origin(store: Store, title: str, entity: str, record_id: str) -> None:
    """The same for an action of which title and origin are known."""
    plan = plans.of_step(store, record_id) if entity == ORIGIN else None
    if plan is not None:
        raise PlanActionLocked(title=title, plan=plan["title"])


def require_running(store: Store, row: Row) -> None:
    """Refuse to open an action again whose plan is over.

    Raises:
        PlanActionOver: It is.
    """
    require_running_origin(store, row["title"], row["origin_entity"], row["origin_id"])


def require_running_origin(store: Store, title: str, entity: str, record_id: str) -> None:
    """The same for an action of which title and origin are known."""
    plan = plans.of_step(store, record_id) if entity == ORIGIN else None
    if plan is not None and PlanState(plan["state"]) not in RUNNING:
        raise PlanActionOver(title=title, plan=plan["title"])
