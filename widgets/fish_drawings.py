"""How a fishbone is drawn: a bone for each category above and below the spine, what is missing at the head."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.cells import cell_len

from perftui.records import NamedTuple
from widgets.cells import cut, fit, one_line
from widgets.glyphs import ASCII, UNICODE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widgets.glyphs import Glyphs

LEAST, MOST = 24, 38
"""Cells of a bone."""
HEAD = 22
"""Cells of the head with its frame."""
FISHLESS = LEAST + HEAD
"""In less than that the bones are listed one below the other."""
ALL, FEW = 99, 2
"""Lines of a cause: as many as it needs, and where there is little room."""
_WIDE = "\u2e80-\u303f\u3041-\uffef"
_CLOSING = "，。：；、！？）》”’」"
_TOKENS = re.compile(rf"[{_WIDE}][{_CLOSING}]*\s*|[^\s{_WIDE}]+[{_CLOSING}]*\s*|\s+")
SUPPOSED = "? "
"""Before a cause that nobody has confirmed."""


class Twig(NamedTuple):
    """A cause on a bone."""

    text: str
    is_sure: bool = True
    """False for one that is only supposed."""


class Bone(NamedTuple):
    """A category with its causes."""

    title: str
    twigs: tuple[Twig, ...]


class Fish(NamedTuple):
    """All of it; texts are in the language in use."""

    head: tuple[str, ...]
    """What is missing: its name, then its figures."""
    bones: tuple[Bone, ...]
    """Those that have causes."""
    notes: tuple[str, ...] = ()
    """What is said below."""


class Piece(NamedTuple):
    """A part of a line."""

    text: str
    is_strong: bool = False


class _Signs(NamedTuple):
    twig: str
    rib: str
    down: str
    up: str
    spine: str
    tip: str
    top: tuple[str, str]
    """Corners of the head."""
    end: tuple[str, str]
    flat: str
    side: str


class _Pen(NamedTuple):
    signs: _Signs
    ellipsis: str
    most_lines: int
    """Of one cause."""


_DRAWN = _Signs("├─ ", "│  ", "╲", "╱", "═", "▶", ("┏", "┓"), ("┗", "┛"), "━", "┃")
_PLAIN = _Signs("+- ", "|  ", "\\", "/", "=", ">", ("+", "+"), ("+", "+"), "-", "|")


def draw(fish: Fish, width: int, glyphs: Glyphs = UNICODE, height: int = 0) -> list[list[Piece]]:
    """The fish in a width; where not all bones have room side by side, it has several lengths, the last with the head.

    Args:
        fish: What is drawn.
        width: Cells.
        glyphs: The signs to draw with.
        height: Lines in view; where more would be needed, long causes are cut. 0: nothing is cut.

    Returns:
        Its lines, none wider than `width`.
    """
    lines = _drawn(fish, width, glyphs, ALL)
    return lines if len(lines) <= height or not height else _drawn(fish, width, glyphs, FEW)


def _drawn(fish: Fish, width: int, glyphs: Glyphs, most_lines: int) -> list[list[Piece]]:
    signs = _PLAIN if glyphs is ASCII else _DRAWN
    pen = _Pen(signs, glyphs.ellipsis, most_lines)
    notes = [[Piece(line)] for note in fish.notes for line in _wrapped(note, width)]
    if width < FISHLESS:
        return [*_listed(fish, width, pen), [], *notes]
    pairs = [fish.bones[index : index + 2] for index in range(0, len(fish.bones), 2)]
    most = max(1, (width - HEAD) // LEAST)
    lengths = [pairs[index : index + most] for index in range(0, len(pairs), most)] or [[]]
    each = min(MOST, (width - HEAD) // max(1, min(most, len(pairs))))
    lines: list[list[Piece]] = []
    for length in lengths:
        lines += _length(fish, length, each, pen, has_head=length is lengths[-1])
        lines.append([])
    return [*lines, *notes]


def text_of(lines: Sequence[Sequence[Piece]]) -> str:
    """The drawing as plain text."""
    return "\n".join("".join(piece.text for piece in line).rstrip() for line in lines)


def _length(fish: Fish, pairs: Sequence[Sequence[Bone]], each: int, pen: _Pen, *, has_head: bool) -> Iterator[list[Piece]]:
    """One length of the spine with its bones."""
    signs = pen.signs
    upper = [_half(pair[0], each, pen) for pair in pairs]
    lower = [_half(pair[1], each, pen) if len(pair) > 1 else [] for pair in pairs]
    height = max(map(len, upper), default=0)
    head = _head(fish, signs) if has_head else [signs.tip]
    spine = "".join(fit(signs.spine * 2 + signs.down, each).replace(" ", signs.spine) for _pair in pairs) or signs.spine * 3
    above = [*_above(upper, each, height, signs)]
    below = [*_below(lower, each, signs)]
    room = each * len(pairs) or cell_len(spine)
    middle = len(head) // 2
    above = [[] for _missing in range(middle - len(above))] + above
    below += [[] for _missing in range(len(head) - middle - 1 - len(below))]
    lines = [*above, [Piece(spine)], *below]
    start = len(above) - middle
    for index, line in enumerate(lines):
        if 0 <= index - start < len(head):
            gap = room - sum(cell_len(piece.text) for piece in line)
            line += [Piece(" " * gap), Piece(head[index - start], is_strong=index == len(above))]
    yield from lines


def _half(bone: Bone, width: int, pen: _Pen) -> list[Piece]:
    """Title and causes of a bone, from the title to the spine."""
    lines = [Piece(cut(f"{one_line(bone.title)} · {len(bone.twigs)}", width - 3), is_strong=True)]
    for twig in bone.twigs:
        words = one_line(twig.text) if twig.is_sure else SUPPOSED + one_line(twig.text)
        texts = _wrapped(words, width - 5)
        if len(texts) > pen.most_lines:
            texts = [*texts[: pen.most_lines - 1], cut(" ".join(texts[pen.most_lines - 1 :]), width - 5, pen.ellipsis)]
        lines += [Piece((pen.signs.rib if number else pen.signs.twig) + text) for number, text in enumerate(texts)]
    return lines


def _above(halves: Sequence[Sequence[Piece]], width: int, height: int, signs: _Signs) -> Iterator[list[Piece]]:
    filled = [[Piece("")] * (height - len(half)) + list(half) for half in halves]
    for row in range(height):
        yield [_padded(half[row], width, "  " if half[row].is_strong else " ") for half in filled]
    if halves:
        yield [Piece(fit(f" {signs.down}", width)) for _half in halves]


def _below(halves: Sequence[Sequence[Piece]], width: int, signs: _Signs) -> Iterator[list[Piece]]:
    if any(halves):
        yield [Piece(fit(f" {signs.up}" if half else "", width)) for half in halves]
    turned = [[*half[1:], half[0]] if half else [] for half in halves]
    for row in zip_longest(*turned, fillvalue=Piece("")):
        yield [_padded(piece, width, "  " if piece.is_strong else " ") for piece in row]


def _padded(piece: Piece, width: int, before: str) -> Piece:
    return Piece(fit(before + piece.text if piece.text else "", width), piece.is_strong)


def _head(fish: Fish, signs: _Signs) -> list[str]:
    """The head: a frame, its middle line at the spine."""
    inner = HEAD - 3
    texts = [line for text in fish.head for line in _wrapped(text, inner - 2)]
    if len(texts) % 2 == 0:
        texts.append("")
    lines = [" " + (signs.flat * inner).join(signs.top)]
    lines += [f" {signs.side}{fit(' ' + text, inner)}{signs.side}" for text in texts]
    lines.append(" " + (signs.flat * inner).join(signs.end))
    middle = len(lines) // 2
    lines[middle] = signs.tip + lines[middle][1:]
    return lines


def _listed(fish: Fish, width: int, pen: _Pen) -> Iterator[list[Piece]]:
    for text in fish.head:
        yield from ([Piece(line, is_strong=True)] for line in _wrapped(text, width))
    for bone in fish.bones:
        yield []
        yield from ([piece] for piece in _half(bone, width, pen))


def _wrapped(text: str, width: int) -> list[str]:
    """A text in lines: broken between words, and between Chinese signs but never before what closes."""
    lines, line = [], ""
    for token in _TOKENS.findall(one_line(text).strip()):
        if line and cell_len((line + token).rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += token
        while cell_len(line.rstrip()) > width and len(line) > 1:
            end = next((end for end in range(len(line) - 1, 1, -1) if cell_len(line[:end]) <= width), 1)
            lines.append(line[:end])
            line = line[end:]
    return [*lines, line.rstrip()] if line.strip() or not lines else lines
