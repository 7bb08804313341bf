"""Runs in a process of its own, with little memory and time: reads a workbook from stdin, writes what it holds as JSON to stdout.

A workbook of unknown origin can make any reader of it slow or huge; here it brings down nothing but this process.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import re
import sys
import warnings
import zipfile
from typing import TYPE_CHECKING, Any, Final

from perftui.errors import BadInput
from perftui.services.transfer.archives import SheetUnknown
from perftui.services.transfer.limits import MAX_ROWS, TooManyRows
from perftui.services.transfer.tables import check_row
from perftui.services.transfer.workbook_cells import cell_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from openpyxl import Workbook

MEMORY: Final = 1 << 30
"""Bytes of address space."""
SECONDS: Final = 15
"""Of processor time."""
MAX_CHARACTERS: Final = 100_000_000
"""Of all cells together."""
MOST_ODD_CELLS: Final = 1000
_SCANNED: Final = 100 << 20
"""Bytes of a sheet's XML up to which merged cells and formulas are looked for."""
_MERGED: Final = rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"'
_FORMULA: Final = rb'<c r="([A-Z]{1,3})(\d{1,7})"([^>]*)>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)(?:<v></v>|<v ?/>)?</c>'
"""A formula whose result is not stored; one with the empty text as result has the type `str`."""


def main(sheet: str) -> None:
    """Read stdin, write JSON: `{"error": …}`, or the sheet's `rows`, `odd` cells, `sheets` and count of `merged` ones."""
    limit_resources()
    # Nothing here lives long enough to be worth looking through.
    gc.disable()
    data = sys.stdin.buffer.read()
    try:
        answer = read(data, sheet)
    except BadInput as error:
        answer = {"error": type(error).__name__, "values": dict(error.message.values)}
    except BaseException as error:  # noqa: BLE001  # whatever a hostile file provokes is told to the parent, by name alone
        answer = {"error": "WorkbookUnreadable", "values": {"reason": type(error).__name__}}
    sys.stdout.write(json.dumps(answer))


def limit_resources() -> None:
    """Limit this process for good; where the system has no such limits, the parent's timeout remains."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def read(data: bytes, sheet: str) -> dict[str, Any]:
    """One sheet.

    Args:
        data: A workbook that has passed `archives.check_archive`.
        sheet: Its name; empty for the first visible one that holds anything.

    Returns:
        `rows`: number and cells as text, the blank ones left out. `odd`: row, column index from 0, and an Excel error or an
        empty text for a formula without a result. `sheet`, `sheets`: names. `merged`: how many cells got the value of the
        merged cell above them.
    """
    import openpyxl

    warnings.simplefilter("ignore")
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    names = [each.title for each in book.worksheets]
    if sheet and sheet not in names:
        raise SheetUnknown(sheet=sheet, sheets=", ".join(names))
    visible = [each.title for each in book.worksheets if each.sheet_state == "visible"]
    answer: dict[str, Any] = {"rows": [], "odd": [], "sheet": "", "sheets": names, "merged": 0}
    for name in [sheet] if sheet else visible or names:
        rows, odd = _cells(book, name)
        if rows:
            merged = _completed(rows, odd, _markup(data, book, name))
            return answer | {"rows": rows, "odd": odd[:MOST_ODD_CELLS], "sheet": name, "merged": merged}
    return answer


def _cells(book: Workbook, name: str) -> tuple[list[list[Any]], list[list[Any]]]:
    page: Any = book[name]
    page.reset_dimensions()
    rows: list[list[Any]] = []
    odd: list[list[Any]] = []
    characters = 0
    for number, cells in enumerate(page.iter_rows(), 1):
        texts = list(_texts(number, cells, odd))
        while texts and not texts[-1]:
            texts.pop()
        if not texts:
            continue
        rows.append([number, texts])
        check_row(number, texts, len(rows))
        characters += sum(map(len, texts))
        if characters > MAX_CHARACTERS:
            raise TooManyRows(limit=MAX_ROWS)
    return rows, odd


def _texts(number: int, cells: Iterable[Any], odd: list[list[Any]]) -> Iterator[str]:
    for index, cell in enumerate(cells):
        value = cell.value
        if value is not None and cell.data_type == "e":
            odd.append([number, index, str(value)[:20]])
            yield ""
        else:
            yield cell_text(value, cell.number_format if isinstance(value, (int, float)) else "")


def _markup(data: bytes, book: Workbook, name: str) -> bytes:
    # openpyxl's quick mode tells neither merged cells nor formulas without a result.
    path = getattr(book[name], "_worksheet_path", "")
    archive = zipfile.ZipFile(io.BytesIO(data))
    if path not in archive.namelist() or archive.getinfo(path).file_size > _SCANNED:
        return b""
    return archive.read(path)


def _completed(rows: list[list[Any]], odd: list[list[Any]], markup: bytes) -> int:
    from openpyxl.utils import column_index_from_string

    for match in re.finditer(_FORMULA, markup):
        if b't="str"' not in match[3]:
            odd.append([int(match[2]), column_index_from_string(match[1].decode()) - 1, ""])
    by_number = {number: texts for number, texts in rows}
    last = rows[-1][0]
    filled = 0
    for match in re.finditer(_MERGED, markup):
        index, first = column_index_from_string(match[1].decode()) - 1, int(match[2])
        for number in range(first + 1, min(int(match[3]), last) + 1):
            filled += _fill(by_number.get(first, []), by_number.get(number, []), index)
    return filled


def _fill(above: list[str], texts: list[str], index: int) -> bool:
    if not texts or index >= len(above) or (index < len(texts) and texts[index]):
        return False
    texts.extend("" for _missing in range(index + 1 - len(texts)))
    texts[index] = above[index]
    return True
