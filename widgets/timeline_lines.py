"""A timeline as lines of text, without a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.records import NamedTuple
from widgets.cells import Tone
from widgets.glyphs import UNICODE
from widgets.timeline_painters import header_lines, lane_strokes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from perftui.domain.timeline_marks import Mark
    from perftui.domain.timelines import Axis
    from widgets.glyphs import Glyphs


class BareLane(NamedTuple):
    """A line without colour."""

    start: date | None
    end: date | None
    solid_until: date | None
    marks: Sequence[Mark]
    tone: Tone = Tone.PLAIN


class LineDrawer(NamedTuple):
    """Draws lines of text along one axis."""

    axis: Axis
    today: date
    glyphs: Glyphs = UNICODE

    def dates(self) -> tuple[str, str]:
        """The dates above the lines."""
        return header_lines(self.axis, self.today)

    def draw(self, start: date | None, end: date | None, solid_until: date | None, marks: Sequence[Mark]) -> str:
        """One line.

        Args:
            start: The first day of the bar; None draws none.
            end: Its last day.
            solid_until: Up to which day it is drawn solid; None: nowhere.
            marks: What stands on it, in the order of time.
        """
        lane = BareLane(start, end, solid_until, marks)
        return "".join(stroke.sign for stroke in lane_strokes(self.axis, lane, self.today, self.glyphs))
