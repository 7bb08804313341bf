"""A scroll view that paints only the lines that differ from what is on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Region, Size
from textual.scroll_view import ScrollView

if TYPE_CHECKING:
    from typing import Self

    from textual.strip import Strip


class LeanLines(ScrollView):
    """Subclasses draw lines; what reaches the terminal is decided here."""

    ALLOW_SELECT = False

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:
        """A scroll view that is empty.

        Args:
            id: The id in the DOM.
            classes: CSS classes, separated by blanks.
        """
        super().__init__(id=id, classes=classes)
        self._shown: dict[int, Strip] = {}
        self._was_plain = False
        self._bar: object = None

    @property
    def line_width(self) -> int:
        """Cells of a line, the scroll bar left out."""
        return self.scrollable_content_region.width

    @property
    def top(self) -> int:
        """The first line in view."""
        return int(self.scroll_offset.y)

    def draw_line(self, y: int) -> Strip:
        """One line of the widget as it ought to look, `line_width` cells wide; 0 is the uppermost."""
        raise NotImplementedError

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part of the widget, as the screen wants them."""
        self._was_plain = self._is_plain()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line for the screen."""
        strip = self._shown[y] = self.draw_line(y)
        return strip

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Paint anew; where nothing is named, only the lines that changed: a focus that comes or goes costs two.

        Args:
            *regions: Parts of the widget; none means what changed.
            repaint: Whether to paint at all.
            layout: Whether to lay out the screen too, which paints everything.
            recompose: Whether to build the children anew.

        Returns:
            The widget.
        """
        is_whole = regions or layout or recompose or not repaint or not self._shown
        if is_whole or not (self._was_plain and self._is_plain()):
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        changed = [y for y in range(self.size.height) if y not in self._shown or self.draw_line(y) != self._shown[y]]
        return super().refresh(*(Region(0, y, self.line_width, 1) for y in changed)) if changed else self

    def _scroll_update(self, virtual_size: Size) -> None:
        # Textual calls it, private, at each layout, and it paints the whole scroll bar: only where that shows something else.
        bar = (virtual_size, self.container_size, self.show_vertical_scrollbar, self.show_horizontal_scrollbar)
        if bar != self._bar:
            self._bar = bar
            super()._scroll_update(virtual_size)

    def _is_plain(self) -> bool:
        """Whether the lines are all there is to see: borders and veils are laid over them later."""
        return self.is_attached and not any(self.styles.gutter) and self.opacity == 1

    def stretch(self, height: int) -> None:
        """Tell the scroll bar how many lines there are; the screen is laid out anew only where the bar comes or goes."""
        # Before the first layout nothing is known but the terminal; guessed right, the first screen is painted once.
        room = self.container_size.height or self.app.size.height
        if self.show_vertical_scrollbar != (height > room):
            self.show_vertical_scrollbar = height > room
            self.virtual_size = Size(0, height)
            return
        self.set_reactive(LeanLines.virtual_size, Size(0, height))  # pyright: ignore[reportArgumentType]  # it takes the value for the descriptor
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.window_virtual_size = height
        if self.top > self.max_scroll_y:
            self.scroll_top(self.max_scroll_y)

    def scroll_top(self, top: int) -> None:
        """Bring a line to the top at once, as far as there are lines below it to fill the view."""
        self.scroll_to(y=max(0, top), animate=False, force=True)
