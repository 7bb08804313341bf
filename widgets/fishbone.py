"""The widget that shows causes as a fishbone."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.strip import Strip

from widgets.fish_drawings import Fish, draw
from widgets.glyphs import UNICODE
from widgets.lean_lines import LeanLines

if TYPE_CHECKING:
    from textual import events

    from widgets.fish_drawings import Piece
    from widgets.glyphs import Glyphs


class Fishbone(LeanLines, can_focus=True):
    """Arrows and pages scroll it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"fishbone--title"}
    DEFAULT_CSS = """
    Fishbone { overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }
    Fishbone > .fishbone--title { text-style: bold; }
    """

    def __init__(self, glyphs: Glyphs = UNICODE, id: str | None = None) -> None:
        """A fish without bones.

        Args:
            glyphs: The signs to draw with.
            id: The id in the DOM.
        """
        super().__init__(id=id)
        self.fish = Fish((), ())
        """What is drawn."""
        self._glyphs = glyphs
        self._lines: list[list[Piece]] = []
        self._drawn_at = (0, 0)

    def show(self, fish: Fish) -> None:
        """Draw another one."""
        if fish != self.fish:
            self.fish, self._drawn_at = fish, (0, 0)
            self._lay()
            self.refresh()

    def draw_line(self, y: int) -> Strip:
        """One line."""
        self._lay()
        base, strong = self.visual_style.rich_style, self.get_component_rich_style("fishbone--title")
        index = y + self.top
        pieces = self._lines[index] if index < len(self._lines) else []
        segments = [Segment(" ", base), *(Segment(piece.text, strong if piece.is_strong else base) for piece in pieces)]
        return Strip(segments).adjust_cell_length(self.line_width, base)

    def _lay(self) -> None:
        size = (max(1, self.line_width - 2), self.container_size.height)
        if size != self._drawn_at:
            self._drawn_at = size
            self._lines = draw(self.fish, size[0], self._glyphs, size[1])
            self.stretch(len(self._lines))

    def on_resize(self, _event: events.Resize) -> None:
        """Draw it anew."""
        self._lay()
