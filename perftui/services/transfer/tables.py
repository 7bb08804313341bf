"""Tables as they stand in a file: a header, rows with their numbers, and what is odd about them."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from perftui.domain.texts import clean_text
from perftui.errors import BadInput, Message, Problem
from perftui.i18n import mark
from perftui.services.transfer.encodings import decode
from perftui.services.transfer.guards import unguard
from perftui.services.transfer.limits import MAX_CELL, MAX_COLUMNS, MAX_ROWS, CellTooLong, TooManyColumns, TooManyRows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SEPARATORS: Final = (",", "\t", ";", "|")
"""In the order in which they are preferred where two fit equally."""
_EXCEL_HINT: Final = re.compile(r'"?sep=(?P<separator>[^"\n])"?\n', re.IGNORECASE)
_NO_CONTENT: Final = "".join(SEPARATORS) + " \u3000"
_SAMPLE_ROWS: Final = 50
_SAMPLE_CHARACTERS: Final = 1 << 17
_MOST_PROBLEMS: Final = 1000


class TableEmpty(BadInput):
    """Nothing to import."""

    template = mark("There is nothing in this file: the first row must hold the names of the columns.")


class QuotesBroken(BadInput):
    """Quotes that do not match, so that nobody can say where a cell ends."""

    template = mark("The quotes in row {row} do not match: close every quote, and double those inside of a cell.")


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row below the header."""

    number: int
    """Of the line on which it begins (of the row, in a workbook); 1 is the first of the file."""
    cells: tuple[str, ...]
    """As many as the header has, without spaces at their ends; empty where the file has none."""


@dataclass(frozen=True, slots=True)
class Table:
    """What stands in a file or on a sheet; nothing is interpreted yet."""

    name: str
    """Of the file, for messages."""
    header: tuple[str, ...]
    rows: tuple[TableRow, ...]
    """Without the blank ones."""
    encoding: str = ""
    """As in `encodings.Decoded`; empty for workbooks."""
    separator: str = ""
    """Between cells; empty for workbooks."""
    is_certain: bool = True
    """Whether the encoding is; if not, show a preview and ask."""
    notes: tuple[Message, ...] = ()
    """What was done or left out, for the preview."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the form of single rows or cells."""
    header_row: int = 1
    """The number of the header's line or row."""

    def column_name(self, index: int) -> str:
        """What a column is called in messages: its header, or else its letter."""
        return (self.header[index] if index < len(self.header) else "") or column_letter(index)


class RaggedRows:
    """Collects rows and the problems of those that are too short or too long for the header."""

    def __init__(self, name: str, width: int) -> None:
        self.name = name
        self.width = width
        self.rows: list[TableRow] = []
        self.problems: list[Problem] = []
        self.ragged = 0

    def add(self, number: int, cells: Sequence[str]) -> None:
        """Take a row in; what it lacks is empty, what it has too much of is reported."""
        if len(cells) != self.width:
            cells = self._mended(number, cells)
        self.rows.append(TableRow(number, tuple(cells)))

    def _mended(self, number: int, cells: Sequence[str]) -> Sequence[str]:
        extra = next((index for index in range(self.width, len(cells)) if cells[index]), None)
        if len(cells) < self.width:
            self._report(number, len(cells), Message(_TOO_SHORT, {"found": len(cells), "wanted": self.width}))
        elif extra is not None:
            self._report(number, extra, Message(_TOO_LONG, {"found": len(cells), "wanted": self.width}))
        return [*cells[: self.width], *("" for _missing in range(self.width - len(cells)))]

    def _report(self, number: int, index: int, message: Message) -> None:
        self.ragged += 1
        if self.ragged <= _MOST_PROBLEMS:
            self.problems.append(Problem(self.name, number, column_letter(index), message))
        elif self.ragged == _MOST_PROBLEMS + 1:
            self.problems.append(Problem(self.name, 0, "", Message(_MORE_RAGGED, {"n": _MOST_PROBLEMS})))


_TOO_SHORT: Final = mark("This row has {found} cells, the header {wanted}. Add the missing separators.")
_TOO_LONG: Final = mark("This row has {found} cells, the header {wanted}. Put cells that hold the separator into quotes.")
_MORE_RAGGED: Final = mark("More than {n} rows have too few or too many cells; only the first are listed.")
_GUESSED_ENCODING: Final = mark("The encoding was taken for {encoding}: look at the preview before you go on.")


def column_letter(index: int) -> str:
    """A column as spreadsheets call it: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(row: int, index: int) -> str:
    """A cell as spreadsheets call it: row 1 and column 0 are A1."""
    return f"{column_letter(index)}{row}"


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
    header_row, header = next(rows, (0, []))
    if not header_row:
        raise TableEmpty
    collected = RaggedRows(name, len(header))
    for number, cells in rows:
        collected.add(number, cells)
    titles = tuple(" ".join(cell.split()) for cell in header)
    return Table(
        name=name,
        header=titles,
        rows=tuple(collected.rows),
        encoding=decoded.encoding,
        separator=separator,
        is_certain=decoded.is_certain,
        notes=notes,
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
    width = widths[0] if widths else 0
    return width > 1, widths.count(width) / len(widths) if widths else 0.0, width


def _numbered(text: str, separator: str, first_line: int) -> Iterator[tuple[int, list[str]]]:
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


def check_row(number: int, cells: Iterable[str], count: int) -> None:
    """Refuse a row that passes the limits.

    Args:
        number: Its number in the file, for the message.
        cells: Its cells.
        count: How many rows there are with this one, the header included.

    Raises:
        TooManyRows, TooManyColumns, CellTooLong: See `limits`.
    """
    sizes = list(map(len, cells))
    if count > MAX_ROWS + 1:
        raise TooManyRows(limit=MAX_ROWS)
    if len(sizes) > MAX_COLUMNS:
        raise TooManyColumns(row=number, limit=MAX_COLUMNS)
    if max(sizes) > MAX_CELL:
        raise CellTooLong(row=number, column=column_letter(next(i for i, size in enumerate(sizes) if size > MAX_CELL)), limit=MAX_CELL)
