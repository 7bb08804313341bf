"""The goals of a cycle as rows of the sheet on which they are scored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.domain.scores import read_score, score_text, verdict
from perftui.domain.texts import printable
from perftui.i18n import gettext as _
from perftui.i18n import say
from widgets.cells import StyledCell, Tone, bar
from widgets.columns import Column
from widgets.virtual_tables import VirtualTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.services.goal_scores import ScoreLine
    from widgets.cell_edits import CellEdit
    from widgets.cells import Cell
    from widgets.glyphs import Glyphs

BAR_WIDTH = 10
SCORE, NOTE = "score", "note"
"""The columns that are written in."""


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A goal as the table draws it."""

    key: str
    cells: tuple[Cell, ...]


@dataclass(slots=True)
class Typed:
    """What stands in the two columns of a goal."""

    score: str
    note: str


def proposed(line: ScoreLine) -> Typed:
    """What stands there at first: the score that it has, or the proposed one."""
    return Typed(score_text(line.proposed if line.score is None else line.score), line.note)


class ScoreSource:
    """The goals with what is typed so far."""

    def __init__(self, lines: Sequence[ScoreLine], typed: dict[str, Typed], glyphs: Glyphs) -> None:
        self.lines, self.typed, self._glyphs = lines, typed, glyphs

    def count(self) -> int:
        """How many there are."""
        return len(self.lines)

    def rows(self, start: int, count: int) -> Sequence[ScoreRow]:
        """Some of them."""
        return [self._row(line) for line in self.lines[start : start + count]]

    def index_of(self, key: str) -> int | None:
        """Where one stands."""
        return next((index for index, line in enumerate(self.lines) if line.id == key), None)

    def _row(self, line: ScoreLine) -> ScoreRow:
        typed = self.typed[line.id]
        score = read_score(typed.score)
        is_own = score is not None and score != line.proposed
        means = StyledCell(_("stays active"), Tone.MUTED) if score is None else say(verdict(score, line.kind))
        cells: tuple[Cell, ...] = (
            line.title,
            line.owner,
            bar(line.progress, BAR_WIDTH, self._glyphs),
            score_text(line.proposed) or StyledCell("–", Tone.MUTED),
            StyledCell(typed.score or "–", Tone.GOOD if is_own else Tone.PLAIN, typed.score),
            means,
            StyledCell(printable(typed.note.replace("\n", " ")), Tone.PLAIN, typed.note),
        )
        return ScoreRow(line.id, cells)


class ScoreTable(VirtualTable):
    """The table of the sheet: left and right go between the two columns that are written in."""

    def _go_to_column(self, step: int) -> None:
        self.choose_column(NOTE if step > 0 else SCORE)

    def _goal(self, edit: CellEdit, down: int, right: int) -> tuple[str, str]:
        return super()._goal(edit, down, 0) if down else (edit.key, NOTE if right > 0 else SCORE)


def columns() -> list[Column]:
    """The columns; only score and note can be written in."""
    return [
        Column("title", _("Goal"), 24, min_width=16, grow=3),
        Column("owner", _("Owner"), 12, min_width=8, grow=1, priority=3),
        Column("progress", _("Progress"), BAR_WIDTH, priority=2),
        Column("proposed", _("Proposal"), 8, align="right", priority=4),
        Column(SCORE, _("Score"), 6, align="right", is_editable=True, is_number=True),
        Column("means", _("Means"), 12, priority=1),
        Column(NOTE, _("Score note"), 16, min_width=10, grow=2, is_editable=True),
    ]
