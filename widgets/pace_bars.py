"""How much is closed against the time that has passed, as one bar with both numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from widgets.glyphs import UNICODE
from widgets.timeline_signs import strokes

if TYPE_CHECKING:
    from decimal import Decimal

    from widgets.glyphs import Glyphs


def pace_bar(closed: Decimal | None, elapsed: Decimal, width: int, glyphs: Glyphs = UNICODE) -> str:
    """The part that is closed, and in it the line of today: `█████░░░┃░░░`; what lies left of the line should be full.

    Args:
        closed: -1 to 1; what went backwards, or was not measured again, is empty.
        elapsed: 0 to 1.
        width: Cells.
        glyphs: The signs to draw with.
    """
    share = max(0.0, float(closed or 0))
    full = width if share >= 1 else min(width - 1, round(share * width))
    line = list(glyphs.bar_full * full + glyphs.bar_empty * (width - full))
    line[min(width - 1, int(float(elapsed) * width))] = strokes(glyphs).today
    return "".join(line)
