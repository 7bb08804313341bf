"""Written anchors: what each level of an ordinal scale looks like, a line a level, level 1 first."""

from __future__ import annotations

from typing import Final

from perftui.domain.yardsticks import LEVELS
from perftui.errors import BadInput
from perftui.i18n import mark

MOST: Final = 100
"""Levels of a scale at most."""


class AnchorsDoNotFit(BadInput):
    """More lines, or fewer, than the scale has levels."""

    template = mark("The scale has {levels} levels, and {n} of them are described: write one line for each level, level 1 first.")
    field = "anchors"


def anchor_lines(text: str | None) -> tuple[str, ...]:
    """The levels' descriptions, level 1 first, without blank lines; numbers that stand before them are taken off.

    Only numbers that count the lines are: `1 Poor`, `2. Fair`; a line that begins with another number keeps it.
    """
    lines = [" ".join(line.split()) for line in (text or "").splitlines()]
    return tuple(_unnumbered(line, place) for place, line in enumerate(filter(None, lines), 1))


def _unnumbered(line: str, place: int) -> str:
    rest = line.removeprefix(str(place))
    if rest == line or not rest or rest[0] not in " .)、:：．）":
        return line
    return rest.lstrip(" .)、:：．）") or line


def levels_of(text: str | None) -> int | None:
    """The highest level of a scale with these anchors; None where nothing is written, or only one line."""
    count = len(anchor_lines(text))
    return count if count > 1 else None


def check_anchors(text: str | None, levels: int | None) -> None:
    """Refuse anchors that leave a level out or have one too many.

    Args:
        text: The anchors; nothing written is fine.
        levels: The highest level; None means 5.

    Raises:
        AnchorsDoNotFit: There are more or fewer lines than levels.
    """
    count, wanted = len(anchor_lines(text)), LEVELS if levels is None else levels
    if count and count != wanted:
        raise AnchorsDoNotFit(levels=wanted, n=count)
