"""What stands where there is nothing yet, or nothing ready yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from perftui.i18n import gettext as _
from perftui.i18n import mark
from widgets.cells import bar, cut, one_line
from widgets.glyphs import glyphs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

BAR = 16
"""Cells of the bar with its number."""


class EmptyState(Widget):
    """Says that there is nothing, and which keys would change that."""

    COMPONENT_CLASSES = {"empty-state--title"}
    DEFAULT_CSS = """
    EmptyState { height: 1fr; padding: 1 2; content-align: center middle; text-align: center; color: $text-muted; }
    EmptyState:ansi { color: ansi_default; }
    EmptyState > .empty-state--title { text-style: bold; color: $foreground; }
    """

    def __init__(self, title: str, hints: Sequence[str] = (), **kwargs: Any) -> None:
        """Say it.

        Args:
            title: What there is none of.
            hints: What to do, a line each.
            kwargs: For `Widget`.
        """
        super().__init__(**kwargs)
        self._title, self._hints = title, hints

    def render(self) -> Content:
        """Title and hints."""
        title = Content.styled(one_line(self._title), self.get_visual_style("empty-state--title"))
        return Content("\n").join([title, *(Content(one_line(hint)) for hint in self._hints)])


class ProgressLine(Widget, can_focus=True):
    """How far a long piece of work is; takes the focus while it lasts, so that Esc cancels.

    Run the work in a worker of the group `key_serialisers.BACKGROUND`: keys wait for all others, Esc too.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = "ProgressLine { height: 1; display: none; background: $panel; &:ansi { background: ansi_default; } }"
    BINDINGS = [Binding("escape,f12", "cancel", mark("Cancel"), show=False)]

    @dataclass
    class Cancelled(Message):
        """Somebody no longer wants the work; it goes on until the one who runs it stops it and calls `end`."""

        line: ProgressLine

        @property
        def control(self) -> ProgressLine:
            """The line."""
            return self.line

    def __init__(self, **kwargs: Any) -> None:
        """A line, not shown until work begins.

        Args:
            kwargs: For `Widget`.
        """
        super().__init__(**kwargs)
        self.share: float | None = None
        self.text = ""
        self._is_cancelling = False
        self._left: Widget | None = None

    def begin(self, text: str) -> None:
        """Show that work has begun, and take the focus."""
        self._left = self.screen.focused
        self._is_cancelling = False
        self.display = True
        self.report(None, text)
        self.screen.set_focus(self)

    def report(self, share: float | None, text: str = "") -> None:
        """Show how far it is; at most when what shows changes does anything go over the line.

        Args:
            share: 0 to 1; None when nobody knows.
            text: What is being done; empty keeps the words.
        """
        before = self.line
        self.share, self.text = share, text or self.text
        if self.line != before:
            self.refresh()

    def end(self) -> None:
        """Hide, and go back to where one was."""
        if self.has_focus and self._left is not None and self._left.is_attached:
            self.screen.set_focus(self._left)
        self.display = False

    @property
    def line(self) -> str:
        """What shows."""
        glyphs = glyphs_of(self)
        hint = _("stopping") if self._is_cancelling else _("Esc cancels")
        start = f"{bar(self.share, BAR, glyphs)} " if self.share is not None else ""
        room = self.size.width - cell_len(start) - cell_len(hint) - 2
        return f"{start}{cut(one_line(self.text), max(0, room), glyphs.ellipsis)}  {hint}"

    def render(self) -> Content:
        """The line."""
        return Content(self.line)

    def action_cancel(self) -> None:
        """Ask for the work to stop, once."""
        if not self._is_cancelling:
            self._is_cancelling = True
            self.refresh()
            self.post_message(self.Cancelled(self))
