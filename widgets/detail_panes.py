"""The pane that shows one record in full, beside its list or in its place."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static


class DetailPane(VerticalScroll):
    """Arrows and pages scroll it."""

    DEFAULT_CSS = """
    DetailPane { width: 2fr; padding: 0 1; scrollbar-size-vertical: 1; background: $surface; border-left: vkey $panel; }
    DetailPane:focus { border-left: vkey $accent; }
    DetailPane:ansi { background: ansi_default; }
    DetailPane Static { height: auto; }
    """

    def compose(self) -> list[Static]:
        """The text."""
        return [Static(Content(""))]

    def show(self, content: Content) -> None:
        """Show another record, from its beginning."""
        self.query_one(Static).update(content)
        self.scroll_home(animate=False)
