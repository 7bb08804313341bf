"""Rows read in blocks: whoever scrolls asks for one row at a time, the source is asked for 64."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
BLOCK = 64
KEPT = 16


class BlockCache(Generic[T]):
    """The blocks read last, of a sequence that is too long to hold."""

    def __init__(self, fetch: Callable[[int, int], Sequence[T]], size: int = BLOCK, kept: int = KEPT) -> None:
        """A cache that is empty.

        Args:
            fetch: Gives the rows from a start (0 is the first), at most so many.
            size: Rows in a block.
            kept: Blocks held; the one used longest ago goes first.
        """
        self._fetch = fetch
        self._size = size
        self._kept = kept
        self._blocks: OrderedDict[int, Sequence[T]] = OrderedDict()

    def row(self, index: int) -> T | None:
        """The row at an index from 0, or None where the source has none (it may have shrunk since it was counted)."""
        number, offset = divmod(index, self._size)
        block = self._blocks.get(number)
        if block is None:
            block = self._blocks[number] = self._fetch(number * self._size, self._size)
            if len(self._blocks) > self._kept:
                self._blocks.popitem(last=False)
        else:
            self._blocks.move_to_end(number)
        return block[offset] if offset < len(block) else None

    def clear(self) -> None:
        """Forget every block."""
        self._blocks.clear()
