"""Siblings and their weights as rows of a table in which a digit begins to write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from perftui.domain.formats import basis_points
from perftui.i18n import gettext as _
from perftui.i18n import say
from screens.goal_form_bases import percent_of
from widgets.cells import StyledCell, Tone
from widgets.columns import Column
from widgets.virtual_tables import VirtualTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.services.sibling_weights import SiblingLine
    from screens.weight_sheets import WeightSheet
    from widgets.cells import Cell
    from widgets.glyphs import Glyphs

BLOCKS = 10
"""Cells of the heaviest one's bar."""
LOCKED = "[x]"


@dataclass(frozen=True, slots=True)
class WeightRow:
    """One of the siblings as the table draws it."""

    key: str
    cells: tuple[Cell, ...]


class WeightTable(VirtualTable):
    """A table of numbers: who types one where nothing is open writes a new one."""


class WeightSource:
    """The siblings of a sheet as rows."""

    def __init__(self, sheet: WeightSheet, glyphs: Glyphs, wanted: str = "") -> None:
        """Rows.

        Args:
            sheet: What is typed.
            glyphs: The signs that this terminal can draw.
            wanted: Folded text that title or owner must hold.
        """
        from perftui.domain.texts import fold

        self.sheet, self._glyphs = sheet, glyphs
        self.lines = [line for line in sheet.found.lines if not wanted or wanted in fold(f"{line.title} {line.owner}")]
        self._most = max(1, *sheet.weights.values()) if sheet.weights else 1

    def count(self) -> int:
        """How many there are."""
        return len(self.lines)

    def rows(self, start: int, count: int) -> Sequence[WeightRow]:
        """Some of them."""
        return [WeightRow(line.ref, self._cells(line)) for line in self.lines[start : start + count]]

    def index_of(self, key: str) -> int | None:
        """Where one stands."""
        return next((index for index, line in enumerate(self.lines) if line.ref == key), None)

    def _cells(self, line: SiblingLine) -> tuple[Cell, ...]:
        weight = self.sheet.weights[line.ref]
        tone = Tone.FAIR if weight != line.weight else Tone.PLAIN
        sign = "*" if weight != line.weight else ""
        lock = LOCKED if line.ref in self.sheet.locked else ""
        shown = StyledCell(sign + basis_points(weight), tone, raw=percent_of(weight))
        kind = _("Key result") if line.is_key_result else _("Goal")
        return line.title, line.owner, shown, self._bar(weight), lock, kind, say(line.state)

    def _bar(self, weight: int) -> str:
        full = (weight * BLOCKS + self._most // 2) // self._most
        return self._glyphs.bar_full * full + self._glyphs.bar_empty * (BLOCKS - full)


def columns() -> list[Column]:
    """The columns; a star before a weight says that it is not saved yet."""
    lock = max(len(LOCKED), cell_len(_("Locked")))
    kind = max(cell_len(_("Key result")), cell_len(_("Goal")))
    return [
        Column("title", _("Goal or key result"), 32, min_width=26, grow=2),
        Column("owner", _("Owner"), 12, min_width=8, grow=1, priority=3),
        Column("weight", _("Weight"), 8, align="right", is_editable=True, is_number=True),
        Column("bar", "", BLOCKS, priority=4),
        Column("lock", _("Locked"), lock, priority=1),
        Column("kind", _("Kind"), kind, priority=5),
        Column("state", _("State"), 9, priority=6),
    ]
