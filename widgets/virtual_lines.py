"""Lines of which only the visible ones are ever drawn, and a cursor that repaints two of them: the ground of every list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Offset, Region
from textual.strip import Strip

from widgets.cells import safe
from widgets.glyphs import UNICODE
from widgets.lean_lines import LeanLines
from widgets.looks import looks

if TYPE_CHECKING:
    from typing import Unpack

    from textual import events

    from widgets.list_options import ListOptions
    from widgets.looks import Looks

STRIPS_KEPT = 256


class VirtualLines(LeanLines):
    """Drawing, scrolling and the cursor; what the rows are and how a line looks is said by subclasses."""

    def __init__(self, **options: Unpack[ListOptions]) -> None:
        """Lines.

        Args:
            **options: See `ListOptions`.
        """
        super().__init__(options.get("id"), options.get("classes"))
        self.empty = options.get("empty", "")
        self.glyphs = options.get("glyphs", UNICODE)
        self.header_height = int(options.get("show_header", True))
        self.visible_cursor = options.get("visible_cursor", False)
        self.cursor = 0
        self.cursor_key: str | None = None
        self._strips: LRUCache[tuple[int, bool, int], Strip] = LRUCache(STRIPS_KEPT)
        self._looks: Looks | None = None
        self._width = 0

    @property
    def row_count(self) -> int:
        """How many rows there are now."""
        raise NotImplementedError

    def key_at(self, index: int) -> str | None:
        """The key of a row, None where there is none."""
        raise NotImplementedError

    def index_of(self, key: str) -> int | None:
        """Where the row with this key stands, None where it is not shown."""
        raise NotImplementedError

    def index_near(self, key: str) -> int | None:
        """Where the cursor belongs that was on the row with this key; None means where it was."""
        return self.index_of(key)

    def forget_rows(self) -> None:
        """Drop everything read from the source."""

    def draw_header(self, width: int) -> Strip:
        """The line above the rows."""
        return Strip.blank(width, self.looks.header)

    def draw_row(self, index: int, width: int, *, is_cursor: bool, is_marked: bool) -> Strip:
        """The line of one row, in exactly `width` cells."""
        raise NotImplementedError

    def is_marked(self, index: int) -> bool:
        """Whether the row is marked."""
        return False

    def cursor_moved(self) -> None:
        """The cursor was put somewhere, perhaps where it was."""

    @property
    def looks(self) -> Looks:
        """The styles in force."""
        if self._looks is None:
            self._looks = looks(self)
        return self._looks

    @property
    def cursor_width(self) -> int:
        """How much of a line a move of the cursor changes, in cells from the left edge."""
        return self.line_width

    @property
    def body_height(self) -> int:
        """Lines for rows."""
        return max(0, self.size.height - self.header_height)

    def reload(self) -> None:
        """Read the rows anew; cursor and marks stay on their keys, and only lines that changed are painted."""
        self.forget_rows()
        found = None if self.cursor_key is None else self.index_near(self.cursor_key)
        self.rows_changed(self.cursor if found is None else found)

    def rows_changed(self, cursor: int) -> None:
        """Show other rows than before, with the cursor at an index; only lines that differ are painted."""
        self._strips.clear()
        if not self.is_attached:
            return
        self.stretch(self.row_count + self.header_height)
        self.go_to(cursor)
        self.refresh()

    def go_to(self, index: int, spare: int = 0) -> None:
        """Put the cursor on a row.

        Args:
            index: From 0; beyond the ends it goes to the first or last row.
            spare: Lines to show beyond the row when the view has to scroll for it.
        """
        before, self.cursor = self.cursor, max(0, min(index, self.row_count - 1))
        self.cursor_key = self.key_at(self.cursor) if self.row_count else None
        if before != self.cursor:
            self.refresh_rows(before, self.cursor, width=self.cursor_width)
        self._show_cursor(spare)
        self.place_hardware_cursor()
        self.cursor_moved()

    def move_to_key(self, key: str) -> bool:
        """Put the cursor on the row with this key; False when it is not shown."""
        index = self.index_of(key)
        if index is not None:
            self.go_to(index)
        return index is not None

    def refresh_rows(self, *indices: int, width: int | None = None) -> None:
        """Repaint single rows, from the left edge up to `width` cells or to the end."""
        for index in indices:
            y = index - self.top + self.header_height
            if self.header_height <= y < self.size.height:
                self.refresh(Region(0, y, width or self.line_width, 1))

    def place_hardware_cursor(self) -> None:
        """Where wanted, put the terminal's own cursor on the current row."""
        if self.has_focus and self.needs_hardware_cursor:
            self.app.cursor_position = self.content_region.offset + self.hardware_cursor()

    @property
    def needs_hardware_cursor(self) -> bool:
        """Whether the terminal's own cursor is to follow."""
        return self.visible_cursor

    def hardware_cursor(self) -> Offset:
        """Where on the widget the terminal's own cursor belongs."""
        return Offset(0, self.cursor - self.top + self.header_height)

    def _show_cursor(self, spare: int) -> None:
        height = self.body_height
        if not height:
            return
        if self.cursor < self.top:
            self.scroll_top(self.cursor - spare)
        elif self.cursor >= self.top + height:
            self.scroll_top(self.cursor - height + 1 + spare)

    def draw_line(self, y: int) -> Strip:
        """One line of the widget, the header first."""
        width = self.line_width
        if y < self.header_height:
            return self.draw_header(width)
        if not self.row_count:
            return self._empty_line(y - self.header_height, width)
        index = y - self.header_height + self.top
        if index >= self.row_count:
            return Strip.blank(width, self.looks.base)
        if index == self.cursor:
            return self.draw_row(index, width, is_cursor=True, is_marked=self.is_marked(index))
        look = (index, self.is_marked(index), width)  # a line may be asked for at its new width before the resize is told
        strip = self._strips.get(look)
        if strip is None:
            strip = self._strips[look] = self.draw_row(index, width, is_cursor=False, is_marked=look[1])
        return strip

    def _empty_line(self, y: int, width: int) -> Strip:
        text = self.empty if isinstance(self.empty, Content) else Content(safe(self.empty))
        lines = text.wrap(max(1, width - 4))
        number = y - max(0, self.body_height - len(lines)) // 2
        if not 0 <= number < len(lines):
            return Strip.blank(width, self.looks.base)
        line = lines[number].rstrip()
        segments = line.pad_left((width - line.cell_length) // 2).render_segments(self.visual_style)
        return Strip(segments).adjust_cell_length(width, self.looks.base)

    def notify_style_update(self) -> None:
        """The theme, the focus or the style sheet changed: the styles are read again."""
        self._looks = None
        self._strips.clear()
        super().notify_style_update()

    def on_mount(self) -> None:
        """Read the rows for the first time."""
        self.reload()

    def on_resize(self, _event: events.Resize) -> None:
        """Draw to the new width, and keep the cursor in view; a key in the same moment may have drawn lines to the old one."""
        self._strips.clear()
        if self._width not in {0, self.outer_size.width}:
            self.refresh(self.size.region)
        self._width = self.outer_size.width
        self._show_cursor(0)
        self.place_hardware_cursor()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Take the terminal's cursor along."""
        super().watch_has_focus(_has_focus)
        self.place_hardware_cursor()
