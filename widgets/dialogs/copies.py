"""A plain text to read that can be copied as a whole: to the terminal's clipboard, or selected by hand."""

from __future__ import annotations

from textual.binding import Binding
from textual.containers import VerticalScroll

from perftui.i18n import gettext as _
from perftui.i18n import mark
from widgets.dialogs.texts import TextPanel


class CopyPanel(TextPanel):
    """F7 copies all of it; the frame says how."""

    BINDINGS = [Binding("f7", "copy", mark("Copy"), show=False)]

    def __init__(self, title: str, text: str) -> None:
        super().__init__(title, text)
        self._text = f"{title}\n\n{text}\n"

    def on_mount(self) -> None:
        """Say which key copies."""
        super().on_mount()
        self.query_one(VerticalScroll).border_subtitle = _("F7 copies · Esc closes")

    def action_copy(self) -> None:
        """Send it to the terminal, which puts it on its clipboard if it can (OSC 52)."""
        self.app.copy_to_clipboard(self._text)
        told = _("Sent by OSC 52. Nothing arrived? Select with Shift and the mouse.")
        self.query_one(VerticalScroll).border_subtitle = told
