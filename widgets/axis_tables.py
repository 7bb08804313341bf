"""A table one of whose columns is time: the axis, how it is moved and zoomed, and how a row is drawn along it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol, cast, runtime_checkable

from textual.message import Message
from textual.strip import Strip

from perftui.domain.timelines import Axis, Zoom, closer
from widgets.row_tables import RowTable
from widgets.strip_lines import StripLine
from widgets.timeline_painters import header_lines, lane_strokes
from widgets.timeline_signs import strokes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from typing import Unpack

    from rich.style import Style
    from textual import events

    from perftui.domain.timeline_marks import Mark
    from widgets.columns import Column, Slot
    from widgets.list_options import ListOptions
    from widgets.row_tables import Row, RowSource
    from widgets.timeline_painters import Lane, Stroke

AXIS = "axis"
"""The key of the column along which the time runs."""
TODAY_STYLE = "timeline--today"


@runtime_checkable
class Bounded(Protocol):
    """A source that knows from when to when there is something to see."""

    def bounds(self) -> tuple[date, date] | None:
        """The first and the last day; None where there is none."""
        ...


class AxisTable(RowTable):
    """What is drawn; the cursor that goes from sign to sign is `Timeline`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {TODAY_STYLE}
    DEFAULT_CSS = """
    AxisTable > .timeline--today { color: $accent; text-style: bold; }
    AxisTable:ansi > .timeline--today { color: ansi_bright_blue; }
    AxisTable:nocolor > .timeline--today { color: ansi_default; text-style: bold; }
    """

    class Looked(Message):
        """Another part of the axis, or another sign, is looked at."""

    def __init__(self, columns: Sequence[Column], source: RowSource, today: date, **options: Unpack[ListOptions]) -> None:
        """A timeline.

        Args:
            columns: From left to right, one of them with the key `AXIS`.
            source: Where the rows come from; they are `Lane`s too.
            today: Where the line of today stands.
            **options: See `ListOptions`.
        """
        super().__init__(columns, source, **options)
        self.column = AXIS  # which is never dropped, however narrow it gets
        self.header_height = 2
        self.today = today
        self.chosen: Mark | None = None
        """What the cursor is on; None: the row as such."""
        self._axis = Axis(Zoom.MONTH, 0, 0)
        self._is_placed = False
        self._headers: tuple[tuple[Axis, date], tuple[str, str]] | None = None
        self._today_look: Style | None = None

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Have other columns from now on; set a source with rows for them next."""
        super().show_columns(columns)
        self.column = AXIS

    def lane_of(self, row: Row) -> Lane:
        """A row as it is drawn along the axis: the rows of a timeline are both."""
        return cast("Lane", row)

    # the axis

    @property
    def axis_slot(self) -> Slot:
        """Where the axis stands on the line."""
        return next(slot for slot in self.slots() if slot.column.key == AXIS)

    @property
    def axis(self) -> Axis:
        """The part of the axis in view; before somebody moves it, today stands two fifths from its left edge."""
        width = self.axis_slot.width
        if self._axis.width != width:
            self._axis = self._axis._replace(width=width)
            if not self._is_placed:
                self._axis = self._axis.showing(self.today, width * 2 // 5)
        return self._axis

    def look_at(self, axis: Axis) -> None:
        """Have another part of the axis in view; beyond both ends of what there is to see it goes no further."""
        bounds = self.source.bounds() if isinstance(self.source, Bounded) else None
        if bounds is not None:
            axis = axis.within(min(bounds[0], self.today), max(bounds[1], self.today))
        self._is_placed = True
        if axis != self._axis:
            self._axis = axis
            self._strips.clear()
            self.refresh()
            self.post_message(self.Looked())

    def zoom(self, by: int) -> None:
        """Look closer, or from further off where it is negative; what the cursor is on, else today or the middle, stays where it is."""
        axis = self.axis
        self.look_at(axis.zoomed(closer(axis.zoom, by), self._around()))

    def zoom_to(self, zoom: Zoom) -> None:
        """Look at days, weeks, months or quarters."""
        self.look_at(self.axis.zoomed(zoom, self._around()))

    def _around(self) -> date:
        axis = self.axis
        if self.chosen is not None:
            return self.chosen.day
        return self.today if axis.column(self.today) is not None else axis.day(axis.width // 2)

    def see_day(self, day: date) -> None:
        """Have a day in view."""
        self.look_at(self.axis.showing(day, self.axis.width * 2 // 5))

    # drawing

    def draw_line(self, y: int) -> Strip:
        """One line: the two lines of dates first."""
        return self._upper(self.line_width) if y == 0 and self.header_height else super().draw_line(y)

    def _upper(self, width: int) -> Strip:
        line = StripLine(self.looks.header)
        line.skip_to(self.axis_slot.x)
        line.add(self._header()[0])
        return line.strip(width)

    def draw_header(self, width: int) -> Strip:
        """The titles, and the lower line of dates with the line of today."""
        slot, text, today = self.axis_slot, self._header()[1], self.axis.column(self.today)
        line, bar = StripLine(self.looks.header), StripLine(self._today())
        line.add(text)
        bar.add(strokes(self.glyphs).today)
        dates = line.strip(slot.width)
        dates = dates if today is None else _over(dates, today, today + 1, bar.strip(1))
        return _over(super().draw_header(width), slot.x, slot.end, dates)

    def draw_row(self, index: int, width: int, *, is_cursor: bool, is_marked: bool) -> Strip:
        """One row, the axis over its place."""
        row, slot = self.row_at(index), self.axis_slot
        strip = super().draw_row(index, width, is_cursor=is_cursor, is_marked=is_marked)
        if row is None:
            return strip
        line = StripLine(self.looks.base)
        for stroke in lane_strokes(self.axis, self.lane_of(row), self.today, self.glyphs, self.chosen if is_cursor else None):
            line.add(stroke.sign, self._style(stroke))
        return _over(strip, slot.x, slot.end, line.strip(slot.width))

    def _style(self, stroke: Stroke) -> Style:
        if stroke.is_chosen:
            return self.looks.cursor
        return self._today() if stroke.is_today else self.looks.tones[stroke.tone]

    def lit(self) -> tuple[int, int]:
        """What stands before the axis; the cursor on the axis is drawn with it."""
        return 0, max(1, self.axis_slot.x - 1)

    def _header(self) -> tuple[str, str]:
        wanted = (self.axis, self.today)
        if self._headers is None or self._headers[0] != wanted:
            self._headers = wanted, header_lines(*wanted)
        return self._headers[1]

    def _today(self) -> Style:
        if self._today_look is None:
            self._today_look = self.get_component_rich_style(TODAY_STYLE)
        return self._today_look

    def notify_style_update(self) -> None:
        """The styles are read again."""
        self._today_look = None
        super().notify_style_update()

    def on_resize(self, event: events.Resize) -> None:
        """What stands in the middle stays there."""
        super().on_resize(event)
        self._strips.clear()


def _over(strip: Strip, x: int, end: int, part: Strip) -> Strip:
    """A line with the cells from the first up to but not including the second drawn over."""
    return Strip.join([strip.crop(0, x), part, strip.crop(end, strip.cell_length)])
