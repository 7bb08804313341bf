"""Documents as plain text: what a panel on the screen shows, what is copied, and what a .txt file holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.texts import clean_text
from perftui.i18n import gettext as _
from perftui.services.transfer.documents import Bullets, Facts, Heading, Paragraph, Signatures, Table, cell_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from perftui.services.transfer.documents import Block, Document

_BETWEEN = " · "


def as_text(document: Document) -> str:
    """The document as text."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield _flat(document.title)
    for block in document.blocks:
        if not isinstance(block, Bullets):
            yield ""
        yield from _block(block)
    if document.footer:
        yield from ("", _flat(document.footer))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, _level):
            yield _flat(text).upper()
        case Paragraph(text, _is_strong):
            yield from (_flat(line) for line in text.splitlines())
        case Bullets(items, is_numbered):
            yield from (f"{f'{number}.' if is_numbered else '-'} {_flat(item)}" for number, item in enumerate(items, 1))
        case Facts():
            yield from (f"{_flat(label)}: {_flat(value)}" for label, value in block.known)
        case Table(header, rows):
            yield _BETWEEN.join(header)
            yield from (_BETWEEN.join(_flat(cell_text(cell)) for cell in row) for row in rows)
        case Signatures(roles):
            day = _("Date")
            yield from (f"{role}: {'_' * 24} {day}: {'_' * 12}" for role in roles)


def _flat(text: str) -> str:
    return " ".join(clean_text(text, multiline=True, limit=len(text) * 4 + 1).split())
