"""When a target is worth a second look: the thresholds of the built-in library, or those that the actor has chosen."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.challenges import Policy
from perftui.services import settings
from perftui.services.smart_library import usual_policy

if TYPE_CHECKING:
    from perftui.storage.stores import Store

ABOVE_BEST, BELOW_LAST = "above_best", "below_last"
"""The names of the two settings."""


def policy(store: Store) -> Policy:
    """The thresholds in force for the actor."""
    usual = usual_policy()
    above, below = settings.chosen(store, ABOVE_BEST), settings.chosen(store, BELOW_LAST)
    share = usual.above_best if not above else None if above == "off" else Decimal(above) / 100
    return Policy(share, usual.below_last if not below else below == "on")


def choose(store: Store, percent: int | None, *, below_last: bool) -> Policy:
    """Choose other thresholds.

    Args:
        store: The store.
        percent: A target further beyond the best result than this is found; None: none is.
        below_last: Whether a target easier than the last result is found.

    Raises:
        NoSuchSetting: The percentage is no whole number from 0 to 1,000.
    """
    settings.change(store, ABOVE_BEST, "off" if percent is None else str(percent))
    settings.change(store, BELOW_LAST, "on" if below_last else "off")
    return policy(store)
