"""The visible rows of a tree as two flat arrays: nine bytes a row, so that a million rows are no burden."""

from __future__ import annotations

import re
from array import array
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

DEEPEST = 250


@lru_cache(maxsize=DEEPEST + 1)
def _up_to(depth: int) -> re.Pattern[bytes]:
    """Finds the first depth that is not deeper than this one, at the speed of C."""
    return re.compile(b"[\\x00-\\x%02x]" % depth)


class FlatTree:
    """Nodes in the order in which they are shown, each with its depth; roots have depth 0.

    A node is open when the next one is deeper. Closing a node forgets what was open below it.
    """

    __slots__ = ("depths", "ids")

    def __init__(self, ids: array[int], depths: bytes | bytearray | None = None) -> None:
        """The given rows, or the roots alone when no depths are given.

        Args:
            ids: An `array('q')` of nodes; it is taken over, not copied.
            depths: One byte a node, each at most one deeper than the one before.

        Raises:
            ValueError: The two differ in length.
        """
        self.ids = ids
        self.depths = bytearray(len(ids)) if depths is None else bytearray(depths)
        if len(self.ids) != len(self.depths):
            raise ValueError(len(self.depths))

    def __len__(self) -> int:
        return len(self.ids)

    def is_open(self, index: int) -> bool:
        """Whether children of this row show."""
        return index + 1 < len(self.depths) and self.depths[index + 1] > self.depths[index]

    def end_of(self, index: int) -> int:
        """The first index behind the row and all that shows below it."""
        found = _up_to(self.depths[index]).search(self.depths, index + 1)
        return found.start() if found else len(self.depths)

    def parent_of(self, index: int) -> int | None:
        """The row one level up, or None for a root."""
        depth = self.depths[index]
        return self.depths.rfind(depth - 1, 0, index) if depth else None

    def index_of(self, node: int, start: int = 0, end: int | None = None) -> int | None:
        """Where a node shows, from `start` up to but not including `end`; None where it does not."""
        try:
            return self.ids.index(node, start, len(self.ids) if end is None else end)
        except ValueError:
            return None

    def expand(self, index: int, children: array[int]) -> bool:
        """Show children below a closed row; False when nothing changed (already open, no children, too deep)."""
        depth = self.depths[index]
        if not children or depth >= DEEPEST or self.is_open(index):
            return False
        self.ids[index + 1 : index + 1] = children
        self.depths[index + 1 : index + 1] = bytes((depth + 1,)) * len(children)
        return True

    def collapse(self, index: int) -> bool:
        """Hide all that shows below a row; False when nothing does."""
        end = self.end_of(index)
        del self.ids[index + 1 : end]
        del self.depths[index + 1 : end]
        return end > index + 1

    def replace_below(self, index: int, ids: array[int], depths: bytes | bytearray) -> None:
        """Show exactly these rows below a row; the depths are those of the whole tree."""
        end = self.end_of(index)
        self.ids[index + 1 : end] = ids
        self.depths[index + 1 : end] = depths

    def open_nodes(self) -> list[int]:
        """The nodes whose children show, in the order of the rows."""
        steps = zip(self.ids, pairwise(self.depths), strict=False)
        return [node for node, (here, below) in steps if below > here]

    def keep_open(self, is_open: Collection[int]) -> None:
        """Hide every row that has a node above it which is not among those given."""
        ids, depths, limit = array("q"), bytearray(), 0
        for node, depth in zip(self.ids, self.depths, strict=True):
            if depth <= limit:
                ids.append(node)
                depths.append(depth)
                limit = depth + 1 if node in is_open else depth
        self.ids, self.depths = ids, depths
