"""Tables as they stand in a file: a header, rows with their numbers, and what is odd about them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Final, TypeAlias

from perftui.domain.texts import shorten
from perftui.errors import BadInput, Message, Problem
from perftui.i18n import mark
from perftui.services.transfer.limits import MAX_CELL, MAX_COLUMNS, MAX_ROWS, CellTooLong, TooManyColumns, TooManyRows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_MOST_PROBLEMS: Final = 1000
_TITLE_ROWS: Final = 10
NumberedCells: TypeAlias = tuple[int, list[str]]


class TableEmpty(BadInput):
    """Nothing to import."""

    template = mark("There is nothing in this file: the first row must hold the names of the columns.")


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
    is_workbook: bool = False

    def column_name(self, index: int) -> str:
        """What a column is called in messages: its header, or else its letter."""
        return (self.header[index] if index < len(self.header) else "") or column_letter(index)

    def place_of(self, index: int) -> str:
        """The column of a problem: in a workbook with its letter, because that is how one goes to a cell there."""
        name = self.column_name(index)
        return f"{column_letter(index)} ({name})" if self.is_workbook and name != column_letter(index) else name


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
_TITLE: Final = mark("Row {row} (“{text}”) stands above the table and was left out.")


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


def headed(rows: Iterator[NumberedCells]) -> tuple[tuple[Message, ...], NumberedCells, Iterator[NumberedCells]]:
    """Rows parted at the header: the first row, or the first with several cells where only titles stand above it.

    Args:
        rows: Not blank, from the first of the file on.

    Returns:
        What is said of the titles, the header, and the rows below.

    Raises:
        TableEmpty: There are no rows.
    """
    first = list(islice(rows, _TITLE_ROWS))
    if not first:
        raise TableEmpty
    place = next((place for place, (_number, cells) in enumerate(first) if sum(map(bool, cells)) > 1), 0)
    titles = tuple(Message(_TITLE, {"row": number, "text": shorten(next(filter(None, cells)), 60)}) for number, cells in first[:place])
    return titles, first[place], chain(first[place + 1 :], rows)


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
