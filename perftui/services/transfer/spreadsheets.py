"""Records as CSV and as Excel workbooks, in which no cell is run as a formula."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from perftui.domain.texts import clean_text, shorten
from perftui.services.transfer.guards import guard

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Value: TypeAlias = "str | int | Decimal | date | None"
"""None is an empty cell: no data is not zero."""
_LONGEST: Final = 32_767
"""Characters that a cell of Excel holds."""
_SHEET_NAME: Final = r"[\[\]:*?/\\']"
_WIDTHS: Final = 8, 50


def write_csv(header: Sequence[str], rows: Iterable[Sequence[Value]], has_mark: bool = False) -> bytes:
    """A table as CSV in UTF-8, with commas; `separated_values.read_table` reads it back.

    Args:
        header: The names of the columns, in the language in use.
        rows: As many values each as the header has.
        has_mark: Begin with a byte order mark, without which Excel takes Chinese for something else.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(map(_text, header))
    writer.writerows([_text(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig" if has_mark else "utf-8")


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return guard(clean_text(value, multiline=True, limit=len(value) * 4))
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else str(value)


def write_xlsx(title: str, header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A table as an Excel workbook with one sheet; `workbooks.read_workbook` reads it back.

    Texts are stored as texts, so that Excel runs none of them; numbers and dates are stored as such.

    Args:
        title: The name of the sheet; what Excel does not allow in it goes.
        header: The names of the columns, in the language in use; it stays in sight when scrolling.
        rows: As many values each as the header has; texts are cut at Excel's 32,767 characters.
    """
    # Only this function needs openpyxl, which takes long to import.
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = cast("WriteOnlyWorksheet", book.create_sheet(sheet_name(title)))
    sheet.freeze_panes = "A2"
    rows = list(rows)
    for index, name in enumerate(header):
        dimension = sheet.column_dimensions[get_column_letter(index + 1)]  # type: ignore[attr-defined]  # missing from the stubs
        widest = max(map(_width, (name, *(row[index] for row in rows))))
        # Two more than the text, for the margins of the cell.
        dimension.width = min(_WIDTHS[1], max(_WIDTHS[0], widest + 2))
    heads = [_cell(sheet, name) for name in header]
    for cell in heads:
        cell.font = Font(bold=True)
    sheet.append(heads)
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_name(title: str) -> str:
    """A title as the name of a sheet, without what Excel does not allow in it."""
    return re.sub(_SHEET_NAME, " ", shorten(title, 31)).strip() or "1"


def _width(value: Value) -> int:
    """Of the longest line of a cell in characters of the usual size; Chinese ones count as two."""
    lines = _text(value)[:_LONGEST].split("\n")
    return max(sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line) for line in lines)


def _cell(sheet: WriteOnlyWorksheet, value: Value) -> Cell:
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str):
        cell: Cell = WriteOnlyCell(sheet, cast("float | None", value))
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
        return cell
    return text_cell(sheet, value)


def text_cell(sheet: WriteOnlyWorksheet, value: str) -> Cell:
    """A text as a cell that Excel does not run, cut where it is longer than a cell."""
    from openpyxl.cell import WriteOnlyCell

    text = clean_text(value, multiline=True, limit=len(value) * 4)[:_LONGEST]
    cell: Cell = WriteOnlyCell(sheet, text)
    # openpyxl takes a beginning "=" for a formula and "#N/A" for an error.
    cell.data_type = "s"
    if guard(text) != text:
        cell.quotePrefix = True
    return cell


def quick_text(sheet: WriteOnlyWorksheet, value: str) -> Cell | str:
    """The same, as the text itself where openpyxl takes it for nothing else: that is quicker."""
    is_plain = value.isprintable() and len(value) <= _LONGEST and not value.startswith("#") and guard(value) == value
    return value if is_plain else text_cell(sheet, value)
