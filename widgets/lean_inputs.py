"""A field of one line that costs one line a key."""

from __future__ import annotations

from textual.geometry import Size
from textual.widgets import Input


class LeanInput(Input):
    """Textual's field, without laying out the whole screen for each character."""

    def _watch_value(self, value: str) -> None:
        # Set quietly first: Textual takes the other width of the text for another width of the field. Private there; a test counts.
        self.set_reactive(LeanInput.virtual_size, Size(self.content_width, 1))  # pyright: ignore[reportArgumentType]  # it takes the value for the descriptor
        super()._watch_value(value)
