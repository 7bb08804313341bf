"""Comma, tab, semicolon and pipe separated values as tables."""

from __future__ import annotations

import csv
import io
import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from perftui.domain.texts import clean_text
from perftui.errors import BadInput, Message
from perftui.i18n import mark
from perftui.services.transfer.encodings import decode
from perftui.services.transfer.guards import unguard
from perftui.services.transfer.limits import MAX_CELL, CellTooLong
from perftui.services.transfer.tables import RaggedRows, Table, check_row, headed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from perftui.services.transfer.tables import NumberedCells

SEPARATORS: Final = (",", "\t", ";", "|")
"""In the order in which they are preferred where two fit equally."""
_EXCEL_HINT: Final = re.compile(r'"?sep=(?P<separator>[^"\n])"?\n', re.IGNORECASE)
_NO_CONTENT: Final = "".join(SEPARATORS) + " \u3000"
_SAMPLE_ROWS: Final = 50
_SAMPLE_CHARACTERS: Final = 1 << 17
_GUESSED_ENCODING: Final = mark("The encoding was taken for {encoding}: look at the preview before you go on.")


class QuotesBroken(BadInput):
    """Quotes that do not match, so that nobody can say where a cell ends."""

    template = mark("The quotes in row {row} do not match: close every quote, and double those inside of a cell.")


def read_table(name: str, data: bytes) -> Table:
    """The table in a file of comma, tab, semicolon or pipe separated values.

    Args:
        name: Of the file, for messages.
        data: The whole file.

    Raises:
        BadInput: One subclass for each case: not a text, too large, quotes that do not match, nothing in it.
    """
    decoded = decode(data)
    notes = () if decoded.is_certain else (Message(_GUESSED_ENCODING, {"encoding": decoded.encoding}),)
    # U+2028 and U+2029 within a cell would end the row, for they count as line ends.
    text = decoded.text.replace("\u2028", " ").replace("\u2029", " ")
    text = clean_text(text, multiline=True, limit=4 * len(text))
    hint = _EXCEL_HINT.match(text)
    separator = hint["separator"] if hint else guess_separator(text)
    first_line = 2 if hint else 1
    rows = _numbered(text[hint.end() :] if hint else text, separator, first_line)
    titles, (header_row, header), rows = headed(rows)
    collected = RaggedRows(name, len(header))
    for number, cells in rows:
        collected.add(number, cells)
    return Table(
        name=name,
        header=tuple(" ".join(cell.split()) for cell in header),
        rows=tuple(collected.rows),
        encoding=decoded.encoding,
        separator=separator,
        is_certain=decoded.is_certain,
        notes=notes + titles,
        problems=tuple(collected.problems),
        header_row=header_row,
    )


def guess_separator(text: str) -> str:
    """The separator that gives the most even table over the first rows; quotes are honoured.

    Args:
        text: With newlines as line ends.

    Returns:
        One of `SEPARATORS`; the comma where there is but one column.
    """
    sample = text[:_SAMPLE_CHARACTERS]
    if len(text) > len(sample):
        sample = sample[: sample.rfind("\n") + 1]
    return max(SEPARATORS, key=lambda separator: _evenness(sample, separator))


def _evenness(sample: str, separator: str) -> tuple[bool, float, int]:
    # A sample may end within quotes, so this reading must not be strict.
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
    try:
        widths = [len(row) for row in islice(reader, _SAMPLE_ROWS) if any(cell.strip(_NO_CONTENT) for cell in row)]
    except csv.Error:
        return False, 0.0, 0
    # Titles above the header have one cell whatever the separator is.
    width = next((width for width in widths if width > 1), 0)
    return width > 1, widths.count(width) / len(widths) if widths else 0.0, width


def _numbered(text: str, separator: str, first_line: int) -> Iterator[NumberedCells]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    has_apostrophes = "'" in text
    number, count = first_line, 0
    try:
        for row in reader:
            cells = [unguard(cell.strip()).strip() for cell in row] if has_apostrophes else [cell.strip() for cell in row]
            if any(cells):
                count += 1
                check_row(number, cells, count)
                yield number, cells
            number = first_line + reader.line_num
    except csv.Error as error:
        raise _broken(error, number) from None


def _broken(error: csv.Error, row: int) -> BadInput:
    return CellTooLong(row=row, column="?", limit=MAX_CELL) if "field limit" in str(error) else QuotesBroken(row=row)
