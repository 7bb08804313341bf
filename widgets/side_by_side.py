"""Two states of a record as text: side by side where there is room, else one below the other; signs tell what differs."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from widgets.cells import fit, one_line, safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SAME, CHANGED, ADDED, REMOVED = " ", "~", "+", "-"
"""The signs before a line."""
LABEL_WIDTH = 16
"""Cells of a label at most."""
GAP = 2


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One field in two states, or the heading of those that follow."""

    sign: str
    label: str
    old: str = ""
    new: str = ""
    is_heading: bool = False


def beside(lines: Sequence[DiffLine], width: int, heads: tuple[str, str]) -> Content:
    """Two columns.

    Args:
        lines: In their order.
        width: Cells that there are.
        heads: What stands above the columns.
    """
    label = _label_width(lines)
    room = max(1, (width - 2 - label - 2 * GAP) // 2)
    head = " " * (2 + label + GAP) + fit(one_line(heads[0]), room) + " " * GAP + fit(one_line(heads[1]), room)
    rows = [Content.styled(head.rstrip(), "bold underline")]
    for line in lines:
        rows += _heading(line, rows) if line.is_heading else _row(line, label, room)
    return Content("\n").join(rows)


def _row(line: DiffLine, label: int, room: int) -> Iterator[Content]:
    style = _style(line)
    wrapped = zip_longest(_wrapped(line.old, room), _wrapped(line.new, room), fillvalue="")
    for index, (old, new) in enumerate(wrapped):
        start = f"{line.sign} {fit(one_line(line.label), label)}" if index == 0 else " " * (2 + label)
        text = start + " " * GAP + fit(old, room) + " " * GAP
        yield Content.assemble((text, "dim" if line.sign == SAME else ""), (new, style))


def below(lines: Sequence[DiffLine], width: int) -> Content:
    """The old line, and below it the new one; a field that is the same stands once.

    Args:
        lines: In their order.
        width: Cells that there are.
    """
    label = _label_width(lines)
    rows: list[Content] = []
    for line in lines:
        rows += _heading(line, rows) if line.is_heading else _stacked(line, label, max(1, width - label - 2 * GAP - 2))
    return Content("\n").join(rows)


def _stacked(line: DiffLine, label: int, room: int) -> Iterator[Content]:
    start = f"{line.sign} {fit(one_line(line.label), label)}" + " " * GAP
    if line.sign == SAME:
        parts = [(SAME, line.new, "dim")]
    else:
        parts = [(sign, text, style) for sign, text, style in ((REMOVED, line.old, ""), (ADDED, line.new, "bold")) if text]
    for sign, text, style in parts:
        for index, piece in enumerate(_wrapped(text, room)):
            yield Content.assemble((start, "dim" if line.sign == SAME else ""), (f"{sign if index == 0 else ' '} {piece}", style))
            start = " " * len(start) if start.isascii() else " " * cell_len(start)


def _heading(line: DiffLine, above: Sequence[Content]) -> list[Content]:
    blank = [Content("")] if above else []
    return [*blank, Content.styled(f"{line.sign} {safe(one_line(line.label))}", "dim underline" if line.sign == SAME else "bold underline")]


def _label_width(lines: Sequence[DiffLine]) -> int:
    return min(LABEL_WIDTH, max((cell_len(line.label) for line in lines if not line.is_heading), default=0))


def _wrapped(text: str, room: int) -> list[str]:
    return [piece.plain.rstrip() for piece in Content(safe_lines(text)).wrap(room)] if text else [""]


def safe_lines(text: str) -> str:
    """A text with its line breaks, and nothing in it that a terminal obeys."""
    return "\n".join(safe(line) for line in text.split("\n"))


def _style(line: DiffLine) -> str:
    return "dim" if line.sign == SAME else "bold"
