"""Reports written to a file: Markdown to read, CSV and XLSX to go on with, or a line of JSON for each row."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from perftui.domain.formats import rounded
from perftui.errors import BadInput
from perftui.i18n import gettext as _
from perftui.i18n import mark
from perftui.services.report_sheets import Form, line_texts
from perftui.services.transfer.exports import write_export

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from perftui.services.report_sheets import Sheet, SheetColumn, Value

ENDINGS: Final = (".md", ".csv", ".xlsx", ".json", ".jsonl")
_SIGNS: Final = str.maketrans({sign: f"\\{sign}" for sign in "\\|*_`[]<>#~"})
"""What Markdown would take for its own."""


class FormatUnknown(BadInput):
    """The ending of the name tells no format."""

    template = mark("Nobody can tell the format from “{name}”. End the name with .md, .csv, .xlsx or .json.")


def export(sheet: Sheet, path: Path, overwrite: bool = False) -> int:
    """Write a report to a file whose ending tells the format: .md, .csv, .xlsx, or .json and .jsonl.

    Args:
        sheet: As it is shown, in its order.
        path: Where to; its folder must exist.
        overwrite: Whether an ordinary file of that name may be replaced.

    Returns:
        How many rows were written, the total left out.

    Raises:
        FormatUnknown: The name has another ending.
        ExportExists, ExportFailed and others: See `transfer.exports.write_export`.
    """
    write = _FORMATS.get(path.suffix.lower())
    if write is None:
        raise FormatUnknown(name=path.name)
    write_export(path, write(sheet), overwrite)
    return len(sheet.rows)


def as_json_lines(sheet: Sheet) -> Iterator[str]:
    """The rows as one line of JSON each, by the keys of the columns: shares from 0 to 1, no data as null; without the total."""
    for row in sheet.rows:
        record = {column.key: _plain(value) for column, value in zip(sheet.columns, row.cells, strict=True)}
        yield json.dumps({"id": row.key or None, **record}, ensure_ascii=False)


def as_markdown(sheet: Sheet) -> str:
    """A heading, the table with its total, and below it what the figures rest on."""
    lines = [f"# {escaped(sheet.title)}", "", _row(column.title for column in sheet.columns)]
    lines.append("| " + " | ".join("---" if column.form is Form.TEXT else "---:" for column in sheet.columns) + " |")
    lines += [_row(cells) for cells in line_texts(sheet)]
    for note in sheet.notes:
        lines += ["", escaped(note)]
    return "\n".join((*lines, ""))


def _row(texts: Iterable[str]) -> str:
    return "| " + " | ".join(escaped(text) for text in texts) + " |"


def escaped(text: str) -> str:
    """A text on one line, in which Markdown takes nothing for its own."""
    return " ".join(text.translate(_SIGNS).split())


def _plain(value: Value) -> str | int | float | None:
    return float(rounded(value, 4)) if isinstance(value, Decimal) else value


def _table(sheet: Sheet) -> tuple[list[str], list[list[Value]]]:
    """Titles and rows for spreadsheets: shares in percent, no data as empty cells, the total as the last row."""
    rows = [*(row.cells for row in sheet.rows), *((sheet.total,) if sheet.total else ())]
    return [_head(column) for column in sheet.columns], [list(map(_cell, row, sheet.columns)) for row in rows]


def _head(column: SheetColumn) -> str:
    if column.form is Form.DAYS:
        return _("{title}, days").format(title=column.title)
    return _("{title}, %").format(title=column.title) if column.form is Form.SHARE else column.title


def _cell(value: Value, column: SheetColumn) -> Value:
    if not isinstance(value, Decimal):
        return value
    return rounded(value, 2) if column.form is Form.LEVEL else rounded(value * 100, 1)


def _csv(sheet: Sheet) -> bytes:
    from perftui.services.transfer.spreadsheets import write_csv

    return write_csv(*_table(sheet), has_mark=True)


def _xlsx(sheet: Sheet) -> bytes:
    from perftui.services.transfer.spreadsheets import write_xlsx

    return write_xlsx(sheet.title, *_table(sheet))


def _json(sheet: Sheet) -> bytes:
    return "".join(f"{line}\n" for line in as_json_lines(sheet)).encode()


_FORMATS: dict[str, Callable[[Sheet], bytes]] = {
    ".md": lambda sheet: as_markdown(sheet).encode(),
    ".csv": _csv,
    ".xlsx": _xlsx,
    **dict.fromkeys((".json", ".jsonl"), _json),
}
