"""What siblings sum to after one of them was changed or added, said in the status line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.formats import basis_points
from perftui.domain.rollups import FULL_WEIGHT
from perftui.i18n import gettext as _
from perftui.i18n import ngettext
from perftui.services import goal_weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.services.goal_weights import Together
    from perftui.storage.stores import Store


def together_text(together: Together) -> str:
    """Such as `Together with 4 others: 115%. F8, Weights… changes them.`; where they make 100 %, without the advice."""
    words = ngettext("Together with {n} other: {total}.", "Together with {n} others: {total}.", together.others)
    said = words.format(n=together.others, total=basis_points(together.total))
    return said if together.total == FULL_WEIGHT else _("{together} F8, Weights… changes them.").format(together=said)


def with_sum(said: str, store: Store, refs: Sequence[str]) -> str:
    """What was done, and what siblings sum to now; the sum only where it is not whole though something there is agreed.

    Args:
        said: What was done.
        store: The store.
        refs: The goals and key results that were changed or added.
    """
    together = goal_weights.unbalanced(store, refs)
    return _("{said} {together}").format(said=said, together=together_text(together)) if together else said
