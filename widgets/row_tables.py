"""A table of any length: columns, titles, the cell cursor and the rows, read in blocks from a source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol

from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip

from perftui.i18n import mark
from widgets.block_caches import BlockCache
from widgets.columns import fitted
from widgets.row_painters import GUTTER, NOWHERE, RowPainter, reach
from widgets.virtual_lists import Knowing, VirtualList, actions

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from typing import Unpack

    from widgets.cell_edits import CellEdit
    from widgets.cells import Cell
    from widgets.columns import Column, Slot
    from widgets.list_options import ListOptions


class Row(Protocol):
    """What a table shows on one line."""

    @property
    def key(self) -> str:
        """What the row is known by, whatever the order."""
        ...

    @property
    def cells(self) -> tuple[Cell, ...]:
        """One cell a column, in the order of the columns, dropped ones included."""
        ...


class RowSource(Protocol):
    """Where the rows come from; it decides order and filter. One that hides records is `Knowing` besides."""

    def count(self) -> int:
        """How many rows there are."""
        ...

    def rows(self, start: int, count: int) -> Sequence[Row]:
        """At most `count` rows from index `start` on (0 is the first); fewer only at the end."""
        ...

    def index_of(self, key: str) -> int | None:
        """Where the row with this key stands, None where it is not among them."""
        ...


class RowTable(VirtualList):
    """A table to read: see `VirtualTable` for one to write in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "column_left", mark("Column left"), show=False),
        Binding("right", "column_right", mark("Column right"), show=False),
    ]
    KEYS: ClassVar[Mapping[str, str]] = {**VirtualList.KEYS, **actions(BINDINGS)}

    open_edit: CellEdit | None = None
    """The editor over a cell of the current row."""

    @dataclass
    class HeaderSelected(Message):
        """A click on a title, which asks for another order."""

        table: RowTable
        column: str

        @property
        def control(self) -> RowTable:
            """The table, for `@on`."""
            return self.table

    def __init__(
        self,
        columns: Sequence[Column],
        source: RowSource,
        *,
        cell_cursor: bool = False,
        **options: Unpack[ListOptions],
    ) -> None:
        """A table.

        Args:
            columns: From left to right, titles in the user's language.
            source: Where the rows come from.
            cell_cursor: Whether the cursor is on one cell, moved by Left and Right, and not on the row.
            **options: See `ListOptions`.
        """
        super().__init__(**options)
        self.columns = tuple(columns)
        self.cell_cursor = cell_cursor
        self.column = columns[0].key
        self._source = source
        self._count: int | None = None
        self._rows: BlockCache[Row] = BlockCache(lambda start, count: self._source.rows(start, count))
        self._slots: tuple[Slot, ...] = ()
        self._slots_for: tuple[int, str, tuple[Column, ...]] | None = None
        self._sort = ("", False)

    @property
    def source(self) -> RowSource:
        """Where the rows come from."""
        return self._source

    @source.setter
    def source(self, source: RowSource) -> None:
        self._source = source
        self.reload()

    @property
    def row_count(self) -> int:
        """How many rows there were when they were last read."""
        if self._count is None:
            self._count = self._source.count()
        return self._count

    def row_at(self, index: int) -> Row | None:
        """A row, None where there is none."""
        return self._rows.row(index) if 0 <= index < self.row_count else None

    def key_at(self, index: int) -> str | None:
        """The key of a row, None where there is none."""
        row = self.row_at(index)
        return None if row is None else row.key

    def index_of(self, key: str) -> int | None:
        """Where the row with this key stands, None where the source has none."""
        return self._source.index_of(key)

    def known(self, keys: Collection[str]) -> Collection[str]:
        """Those of some keys whose records still exist."""
        return self._source.known(keys) if isinstance(self._source, Knowing) else [key for key in keys if self.index_of(key) is not None]

    def forget_rows(self) -> None:
        """Drop the count and the blocks read."""
        self._count = None
        self._rows.clear()

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Have other columns from now on; set a source with rows for them next."""
        if self.columns != tuple(columns):
            self.columns = tuple(columns)
            self.column = self.columns[0].key
            self._slots_for = None

    def show_order(self, column: str, *, is_descending: bool = False) -> None:
        """Show at a title that the rows are in its order; the source does the sorting."""
        self._sort = (column, is_descending)
        self.refresh(Region(0, 0, self.line_width, self.header_height))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Left and Right are the screen's where the cursor is on the whole row."""
        if action in {"column_left", "column_right"}:
            return self.cell_cursor
        return super().check_action(action, parameters)

    def action_column_left(self) -> None:
        """One column to the left."""
        self._go_to_column(-1)

    def action_column_right(self) -> None:
        """One column to the right."""
        self._go_to_column(1)

    def _go_to_column(self, step: int) -> None:
        slots = self.slots()
        self.choose_column(slots[max(0, min(len(slots) - 1, slots.index(self.slot()) + step))].column.key)

    def choose_column(self, key: str) -> None:
        """Put the cell cursor into another column of the row."""
        end = self.slot().end
        self.column = key
        self.refresh_rows(self.cursor, width=max(end, self.slot().end))
        self.place_hardware_cursor()

    def hardware_cursor(self) -> Offset:
        """On the current cell, or at the start of the row."""
        return super().hardware_cursor() + Offset(self.slot().x if self.cell_cursor else 0, 0)

    def header_clicked(self, x: int) -> None:
        """Ask for the order of the column clicked on."""
        self.post_message(self.HeaderSelected(self, self.slot_at(x).column.key))

    def row_clicked(self, index: int, x: int) -> None:
        """Go to the row, or to the cell."""
        if self.cell_cursor:
            self.choose_column(self.slot_at(x).column.key)
        super().row_clicked(index, x)

    def slot_at(self, x: int) -> Slot:
        """The column at a place on the line, or the nearest to its left."""
        slots = self.slots()
        return next((slot for slot in reversed(slots) if slot.x <= x), slots[0])

    def slots(self) -> tuple[Slot, ...]:
        """Where the columns stand at the present width."""
        wanted = (self.line_width, self.column, self.columns)
        if self._slots_for != wanted:
            self._slots = fitted(self.columns, self.line_width, GUTTER, keep=self.column)
            self._slots_for = wanted
        return self._slots

    def slot(self) -> Slot:
        """Where the current column stands."""
        return next(slot for slot in self.slots() if slot.column.key == self.column)

    def draw_header(self, width: int) -> Strip:
        """The titles, and a sign at the one that gives the order."""
        return self._painter(width).header(self._sort[0], is_descending=self._sort[1])

    def draw_row(self, index: int, width: int, *, is_cursor: bool, is_marked: bool) -> Strip:
        """One row; one that the source no longer has is blank."""
        row = self.row_at(index)
        if row is None:
            return Strip.blank(width, self.looks.base)
        lit = self.lit() if is_cursor else NOWHERE
        return self._painter(width).row(row.cells, lit, is_marked=is_marked, edit=self.open_edit if is_cursor else None)

    def lit(self) -> tuple[int, int]:
        """The cells of its line that the cursor highlights."""
        slot = self.slot()
        return (slot.x, slot.end) if self.cell_cursor else reach(self.slots(), self.line_width)

    @property
    def cursor_width(self) -> int:
        """How much of a line a move of the cursor changes."""
        return self.lit()[1]

    def _painter(self, width: int) -> RowPainter:
        return RowPainter(self.looks, self.glyphs, self.slots(), width)
