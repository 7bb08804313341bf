"""Bottlenecks as rows of a table, and one of them in full with the ranking of the tags."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.domain.formats import describe_date
from perftui.domain.talks import BottleneckState
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, pgettext, say
from screens.details import Detail
from widgets.cells import StyledCell, Tone
from widgets.columns import Column

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from textual.content import Content

    from perftui.services.bottlenecks import BottleneckLine, TagLine
    from widgets.cells import Cell

TONES = {BottleneckState.OPEN: Tone.FAIR, BottleneckState.SOLVED: Tone.DONE, BottleneckState.DROPPED: Tone.MUTED}


@dataclass(frozen=True, slots=True)
class BottleneckRow:
    """A bottleneck as the table draws it."""

    key: str
    cells: tuple[Cell, ...]


class BottleneckSource:
    """Bottlenecks by the ranking of their tags; the first row of each names tag and number, the others repeat it softly."""

    def __init__(self, lines: Sequence[BottleneckLine], ranking: Sequence[TagLine]) -> None:
        self.lines = lines
        self._open = {tag.tag: tag.open for tag in ranking}
        self._places = {line.id: place for place, line in enumerate(lines)}

    def count(self) -> int:
        """How many there are."""
        return len(self.lines)

    def rows(self, start: int, count: int) -> Sequence[BottleneckRow]:
        """Some of them."""
        return [self._row(index) for index in range(start, min(start + count, len(self.lines)))]

    def index_of(self, key: str) -> int | None:
        """Where one stands."""
        return self._places.get(key)

    def _row(self, index: int) -> BottleneckRow:
        line = self.lines[index]
        before = self.lines[index - 1] if index else None
        is_first = before is None or (before.tag, before.state) != (line.tag, line.state)
        tag: Cell = line.tag_text if is_first else StyledCell(line.tag_text, Tone.MUTED)
        number = str(self._open[line.tag]) if is_first and line.state is BottleneckState.OPEN else ""
        whose = line.person or line.unit
        cells = (tag, number, line.text, StyledCell(say(line.state), TONES[line.state]), str(line.days), whose, line.goal)
        return BottleneckRow(line.id, cells)


def columns() -> list[Column]:
    """The columns."""
    return [
        Column("tag", _("Tag"), 12, min_width=9),
        Column("open", pgettext("bottlenecks", "Open"), 6, align="right", priority=2),
        Column("text", _("Bottleneck"), 30, min_width=16, grow=3),
        Column("state", _("State"), 11, min_width=8, priority=1),
        Column("days", _("Days"), 5, align="right"),
        Column("whose", _("Of"), 12, min_width=8, priority=3, grow=1),
        Column("goal", _("Goal"), 16, min_width=10, priority=4, grow=1),
    ]


def ranking_texts(ranking: Sequence[TagLine]) -> list[str]:
    """The tags with how many are open and for how long."""
    texts = []
    for place, tag in enumerate(ranking, 1):
        open_ones = ngettext("{n} open", "{n} open", tag.open).format(n=tag.open)
        longest = ngettext("longest {n} day", "longest {n} days", tag.longest).format(n=tag.longest) if tag.open else ""
        solved = ngettext("{n} solved", "{n} solved", tag.solved).format(n=tag.solved) if tag.solved else ""
        texts.append(f"{place}. {tag.tag_text}: " + " · ".join(filter(None, (open_ones, longest, solved))))
    return texts


def bottleneck_detail(line: BottleneckLine | None, ranking: Sequence[TagLine], today: date) -> Content:
    """Everything about a bottleneck, and the ranking."""
    if line is None:
        return Detail("").content()
    rows = (
        (_("Tag"), line.tag_text),
        (_("State"), say(line.state)),
        (_("Since"), describe_date(line.on, today)),
        (_("Days open"), str(line.days)),
        (_("Of"), " · ".join(filter(None, (line.person, line.unit)))),
        (_("Goal"), line.goal),
        (_("Solved"), describe_date(line.solved, today) if line.solved else ""),
        (_("Solution"), line.solution),
    )
    words = _("F7 says how it was solved.") if line.state is BottleneckState.OPEN else _("F8 opens it again.")
    return Detail(line.text).lines(rows).group(_("Ranking"), ranking_texts(ranking)).text(words, "dim").content()
