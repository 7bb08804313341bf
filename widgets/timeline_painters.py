"""One line of a timeline: a bar from a first to a last day, what stands on it, and today; and the two lines of dates above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from perftui.domain.formats import month_name
from perftui.domain.timeline_marks import ENTRIES, URGENCY
from perftui.domain.timelines import Zoom, ticks
from perftui.i18n import gettext as _
from perftui.records import NamedTuple
from widgets.cells import Tone
from widgets.timeline_signs import SIGNS, strokes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from typing import Protocol

    from perftui.domain.timeline_marks import Mark
    from perftui.domain.timelines import Axis, Tick
    from widgets.glyphs import Glyphs

    class Lane(Protocol):
        """What is drawn along the axis on one line."""

        @property
        def start(self) -> date | None:
            """The first day of the bar; None draws none."""
            ...

        @property
        def end(self) -> date | None:
            """The last one."""
            ...

        @property
        def solid_until(self) -> date | None:
            """Up to which day the bar is drawn solid; None: all of it is dashed, because it has not begun."""
            ...

        @property
        def tone(self) -> Tone:
            """Of the bar."""
            ...

        @property
        def marks(self) -> Sequence[Mark]:
            """What stands on it, in the order of time."""
            ...


class Stroke(NamedTuple):
    """One cell of the axis."""

    sign: str
    tone: Tone = Tone.PLAIN
    is_chosen: bool = False
    """Whether the cursor is on what stands here."""
    is_today: bool = False
    """Whether it is the line of today."""


BLANK = Stroke(" ")


def lane_strokes(axis: Axis, lane: Lane, today: date, glyphs: Glyphs, chosen: Mark | None = None) -> list[Stroke]:
    """The cells of a line, one for each column of the axis; what wants most to be seen is drawn where several meet."""
    drawn = strokes(glyphs)
    line = [BLANK] * axis.width
    _draw_bar(line, axis, lane, glyphs)
    marks = sorted(lane.marks, key=lambda each: -URGENCY[each.kind])
    _draw_signs(line, axis, (mark for mark in marks if mark.kind in ENTRIES), glyphs)
    at_today = axis.column(today)
    if at_today is not None:
        line[at_today] = Stroke(drawn.today, is_today=True)
    _draw_signs(line, axis, (mark for mark in marks if mark.kind not in ENTRIES), glyphs)
    if chosen is not None and (column := axis.column(chosen.day)) is not None:
        line[column] = Stroke(SIGNS[chosen.kind].drawn(glyphs), is_chosen=True)
    return line


def _draw_signs(line: list[Stroke], axis: Axis, marks: Iterable[Mark], glyphs: Glyphs) -> None:
    for mark in marks:
        column = axis.column(mark.day)
        if column is not None:
            sign = SIGNS[mark.kind]
            line[column] = Stroke(sign.drawn(glyphs), sign.tone)


def _draw_bar(line: list[Stroke], axis: Axis, lane: Lane, glyphs: Glyphs) -> None:
    if lane.start is None or lane.end is None or not line:
        return
    drawn = strokes(glyphs)
    first, behind = axis.reach(lane.start, lane.end)
    if first == behind:
        is_later = axis.cell(lane.start) >= axis.left + axis.width
        line[-1 if is_later else 0] = Stroke(drawn.later if is_later else drawn.earlier, Tone.MUTED)
        return
    solid = first if lane.solid_until is None else axis.reach(lane.start, max(lane.start, min(lane.end, lane.solid_until)))[1]
    if lane.solid_until is not None and lane.solid_until < lane.start:
        solid = first
    for column in range(first, behind):
        line[column] = Stroke(drawn.elapsed if column < solid else drawn.rest, lane.tone if column < solid else Tone.MUTED)
    if axis.cell(lane.start) == axis.left + first:
        line[first] = Stroke(drawn.start, line[first].tone)
    if axis.reach(lane.end, lane.end)[1] == behind and axis.cell(lane.end) < axis.left + axis.width:
        line[behind - 1] = Stroke(drawn.end, line[behind - 1].tone)


def header_lines(axis: Axis, today: date) -> tuple[str, str]:
    """The dates above the axis: months or years, and below them days, weeks, months or quarters; each in exactly its width."""
    found = list(ticks(axis))
    upper = _labelled(axis.width, ((tick.column, _major(axis.zoom, tick)) for tick in found if tick.is_major))
    lower = _labelled(axis.width, ((tick.column, _minor(axis.zoom, tick)) for tick in found if not tick.is_major))
    return upper, lower


def _labelled(width: int, labels: Iterable[tuple[int, str]]) -> str:
    """The labels where they belong, from right to left: where the one before reaches into the next, it gives way."""
    pieces: list[tuple[int, str]] = []
    limit = width
    for column, text in sorted(labels, reverse=True):
        if column + cell_len(text) <= limit:
            pieces.append((column, text))
            limit = column - 1 if len(text) > 2 else column
    line, at = "", 0
    for column, text in reversed(pieces):
        line += " " * (column - at) + text
        at = column + cell_len(text)
    return line + " " * (width - at)


def _major(zoom: Zoom, tick: Tick) -> str:
    year = str(tick.day.year)
    if zoom in (Zoom.DAY, Zoom.WEEK):
        return _("{month} {year}").format(month=month_name(tick.day.month), year=year)
    return year


def _minor(zoom: Zoom, tick: Tick) -> str:
    if zoom is Zoom.DAY:
        return f"{tick.day.day:>2}"
    if zoom is Zoom.WEEK:
        return str(tick.day.day)
    return month_name(tick.day.month) if zoom is Zoom.MONTH else f"Q{(tick.day.month + 2) // 3}"
