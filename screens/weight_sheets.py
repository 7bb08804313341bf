"""The weights of siblings as they are typed: nothing of it is saved, and all of it is kept as a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.rollups import FULL_WEIGHT
from perftui.domain.weights import Weighed, equalised, moved, scaled

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from perftui.services.sibling_weights import SiblingLine, Siblings

WEIGHT, BEFORE, LOCK, TITLE = "w:", "b:", "l:", "title"
"""How the fields of a draft begin: a weight as typed, as it was read, a lock; and what the draft is called."""


class WeightSheet:
    """Some siblings, with a weight of their own for each that is changed, and locks."""

    def __init__(self, found: Siblings) -> None:
        """Nothing is changed at first.

        Args:
            found: The siblings as they are recorded.
        """
        self.found = found
        self.weights = {line.ref: line.weight for line in found.lines}
        self.locked: set[str] = set()

    @property
    def is_dirty(self) -> bool:
        """Whether a weight is not as it is recorded."""
        return bool(self.changed)

    @property
    def changed(self) -> list[SiblingLine]:
        """Those with another weight than the recorded one."""
        return [line for line in self.found.lines if self.weights[line.ref] != line.weight]

    @property
    def total(self) -> int:
        """The sum, in basis points."""
        return self.found.unseen + sum(self.weights.values())

    @property
    def is_whole(self) -> bool:
        """Whether the sum is 100 %."""
        return self.total == FULL_WEIGHT

    def set(self, ref: str, weight: int) -> None:
        """Give one another weight."""
        self.weights[ref] = weight

    def move(self, refs: Iterable[str], points: int) -> None:
        """Make some heavier or lighter by percentage points."""
        for ref in refs:
            self.weights[ref] = moved(self.weights[ref], points)

    def lock(self, refs: Collection[str]) -> bool:
        """Lock some, or unlock them when all of them are locked.

        Returns:
            Whether they are locked now.
        """
        is_locking = not self.locked.issuperset(refs)
        self.locked = self.locked | set(refs) if is_locking else self.locked - set(refs)
        return is_locking

    def equalise(self) -> None:
        """Let those that are not locked share equally what is left.

        Raises:
            Refused: There is nothing to share, or nobody to share it.
        """
        self._take(equalised(self._weighed()))

    def scale(self) -> None:
        """Let those that are not locked fill up what is left in proportion.

        Raises:
            Refused: There is nothing to share, or nobody to share it.
        """
        self._take(scaled(self._weighed()))

    def _weighed(self) -> list[Weighed]:
        # What is not to be seen counts as one more that is locked.
        shown = [Weighed(self.weights[line.ref], line.ref in self.locked) for line in self.found.lines]
        return [*shown, Weighed(self.found.unseen, is_locked=True)]

    def _take(self, weights: Iterable[int]) -> None:
        self.weights = dict(zip(self.weights, weights, strict=False))

    # what survives

    def fields(self) -> dict[str, str]:
        """What a draft keeps; empty where nothing is changed."""
        if not self.is_dirty:
            return {}
        typed = {WEIGHT + line.ref: str(self.weights[line.ref]) for line in self.changed}
        before = {BEFORE + line.ref: str(line.weight) for line in self.changed}
        return {TITLE: self.found.above or self.found.cycle, **typed, **before, **{LOCK + ref: "1" for ref in sorted(self.locked)}}

    def put_back(self, fields: Mapping[str, str]) -> list[str]:
        """Take over what a draft kept.

        Returns:
            The titles of those whose recorded weight somebody else has changed since.
        """
        known = {line.ref: line for line in self.found.lines}
        self.locked = {ref for ref in known if fields.get(LOCK + ref)}
        typed = {ref: fields[WEIGHT + ref] for ref in known if fields.get(WEIGHT + ref)}
        self.weights |= {ref: int(weight) for ref, weight in typed.items() if weight.isdecimal()}
        return [known[ref].title for ref in typed if fields.get(BEFORE + ref) != str(known[ref].weight)]
