"""A run of values as one line of text, the higher the better seen: `▁▂·▅▇`, and in plain signs where the terminal has no others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from widgets.glyphs import ASCII, UNICODE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from widgets.glyphs import Glyphs

STEPS: Final = "▁▂▃▄▅▆▇"
"""From the lowest to the highest; the full block is left to progress bars."""
PLAIN_STEPS: Final = "_.-=+*#"
GAP, PLAIN_GAP = "·", " "
"""Where nothing was measured: no step at all, since no data is not the lowest value."""


def plot(values: Sequence[Decimal | None], width: int, glyphs: Glyphs = UNICODE, marks: Sequence[Decimal] = ()) -> str:
    """The newest values as steps, one cell each, and behind a bar where the marks would stand on the same scale.

    Args:
        values: Oldest first; None where nothing was measured.
        width: Cells at most; the oldest values are left out where there are more.
        glyphs: The signs to draw with.
        marks: Such as the target, or both ends of a range; they belong to the scale.

    Returns:
        Such as `▁▂·▅▆|▇`; empty without any value, or without room for one.
    """
    tail = len(marks) + 1 if marks and width > len(marks) + 2 else 0
    shown = values[-(width - tail) :] if width > tail else ()
    known = [value for value in shown if value is not None]
    if not known:
        return ""
    scale = [*known, *marks] if tail else known
    low, high = min(scale), max(scale)
    steps, gap = (PLAIN_STEPS, PLAIN_GAP) if glyphs is ASCII else (STEPS, GAP)
    drawn = "".join(gap if value is None else steps[_step(value, low, high)] for value in shown)
    return drawn + ("|" + "".join(steps[_step(mark, low, high)] for mark in marks) if tail else "")


def _step(value: Decimal, low: Decimal, high: Decimal) -> int:
    """0 to 6; the middle where all values are the same; only the lowest and the highest stand at the ends."""
    last = len(STEPS) - 1
    if low == high:
        return last // 2
    if value in (low, high):
        return 0 if value == low else last
    share = (value - low) / (high - low)
    return min(last - 1, max(1, round(share * last)))
