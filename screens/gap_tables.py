"""The table in which gaps are written like in a spreadsheet: typing begins in any cell, Tab and Ins lead to where one types next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.gap_rows import GapSource
from widgets.cells import raw_text
from widgets.virtual_tables import VirtualTable

if TYPE_CHECKING:
    from textual import events

    from widgets.cell_edits import CellEdit

NEXT = "next"
"""In place of a column where the cursor is to go: the line below, which is made for it."""
SIGNS = frozenset("≥≤<>=＝＜＞~±《“\"'（(")
"""Besides letters, what a cell may begin with."""
NUMBERS = frozenset(("target", "actual", "owner", "due"))
"""Columns whose cells may begin with a digit or sign: numbers, dates, staff numbers."""
NUMBER_SIGNS = frozenset("+-.＋－．")


class GapTable(VirtualTable):
    """The gap table."""

    @property
    def gaps(self) -> GapSource:
        """Where its rows come from."""
        assert isinstance(self.source, GapSource)
        return self.source

    def take_key(self, event: events.Key) -> bool:
        """What can only be text begins to write; Tab goes from field to field also where none is open; Ins begins a line below."""
        edit = self.open_edit
        if edit is None and event.key in {"tab", "shift+tab"} and self.cursor_key:
            self._walk(1 if event.key == "tab" else -1)
            return True
        if edit is None and self._begins(event.character or ""):
            self.action_edit()
        elif edit is not None and event.key == "insert":
            if edit.goal is None:
                self.commit_edit((edit.key, f"{NEXT}:{edit.column}"))
            else:
                edit.held.append(event)
            return True
        elif edit is None and event.key == "insert":
            return self.go_below(self.column)
        return super().take_key(event)

    def _begins(self, character: str) -> bool:
        if not self._editable_column() or self.cursor_key is None:
            return False
        if character.isalpha() or character in SIGNS:
            return True
        if self.column in NUMBERS:
            return character.isdecimal() or character in NUMBER_SIGNS
        return character.isdecimal() and self._is_empty()

    def _is_empty(self) -> bool:
        """Whether the cell waits for its text: elsewhere a digit leads to a section."""
        row = self.row_at(self.cursor)
        return row is None or not raw_text(row.cells[self.slot().position])

    def _fields(self) -> list[str]:
        return [slot.column.key for slot in self.slots() if slot.column.is_editable]

    def _beside(self, right: int) -> str:
        """The next field to the right or left; empty behind the last one."""
        shown = [slot.column.key for slot in self.slots()]
        here = shown.index(self.column)
        ahead = [key for key in self._fields() if (shown.index(key) > here if right > 0 else shown.index(key) < here)]
        if not ahead:
            return "" if right > 0 else self.column
        return ahead[0] if right > 0 else ahead[-1]

    def _walk(self, right: int) -> None:
        column = self._beside(right)
        if column:
            self.choose_column(column)
        else:
            self.go_below("cause")

    def _goal(self, edit: CellEdit, down: int, right: int) -> tuple[str, str]:
        if down:
            return super()._goal(edit, down, right)
        return edit.key, self._beside(right) or f"{NEXT}:cause"

    def accept_edit(self) -> None:
        """Go on; behind the last field, in a line that is made for it."""
        edit = self.open_edit
        if edit is not None and edit.goal is not None and edit.goal[1].startswith(NEXT):
            key, column = edit.goal[0], edit.goal[1].partition(":")[2]
            edit.goal = self._made_below(key, column) or (key, column)
        super().accept_edit()

    def go_below(self, column: str) -> bool:
        """Put the cursor where the next cause or measure of this gap is typed.

        Args:
            column: cause or measure; any other means the cause.
        """
        if self.cursor_key is None:
            return False
        goal = self._made_below(self.cursor_key, column)
        if goal is not None:
            self.choose_column(goal[1])
            self.move_to_key(goal[0])
        return goal is not None

    def _made_below(self, key: str, column: str) -> tuple[str, str] | None:
        """Key and column of the place; None where the row is gone."""
        index = self.index_of(key)
        row = None if index is None else self.row_at(index)
        line = getattr(row, "line", None)
        if index is None or line is None:
            return None
        column = column if column == "measure" else "cause"
        if not line.cause_id:
            return key, "cause"
        if key.endswith("+") or (column == "measure" and not line.action_id):
            return key, column
        at = self.gaps.waiting_at
        if not self.gaps.wait_below(index - (at is not None and index > at)):
            return key, column
        self.forget_rows()
        assert self.gaps.waiting_at is not None  # just made
        self.rows_changed(self.gaps.waiting_at)
        return self.cursor_key or key, column

    def go_to(self, index: int, spare: int = 0) -> None:
        """Put the cursor on a row; an empty line in which nothing was typed goes when the cursor leaves it."""
        at = self.gaps.waiting_at
        if at is not None and index != at and self.open_edit is None:
            self.drop_waiting(index - (index > at))
            return
        super().go_to(index, spare)

    def drop_waiting(self, cursor: int) -> None:
        """Take the empty line away, and put the cursor on a row of those that stay."""
        self.gaps.stop_waiting()
        self.forget_rows()
        self.rows_changed(cursor)
