"""The gap table written to a file, in exactly its column order: XLSX, CSV, Markdown and DOCX (R43)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.errors import BadInput, Refused
from perftui.i18n import gettext as _
from perftui.i18n import mark
from perftui.services import gap_sheets
from perftui.services.gap_listings import GapFilter, GapListing
from perftui.services.transfer.exports import write_export
from perftui.storage import units

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from perftui.services.gap_listings import PairLine
    from perftui.storage.stores import Store

ENDINGS: Final = (".xlsx", ".docx", ".md", ".csv")
BLOCK: Final = 2_000
"""Rows that are read at once."""
MOST_IN_WORD: Final = 5_000
"""Rows of a document: Word takes minutes for more, and nobody reads a thousand pages."""


class FormatUnknown(BadInput):
    """The ending of the name tells no format."""

    template = mark("Nobody can tell the format from “{name}”. End the name with .xlsx, .docx, .md or .csv.")


class TooLongForWord(Refused):
    """More rows than a document should have."""

    template = mark("{n} rows are too many for a Word document, which has at most {most}: write .xlsx, .csv or .md, or filter the table.")


def export(store: Store, path: Path, shown: GapFilter, today: date, overwrite: bool = False) -> int:
    """Write the rows that a filter lets through to a file whose ending tells the format; a row for each cause and measure.

    Args:
        store: The store.
        path: Where to; its folder must exist.
        shown: Which gaps.
        today: The date that a document bears.
        overwrite: Whether an ordinary file of that name may be replaced.

    Returns:
        How many rows were written.

    Raises:
        FormatUnknown: The name has another ending.
        TooLongForWord: A document would have too many rows.
        ExportExists, ExportFailed and others: See `transfer.exports.write_export`.
    """
    make = _FORMATS.get(path.suffix.casefold())
    if make is None:
        raise FormatUnknown(name=path.name)
    listing = GapListing(store, shown)
    if make is _docx and listing.count() > MOST_IN_WORD:
        raise TooLongForWord(n=f"{listing.count():,}", most=f"{MOST_IN_WORD:,}")
    write_export(path, make(listing, today), overwrite)
    return listing.count()


def as_markdown(store: Store, shown: GapFilter, today: date) -> str:
    """The same as Markdown, for standard output."""
    return _markdown(GapListing(store, shown), today).decode()


def shown_for(store: Store, cycle: str = "", of: str = "", today: date | None = None) -> GapFilter:
    """The gaps of a cycle, and of a person or of a unit with all below it, as the command line names them.

    Args:
        store: The store.
        cycle: The id of a cycle; empty for all.
        of: A name, its pinyin, a staff number, or the name of a unit; empty for all.
        today: By which people are looked up; needed where one is named.

    Raises:
        NobodyCalledSo, SeveralPeople: Nobody, or several, are called so.
    """
    shown = GapFilter(cycles=(cycle,) if cycle else ())
    if not of or today is None:
        return shown
    from perftui.services.quick_parts import owner_called

    owner = owner_called(store, of, today)
    return shown._replace(person=owner.id) if owner.entity == "person" else shown._replace(units=tuple(units.subtree(store, owner.id)))


def lines_of(listing: GapListing) -> Iterator[PairLine]:
    """All rows, read in blocks; what is gone meanwhile is left out."""
    for start in range(0, listing.count(), BLOCK):
        yield from (line for line in listing.window(start, BLOCK) if line is not None)


def _csv(listing: GapListing, _today: date) -> bytes:
    from perftui.services.transfer.spreadsheets import write_csv

    return write_csv(gap_sheets.header(), (gap_sheets.texts(line) for line in lines_of(listing)), has_mark=True)


def _xlsx(listing: GapListing, _today: date) -> bytes:
    return gap_sheets.write_xlsx(_("Gap table"), lines_of(listing))


def _markdown(listing: GapListing, today: date) -> bytes:
    from perftui.services.gap_documents import document
    from perftui.services.transfer.markdown_documents import as_markdown as written

    return written(document(listing, lines_of(listing), today)).encode()


def _docx(listing: GapListing, today: date) -> bytes:
    from perftui.services.gap_documents import document
    from perftui.services.transfer.docx_documents import as_docx

    return as_docx(document(listing, lines_of(listing), today))


_FORMATS: Final[dict[str, Callable[[GapListing, date], bytes]]] = {
    ".xlsx": _xlsx,
    ".docx": _docx,
    ".csv": _csv,
    **dict.fromkeys((".md", ".markdown"), _markdown),
}
