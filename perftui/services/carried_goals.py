"""Where a goal came from and went to, when it was carried over from one cycle to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from perftui.storage import cycle_goals

if TYPE_CHECKING:
    from perftui.storage.stores import Store


class Came(NamedTuple):
    """The same goal in another cycle."""

    id: str
    cycle: str
    """The name of that cycle."""


def came_from(store: Store, goal_id: str) -> Came | None:
    """The goal of an earlier cycle from which one was carried over."""
    row = cycle_goals.origin(store, goal_id)
    return None if row is None else Came(row["id"], row["cycle"])


def went_to(store: Store, goal_id: str) -> tuple[Came, ...]:
    """The goals of later cycles to which one was carried over."""
    return tuple(Came(row["id"], row["cycle"]) for row in cycle_goals.copies(store, [goal_id]))
