"""A report as rows of a table, with the total below them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rich.cells import cell_len

from perftui.i18n import gettext as _
from perftui.i18n import mark
from perftui.services.report_sheets import Form, text_of
from perftui.services.reports import ReportKind
from screens.details import Detail
from widgets.cells import StyledCell, Tone
from widgets.columns import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

    from perftui.services.report_sheets import Sheet, Value
    from widgets.cells import Cell

TOTAL, NOBODY = "=", "-"
"""Keys of the rows that are about no single unit or person."""
LEAST = 7
"""Cells of a column of numbers."""
PRIORITIES = {Form.SHARE: 1, Form.DAYS: 2}
"""Which columns of numbers stay longest when there is little room; of the others the last ones."""
KINDS_BEHIND = frozenset(("findings", "causes"))
"""Columns of sums, behind which stand the kinds that they sum up."""
MEANINGS = {
    ReportKind.ALIGNMENT: mark(
        "Findings about the goals that the unit or person owns; a unit's people count with it, units below it do not. "
        "Links between goals stand in the alignment report alone."
    ),
    ReportKind.COVERAGE: mark(
        "Coverage is the weight of the key results that have a value, over the weight of all. No data are goals of which nothing is known: "
        "neither of their key results nor of what stands below."
    ),
    ReportKind.CHECK_INS: mark(
        "Due are the check-ins that were held and those that are missing now; on time is what was held no later than its due date, early "
        "ones included. Late stays late. Longest is how long the check-in that is overdue longest has been missing."
    ),
    ReportKind.CAUSES: mark(
        "Gaps that are not met, with their confirmed root causes. People, training and motivation lie with the person, all other "
        "categories in the system. Shares count causes that have a category; no cause is the share of gaps without a root cause."
    ),
    ReportKind.COACHING: mark(
        "Talks that the manager held in these cycles; due are those that were held and those that are missing now. GROW is the share of "
        "held talks with all four parts. Support is the share of what others than the person promised in talks, and is due, that was done "
        "in time."
    ),
}
"""What the figures mean."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A unit or person as the table draws it."""

    key: str
    cells: tuple[Cell, ...]


class SheetSource:
    """The rows of a report and its total."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def count(self) -> int:
        """How many rows there are, the total included."""
        return len(self.sheet.rows) + bool(self.sheet.rows and self.sheet.total)

    def rows(self, start: int, count: int) -> Sequence[ReportRow]:
        """Some of them."""
        return [self._row(index) for index in range(start, min(start + count, self.count()))]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {row.key or NOBODY: index for index, row in enumerate(self.sheet.rows)} | {TOTAL: self.count() - 1}

    def index_of(self, key: str) -> int | None:
        """Where one stands."""
        return self._places.get(key)

    def _row(self, index: int) -> ReportRow:
        is_total = index == len(self.sheet.rows)
        cells = self.sheet.total if is_total else self.sheet.rows[index].cells
        texts = tuple(_cell(value, column.form) for value, column in zip(cells, self.sheet.columns, strict=True))
        return ReportRow(TOTAL if is_total else self.sheet.rows[index].key or NOBODY, texts)


def _cell(value: Value, form: Form) -> Cell:
    is_quiet = value is None or (value == 0 and form is not Form.SHARE)
    return StyledCell(text_of(value, form), Tone.MUTED) if is_quiet else text_of(value, form)


def columns(sheet: Sheet) -> list[Column]:
    """The columns of the table; shares and names go last when there is no room, and then the first of the counts.

    Of findings their kinds go first, and of causes their categories, the last ones before the others: how many there are in all stays.
    """
    shown = []
    is_of_kinds = any(column.key in KINDS_BEHIND for column in sheet.columns)
    for place, column in enumerate(sheet.columns):
        if column.form is Form.TEXT:
            shown.append(Column(column.key, column.title, 24, min_width=14, grow=1))
        else:
            width = max(LEAST, cell_len(column.title) + 2)  # with the sign of the order
            priority = PRIORITIES.get(column.form, 3 + (place if is_of_kinds else len(sheet.columns) - place))
            shown.append(Column(column.key, column.title, width, align="right", priority=priority))
    return shown or [Column("name", _("Unit"), 24, grow=1)]


def row_detail(sheet: Sheet, cells: Sequence[Value], kind: ReportKind) -> Content:
    """All figures of a row, and what they mean."""
    texts = [(column.title, text_of(value, column.form)) for column, value in zip(sheet.columns, cells, strict=True)]
    return Detail(texts[0][1]).lines(texts[1:]).text(_(MEANINGS[kind])).content()
