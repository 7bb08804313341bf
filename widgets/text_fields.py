"""Fields for typing text, one line or several, that stand where input methods put their window and keep hostile bytes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from textual.geometry import Offset
from textual.widgets import TextArea

from perftui.domain.texts import LIMIT, TextTooLong, clean_text
from perftui.i18n import say
from widgets.fields import FIELD_BINDINGS, FieldControl
from widgets.lean_inputs import LeanInput

if TYPE_CHECKING:
    from textual import events

    from perftui import errors

WIDE_SPACE = "\u3000"
"""What the space key types in a Chinese input method; Textual does not take it for printable."""


class TextField(FieldControl, LeanInput):
    """One line of text, one cell high."""

    DEFAULT_CSS = """
    TextField {
        height: 1; border: none; padding: 0; background: $surface;
        &:focus { border: none; }
        &:ansi { background: ansi_default; text-style: underline; }
        &:ansi > .input--cursor, &:nocolor > .input--cursor { text-style: reverse; background: ansi_default; color: ansi_default; }
    }
    """
    BINDINGS = [*FIELD_BINDINGS]

    def __init__(self, value: str = "", *, limit: int = LIMIT, **kwargs: Any) -> None:
        """A field.

        Args:
            value: What it holds at first.
            limit: Characters that it takes at most.
            kwargs: For `Input`.
        """
        super().__init__(value, max_length=min(limit, LIMIT), **{"compact": True, **kwargs})
        self.cursor_blink = False

    def read_value(self) -> str:
        """The text, cleaned, without the spaces at its ends."""
        return _cleaned(self.value)

    def show_value(self, value: str) -> None:
        """Hold a text, with the cursor behind it."""
        self.value = clean_text(value)
        self.cursor_position = len(self.value)

    async def action_submit(self) -> None:
        """Enter."""
        await super().action_submit()
        self.post_message(FieldControl.Finished(self))

    # Input methods put their window at the terminal's cursor; Textual has it one cell off at the end and stale after scrolling.

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the cursor stands on the screen."""
        x, y, width, _height = self.content_region
        column = cell_len(self.value[: self.cursor_position]) - self.scroll_offset.x
        return Offset(x + max(0, min(column, width)), y)

    def watch_scroll_x(self, old_value: float, new_value: float) -> None:
        """Take the terminal's cursor along."""
        super().watch_scroll_x(old_value, new_value)
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset

    async def _on_key(self, event: events.Key) -> None:
        if event.character == WIDE_SPACE:
            event.stop()
            event.prevent_default()
            self.replace(WIDE_SPACE, *self.selection)

    def _on_paste(self, event: events.Paste) -> None:
        # Textual would take the first line and drop the rest without a word.
        event.stop()
        event.prevent_default()
        if not _refused(self, event):
            self.replace(clean_text(event.text), *self.selection)


class TextBox(FieldControl, TextArea):
    """Several lines of plain text: Enter begins a line, Tab leaves."""

    DEFAULT_CSS = """
    TextBox {
        height: 4; border: none; padding: 0; background: $surface; scrollbar-size-vertical: 1;
        &:focus { border: none; }
        &:ansi { background: ansi_default; }
        &:nocolor .text-area--cursor { text-style: reverse; }
    }
    """
    BINDINGS = [*FIELD_BINDINGS]

    def __init__(self, text: str = "", **kwargs: Any) -> None:
        """A box.

        Args:
            text: What it holds at first.
            kwargs: For `TextArea`.
        """
        super().__init__(text, **{"compact": True, "highlight_cursor_line": False, **kwargs})
        self.cursor_blink = False

    def read_value(self) -> str:
        """The text, cleaned, without the space at its ends."""
        return _cleaned(self.text, multiline=True)

    def complaint(self) -> errors.Message | None:
        """The text is too long for a field."""
        length = len(self.read_value())
        return TextTooLong(length=length, limit=LIMIT).message if length > LIMIT else None

    def show_value(self, value: str) -> None:
        """Hold a text, with the cursor behind it."""
        self.load_text(clean_text(value, multiline=True))
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        if event.character == WIDE_SPACE and not self.read_only:
            event.stop()
            event.prevent_default()
            self.replace(WIDE_SPACE, *self.selection, maintain_selection_offset=False)

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        if not self.read_only and not _refused(self, event):
            self.replace(clean_text(event.text, multiline=True), *self.selection, maintain_selection_offset=False)


def _cleaned(text: str, *, multiline: bool = False) -> str:
    # Putting a text into NFC can lengthen it; what was typed is never refused here.
    return clean_text(text, multiline, limit=4 * len(text) + 1).strip()


def _refused(field: TextField | TextBox, event: events.Paste) -> bool:
    """Whether a paste is too long to be taken; says so."""
    try:
        clean_text(event.text, multiline=True)
    except TextTooLong as error:
        field.app.notify(say(error.message), severity="warning", markup=False)
        return True
    return False
