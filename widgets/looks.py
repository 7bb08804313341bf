"""The styles of a list, read once from the style sheet and not once a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style

from perftui.records import NamedTuple
from widgets.cells import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.widget import Widget

PREFIX = "virtual-list--"
PARTS = ("cursor", "header", "marked", "editor", "caret", "error")
TONES = tuple(tone for tone in Tone if tone)
COMPONENTS = frozenset(PREFIX + name for name in (*PARTS, *TONES))


class Looks(NamedTuple):
    """One style for each part of a list."""

    base: Style
    cursor: Style
    header: Style
    marked: Style
    editor: Style
    caret: Style
    error: Style
    tones: Mapping[Tone, Style]


def looks(widget: Widget) -> Looks:
    """The styles that the sheet now gives to a list; ask again when the style sheet, the theme or the focus changed."""
    parts = {name: _lean(widget.get_component_rich_style(PREFIX + name)) for name in PARTS}
    base = _lean(widget.rich_style)
    tones = {tone: _lean(widget.get_component_rich_style(PREFIX + tone)) for tone in TONES}
    return Looks(base=base, tones={Tone.PLAIN: base, **tones}, **parts)


def _lean(style: Style) -> Style:
    """The style without colours that only name the terminal's own: each would cost bytes in every segment."""
    color = None if style.color is None or style.color.is_default else style.color
    background = None if style.bgcolor is None or style.bgcolor.is_default else style.bgcolor
    return style.without_color + Style.from_color(color, background)
