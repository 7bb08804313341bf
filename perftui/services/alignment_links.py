"""Links between goals as the alignment report looks at them, each with the conflict where it is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.conflicts import ConflictReason
from perftui.domain.cross_links import CrossLink
from perftui.services import conflicts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from perftui.services.conflicts import ConflictLine
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_CONFLICTS, _DEPENDS, _OPEN = "conflicts", "depends", "open"


def cross_links(store: Store, rows: Sequence[Row]) -> list[CrossLink]:
    """The links of `alignments.links`; those that are open with what the list of conflicts calls them."""
    waits = any((row["kind"], row["state"]) == (_DEPENDS, _OPEN) for row in rows)
    late = _out_of_step(conflicts.listing(store)) if waits else {}
    return [_link(row, late) for row in rows]


def _out_of_step(lines: Iterable[ConflictLine]) -> Mapping[tuple[str, str], str]:
    return {(line.first.id, line.second.id): line.key for line in lines if line.reason is ConflictReason.DEPENDENCY}


def _link(row: Row, late: Mapping[tuple[str, str], str]) -> CrossLink:
    conflict = row["id"] if row["kind"] == _CONFLICTS else late.get((row["from_goal_id"], row["to_goal_id"]), "")
    is_pointed = row["state"] == _OPEN and row["kind"] in (_CONFLICTS, _DEPENDS)
    return CrossLink(row["id"], row["kind"], row["state"], row["from_goal_id"], row["to_title"], conflict if is_pointed else "")
