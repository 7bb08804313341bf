"""Causes drawn as a fishbone: a bone for each category above and below the spine, what is missing at the head."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip

from perftui.records import NamedTuple
from widgets.cells import cut, fit, one_line
from widgets.glyphs import ASCII, UNICODE
from widgets.lean_lines import LeanLines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual import events

    from widgets.glyphs import Glyphs

LEAST, MOST = 24, 38
"""Cells of a bone."""
HEAD = 22
"""Cells of the head with its frame."""
FISHLESS = LEAST + HEAD
"""In less than that the bones are listed one below the other."""
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
    corners: str
    """Of the head: top left and right, bottom left and right, then its top and its side."""


_DRAWN = _Signs("├─ ", "│  ", "╲", "╱", "═", "▶", "┏┓┗┛━┃")
_PLAIN = _Signs("+- ", "|  ", "\\", "/", "=", ">", "++++-|")


def draw(fish: Fish, width: int, glyphs: Glyphs = UNICODE) -> list[list[Piece]]:
    """The fish in a width; where not all bones have room side by side, it has several lengths, the last with the head.

    Args:
        fish: What is drawn.
        width: Cells.
        glyphs: The signs to draw with.

    Returns:
        Its lines, none wider than `width`.
    """
    signs = _PLAIN if glyphs is ASCII else _DRAWN
    notes = [[Piece(line)] for note in fish.notes for line in _wrapped(note, width)]
    if width < FISHLESS:
        return [*_listed(fish, width, signs), [], *notes]
    pairs = [fish.bones[index : index + 2] for index in range(0, len(fish.bones), 2)]
    most = max(1, (width - HEAD) // LEAST)
    lengths = [pairs[index : index + most] for index in range(0, len(pairs), most)] or [[]]
    each = min(MOST, (width - HEAD) // max(1, min(most, len(pairs))))
    lines: list[list[Piece]] = []
    for length in lengths:
        lines += _length(fish, length, each, signs, has_head=length is lengths[-1])
        lines.append([])
    return [*lines, *notes]


def text_of(lines: Sequence[Sequence[Piece]]) -> str:
    """The drawing as plain text."""
    return "\n".join("".join(piece.text for piece in line).rstrip() for line in lines)


def _length(fish: Fish, pairs: Sequence[Sequence[Bone]], each: int, signs: _Signs, *, has_head: bool) -> Iterator[list[Piece]]:
    """One length of the spine with its bones."""
    upper = [_half(pair[0], each, signs) for pair in pairs]
    lower = [_half(pair[1], each, signs) if len(pair) > 1 else [] for pair in pairs]
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


def _half(bone: Bone, width: int, signs: _Signs) -> list[Piece]:
    """Title and causes of a bone, from the title to the spine."""
    lines = [Piece(cut(f"{one_line(bone.title)} · {len(bone.twigs)}", width - 3), is_strong=True)]
    for twig in bone.twigs:
        words = one_line(twig.text) if twig.is_sure else SUPPOSED + one_line(twig.text)
        for number, text in enumerate(_wrapped(words, width - 5)):
            lines.append(Piece((signs.rib if number else signs.twig) + text))
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
    left_top, right_top, left_end, right_end, flat, side = signs.corners
    inner = HEAD - 3
    texts = [line for text in fish.head for line in _wrapped(text, inner - 2)]
    if len(texts) % 2 == 0:
        texts.append("")
    lines = [f" {left_top}{flat * inner}{right_top}"[:HEAD]]
    lines += [f" {side}{fit(' ' + text, inner)}{side}" for text in texts]
    lines.append(f" {left_end}{flat * inner}{right_end}")
    middle = len(lines) // 2
    lines[middle] = signs.tip + lines[middle][1:]
    return lines


def _listed(fish: Fish, width: int, signs: _Signs) -> Iterator[list[Piece]]:
    for text in fish.head:
        yield from ([Piece(line, is_strong=True)] for line in _wrapped(text, width))
    for bone in fish.bones:
        yield []
        yield from ([piece] for piece in _half(bone, width, signs))


def _wrapped(text: str, width: int) -> list[str]:
    return [line.plain.rstrip() for line in Content(one_line(text)).wrap(max(1, width))] or [""]


class Fishbone(LeanLines, can_focus=True):
    """Arrows and pages scroll it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"fishbone--title"}
    DEFAULT_CSS = """
    Fishbone { overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }
    Fishbone > .fishbone--title { text-style: bold; }
    """

    def __init__(self, glyphs: Glyphs = UNICODE, id: str | None = None) -> None:
        """A fish without bones.

        Args:
            glyphs: The signs to draw with.
            id: The id in the DOM.
        """
        super().__init__(id=id)
        self.fish = Fish((), ())
        """What is drawn."""
        self._glyphs = glyphs
        self._lines: list[list[Piece]] = []
        self._drawn_at = 0

    def show(self, fish: Fish) -> None:
        """Draw another one."""
        if fish != self.fish:
            self.fish, self._drawn_at = fish, 0
            self._lay()
            self.refresh()

    def text(self) -> str:
        """The drawing as plain text, to copy."""
        return text_of(self._lines)

    def draw_line(self, y: int) -> Strip:
        """One line."""
        self._lay()
        base = self.visual_style.rich_style
        index = y + self.top
        pieces = self._lines[index] if index < len(self._lines) else []
        strong = base + Style(bold=True)
        segments = [Segment(" ", base), *(Segment(piece.text, strong if piece.is_strong else base) for piece in pieces)]
        return Strip(segments).adjust_cell_length(self.line_width, base)

    def _lay(self) -> None:
        width = max(1, self.line_width - 2)
        if width != self._drawn_at:
            self._drawn_at = width
            self._lines = draw(self.fish, width, self._glyphs)
            self.stretch(len(self._lines))

    def on_resize(self, _event: events.Resize) -> None:
        """Draw it anew."""
        self._lay()
