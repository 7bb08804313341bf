"""Worksheets for other departments as rows of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.domain.talks import WorksheetState
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services.worksheets import TEXTS
from widgets.cells import StyledCell, Tone
from widgets.columns import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.services.worksheets import WorksheetLine
    from widgets.cells import Cell

TONES = {WorksheetState.OPEN: Tone.FAIR, WorksheetState.AGREED: Tone.DONE, WorksheetState.DROPPED: Tone.MUTED}


@dataclass(frozen=True, slots=True)
class WorksheetRow:
    """A worksheet as the table draws it."""

    key: str
    cells: tuple[Cell, ...]


class WorksheetSource:
    """Worksheets as rows of a table."""

    def __init__(self, lines: Sequence[WorksheetLine]) -> None:
        self.lines = lines
        self._places = {line.id: place for place, line in enumerate(lines)}

    def count(self) -> int:
        """How many there are."""
        return len(self.lines)

    def rows(self, start: int, count: int) -> Sequence[WorksheetRow]:
        """Some of them."""
        return [_row(line) for line in self.lines[start : start + count]]

    def index_of(self, key: str) -> int | None:
        """Where one stands."""
        return self._places.get(key)


def _row(line: WorksheetLine) -> WorksheetRow:
    state = StyledCell(say(line.state), TONES[line.state])
    asked = " ".join(line.texts["ask"].split())
    return WorksheetRow(line.id, (line.on.isoformat(), line.title, line.party, state, f"{line.filled}/{len(TEXTS)}", asked))


def columns() -> list[Column]:
    """The columns."""
    return [
        Column("on", _("Date"), 10, priority=2),
        Column("title", _("Title"), 24, min_width=14, grow=2),
        Column("party", _("Other party"), 16, min_width=10, grow=1),
        Column("state", _("State"), 12, min_width=9),
        Column("filled", _("Filled"), 6, priority=3),
        Column("ask", _("We ask"), 20, min_width=12, priority=1, grow=2),
    ]
