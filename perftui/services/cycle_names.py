"""The names of the cycles, for choices and filters; `cycles` knows more about them, and counts their goals."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from perftui.domain.codes import CycleState
from perftui.storage import units

if TYPE_CHECKING:
    from perftui.storage.stores import Store


class CycleName(NamedTuple):
    """A cycle to choose."""

    id: str
    number: int
    """Its row number, by which `TreeFilter.cycles` knows it."""
    name: str
    state: CycleState


def cycle_names(store: Store) -> list[CycleName]:
    """All cycles, the latest first."""
    return [CycleName(row["id"], row["number"], row["name"], CycleState(row["state"])) for row in units.all_cycles(store)]
