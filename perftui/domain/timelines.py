"""Days on a line of cells: which day stands where, at which zoom, in which window.

Cells are counted from a Monday far back, so that a day stands in the same cell however the window is moved; the window is only its
first cell. Nothing here draws.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Code
from perftui.i18n import mark
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST: Final = date(1900, 1, 1)
"""The first day that can be shown, a Monday."""
LAST: Final = date(2299, 12, 31)
"""The last one."""


class Zoom(Code):
    """How much time a cell stands for."""

    DAY = "day", mark("Days")
    WEEK = "week", mark("Weeks")
    MONTH = "month", mark("Months")
    QUARTER = "quarter", mark("Quarters")


SCALES: Final = {Zoom.DAY: (3, 1), Zoom.WEEK: (1, 1), Zoom.MONTH: (1, 3), Zoom.QUARTER: (1, 7)}
"""Zoom to its cells for so many days: three cells for a day, a cell for three days."""
STEPS: Final = {Zoom.DAY: 3, Zoom.WEEK: 7, Zoom.MONTH: 10, Zoom.QUARTER: 13}
"""Cells that an arrow key moves the window: a day, a week, a month, a quarter."""


class Axis(NamedTuple):
    """A window on the line of days."""

    zoom: Zoom
    left: int
    """The cell in its first column, counted from `FIRST`."""
    width: int
    """Columns."""

    def cell(self, day: date) -> int:
        """The first cell of a day, counted from `FIRST`; a day beyond what can be shown counts as the first or last one."""
        cells, days = SCALES[self.zoom]
        return (_clamped(day) - FIRST).days * cells // days

    def column(self, day: date) -> int | None:
        """Where a day's sign stands, from 0; None outside the window."""
        cells = SCALES[self.zoom][0]
        column = self.cell(day) + cells // 2 - self.left
        return column if 0 <= column < self.width else None

    def reach(self, start: date, end: date) -> tuple[int, int]:
        """The columns from a first to a last day, the second one exclusive; empty (equal) where none of it is in the window."""
        cells = SCALES[self.zoom][0]
        first, behind = self.cell(start) - self.left, self.cell(end) + cells - self.left
        first, behind = max(0, min(first, self.width)), max(0, min(behind, self.width))
        return first, max(first, behind)

    def day(self, column: int) -> date:
        """The first day that belongs to a column."""
        cells, days = SCALES[self.zoom]
        number = (self.left + column) * days // cells
        return FIRST + timedelta(days=max(0, min(number, (LAST - FIRST).days)))

    def moved(self, cells: int) -> Axis:
        """The window so many cells further on, as far as there are days."""
        return self._replace(left=max(0, min(self.left + cells, self.cell(LAST) - self.width + 1)))

    def showing(self, day: date, column: int) -> Axis:
        """The window in which a day stands in a column."""
        return self.moved(self.cell(day) - column - self.left)

    def with_day(self, day: date, margin: int = 2) -> Axis:
        """The same window where a day is in it, not too near the edge; else the one with the day a quarter from the nearer edge."""
        at = self.cell(day) - self.left
        if margin <= at < self.width - margin - SCALES[self.zoom][0] + 1:
            return self
        return self.showing(day, self.width // 4 if at < margin else self.width - self.width // 4)

    def zoomed(self, zoom: Zoom, around: date) -> Axis:
        """Another zoom, with a day in the same column where it is in the window, else in the middle."""
        column = self.cell(around) - self.left
        at = column if 0 <= column < self.width else self.width // 2
        return self._replace(zoom=zoom).showing(around, min(at, max(0, self.width - SCALES[zoom][0])))

    def within(self, start: date, end: date) -> Axis:
        """The window moved no further than half its width beyond both ends of what there is to see."""
        low, high = self.cell(start) - self.width // 2, self.cell(end) - self.width // 2
        return self.moved(max(low, min(self.left, max(low, high))) - self.left)


def fitting(start: date, end: date, width: int) -> Axis:
    """The closest look at which a time fits into a width, with the time in the middle; the widest look where none does."""
    axes = [Axis(zoom, 0, width) for zoom in Zoom]
    cells = [axis.cell(end) - axis.cell(start) + SCALES[axis.zoom][0] for axis in axes]
    place = next((place for place, needed in enumerate(cells) if needed <= width), len(axes) - 1)
    return axes[place].showing(start, max(0, (width - cells[place]) // 2))


def closer(zoom: Zoom, by: int) -> Zoom:
    """The zoom so many steps closer, or further off where it is negative; the last one where there are no more."""
    zooms = tuple(Zoom)
    return zooms[max(0, min(len(zooms) - 1, zooms.index(zoom) - by))]


class Tick(NamedTuple):
    """Where something begins on the axis."""

    column: int
    day: date
    is_major: bool
    """Whether it stands on the upper line: a month, at the widest look a year."""


def ticks(axis: Axis) -> Iterator[Tick]:
    """What begins in the window: days, weeks, months or quarters, and above them months or years; its first column has a major one."""
    begun = max(axis.day(0), axis.day(1) - timedelta(days=1))
    yield Tick(0, begun, is_major=True)
    names_first = axis.zoom in (Zoom.MONTH, Zoom.QUARTER)
    if names_first:  # the one that has begun before the window is named too
        yield Tick(0, begun, is_major=False)
    for day in _beginnings(axis.zoom, axis.day(0), axis.day(axis.width - 1)):
        column = axis.cell(day) - axis.left
        if 0 <= column < axis.width:
            if column and _is_major(axis.zoom, day):
                yield Tick(column, day, is_major=True)
            if _is_minor(axis.zoom, day) and (column or not names_first):
                yield Tick(column, day, is_major=False)


def _beginnings(zoom: Zoom, first: date, last: date) -> Iterator[date]:
    """The days on which something may begin."""
    if zoom in (Zoom.DAY, Zoom.WEEK):
        yield from (first + timedelta(days=days) for days in range((last - first).days + 1))
        return
    day = first.replace(day=1)
    while day <= last:
        if day >= first:
            yield day
        day = (day + timedelta(days=32)).replace(day=1)


def _is_major(zoom: Zoom, day: date) -> bool:
    return day.day == 1 and (zoom in (Zoom.DAY, Zoom.WEEK) or day.month == 1)


def _is_minor(zoom: Zoom, day: date) -> bool:
    if zoom is Zoom.DAY:
        return True
    if zoom is Zoom.WEEK:
        return day.weekday() == 0
    return day.day == 1 and (zoom is Zoom.MONTH or day.month % 3 == 1)


def _clamped(day: date) -> date:
    return max(FIRST, min(day, LAST))
