"""What stands in the cells of tables and trees: plain text, fitted by terminal cells, with nothing in it that a terminal obeys."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from math import floor
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from perftui.i18n import gettext as _
from perftui.i18n import mark
from widgets.glyphs import UNICODE

if TYPE_CHECKING:
    from typing import SupportsFloat, TypeAlias

    from widgets.glyphs import Glyphs

BLANKS = re.compile("[\t\n\v\f\r\x85\u2028\u2029]+")
# Besides the control bytes, the signs that turn the direction of a whole line: a name must not rewrite its neighbours.
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
DOTS = 5


class Tone(StrEnum):
    """What a cell wants to be felt as; the style sheet gives the colour, the word in the cell carries the meaning."""

    PLAIN = ""
    MUTED = "muted"
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class StyledCell:
    """A cell with a tone."""

    text: str
    tone: Tone = Tone.PLAIN
    raw: str | None = None
    """What the inline editor starts from; None means the text itself."""


Cell: TypeAlias = "str | StyledCell"


def raw_text(cell: Cell) -> str:
    """What the inline editor of a cell starts from."""
    if isinstance(cell, StyledCell):
        return cell.text if cell.raw is None else cell.raw
    return cell


STATUS_WORDS = {
    "on_track": mark("On track"),
    "at_risk": mark("At risk"),
    "off_track": mark("Off track"),
    "done": mark("Done"),
    "no_data": mark("No data"),
    "outdated": mark("Outdated"),
}
STATUS_TONES = {
    "on_track": Tone.GOOD,
    "at_risk": Tone.FAIR,
    "off_track": Tone.POOR,
    "done": Tone.DONE,
    "no_data": Tone.MUTED,
    "outdated": Tone.MUTED,
}


def safe(text: str) -> str:
    """The text with each control character, and each sign that turns the writing direction, replaced by U+FFFD."""
    return text if text.isascii() and text.isprintable() else CONTROLS.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The text on one line: line breaks and tabs become a blank, other control characters U+FFFD."""
    return text if text.isascii() and text.isprintable() else CONTROLS.sub("\ufffd", BLANKS.sub(" ", text))


def cut(text: str, width: int, ellipsis: str = "…") -> str:
    """The text in at most `width` cells; the ellipsis shows where something was left out."""
    if cell_len(text) <= width:
        return text
    room = width - cell_len(ellipsis)
    if room < 0:
        return set_cell_size(text, max(0, width))
    # Half of a wide character becomes a blank: it belongs behind the ellipsis, where the padding is.
    return set_cell_size(text, room).rstrip(" ") + ellipsis


def fit(text: str, width: int, ellipsis: str = "…") -> str:
    """The text in exactly `width` cells, flush left; a Chinese character takes two."""
    if width <= 0:
        return ""
    if text.isascii() and len(text) <= width:
        return text.ljust(width)
    short = cut(text, width, ellipsis)
    return short + " " * (width - cell_len(short))


def pad_left(text: str, width: int, ellipsis: str = "…") -> str:
    """The text in exactly `width` cells, flush right."""
    if width <= 0:
        return ""
    short = cut(text, width, ellipsis)
    return " " * (width - cell_len(short)) + short


def status_text(status_code: str, glyphs: Glyphs = UNICODE) -> str:
    """Sign and word of a status, so that it can be read without colour; an unknown code stands for itself."""
    if status_code not in STATUS_WORDS:
        return one_line(status_code)
    sign: str = getattr(glyphs, status_code)
    return f"{sign} {_(STATUS_WORDS[status_code])}"


def status_cell(status_code: str, glyphs: Glyphs = UNICODE) -> StyledCell:
    """A status with its tone."""
    return StyledCell(status_text(status_code, glyphs), STATUS_TONES.get(status_code, Tone.PLAIN))


def percent(share: SupportsFloat) -> str:
    """A share in whole percent, halves up; what is not complete never reads 100%."""
    value = float(share)
    whole = floor(value * 100 + 0.5)
    return f"{min(whole, 99) if value < 1 else whole}%"


def bar(share: SupportsFloat | None, width: int, glyphs: Glyphs = UNICODE) -> str:
    """A progress bar with its number, flush left.

    Args:
        share: 0 to 1; beyond these ends the bar is empty or full and the number stays true. None: there is no data.
        width: Cells for bar and number together; below 8 only the number is drawn.
        glyphs: The signs to draw with.

    Returns:
        At most `width` cells, such as `█████░░░ 62%` in 13.
    """
    if share is None:
        return cut(_("no data"), width, glyphs.ellipsis)
    number = percent(share)
    blocks = width - len(" 100%")
    if blocks < 3:
        return cut(number, width, glyphs.ellipsis)
    full = _filled(float(share), blocks)
    return cut(f"{glyphs.bar_full * full}{glyphs.bar_empty * (blocks - full)} {number}", width, glyphs.ellipsis)


def confidence(share: SupportsFloat | None, glyphs: Glyphs = UNICODE) -> str:
    """How sure the owner is: five dots, unlike a progress bar, and the number; None means nobody said."""
    if share is None:
        return _("no data")
    full = _filled(float(share), DOTS)
    return f"{glyphs.dot_full * full}{glyphs.dot_empty * (DOTS - full)} {percent(share)}"


def _filled(share: float, blocks: int) -> int:
    """Full blocks of all; only a complete share fills the last one."""
    if share >= 1:
        return blocks
    return max(0, min(blocks - 1, floor(share * blocks + 0.5)))
