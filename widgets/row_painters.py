"""One line of a table or tree: cells in their places, tones, marks and the highlight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.records import NamedTuple
from widgets.cells import StyledCell, fit, one_line, pad_left
from widgets.strip_lines import StripLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style
    from textual.strip import Strip

    from widgets.cell_edits import CellEdit
    from widgets.cells import Cell
    from widgets.columns import Slot
    from widgets.glyphs import Glyphs
    from widgets.looks import Looks

GUTTER = 2
"""Cells at the left where the sign of a marked row stands."""
REACH = 80
"""The highlight of a wider row ends with the last column within so many cells: each one costs two bytes a key."""
NOWHERE = (0, 0)


def reach(slots: Sequence[Slot], width: int) -> tuple[int, int]:
    """The cells that a row under the cursor highlights, from the first up to but not including the second."""
    if width <= REACH or not slots:
        return 0, width
    return 0, max((slot.end for slot in slots if slot.end <= REACH), default=slots[0].end)


class RowPainter(NamedTuple):
    """Draws the lines of one list at its present width."""

    looks: Looks
    glyphs: Glyphs
    slots: tuple[Slot, ...]
    width: int

    def header(self, ordered: str = "", *, is_descending: bool = False) -> Strip:
        """The titles, and a sign at the column that gives the order."""
        line = StripLine(self.looks.header)
        for slot in self.slots:
            title = one_line(slot.column.title)
            if ordered and slot.column.key == ordered:
                title += " " + (self.glyphs.descending if is_descending else self.glyphs.ascending)
            line.skip_to(slot.x)
            line.add(self._fitted(title, slot))
        return line.strip(self.width)

    def row(self, cells: Sequence[Cell], lit: tuple[int, int] = NOWHERE, *, is_marked: bool = False, edit: CellEdit | None = None) -> Strip:
        """One row.

        Args:
            cells: One for each column, dropped ones included.
            lit: Which cells of the line are highlighted; a column is when all of it is. There the tones give way:
                what they say is in words anyway.
            is_marked: Whether the row is marked.
            edit: The editor that takes the place of its column.
        """
        looks = self.looks
        plain = looks.marked if is_marked else looks.base
        line = StripLine(looks.cursor if lit[1] >= self.width else plain)
        sign = self.glyphs.mark if is_marked else " "
        line.add(sign, looks.cursor if lit[0] < lit[1] and not lit[0] else plain)
        for slot in self.slots:
            is_lit = lit[0] <= slot.x and slot.end <= lit[1]
            line.skip_to(slot.x, looks.cursor if is_lit and lit[0] < slot.x else plain)
            if edit is not None and slot.column.key == edit.column:
                edit.draw(line, slot, looks)
            else:
                self._cell(line, cells[slot.position], slot, looks.cursor if is_lit else plain)
        return line.strip(self.width)

    def _cell(self, line: StripLine, cell: Cell, slot: Slot, style: Style) -> None:
        if isinstance(cell, StyledCell):
            style = self.looks.tones[cell.tone] if style is self.looks.base else style
            cell = cell.text
        line.add(self._fitted(one_line(cell), slot), style)

    def _fitted(self, text: str, slot: Slot) -> str:
        fitting = pad_left if slot.column.align == "right" else fit
        return fitting(text, slot.width, self.glyphs.ellipsis)
