"""How many goals and key results a filter of whole cycles shows; counting ends at a limit, so that it costs the same in every tree."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.storage.stores import Store

MOST = 10_000
"""Counting ends here; one more means that there are more."""


def goals(store: Store, cycles: Sequence[int], *, with_archived: bool) -> int:
    """How many goals, up to `MOST` + 1.

    Args:
        store: The store.
        cycles: Row ids; empty means all.
        with_archived: Whether those count that are archived.
    """
    return _count(store, "", cycles, "" if with_archived else "AND g.state <> 'archived'")


def key_results(store: Store, cycles: Sequence[int], *, with_archived: bool) -> int:
    """How many key results those goals have, up to `MOST` + 1."""
    live = "" if with_archived else "AND g.state <> 'archived' AND k.is_archived = 0"
    return _count(store, "JOIN key_result k ON k.goal_id = g.id", cycles, live)


def _count(store: Store, join: str, cycles: Sequence[int], live: str) -> int:
    inside = "g.cycle_id IN (SELECT id FROM cycle WHERE rowid IN (SELECT value FROM json_each(:cycles)))" if cycles else "TRUE"
    source = f"SELECT 1 FROM goal g {join} WHERE {inside} {live} AND {store.sees('g.owner_person_id')} LIMIT {MOST + 1}"
    return int(store.value(f"SELECT count(*) FROM ({source})", {"cycles": json.dumps(list(cycles))}))
