"""Which causes of a gap are its roots, kept true whenever a chain of whys changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.causes import Link, in_order, roots
from perftui.domain.gaps import CauseState
from perftui.storage import causes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


def links_of(rows: Iterable[Row]) -> list[Link]:
    """Causes as the rules of the chain see them."""
    return [Link(row["id"], row["parent_id"] or "", CauseState(row["state"])) for row in rows]


def settle(store: Store, gap_id: str) -> None:
    """Let the root flags of a gap follow its chains, and the measures follow the root; inside `write()`.

    A measure answers the root cause: where a why was found below its cause, it goes down to the last one.
    """
    rows = causes.of_gap(store, gap_id)
    links = links_of(rows)
    found = roots(links)
    for row in rows:
        if bool(row["is_root"]) is not (row["id"] in found):
            store.update("cause", row["id"], row["version"], is_root=int(row["id"] in found))
    for row in rows:
        if row["id"] not in found:
            causes.move_actions(store, row["id"], _last_why(links, found, row["id"]))


def _last_why(links: list[Link], found: set[str], cause_id: str) -> str:
    """The first root below a cause that is confirmed."""
    confirmed = {link.id for link in links if link.state is CauseState.CONFIRMED}
    order = in_order([link for link in links if link.id in confirmed or link.id == cause_id])
    start = next(index for index, (each, _depth) in enumerate(order) if each == cause_id)
    return next(each for each, _depth in order[start + 1 :] if each in found)
