"""A plain text to read, scroll and copy: help, previews, reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.markup import escape
from textual.screen import ModalScreen
from textual.widgets import Static

from perftui.i18n import gettext as _
from perftui.i18n import mark
from widgets.cells import safe

if TYPE_CHECKING:
    from textual.app import ComposeResult


class TextPanel(ModalScreen[None]):
    """Arrows and pages scroll; Esc, F12, F1 and Enter close."""

    DEFAULT_CSS = """
    TextPanel { align: center middle; }
    TextPanel > VerticalScroll { width: 78; max-width: 100%; height: auto; max-height: 100%; padding: 0 1;
        background: $surface; border: round $border; scrollbar-size-vertical: 1; }
    TextPanel:ansi > VerticalScroll { background: ansi_default; }
    TextPanel Static { width: 100%; height: auto; }
    """
    BINDINGS = [Binding("escape,f12,f1,enter", "dismiss(None)", mark("Back"), show=False)]

    def __init__(self, title: str, text: str | Content) -> None:
        super().__init__()
        self._title = title
        self._content = text if isinstance(text, Content) else Content("\n".join(safe(line) for line in text.split("\n")))

    def compose(self) -> ComposeResult:
        """The text in its frame."""
        with VerticalScroll() as frame:
            frame.border_title = escape(self._title)
            yield Static(self._content)

    def on_mount(self) -> None:
        """Let the keys scroll."""
        self.query_one(VerticalScroll).focus()


def help_panel(text: str) -> TextPanel:
    """What F1 shows on a sheet."""
    return TextPanel(_("Help"), text)


def preview_help() -> TextPanel:
    """What previews have in common."""
    return TextPanel(
        _("Help"),
        _(
            "On top stands how much would be changed, below it each change, or what is wrong by row and column of the file. Nothing is "
            "changed before you say so. Arrows and pages scroll; Left and Right choose an answer, Enter takes it, and so does its letter "
            "at once. Esc goes back and changes nothing. What was done is one step: Ctrl+Z takes all of it back."
        ),
    )
