"""The lists of support as rows of a table: how wide their columns are, and what of them catches the eye."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rich.cells import cell_len

from perftui.domain.support import OVER, STATES
from perftui.i18n import say
from perftui.services.report_sheets import Form, text_of
from widgets.cells import StyledCell, Tone
from widgets.columns import Column

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from perftui.domain.support import SupportTable
    from perftui.services.report_sheets import Sheet, SheetRow, Value
    from widgets.cells import Cell

WIDTHS = {
    "title": (26, 16, 3, 0),
    "name": (26, 16, 3, 0),
    "competency": (22, 14, 3, 0),
    "person": (12, 10, 1, 2),
    "mentor": (12, 10, 1, 0),
    "mentee": (12, 10, 1, 0),
    "provider": (13, 10, 1, 3),
    "measures": (26, 14, 2, 2),
    "state": (12, 12, 0, 1),
    "due": (10, 0, 0, 1),
    "until": (11, 0, 0, 0),
    "start": (10, 0, 0, 3),
    "end": (10, 0, 0, 6),
    "last": (10, 9, 0, 2),
    "often": (12, 0, 0, 4),
    "kind": (14, 10, 0, 5),
    "owner": (12, 10, 1, 4),
    "reason": (11, 9, 0, 6),
    "audience": (10, 8, 0, 1),
    "hours": (12, 0, 0, 3),
    "signed": (9, 0, 0, 7),
}
"""Key of a column to its width, the least of it, its part of what is left over, and when it goes."""
OTHER = (16, 10, 1, 8)
LEAST = 7
COUNTS = {"waiting": 1, "lost": 2, "missed": 3, "entries": 5, "priority": 9, "open": 1, "requests": 3}
DUE = frozenset(("due", "until"))
LOUD = frozenset(("waiting", "lost"))
"""Columns of numbers in which anything above zero is bad."""


@dataclass(frozen=True, slots=True)
class SupportRow:
    """A record as the table draws it."""

    key: str
    cells: tuple[Cell, ...]


class SupportSource:
    """A list of support as rows of a table."""

    def __init__(self, sheet: Sheet, table: SupportTable, today: date) -> None:
        self.sheet, self._today = sheet, today
        self._over = frozenset(say(state) for state in STATES[table] if state in OVER)

    def count(self) -> int:
        """How many there are."""
        return len(self.sheet.rows)

    def rows(self, start: int, count: int) -> Sequence[SupportRow]:
        """Some of them."""
        return [self._row(row) for row in self.sheet.rows[start : start + count]]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {row.key: place for place, row in enumerate(self.sheet.rows)}

    def index_of(self, key: str) -> int | None:
        """Where one stands."""
        return self._places.get(key)

    def _row(self, row: SheetRow) -> SupportRow:
        keys = [column.key for column in self.sheet.columns]
        is_over = "state" in keys and row.cells[keys.index("state")] in self._over
        forms = [column.form for column in self.sheet.columns]
        return SupportRow(row.key, tuple(self._cell(*each, is_over) for each in zip(row.cells, keys, forms, strict=True)))

    def _cell(self, value: Value, key: str, form: Form, is_over: bool) -> Cell:
        text = text_of(value, form)
        if is_over or value is None or value == 0:
            return StyledCell(text, Tone.MUTED)
        is_past = key in DUE and isinstance(value, str) and "" < value < self._today.isoformat()
        return StyledCell(text, Tone.POOR) if is_past or key in LOUD else text


def columns(sheet: Sheet) -> list[Column]:
    """The columns of a list; those that matter least go first where there is no room."""
    found = []
    for column in sheet.columns:
        if column.form is Form.TEXT:
            width, least, grow, priority = WIDTHS.get(column.key, OTHER)
            found.append(Column(column.key, column.title, width, min_width=least, grow=grow, priority=priority))
        else:
            width = max(LEAST, cell_len(column.title) + 1)  # with the sign of the order
            found.append(Column(column.key, column.title, width, align="right", priority=COUNTS.get(column.key, 4)))
    return found
