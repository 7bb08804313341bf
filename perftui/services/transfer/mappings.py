"""Which column of a file holds which field, guessed from the header and the values, for the user to confirm or change."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from perftui.domain.texts import HAN, fold, shorten
from perftui.errors import Message
from perftui.i18n import gettext as _
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from perftui.services.transfer.tables import Table, TableRow

_LEAST: Final = 0.6
"""A pair of column and field below this is none."""
_SAMPLE: Final = 200
"""Rows whose values are looked at."""
_HEADER_ROWS: Final = 5
_ASIDE: Final = r"[(（\[【<].*?[)）\]】>]"
_STANDS_ABOVE: Final = mark("Row {row} (“{text}”) stands above the table and was left out.")


@dataclass(frozen=True, slots=True)
class ImportField:
    """One thing that a file can say about a record."""

    name: str
    """In code."""
    label: str
    """In words, marked for translation."""
    synonyms: tuple[str, ...]
    """Headers that mean it, in English and Chinese; case, spaces and punctuation do not count."""
    is_required: bool = False
    looks_like: Callable[[Sequence[str]], float] | None = None
    """The share of values that fit, 0 to 1; see `column_shapes`."""
    is_unmistakable: bool = False
    """Whether the values alone say it, whatever the header is."""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Fields and their columns."""

    columns: Mapping[str, int]
    """Field to the index of its column, from 0; fields without a column are left out."""
    scores: Mapping[str, float] = field(default_factory=dict)
    """How sure each pair is, 0.6 to 1; 1 is a header that means just that."""
    unused: tuple[int, ...] = ()
    """Indexes of the columns that are not imported."""

    @property
    def score(self) -> float:
        """The least sure pair, 0 where there is none."""
        return min(self.scores.values(), default=0.0)

    def missing(self, fields: Sequence[ImportField]) -> tuple[ImportField, ...]:
        """The required fields without a column."""
        return tuple(each for each in fields if each.is_required and each.name not in self.columns)

    def cell(self, row: TableRow, name: str) -> str:
        """What a row has in a field; empty where the field has no column."""
        index = self.columns.get(name)
        return "" if index is None else row.cells[index]


def guess_mapping(header: Sequence[str], rows: Sequence[TableRow], fields: Sequence[ImportField]) -> ColumnMapping:
    """The most likely pairs of columns and fields; each column and each field is used at most once.

    Args:
        header: The names of the columns.
        rows: Below the header; the first 200 are looked at.
        fields: What can be imported.
    """
    pairs = sorted(_pairs(header, rows[:_SAMPLE], fields), key=lambda pair: -pair[0])
    columns: dict[str, int] = {}
    scores: dict[str, float] = {}
    for score, index, name in pairs:
        if name not in columns and index not in columns.values():
            columns[name] = index
            scores[name] = score
    return ColumnMapping(columns, scores, tuple(index for index in range(len(header)) if index not in columns.values()))


def with_header(table: Table, fields: Sequence[ImportField]) -> Table:
    """The table from its true header on: one of its first rows, where that names more of the fields than the row above."""
    rows = [table.header, *(row.cells for row in table.rows[:_HEADER_ROWS])]
    counts = [sum(_meaning(title, each) == 1 for title in set(cells) if title for each in fields) for cells in rows]
    place = counts.index(max(counts))
    if place == 0:
        return table
    above = [(table.header_row, table.header), *((row.number, row.cells) for row in table.rows[: place - 1])]
    notes = (Message(_STANDS_ABOVE, {"row": number, "text": shorten(" ".join(cells), 60)}) for number, cells in above)
    header = table.rows[place - 1]
    return replace(table, header=header.cells, header_row=header.number, rows=table.rows[place:], notes=(*table.notes, *notes))


def _pairs(header: Sequence[str], rows: Sequence[TableRow], fields: Sequence[ImportField]) -> Iterator[tuple[float, int, str]]:
    for index, title in enumerate(header):
        meanings = {each.name: _meaning(title, each) for each in fields}
        values = [row.cells[index] for row in rows if row.cells[index]]
        for each in fields:
            # A header that means one field best is not left over for another.
            is_best = meanings[each.name] == max(meanings.values())
            score = _score(meanings[each.name], values, each) if is_best else 0.0
            if score >= _LEAST:
                yield score, index, each.name


def _score(meaning: float, values: Sequence[str], each: ImportField) -> float:
    if each.looks_like is None or not values or (meaning == 0 and not each.is_unmistakable):
        return meaning
    fitting = each.looks_like(values)
    if meaning == 0:
        return 0.7 * fitting if fitting > 0.9 else 0.0
    return meaning * (0.7 + 0.3 * fitting)


def _meaning(title: str, each: ImportField) -> float:
    # The label in the language in use comes first: that is what exports have as header.
    synonyms = (folded_title(_(each.label)), *_folded_synonyms(each.synonyms))
    return max((_likeness(written, synonym) for written in _written(title) for synonym in synonyms), default=0.0)


def _likeness(title: str, synonym: str) -> float:
    if title == synonym:
        return 1.0
    is_long = len(synonym) > (1 if re.match(f"[{HAN}]", synonym) else 3)
    if not is_long or synonym not in title:
        return 0.0
    # In both languages the last word says what it is: a department head is a head.
    return (0.5 if title.endswith(synonym) else 0.4) + 0.4 * len(synonym) / len(title)


def _written(title: str) -> set[str]:
    """A header with and without what stands in brackets, such as a form to fill in or a star."""
    return {folded_title(title), folded_title(re.sub(_ASIDE, "", title))} - {""}


@lru_cache(4096)
def folded_title(title: str) -> str:
    """A header without case, accents, spaces and punctuation."""
    return re.sub(r"[\W_]+", "", fold(title))


@lru_cache(4096)
def _folded_synonyms(synonyms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(folded_title(synonym) for synonym in synonyms)
