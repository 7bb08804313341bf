"""What has to hold of a plan after undo or redo, as it does after every step: nobody takes back by a key what was signed.

- A version is acknowledged, or it waits for that: a plan runs with its latest version acknowledged, and an issue that was acknowledged
  stays. An acknowledgement itself is never taken back.
- While a plan is locked it says what its latest version says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.plans import EDITABLE, UNPUBLISHED, PlanState
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.services import plan_versions
from perftui.services.plan_guards import acknowledged
from perftui.storage import plans

if TYPE_CHECKING:
    from collections.abc import Iterable

    from perftui.storage.stores import Store


class PlanStaysAsSigned(Refused):
    """Undo or redo would change what somebody relies on."""

    template = mark("This cannot be taken back: “{title}” would no longer be what was issued and signed. Pause it to change it.")


WAITING: Final = frozenset({PlanState.ISSUED, PlanState.EXTENDED})
"""States in which the latest version waits for its acknowledgement."""


def require_kept(store: Store, plan_ids: Iterable[str]) -> None:
    """Refuse what has become of some plans by undo or redo; inside `write()`, after it.

    Raises:
        PlanStaysAsSigned: One of them is not as it was issued and signed.
    """
    for plan_id in plan_ids:
        row = plans.get(store, plan_id)
        if row is not None and not is_kept(store, plan_id, PlanState(row["state"])):
            raise PlanStaysAsSigned(title=row["title"])


def is_kept(store: Store, plan_id: str, state: PlanState) -> bool:
    """Whether versions, acknowledgements and content of a plan fit its state."""
    numbers = [line.number for line in plan_versions.versions(store, plan_id)]
    if numbers != list(range(1, len(numbers) + 1)):
        return False
    if state in UNPUBLISHED:
        return not numbers and not plans.parts(store, "acknowledgement", plan_id)
    if state is PlanState.CANCELLED:
        return True
    is_acknowledged = acknowledged(store, plan_id) is not None
    if is_acknowledged is (state in WAITING):
        return False
    return state in EDITABLE or not plan_versions.is_changed(store, plan_id)
