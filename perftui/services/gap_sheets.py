"""Rows of the gap table as cells of a spreadsheet: what is a number stays one, and shows its unit."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final, cast

from perftui.domain.codes import Operator
from perftui.domain.measures import gap
from perftui.domain.meetings import ActionState
from perftui.domain.quantities import number_text
from perftui.i18n import pgettext, say
from perftui.services.gap_views import measure_text
from perftui.services.transfer.spreadsheets import quick_text, sheet_name, text_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from decimal import Decimal

    from openpyxl.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from perftui.services.gap_listings import PairLine

WIDTHS: Final = (26, 12, 12, 12, 40, 44, 14, 12, 10, 18)
"""Of the columns, in characters."""
_SINGLE: Final = frozenset((Operator.AT_LEAST, Operator.AT_MOST, Operator.EQUALS))
"""Operators whose target is one number."""
_DIGITS: Final = 15
"""Of a number that Excel keeps exactly."""


def header() -> list[str]:
    """The columns of R43 in their order; behind them who does it by when, whether it is done, and whose gap it is."""
    return [
        pgettext("gap table", "Dimension"),
        pgettext("gap table", "Target"),
        pgettext("gap table", "Actual"),
        pgettext("gap table", "Gap"),
        pgettext("gap table", "Root cause"),
        pgettext("gap table", "Measure"),
        pgettext("gap table", "Owner"),
        pgettext("gap table", "Due"),
        pgettext("gap table", "State"),
        pgettext("gap table", "Of"),
    ]


def texts(line: PairLine) -> list[str | date | None]:
    """A row in words; every row has all values, so that a spreadsheet can filter."""
    figures = [line.dimension, line.target_text, line.actual_text, line.gap_text]
    return [*figures, line.cause, _measure(line), line.owner, line.due, _state(line), line.whose]


def _measure(line: PairLine) -> str:
    return measure_text(line.measure, line.measure_type)


def _state(line: PairLine) -> str:
    """Of the measure (R46); empty where there is none."""
    return say(ActionState.DONE if line.is_done else ActionState.OPEN) if line.action_id else ""


def write_xlsx(title: str, lines: Iterable[PairLine]) -> bytes:
    """The table as a workbook with a filter on each column; rows are written as they come."""
    from openpyxl import Workbook  # only exports need it, and it takes long to import
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = cast("WriteOnlyWorksheet", book.create_sheet(sheet_name(title)))
    sheet.freeze_panes = "B2"
    for index, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width  # type: ignore[attr-defined]  # missing from the stubs
    heads = [text_cell(sheet, name) for name in header()]
    for cell in heads:
        cell.font = Font(bold=True)
    sheet.append(heads)
    last = 1
    for line in lines:
        sheet.append(_cells(sheet, line))
        last += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{last}"  # type: ignore[attr-defined]  # likewise
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cells(sheet: WriteOnlyWorksheet, line: PairLine) -> Sequence[Cell | str | None]:
    target = line.yardstick.target if line.yardstick.operator in _SINGLE else None
    missing = gap(line.yardstick, line.actual)
    return [
        quick_text(sheet, line.dimension),
        _figure(sheet, line.target_text, target),
        _figure(sheet, line.actual_text, line.actual),
        _figure(sheet, line.gap_text, missing),
        *(quick_text(sheet, text) if text else None for text in (line.cause, _measure(line), line.owner)),
        _day(sheet, line.due) if line.due else None,
        *(quick_text(sheet, text) if text else None for text in (_state(line), line.whose)),
    ]


def _day(sheet: WriteOnlyWorksheet, day: date) -> Cell:
    from openpyxl.cell import WriteOnlyCell

    cell: Cell = WriteOnlyCell(sheet, day)  # type: ignore[arg-type]  # missing from the stubs
    cell.number_format = "yyyy-mm-dd"
    return cell


def _figure(sheet: WriteOnlyWorksheet, text: str, number: Decimal | None) -> Cell | str | None:
    """A number that shows as the table does, such as 88 as `88 %`; a text where it is none, or not an exact one."""
    if not text:
        return None
    shown = number_format(text, number)
    if shown is None or number is None:
        return quick_text(sheet, text)
    from openpyxl.cell import WriteOnlyCell

    cell: Cell = WriteOnlyCell(sheet, float(number) if number % 1 else int(number))
    cell.number_format = shown
    return cell


def number_format(text: str, number: Decimal | None) -> str | None:
    """The format with which Excel shows a number as a text; None where only the text itself says the same."""
    if number is None or len(number.as_tuple().digits) > _DIGITS or '"' in text:
        return None
    before, found, after = text.partition(number_text(number))
    is_whole = found and not before[-1:].isdigit() and not after[:1].isdigit()
    if not is_whole or any(sign.isdigit() for sign in before + after):
        return None
    return "".join((f'"{before}"' if before else "", "General", f'"{after}"' if after else ""))
