"""Lines put together from texts and styles, with as few style changes as can be: each costs bytes on a slow line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

if TYPE_CHECKING:
    from rich.style import Style


class StripLine:
    """A line that grows to the right; neighbours in the same style become one segment."""

    def __init__(self, style: Style) -> None:
        """An empty line.

        Args:
            style: Of gaps and of the rest of the line.
        """
        self._style = style
        self._pieces: list[tuple[str, Style]] = []
        self.width = 0

    def add(self, text: str, style: Style | None = None) -> None:
        """Write at the end; the text must be free of control characters."""
        if text:
            self._pieces.append((text, self._style if style is None else style))
            self.width += cell_len(text)

    def skip_to(self, x: int, style: Style | None = None) -> None:
        """Leave blanks up to a cell; a line that is already longer stays as it is."""
        self.add(" " * (x - self.width), style)

    def strip(self, width: int) -> Strip:
        """The line in exactly `width` cells."""
        self.skip_to(width)
        segments: list[Segment] = []
        text, style = "", self._style
        for piece, piece_style in self._pieces:
            if piece_style is not style and text:
                segments.append(Segment(text, style))
                text = ""
            text, style = text + piece, piece_style
        segments.append(Segment(text, style))
        if self.width <= width:
            return Strip(segments, width)
        return Strip(segments, self.width).crop(0, width)
