"""How a tree is drawn: titles with their signs, columns to the right, and rows read by the block."""

from __future__ import annotations

from array import array
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from textual.cache import LRUCache
from textual.strip import Strip

from widgets.block_caches import BLOCK
from widgets.cells import StyledCell
from widgets.columns import Column, fitted
from widgets.flat_trees import FlatTree
from widgets.row_painters import GUTTER, NOWHERE, RowPainter, reach
from widgets.virtual_lists import Knowing, VirtualList

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from typing import Unpack

    from widgets.cells import Cell
    from widgets.columns import Slot
    from widgets.list_options import ListOptions

INDENT = 2
"""Cells a level."""
ROWS_KEPT = 16 * BLOCK


class TreeRow(Protocol):
    """What a tree shows on one line."""

    @property
    def node(self) -> int:
        """Where the row stands in the source, the same number after a reload."""
        ...

    @property
    def key(self) -> str:
        """What the row is known by."""
        ...

    @property
    def title(self) -> Cell:
        """The text behind the sign, perhaps with a tone; cut where it is too long."""
        ...

    @property
    def has_children(self) -> bool:
        """Whether it can be opened."""
        ...

    @property
    def cells(self) -> tuple[Cell, ...]:
        """One cell a column, in the order of the columns, dropped ones included."""
        ...


class TreeSource(Protocol):
    """Where the rows come from; nodes are integers, in arrays of type 'q'. One that hides records is `Knowing` besides."""

    def roots(self) -> array[int]:
        """The nodes of the first level, in order."""
        ...

    def children(self, node: int) -> array[int]:
        """The nodes below one, in order; empty for a leaf."""
        ...

    def everything(self) -> tuple[array[int], bytes]:
        """All nodes, each before those below it, and their depths; roots have 0."""
        ...

    def rows(self, nodes: Sequence[int]) -> Sequence[TreeRow]:
        """The rows of these nodes, in any order; a node that is gone is left out."""
        ...

    def path_to(self, key: str) -> Sequence[int]:
        """The nodes from the root down to the row with this key, itself last; empty when there is none."""
        ...


class RowTree(VirtualList):
    """A tree that stays as it is: see `VirtualTree` for one that opens and closes."""

    def __init__(self, title: str | Column, columns: Sequence[Column], source: TreeSource, **options: Unpack[ListOptions]) -> None:
        """A tree.

        Args:
            title: Of the first column, in the user's language; or that column, where its width is to be another.
            columns: To the right of it, from left to right.
            source: Where the rows come from.
            **options: See `ListOptions`.
        """
        super().__init__(**options)
        first = title if isinstance(title, Column) else Column("", title, 24, min_width=16, grow=1, priority=-1)
        self.columns = (first, *columns)
        self._source = source
        self._flat = FlatTree(array("q"))
        self._rows: LRUCache[int, TreeRow] = LRUCache(ROWS_KEPT)
        self._slots: tuple[Slot, ...] = ()
        self._slots_width = -1

    @property
    def row_count(self) -> int:
        """How many rows show when all of them are scrolled through."""
        return len(self._flat)

    def row_at(self, index: int) -> TreeRow | None:
        """A row, None where there is none or where the source no longer has it."""
        if not 0 <= index < len(self._flat):
            return None
        node = self._flat.ids[index]
        row = self._rows.get(node)
        if row is None:
            start = index - index % BLOCK
            for read in self._source.rows([node for node in self._flat.ids[start : start + BLOCK] if node not in self._rows]):
                self._rows[read.node] = read
            row = self._rows.get(node)
        return row

    def key_at(self, index: int) -> str | None:
        """The key of a row, None where there is none."""
        row = self.row_at(index)
        return None if row is None else row.key

    def known(self, keys: Collection[str]) -> Collection[str]:
        """Those of some keys whose records still exist."""
        return self._source.known(keys) if isinstance(self._source, Knowing) else [key for key in keys if self._source.path_to(key)]

    def slots(self) -> tuple[Slot, ...]:
        """Where title and columns stand at the present width."""
        if self._slots_width != self.line_width:
            self._slots_width = self.line_width
            self._slots = fitted(self.columns, self.line_width, GUTTER)
        return self._slots

    def indent(self, index: int) -> int:
        """Cells before the sign of a row; very deep rows stop half-way, so that something of their title shows."""
        return min(INDENT * self._flat.depths[index], self.slots()[0].width // 2)

    def draw_header(self, width: int) -> Strip:
        """The titles of the columns."""
        return self._painter(width).header()

    def draw_row(self, index: int, width: int, *, is_cursor: bool, is_marked: bool) -> Strip:
        """One row; one that the source no longer has is blank."""
        row = self.row_at(index)
        if row is None:
            return Strip.blank(width, self.looks.base)
        sign = self.glyphs.is_open if self._flat.is_open(index) else self.glyphs.is_closed if row.has_children else " "
        before = f"{' ' * self.indent(index)}{sign} "
        title = replace(row.title, text=before + row.title.text) if isinstance(row.title, StyledCell) else before + row.title
        return self._painter(width).row((title, *row.cells), self.lit() if is_cursor else NOWHERE, is_marked=is_marked)

    def lit(self) -> tuple[int, int]:
        """The cells of its line that the cursor highlights."""
        return reach(self.slots(), self.line_width)

    @property
    def cursor_width(self) -> int:
        """How much of a line a move of the cursor changes."""
        return self.lit()[1]

    def _painter(self, width: int) -> RowPainter:
        return RowPainter(self.looks, self.glyphs, self.slots(), width)
