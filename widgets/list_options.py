"""What every list can be given, by keyword."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from textual.content import Content

    from widgets.glyphs import Glyphs


class ListOptions(TypedDict, total=False):
    """All may be left out."""

    empty: Content | str
    """Stands in the middle when there are no rows; a str is taken as it is, without markup."""
    glyphs: Glyphs
    """The signs to draw with; Unicode unless said otherwise."""
    show_header: bool
    """Whether the titles stand above the rows; they do unless said otherwise."""
    visible_cursor: bool
    """Put the terminal's own cursor on the current row, where screen readers look."""
    id: str | None
    """The id in the DOM."""
    classes: str | None
    """CSS classes, separated by blanks."""
