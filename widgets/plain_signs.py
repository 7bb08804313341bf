"""ASCII twins for signs that some terminals draw two cells wide or not at all, so that nothing is pushed out of its column."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.color import Color

_SIGNS = {
    "-": "·‧‐‑–—―−",
    '"': "“”„‟",
    "'": "‘’‚‛",
    ".": "…",
    "*": "•●◆★",
    "o": "○◌◎◉◯◇☆°",
    "#": "■▪█▓",
    "<": "‹←◀◂≤",
    ">": "›→▶▸≥",
    "^": "↑▲▴△",
    "v": "↓▼▾▽✓✔",
    "x": "×✗✘",
    "/": "÷",
    "~": "≈±",
    "!": "≠",
    "E": "€",
}
"""Twin to its signs; frames and bars are told by their names."""
UNKNOWN = "?"


class _Twins(dict[int, str]):
    """Character to what is drawn for it; found out when first needed."""

    def __missing__(self, code: int) -> str:
        self[code] = _twin(chr(code))
        return self[code]


def plain(text: str) -> str:
    """A text with the same number of cells in which all signs of doubtful width are ASCII; letters and Han characters stay."""
    return text if text.isascii() else text.translate(_TWINS)


def _twin(sign: str) -> str:
    if sign.isascii() or unicodedata.category(sign)[0] in "LM" or cell_len(sign) != 1:
        return sign
    if "\u2500" <= sign <= "\u259f":
        return _line(unicodedata.name(sign))
    if unicodedata.east_asian_width(sign) != "A":
        return sign
    decomposed = unicodedata.normalize("NFKD", sign)
    return decomposed if len(decomposed) == 1 and decomposed.isascii() else UNKNOWN


def _line(name: str) -> str:
    """The twin of a part of a frame or bar, by its Unicode name."""
    if name.startswith("BOX DRAWINGS"):
        is_across, is_upright = "HORIZONTAL" in name, "VERTICAL" in name
        return "+" if is_across == is_upright else "-" if is_across else "|"
    return next((twin for word, twin in (("SHADE", "."), ("LEFT", "|"), ("RIGHT", "|")) if word in name), "-")


_TWINS = _Twins({ord(sign): twin for twin, signs in _SIGNS.items() for sign in signs})
_UNFRAMED = {code: " " for code in range(0x2500, 0x2580)}


class PlainFilter(LineFilter):
    """Draws every line in ASCII, whichever widget, style sheet or record the signs come from."""

    def __init__(self, *, has_frames: bool = True) -> None:
        """A filter.

        Args:
            has_frames: Whether frames are drawn; blank otherwise, because a screen reader reads every bar aloud.
        """
        super().__init__()
        self._has_frames = has_frames

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # LineFilter's signature
        """The segments, as wide as before."""
        return [
            segment if segment.control or segment.text.isascii() else Segment(self._drawn(segment.text), segment.style)
            for segment in segments
        ]

    def _drawn(self, text: str) -> str:
        return plain(text if self._has_frames else text.translate(_UNFRAMED))
