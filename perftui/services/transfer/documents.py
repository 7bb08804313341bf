"""A document to read and sign: headings, paragraphs, facts, tables and lines for signatures; writers turn it into files."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

Text: TypeAlias = "str | int | Decimal | date | None"
"""What stands in a cell; None is an empty one."""


class Heading(NamedTuple):
    """A heading below the title."""

    text: str
    level: int = 1
    """1 to 3."""


class Paragraph(NamedTuple):
    """A paragraph; line breaks in it stay."""

    text: str
    is_strong: bool = False


class Bullets(NamedTuple):
    """A list."""

    items: tuple[str, ...]
    is_numbered: bool = False


class Facts(NamedTuple):
    """Labels with their values; those without a value are left out."""

    pairs: tuple[tuple[str, str], ...]

    @property
    def known(self) -> list[tuple[str, str]]:
        """Those that have a value."""
        return [(label, value) for label, value in self.pairs if value]


class Table(NamedTuple):
    """A table with a header that is repeated on each page."""

    header: tuple[str, ...]
    rows: Sequence[Sequence[Text]]
    widths: tuple[float, ...] = ()
    """How the room is shared among the columns; empty: equally."""


class Signatures(NamedTuple):
    """Lines to sign on, each with a place for the date."""

    roles: tuple[str, ...]
    """In the language in use."""


Block: TypeAlias = "Heading | Paragraph | Bullets | Facts | Table | Signatures"


class Document(NamedTuple):
    """A document, in the language in use."""

    title: str
    blocks: tuple[Block, ...]
    is_landscape: bool = False
    footer: str = ""
    """Small print on each page."""


def cell_text(value: Text) -> str:
    """What a cell says."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else str(value)
