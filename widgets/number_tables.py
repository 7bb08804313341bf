"""A table of numbers: who types one where nothing is open writes a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from widgets.virtual_tables import VirtualTable

if TYPE_CHECKING:
    from textual import events


class NumberTable(VirtualTable):
    """A table in which a digit opens the editor of a number."""

    def take_key(self, event: events.Key) -> bool:
        """A digit opens the editor, and takes the place of the number that stands there."""
        is_digit = (event.character or "").isdecimal()
        if is_digit and not self.is_editing and self.cursor_key is not None and self._is_on_number():
            self.action_edit()
        return super().take_key(event)

    def _is_on_number(self) -> bool:
        key = self._editable_column()
        return any(column.key == key and column.align == "right" for column in self.columns)
