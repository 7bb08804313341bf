"""How large an imported file may be, and what is said when it is larger."""

from __future__ import annotations

from typing import Final

from perftui.errors import BadInput
from perftui.i18n import mark

MAX_BYTES: Final = 50 << 20
"""Bytes of a file, inclusive."""
MAX_ROWS: Final = 200_000
"""Rows below the header, inclusive; also the lines of a Markdown file."""
MAX_COLUMNS: Final = 500
"""Columns, inclusive."""
MAX_CELL: Final = 20_000
"""Characters of a cell, inclusive; also of a line of a Markdown file."""


class FileTooLarge(BadInput):
    """More bytes than are read."""

    template = mark("This file has {size} MB; {limit} MB is the most. Split it, or leave out sheets and pictures.")


class TooManyRows(BadInput):
    """More rows than are read."""

    template = mark("This file has more than {limit} rows. Split it.")


class TooManyColumns(BadInput):
    """More columns than are read."""

    template = mark("Row {row} has more than {limit} columns. Remove the columns that are not needed.")


class CellTooLong(BadInput):
    """A cell that holds more text than any field takes."""

    template = mark("Row {row}, column {column} holds more than {limit} characters: shorten it. Unmatched quotes cause this too.")


def check_size(size: int) -> None:
    """Refuse a file that is too large.

    Args:
        size: In bytes.

    Raises:
        FileTooLarge: It has more than `MAX_BYTES`.
    """
    if size > MAX_BYTES:
        raise FileTooLarge(size=-(-size >> 20), limit=MAX_BYTES >> 20)
