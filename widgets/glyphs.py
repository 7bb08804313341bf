"""The signs that widgets draw, once for terminals that show Unicode and once in ASCII."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.records import NamedTuple

if TYPE_CHECKING:
    from textual.widget import Widget


class Glyphs(NamedTuple):
    """One set of signs; every sign of a group is as wide as the others of its group."""

    on_track: str
    at_risk: str
    off_track: str
    done: str
    no_data: str
    outdated: str
    bar_full: str
    bar_empty: str
    dot_full: str
    dot_empty: str
    is_open: str
    """Before a tree row whose children show; one cell."""
    is_closed: str
    """Before a tree row whose children are hidden; one cell."""
    ascending: str
    descending: str
    mark: str
    """Before a marked row; one cell."""
    ellipsis: str
    """Where a text was cut; one cell."""


UNICODE = Glyphs(
    on_track="●",
    at_risk="▲",
    off_track="■",
    done="✓",
    no_data="○",
    outdated="◌",
    bar_full="█",
    bar_empty="░",
    dot_full="●",
    dot_empty="○",
    is_open="▾",
    is_closed="▸",
    ascending="▲",
    descending="▼",
    mark="*",
    ellipsis="…",
)
ASCII = Glyphs(
    on_track="[OK]",
    at_risk="[!]",
    off_track="[X]",
    done="[v]",
    no_data="[-]",
    outdated="[?]",
    bar_full="#",
    bar_empty=".",
    dot_full="o",
    dot_empty=".",
    is_open="-",
    is_closed="+",
    ascending="^",
    descending="v",
    mark="*",
    ellipsis="~",
)
"""For terminals that draw ambiguous signs two cells wide, for screen readers, and where the font lacks the signs."""


def glyphs_of(widget: Widget) -> Glyphs:
    """The signs that the app draws with."""
    found: Glyphs = getattr(widget.app, "glyphs", UNICODE)
    return found
