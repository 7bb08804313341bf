"""Unfinished goals as rows of the sheet on which they are chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from perftui.domain.scores import score_text
from perftui.i18n import gettext as _
from perftui.i18n import say
from widgets.cells import StyledCell, Tone, bar
from widgets.columns import Column
from widgets.row_tables import RowTable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from perftui.services.carry_overs import CarryLine
    from widgets.cells import Cell
    from widgets.glyphs import Glyphs

BAR_WIDTH = 10


@dataclass(frozen=True, slots=True)
class CarryRow:
    """A goal as the table draws it."""

    key: str
    cells: tuple[Cell, ...]


class CarryTable(RowTable):
    """A table in which Space ticks; which rows are ticked stands in their first cell."""

    ticked: frozenset[str] = frozenset()

    class Ticked(Message):
        """Another row is ticked, or one less."""

    def action_toggle_mark(self) -> None:
        """Leave the one under the cursor out, or take it in, and go down."""
        if key := self.cursor_key:
            self.ticked ^= {key}
            self.post_message(self.Ticked())
        self.action_cursor_down()


class CarrySource:
    """The unfinished goals as rows."""

    def __init__(self, lines: Sequence[CarryLine], glyphs: Glyphs, ticked: Callable[[], Collection[str]] = frozenset) -> None:
        """Rows.

        Args:
            lines: The goals.
            glyphs: For bars.
            ticked: Gives the ids of those that are chosen.
        """
        self.lines, self._glyphs, self._ticked = lines, glyphs, ticked

    def count(self) -> int:
        """How many there are."""
        return len(self.lines)

    def rows(self, start: int, count: int) -> Sequence[CarryRow]:
        """Some of them."""
        return [CarryRow(line.id, self._cells(line)) for line in self.lines[start : start + count]]

    def index_of(self, key: str) -> int | None:
        """Where one stands."""
        return next((index for index, line in enumerate(self.lines) if line.id == key), None)

    def _cells(self, line: CarryLine) -> tuple[Cell, ...]:
        ticked = self._ticked()
        is_in = line.id in ticked and line.problem is None
        tick: Cell = "[x]" if is_in else StyledCell("[ ]", Tone.MUTED)
        title = StyledCell(line.title, Tone.MUTED) if line.problem else line.title
        reached = score_text(line.score) or bar(line.progress, BAR_WIDTH, self._glyphs)
        is_alone = is_in and line.is_left_alone(ticked)
        above: Cell = StyledCell(_("(nothing above)"), Tone.FAIR) if is_alone else line.above or _("(at the top)")
        if line.problem:
            above = StyledCell(say(line.problem), Tone.MUTED)
        return tick, title, line.owner, reached, str(len(line.results)), above


def columns() -> list[Column]:
    """The columns."""
    return [
        Column("tick", "", 3),
        Column("title", _("Goal"), 28, min_width=18, grow=3),
        Column("owner", _("Owner"), 14, min_width=8, grow=1, priority=3),
        Column("reached", _("Progress"), BAR_WIDTH, priority=2),
        Column("results", _("Results"), 8, align="right", priority=1),
        Column("above", _("Under"), 20, min_width=12, grow=2, priority=4),
    ]
