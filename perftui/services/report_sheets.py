"""A report as a table of plain values: the same for the screen, for files and for the command line."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

from perftui.domain.formats import percent, rounded
from perftui.i18n import ngettext
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Value: TypeAlias = "str | int | Decimal | None"
"""None is no data, which is never shown as 0."""
NO_DATA = "–"


class Form(StrEnum):
    """What the values of a column are."""

    TEXT = "text"
    COUNT = "count"
    SHARE = "share"
    """0 to 1."""
    DAYS = "days"
    LEVEL = "level"
    """A mean of levels on a scale, with two digits."""


class SheetColumn(NamedTuple):
    """One column."""

    key: str
    title: str
    """In the language in use."""
    form: Form = Form.COUNT


class SheetRow(NamedTuple):
    """One line: a person, a unit or a finding."""

    key: str
    """The id of what it is about; empty for what belongs to nobody."""
    cells: tuple[Value, ...]
    """One for each column."""


class Sheet(NamedTuple):
    """A whole report, in the language in use."""

    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]
    total: tuple[Value, ...] = ()
    """All rows together, a value for each column; empty where there is nothing to add up."""
    notes: tuple[str, ...] = ()
    """What the figures rest on: how much there is, and how much of it is known."""


def text_of(value: Value, form: Form) -> str:
    """A value as it is shown; no data is a dash."""
    if value is None:
        return NO_DATA
    if form is Form.DAYS and isinstance(value, int):
        return ngettext("{n} day", "{n} days", value).format(n=value)
    if form is Form.LEVEL and isinstance(value, Decimal):
        return str(rounded(value, 2))
    return share_text(value) if form is Form.SHARE and isinstance(value, Decimal) else str(value)


def share_text(share: Decimal | None) -> str:
    """A share in whole percent; only what is complete reads 100%, and only what is nothing 0%. None is a dash."""
    if share is None:
        return NO_DATA
    if 0 < share < Decimal("0.005"):
        return "<1%"
    return "99%" if Decimal("0.995") <= share < 1 else percent(share)


def line_texts(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    """The rows in words and, where there is one, the total; the titles are not among them."""
    forms = [column.form for column in sheet.columns]
    for cells in (*(row.cells for row in sheet.rows), *((sheet.total,) if sheet.total else ())):
        yield tuple(text_of(value, form) for value, form in zip(cells, forms, strict=True))


def ordered(sheet: Sheet, column: str, *, is_descending: bool) -> Sheet:
    """The same with its rows in the order of a column; what has no data, and what belongs to nobody, stands last either way."""
    place = next((index for index, each in enumerate(sheet.columns) if each.key == column), None)
    if place is None:
        return sheet
    known = [row for row in sheet.rows if row.key and row.cells[place] is not None]
    rest = [row for row in sheet.rows if not row.key or row.cells[place] is None]
    rest.sort(key=lambda row: not row.key)
    known.sort(key=_sorting(known, place), reverse=is_descending)
    return sheet._replace(rows=(*known, *rest))


def _sorting(rows: Sequence[SheetRow], place: int) -> Callable[[SheetRow], Any]:
    from perftui.domain.pinyin import sort_key

    if any(isinstance(row.cells[place], str) for row in rows):
        return lambda row: sort_key(str(row.cells[place]))
    return lambda row: row.cells[place]


def holding(sheet: Sheet, text: str) -> Sheet:
    """The same with the rows alone whose texts hold a text; the total stays that of all."""
    from perftui.domain.pinyin import initials
    from perftui.domain.texts import fold

    wanted = fold(text)
    if not wanted:
        return sheet

    def holds(row: SheetRow) -> bool:
        words = [cell for cell in row.cells if isinstance(cell, str)]
        return any(wanted in fold(word) or wanted in initials(word, is_name=False) for word in words)

    return sheet._replace(rows=tuple(filter(holds, sheet.rows)))
