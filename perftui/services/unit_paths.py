"""Units as files name them, such as `Sales > East` or just `East`: found among the units there are, or to be made."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from perftui.domain.texts import fold
from perftui.errors import BadInput
from perftui.i18n import mark
from perftui.services.units import SEPARATOR, tree
from perftui.storage import units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.storage.stores import Store

SHOWN = 3
"""Candidates that a message names."""


class UnitAmbiguous(BadInput):
    """Units of which the text may mean any."""

    template = mark("“{text}” may be: {candidates}. Write the whole path.")
    field = "unit"


class FoundUnit(NamedTuple):
    """What a path means."""

    id: str
    """Empty where the unit is to be made."""
    names: tuple[str, ...]
    """Its names from the top."""

    @property
    def path(self) -> str:
        """All names from the top in one text."""
        return SEPARATOR.join(self.names)


class UnitPaths:
    """The units of a store by their paths, read once."""

    def __init__(self, store: Store) -> None:
        names: dict[str, tuple[str, ...]] = {"": ()}
        self._exact: dict[tuple[str, ...], FoundUnit] = {}
        self._ends: dict[tuple[str, ...], list[FoundUnit]] = {}
        for line in tree(store):
            names[line.id] = (*names.get(line.parent_id, ()), line.name)
            unit = FoundUnit(line.id, names[line.id])
            self._exact[unit.names] = unit
            folded = _folded(unit.names)
            for start in range(len(folded)):
                self._ends.setdefault(folded[start:], []).append(unit)
        self._found: dict[tuple[str, ...], FoundUnit] = {}
        self._made: dict[tuple[str, ...], FoundUnit] = {}

    def find(self, names: tuple[str, ...]) -> FoundUnit:
        """The unit that a path means: that of exactly this path, else the only one whose path ends with it, else a new one.

        A new one goes below the unit that the rest of the path means. Case, accents and full-width forms do not count.

        Args:
            names: From the top, at least one.

        Raises:
            UnitAmbiguous: Several units end with the path.
        """
        if names not in self._found:
            self._found[names] = self._exact.get(names) or self._by_end(names) or self._new(names)
        return self._found[names]

    def missing(self) -> list[FoundUnit]:
        """What has to be made for all that was asked for, each unit after those above it."""
        made = {unit.names[:end] for unit in self._found.values() if not unit.id for end in range(1, len(unit.names) + 1)}
        return [FoundUnit("", names) for names in sorted(made - self._exact.keys(), key=lambda names: (len(names), names))]

    def _by_end(self, names: tuple[str, ...]) -> FoundUnit | None:
        folded = _folded(names)
        found = self._ends.get(folded, [])
        whole = [unit for unit in found if len(unit.names) == len(names)]
        candidates = whole or found
        if len(candidates) > 1:
            shown = ", ".join(unit.path for unit in candidates[:SHOWN])
            raise UnitAmbiguous(text=SEPARATOR.join(names), candidates=shown)
        return candidates[0] if candidates else None

    def _new(self, names: tuple[str, ...]) -> FoundUnit:
        *first, own = names
        above = self.find(tuple(first)).names if first else ()
        unit = FoundUnit("", (*above, own))
        return self._made.setdefault(_folded(unit.names), unit)


def path_of(store: Store, unit_id: str) -> str:
    """All names of a unit from the top, archived or not; empty where there is none. Reads only what is above it."""
    names: list[str] = []
    while unit_id and (row := units.get(store, unit_id)) is not None:
        names.insert(0, row["name"])
        unit_id = row["parent_id"] or ""
    return SEPARATOR.join(names)


def _folded(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(fold, names))
