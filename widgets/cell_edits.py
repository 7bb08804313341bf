"""A cell being written in: its keys, and how editor and refusal are drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.cells import cell_len

from widgets.cells import cut, one_line
from widgets.line_editors import LineEdit
from widgets.strip_lines import StripLine

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip

    from widgets.columns import Slot
    from widgets.looks import Looks

CARET_KEYS = {
    "left": LineEdit.left,
    "right": LineEdit.right,
    "home": LineEdit.home,
    "end": LineEdit.end,
    "backspace": LineEdit.backspace,
    "delete": LineEdit.delete,
    "ctrl+u": LineEdit.clear_before,
}
WIDE_BLANK = "\u3000"


@dataclass
class CellEdit:
    """The state of the inline editor of a table."""

    key: str
    """Of the row, wherever it moves meanwhile."""
    column: str
    before: str
    """The text when the editor was opened, on one line."""
    line: LineEdit = field(init=False)
    message: str = ""
    """Why the text was refused."""
    goal: tuple[str, str] | None = None
    """Row key and column where the cursor goes once the text is accepted; None until it is handed over."""
    held: list[events.Key | events.Paste] = field(default_factory=list)
    """What was typed since it was handed over."""
    is_selected: bool = True
    """Whether the text is the old one, untouched: what is typed takes its place."""

    def __post_init__(self) -> None:
        self.before = one_line(self.before)
        self.line = LineEdit(self.before)

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to hand over."""
        return self.line.text != self.before

    def press(self, event: events.Key) -> bool:
        """Obey a key that writes or moves the caret; False for any other."""
        if event.key in CARET_KEYS:
            if self.is_selected and event.key in {"backspace", "delete"}:
                self.line.clear_before()
            CARET_KEYS[event.key](self.line)
            self.is_selected = False
        elif is_text(event):
            self.write(event.character or "")
        else:
            return False
        return True

    def write(self, text: str) -> None:
        """Write at the caret, or in place of the selected text."""
        if self.is_selected:
            self.line.clear_before()
        self.line.insert(text)
        self.is_selected = False

    def draw(self, line: StripLine, slot: Slot, looks: Looks) -> None:
        """The editor, at the end of a line that is being put together."""
        before, under, rest = self.line.view(slot.width)
        line.add(before, looks.caret if self.is_selected else looks.editor)
        line.add(under, looks.caret)
        line.add(rest, looks.editor)
        line.skip_to(slot.end)

    def caret_x(self, slot: Slot) -> int:
        """Where the caret stands on the line, in cells: the window of an input method follows it."""
        return slot.x + cell_len(self.line.view(slot.width)[0])

    def note(self, slot: Slot, looks: Looks, width: int) -> Strip:
        """The line with the reason of the refusal, near the cell."""
        line = StripLine(looks.base)
        text = cut(f" {self.message} ", width)
        line.skip_to(max(0, min(slot.x, width - cell_len(text))))
        line.add(text, looks.error)
        return line.strip(width)


def is_text(event: events.Key) -> bool:
    """Whether the key writes a character; the wide blank of Chinese input does, though Python calls it unprintable."""
    return event.is_printable or event.character == WIDE_BLANK
