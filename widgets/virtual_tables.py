"""A table of any length to write in: an editor over the cell, and paste from a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from perftui.i18n import mark
from widgets.cell_edits import is_text
from widgets.edit_tables import EditTable
from widgets.row_tables import RowTable
from widgets.virtual_lists import actions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Unpack

    from widgets.cell_edits import CellEdit
    from widgets.columns import Column
    from widgets.list_options import ListOptions
    from widgets.row_tables import RowSource

LEAVING = {"enter": (1, 0), "tab": (0, 1), "shift+tab": (0, -1)}
"""Rows down and columns right, for each key that hands the text over."""


class VirtualTable(EditTable):
    """The table of the product.

    F2, or a digit on a cell of numbers, opens the editor with the old text selected: what is typed takes its place, an arrow
    keeps it. Enter hands the text over and goes down, Tab right, Shift+Tab left; Esc gives the old text back.
    Whoever receives `CellEdited` **must** answer with `reload`, `accept_edit` or `reject_edit`: until then the editor
    stays and what is typed waits, so that no key meant for the next cell lands in a refused one.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f2", "edit", mark("Edit"), show=False)]
    KEYS: ClassVar[Mapping[str, str]] = {**RowTable.KEYS, **actions(BINDINGS)}

    @dataclass
    class Pasted(Message):
        """Rows of cells, to be written from this cell on; `key` is empty when the table is."""

        table: VirtualTable
        key: str
        column: str
        grid: tuple[tuple[str, ...], ...]

        @property
        def control(self) -> VirtualTable:
            """The table, for `@on`."""
            return self.table

    def __init__(
        self,
        columns: Sequence[Column],
        source: RowSource,
        *,
        edit_on_enter: bool = False,
        cell_cursor: bool = False,
        **options: Unpack[ListOptions],
    ) -> None:
        """A table.

        Args:
            columns: From left to right, titles in the user's language.
            source: Where the rows come from.
            edit_on_enter: Whether Enter opens the editor, where the column can be edited, instead of the row.
            cell_cursor: Whether the cursor is on one cell, moved by Left and Right, and not on the row.
            **options: See `ListOptions`.
        """
        super().__init__(columns, source, cell_cursor=cell_cursor, **options)
        self.edit_on_enter = edit_on_enter

    def action_activate(self) -> None:
        """Edit the cell or open the row."""
        if self.edit_on_enter and self._editable_column():
            self.action_edit()
        else:
            super().action_activate()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """F2 is the screen's where no column can be edited."""
        if action == "edit":
            return any(column.is_editable for column in self.columns)
        return super().check_action(action, parameters)

    def accept_edit(self) -> None:
        """The text was taken: close the editor, go on, and obey what was typed meanwhile."""
        held = self.open_edit.held if self.open_edit is not None else []
        super().accept_edit()
        for event in held:
            if isinstance(event, events.Paste):
                self.on_paste(event)
            else:
                self.on_key(event)

    def reload(self) -> None:
        """Read the rows anew, which also accepts a text that was handed over."""
        super().reload()
        self.accept_edit()

    def take_key(self, event: events.Key) -> bool:
        """While the editor is open the keys are its own; those of the list do nothing and the rest travels on."""
        if self.open_edit is None and (event.character or "").isdecimal() and self._holds_numbers():
            self.action_edit()
        edit = self.open_edit
        if edit is None:
            return super().take_key(event)
        if event.key in {"escape", "f12"}:
            self.cancel_edit()
        elif edit.goal is not None:
            if not (is_text(event) or event.key in self.KEYS or event.key in LEAVING):
                return False
            edit.held.append(event)
        elif event.key in LEAVING:
            self.commit_edit(self._goal(edit, *LEAVING[event.key]))
        elif edit.press(event):
            self._repaint_edit()
            edit.message = ""
        else:
            return event.key in self.KEYS
        return True

    def _holds_numbers(self) -> bool:
        key = self._editable_column()
        return self.cursor_key is not None and any(column.is_number for column in self.columns if column.key == key)

    def _goal(self, edit: CellEdit, down: int, right: int) -> tuple[str, str]:
        slots = [slot for slot in self.slots() if self.cell_cursor or slot.column.is_editable]
        number = slots.index(self.slot()) + right
        column = slots[max(0, min(len(slots) - 1, number))].column.key
        return (self.key_at(self.cursor + down) or edit.key if down else edit.key), column

    def on_paste(self, event: events.Paste) -> None:
        """Into the editor as one line; on a cell as a grid."""
        from widgets.pasted_grids import grid  # loads csv, which no first frame needs

        edit = self.open_edit
        if edit is not None:
            if edit.goal is not None:
                edit.held.append(event)
            else:
                edit.write(event.text.rstrip("\r\n"))
                self._repaint_edit()
                edit.message = ""
        elif (column := self._editable_column()) and (cells := grid(event.text)):
            self.post_message(self.Pasted(self, self.cursor_key or "", column, cells))
        event.stop()
        event.prevent_default()

    def on_blur(self) -> None:
        """Who leaves the field keeps what was written, unless only the terminal's window lost the focus."""
        if self.app.app_focus:
            self.commit_edit()

    def row_clicked(self, index: int, x: int) -> None:
        """A click elsewhere hands the text over first."""
        if self.open_edit is None:
            super().row_clicked(index, x)
        else:
            column = self.slot_at(x).column.key if self.cell_cursor else self.column
            self.commit_edit((self.key_at(index) or self.open_edit.key, column))
