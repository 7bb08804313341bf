"""A table with an editor over one of its cells: how it opens, is answered and is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.geometry import Offset, Region
from textual.message import Message

from widgets.cell_edits import CellEdit
from widgets.cells import one_line, raw_text
from widgets.row_tables import RowTable

if TYPE_CHECKING:
    from textual.strip import Strip


class EditTable(RowTable):
    """What `VirtualTable` knows of editing, keys and paste left aside."""

    @dataclass
    class CellEdited(Message, namespace="virtual_table"):
        """A new text for a cell; it waits for an answer."""

        table: EditTable
        key: str
        column: str
        text: str

        @property
        def control(self) -> EditTable:
            """The table, for `@on`."""
            return self.table

    @property
    def is_editing(self) -> bool:
        """Whether the editor is open."""
        return self.open_edit is not None

    def action_edit(self) -> None:
        """Open the editor over the current cell; on a row cursor, over its first cell that can be edited."""
        column, row = self._editable_column(), self.row_at(self.cursor)
        if self.open_edit is not None:
            return
        if not column or row is None:
            self.app.bell()
            return
        self.choose_column(column)
        self.open_edit = CellEdit(row.key, column, raw_text(row.cells[self.slot().position]))
        self._repaint_edit()

    def _editable_column(self) -> str:
        keys = [slot.column.key for slot in self.slots() if slot.column.is_editable]
        if self.column in keys:
            return self.column
        return keys[0] if keys and not self.cell_cursor else ""

    def commit_edit(self, goal: tuple[str, str] | None = None) -> None:
        """Hand the text over as `CellEdited`; an unchanged one just closes the editor.

        Args:
            goal: Key and column to go to once it is accepted; None stays.
        """
        edit = self.open_edit
        if edit is None or edit.goal is not None:
            return
        edit.goal = goal or (edit.key, edit.column)
        if edit.is_changed:
            self.post_message(self.CellEdited(self, edit.key, edit.column, edit.line.text))
        else:
            self.accept_edit()

    def accept_edit(self) -> None:
        """The text was taken: close the editor and go on."""
        edit = self.open_edit
        if edit is None or edit.goal is None:
            return
        self.cancel_edit()
        self.choose_column(edit.goal[1])
        self.move_to_key(edit.goal[0])

    def reject_edit(self, message: str) -> None:
        """The text was refused: the editor stays and says why; what was typed meanwhile was meant for elsewhere and goes.

        Args:
            message: In the user's language.
        """
        edit = self.open_edit
        if edit is None:
            return
        if edit.held:
            self.app.bell()
        edit.goal, edit.message, edit.held = None, one_line(message), []
        self.focus()
        self._repaint_edit()

    def cancel_edit(self) -> None:
        """Close the editor and leave the cell as it was."""
        self._repaint_edit()
        self.open_edit = None
        self.place_hardware_cursor()

    def draw_line(self, y: int) -> Strip:
        """One line; the reason of a refusal lies over the row below the editor, or above it on the last line."""
        if self.open_edit is not None and self.open_edit.message and y == self._note_y():
            return self.open_edit.note(self.slot(), self.looks, self.line_width)
        return super().draw_line(y)

    def _note_y(self) -> int:
        y = self.cursor - self.top + self.header_height
        return y + 1 if y + 1 < self.size.height else y - 1

    def hardware_cursor(self) -> Offset:
        """On the caret while the editor is open."""
        if self.open_edit is None:
            return super().hardware_cursor()
        return Offset(self.open_edit.caret_x(self.slot()), self.cursor - self.top + self.header_height)

    @property
    def needs_hardware_cursor(self) -> bool:
        """The window of an input method opens at the terminal's cursor: while editing it follows the caret."""
        return self.is_editing or super().needs_hardware_cursor

    def _repaint_edit(self) -> None:
        if self.open_edit is not None:
            self.refresh_rows(self.cursor, width=self.slot().end)
            if self.open_edit.message:
                self.refresh(Region(0, self._note_y(), self.line_width, 1))
            self.place_hardware_cursor()
