"""One of the sample's goals handed down to the people of its unit: drafts that are still to be weighed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from perftui.services.cascade_offers import OWN
from perftui.services.cascade_writers import hand_down
from perftui.services.cascades import CascadeTerms, Chosen, plan
from perftui.services.demos.objectives import titled

if TYPE_CHECKING:
    from datetime import date

    from perftui.services.cycles import CycleLine
    from perftui.storage.stores import Store


def hand_one_down(store: Store, sample: dict[str, Any], running: CycleLine, today: date) -> None:
    """Hand the goal down that the sample names.

    Args:
        store: The store.
        sample: The sample's goals.
        running: Its cycle.
        today: Who works there on this day gets one.
    """
    wanted = sample["handed_down"]
    terms = CascadeTerms(OWN, wanted["title"], together=wanted["together"])
    hand_down(store, plan(store, titled(store, wanted["goal"], running), terms, today), Chosen())
