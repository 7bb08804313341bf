"""Tables on a terminal or in a pipe: columns that line up in both scripts, and no complaint when the reader goes away."""

from __future__ import annotations

import re
import sys
import unicodedata
from typing import TYPE_CHECKING

from perftui.cli.running import is_pipe_closed
from perftui.i18n import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from perftui.errors import Problem

GAP = "  "
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def cell_width(text: str) -> int:
    """How many cells of a terminal a text takes: Chinese characters two, marks that stand on others none."""
    if text.isascii():
        return len(text)
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def aligned(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Rows as lines with their columns below one another; control characters become U+FFFD.

    Args:
        rows: With as many texts each as the first; all are read before the first line comes.
    """
    shown = [[_CONTROLS.sub("\ufffd", text) for text in row] for row in rows]
    widths = [max(map(cell_width, column)) for column in zip(*shown, strict=True)]
    for row in shown:
        cells = (text + " " * (width - cell_width(text)) for text, width in zip(row, widths, strict=True))
        yield GAP.join(cells).rstrip()


def print_lines(lines: Iterable[str]) -> None:
    """Print lines until they end or nobody reads them any more, as `head` does."""
    try:
        for line in lines:
            print(line)
        sys.stdout.flush()
    except OSError as error:
        if not is_pipe_closed(error):
            raise


def problem_line(problem: Problem) -> str:
    """Where in a file something is to be mended, and what."""
    place = [problem.file, *([str(problem.row)] if problem.row else []), *([problem.column] if problem.column else [])]
    return f"{':'.join(place)}: {say(problem.message)}"
