"""Documents as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.texts import clean_text
from perftui.i18n import gettext as _
from perftui.services.transfer.documents import Bullets, Facts, Heading, Paragraph, Signatures, Table, cell_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from perftui.services.transfer.documents import Block, Document

_SIGNS: Final = str.maketrans({sign: f"\\{sign}" for sign in "\\|*_`[]<>#~"})
"""What Markdown would take for its own."""
_BLANK: Final = "\\_"


def as_markdown(document: Document) -> str:
    """The document as text."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield f"# {escaped(document.title)}"
    for block in document.blocks:
        yield ""
        yield from _block(block)
    if document.footer:
        yield from ("", "---", "", escaped(document.footer))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield f"{'#' * (level + 1)} {escaped(text)}"
        case Paragraph(text, is_strong):
            lines = [escaped(line) for line in text.splitlines()]
            yield "  \n".join(f"**{line}**" if is_strong and line else line for line in lines)
        case Bullets(items, is_numbered):
            yield from (f"{f'{number}.' if is_numbered else '-'} {escaped(item)}" for number, item in enumerate(items, 1))
        case Facts():
            yield from (f"- **{escaped(label)}**: {escaped(value)}" for label, value in block.known)
        case Table(header, rows):
            yield row_text(header)
            yield "|" + " --- |" * len(header)
            yield from (row_text(map(cell_text, row)) for row in rows)
        case Signatures(roles):
            dated = _("Date")
            yield from (f"- {escaped(role)}: {_BLANK * 24} {dated}: {_BLANK * 12}" for role in roles)


def row_text(texts: Iterable[str]) -> str:
    """A row of a table."""
    return "| " + " | ".join(map(escaped, texts)) + " |"


def escaped(text: str) -> str:
    """A text on one line, in which nothing is taken for Markdown."""
    flat = text if text.isprintable() else " ".join(clean_text(text, multiline=True, limit=len(text) * 4).split())
    return flat.strip().translate(_SIGNS)
