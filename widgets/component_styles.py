"""The styles of the parts of a widget, whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.style import Style

if TYPE_CHECKING:
    from textual.widget import Widget

_REVERSE = Style(reverse=True)


def component_style(widget: Widget, name: str) -> Style:
    """The style of a component class, for `Content`.

    `Widget.get_visual_style` leaves `reverse` out, and without colours that is what shows where the cursor is.
    """
    style = widget.get_visual_style(name)
    return style + _REVERSE if widget.get_component_styles(name).text_style.reverse else style
