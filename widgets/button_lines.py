"""Buttons in one line, as text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from perftui.i18n import mark
from widgets.cells import one_line
from widgets.component_styles import component_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.geometry import Size


@dataclass(frozen=True, slots=True)
class Button:
    """One button."""

    code: str
    label: str
    letter: str = ""
    """The key that presses it at once, in lower case, the same in every language; shown behind the label."""

    @property
    def text(self) -> str:
        """What shows between the brackets."""
        return one_line(f"{self.label} ({self.letter.upper()})" if self.letter else self.label)


class ButtonLine(Widget, can_focus=True):
    """`[ Save ]  [ Save and add another ]`: left and right choose, Enter and Space press, letters press at once."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"button-line--chosen"}
    DEFAULT_CSS = """
    ButtonLine { height: 1; }
    ButtonLine:focus > .button-line--chosen {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: $block-cursor-text-style;
    }
    ButtonLine:nocolor:focus > .button-line--chosen { text-style: reverse; }
    """
    BINDINGS = [
        Binding("left", "move(-1)", mark("Previous button"), show=False),
        Binding("right", "move(1)", mark("Next button"), show=False),
        Binding("enter,space,ideographic_space", "press", mark("Press"), show=False),
    ]

    @dataclass
    class Pressed(Message):
        """A button was pressed."""

        code: str

    def __init__(self, buttons: Sequence[Button], chosen: int = 0, **kwargs: Any) -> None:
        """A line.

        Args:
            buttons: From left to right.
            chosen: Index of the one that Enter presses at first.
            kwargs: For `Widget`.
        """
        super().__init__(**kwargs)
        self.buttons = buttons
        self.chosen = chosen

    def render(self) -> Content:
        """The buttons."""
        style = component_style(self, "button-line--chosen")
        parts = [Content.styled(f"[ {b.text} ]", style if i == self.chosen else "") for i, b in enumerate(self.buttons)]
        return Content("  ").join(parts)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as all buttons."""
        return sum(cell_len(button.text) + 6 for button in self.buttons) - 2

    def action_move(self, by: int) -> None:
        """Choose the next button; it stops at both ends."""
        self.chosen = max(0, min(len(self.buttons) - 1, self.chosen + by))
        self.refresh()

    def action_press(self) -> None:
        """Press the chosen button."""
        self.post_message(self.Pressed(self.buttons[self.chosen].code))

    def on_key(self, event: events.Key) -> None:
        """Press the button of a letter."""
        self.press_letter(event)

    def press_letter(self, event: events.Key) -> None:
        """Press the button that has the key's letter, if one has; screens pass keys on that come when something else is focused."""
        sign = (event.character or "").casefold()
        for button in self.buttons:
            if sign and sign == button.letter:
                event.stop()
                self.post_message(self.Pressed(button.code))

    def on_click(self, event: events.Click) -> None:
        """Press the button under the mouse."""
        at = 0
        for button in self.buttons:
            width = cell_len(button.text) + 4
            if at <= event.x < at + width:
                self.post_message(self.Pressed(button.code))
            at += width + 2
