"""The pane that shows one record in full, beside its list or in its place; only lines that differ are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip

from widgets.lean_lines import LeanLines

if TYPE_CHECKING:
    from textual import events

EDGE = "▏"
"""Drawn here and not by a border, below which nothing could be painted line by line."""


class DetailPane(LeanLines, can_focus=True):
    """Arrows and pages scroll it."""

    COMPONENT_CLASSES = {"detail-pane--edge"}
    DEFAULT_CSS = """
    DetailPane { width: 2fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; background: $surface; }
    DetailPane > .detail-pane--edge { color: $panel; }
    DetailPane:focus > .detail-pane--edge { color: $accent; }
    DetailPane:ansi { background: ansi_default; }
    DetailPane:ansi > .detail-pane--edge { color: ansi_default; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.content = Content("")
        """What is shown."""
        self._lines: list[Content] = []
        self._wrapped_at = 0

    def show(self, content: Content) -> None:
        """Show another record, from its beginning."""
        self.content, self._wrapped_at = content, 0
        self._lay()
        self.scroll_top(0)
        self.refresh()

    def draw_line(self, y: int) -> Strip:
        """One line: the edge, a blank, the text."""
        self._lay()
        style = self.visual_style
        index, edge = y + self.top, self.get_component_rich_style("detail-pane--edge")
        text = self._lines[index].rstrip().render_segments(style) if index < len(self._lines) else []
        start = [Segment(EDGE, edge), Segment(" ", style.rich_style)] if self.region.x else [Segment("  ", style.rich_style)]
        return Strip([*start, *text]).adjust_cell_length(self.line_width, style.rich_style)

    def _lay(self) -> None:
        """Break the text into lines, where that was not done for this width."""
        width = max(1, self.line_width - 3)
        if width != self._wrapped_at:
            self._wrapped_at = width
            self._lines = self.content.wrap(width)
            self.stretch(len(self._lines))

    def on_resize(self, _event: events.Resize) -> None:
        """Break the text anew."""
        self._lay()
