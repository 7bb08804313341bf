"""Three-way merge by field: what two people made of one record, each starting from the same values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Merge:
    """What becomes of the record."""

    values: Mapping[str, str]
    """By field; where both changed it to different values, mine."""
    taken: frozenset[str]
    """Fields that only they changed."""
    conflicts: frozenset[str]
    """Fields that both changed, to different values."""


def merge(base: Mapping[str, str], mine: Mapping[str, str], theirs: Mapping[str, str]) -> Merge:
    """Put two changed versions of a record together, as `diff3` does with lines.

    Args:
        base: What both started from. Where it knows nothing of a field, mine counts as changed and theirs does not.
        mine: The fields of the result.
        theirs: Where a field is missing, they did not change it.
    """
    values: dict[str, str] = {}
    taken, conflicts = set(), set()
    for name, own in mine.items():
        before = base.get(name, theirs.get(name))
        other = theirs.get(name, before)
        values[name] = own
        if other is None or other in (own, before):
            continue
        if own == before:
            values[name] = other
            taken.add(name)
        else:
            conflicts.add(name)
    return Merge(values, frozenset(taken), frozenset(conflicts))
