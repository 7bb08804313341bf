"""Excel workbooks (.xlsx) as tables, read by a process of its own that may fail without harm."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from perftui.domain.texts import clean_text
from perftui.errors import BadInput, Message, Problem
from perftui.i18n import mark
from perftui.services.transfer import limits
from perftui.services.transfer.archives import SheetUnknown, check_archive
from perftui.services.transfer.guards import unguard
from perftui.services.transfer.tables import Table, TableEmpty, TableRow, cell_name, check_row, column_letter, headed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TIMEOUT: Final = 30
"""Seconds that reading may take; the child's own limit of processor time is lower."""
_START: Final = "import sys; sys.path[:0] = sys.argv[2:]\nfrom perftui.services.transfer.workbook_children import main\nmain(sys.argv[1])"


class WorkbookUnreadable(BadInput):
    """The reader of workbooks gave up."""

    template = mark("This workbook cannot be read ({reason}). Open it in Excel and save it again, or save the sheet as CSV (UTF-8).")


class WorkbookTooHeavy(BadInput):
    """Reading took more memory or time than is allowed."""

    template = mark("This workbook takes too much memory or time to read. Save the sheet as CSV (UTF-8).")


class WorkbookReaderMissing(BadInput):
    """No other process may be started here, as in a session on a locked-down server."""

    template = mark("Workbooks cannot be read in this session. Save the sheet as CSV (UTF-8).")


_ERRORS: Final[dict[str, type[BadInput]]] = {
    "WorkbookUnreadable": WorkbookUnreadable,
    "SheetUnknown": SheetUnknown,
    **{error.__name__: error for error in (limits.TooManyRows, limits.TooManyColumns, limits.CellTooLong)},
}
_OTHER_SHEETS: Final = mark("Sheet “{sheet}” was read; the workbook also has: {others}.")
_MERGED: Final = mark("{n} cell got the value of the merged cell that it belongs to.")
_MERGED_MANY: Final = mark("{n} cells got the value of the merged cell that they belong to.")
_ERROR_VALUE: Final = mark("Cell {cell} holds the error {error}: mend its formula.")
_NO_RESULT: Final = mark("Cell {cell} holds a formula without a result: open the workbook in Excel and save it.")
_BESIDE: Final = mark("Cell {cell} stands beside the table: its column has no name.")


def read_workbook(name: str, data: bytes, sheet: str = "") -> Table:
    """The table on one sheet.

    Dates come in ISO form and percentages with their sign; cells below the first of a vertical merge get its value.

    Args:
        name: Of the file, for messages.
        data: The whole file.
        sheet: The sheet's name; empty for the first visible one that holds anything.

    Raises:
        BadInput: One subclass for each case: see `archives.check_archive`, and the classes here.
    """
    check_archive(data)
    answer = _asked(data, sheet)
    if not answer["rows"]:
        raise TableEmpty
    rows = [(number, [_cleaned(text) for text in texts]) for number, texts in answer["rows"]]
    for count, (number, texts) in enumerate(rows, 1):
        check_row(number, texts, count)
    titles, (header_row, header), below = headed(iter(rows))
    rest = list(below)
    width = len(header)
    return Table(
        name=name,
        header=tuple(" ".join(title.split()) for title in header),
        rows=tuple(TableRow(number, tuple(texts[:width] + [""] * (width - len(texts)))) for number, texts in rest if any(texts[:width])),
        notes=(*_notes(answer), *titles),
        problems=tuple(_problems(name, answer["odd"], rest, width)),
        header_row=header_row,
        is_workbook=True,
    )


def _asked(data: bytes, sheet: str) -> dict[str, Any]:
    spec = importlib.util.find_spec("openpyxl")
    libraries = Path(spec.origin).parents[1] if spec and spec.origin else Path()
    # Nothing but these two folders and the standard library: the environment may hold anything.
    command = [sys.executable, "-I", "-c", _START, sheet, str(Path(__file__).parents[3]), str(libraries)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_TIMEOUT, check=False)
    except subprocess.TimeoutExpired:
        raise WorkbookTooHeavy from None
    except OSError as error:
        raise WorkbookReaderMissing from error
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise WorkbookTooHeavy from None
    if "error" in answer:
        values = answer["values"]
        raise WorkbookTooHeavy if values.get("reason") == "MemoryError" else _ERRORS[answer["error"]](**values)
    return answer


def _cleaned(text: str) -> str:
    if text.isprintable() and (text.isascii() or unicodedata.is_normalized("NFC", text)):
        return unguard(text.strip())
    return unguard(clean_text(text, multiline=True, limit=limits.MAX_CELL).strip())


def _notes(answer: dict[str, Any]) -> Iterator[Message]:
    others = [name for name in answer["sheets"] if name != answer["sheet"]]
    if others:
        yield Message(_OTHER_SHEETS, {"sheet": answer["sheet"], "others": ", ".join(others)})
    if answer["merged"]:
        yield Message(_MERGED, {"n": answer["merged"]}, _MERGED_MANY)


def _problems(name: str, odd: Sequence[tuple[int, int, str]], rows: Sequence[tuple[int, list[str]]], width: int) -> Iterator[Problem]:
    for number, index, error in odd:
        template = _ERROR_VALUE if error else _NO_RESULT
        yield Problem(name, number, column_letter(index), Message(template, {"cell": cell_name(number, index), "error": error}))
    for number, texts in rows:
        beside = next((index for index in range(width, len(texts)) if texts[index]), None)
        if beside is not None:
            yield Problem(name, number, column_letter(beside), Message(_BESIDE, {"cell": cell_name(number, beside)}))
