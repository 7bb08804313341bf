"""One line of text under a caret, without a terminal: what the inline editor of a table edits."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

from widgets.cells import one_line


@dataclass
class LineEdit:
    """A text and a caret that stands before one of its characters or behind the last."""

    text: str
    caret: int = -1
    """Index into the text; at the start it goes behind the last character."""
    first: int = 0
    """Index of the first character in view."""

    def __post_init__(self) -> None:
        if self.caret < 0:
            self.caret = len(self.text)

    def insert(self, text: str) -> None:
        """Write at the caret; line breaks and tabs become blanks, control characters U+FFFD."""
        text = one_line(text)
        self.text = self.text[: self.caret] + text + self.text[self.caret :]
        self.caret += len(text)

    def left(self) -> None:
        """One character to the left, with the accents that belong to it."""
        self.caret = self._before()

    def right(self) -> None:
        """One character to the right, with the accents that belong to it."""
        self.caret = self._behind()

    def home(self) -> None:
        """Before the first character."""
        self.caret = 0

    def end(self) -> None:
        """Behind the last character."""
        self.caret = len(self.text)

    def backspace(self) -> None:
        """Take away the character before the caret."""
        start = self._before()
        self.text, self.caret = self.text[:start] + self.text[self.caret :], start

    def delete(self) -> None:
        """Take away the character under the caret."""
        self.text = self.text[: self.caret] + self.text[self._behind() :]

    def clear_before(self) -> None:
        """Take away all before the caret."""
        self.text, self.caret = self.text[self.caret :], 0

    def view(self, width: int) -> tuple[str, str, str]:
        """What shows in `width` cells (at least 2), scrolled so that the caret is in view.

        Returns:
            The text before the caret, the character under it (a blank at the end), and the rest; together `width` cells.
        """
        self.first = min(self.first, self.caret)
        under = self.text[self.caret : self._behind()] or " "
        while cell_len(self.text[self.first : self.caret]) + cell_len(under) > width and self.first < self.caret:
            self.first += 1
        before = self.text[self.first : self.caret]
        rest = set_cell_size(self.text[self._behind() :], max(0, width - cell_len(before) - cell_len(under)))
        return before, under, rest

    def _before(self) -> int:
        index = max(0, self.caret - 1)
        while index and not cell_len(self.text[index]):
            index -= 1
        return index

    def _behind(self) -> int:
        index = min(len(self.text), self.caret + 1)
        while index < len(self.text) and not cell_len(self.text[index]):
            index += 1
        return index
