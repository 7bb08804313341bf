"""Places with a letter each: press the letter and be there."""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.markup import escape
from textual.screen import ModalScreen

from perftui.i18n import mark
from widgets.pick_lists import Choice, PickList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

MOST = len(ascii_lowercase)
"""So many places get a letter."""


class Jumps(ModalScreen[str | None]):
    """The answer is the key of the place; Esc leaves."""

    DEFAULT_CSS = """
    Jumps { align: center middle; }
    Jumps > Vertical { width: 60; max-width: 100%; height: auto; max-height: 100%; background: $surface; border: round $border; }
    Jumps:ansi > Vertical { background: ansi_default; }
    """
    BINDINGS = [
        Binding("escape,f12", "dismiss(None)", mark("Back"), show=False),
        Binding("down", "move(1)", mark("Down"), show=False),
        Binding("up", "move(-1)", mark("Up"), show=False),
        Binding("enter", "take", mark("Take"), show=False),
    ]

    def __init__(self, title: str, places: Sequence[tuple[str, str]], letters: str = ascii_lowercase) -> None:
        """Make the list.

        Args:
            title: On the frame.
            places: Key and words of each place; at most `MOST` are shown.
            letters: The letter of each place, in their order.
        """
        super().__init__()
        self._title = title
        self._letters = {letter: key for letter, (key, _words) in zip(letters, places, strict=False)}
        self._choices = [Choice(key, f"{letter}  {words}") for letter, (key, words) in zip(letters, places, strict=False)]

    def compose(self) -> ComposeResult:
        """The places."""
        with Vertical() as frame:
            frame.border_title = escape(self._title)
            yield PickList()

    def on_mount(self) -> None:
        """Show them."""
        self.query_one(PickList).set_choices(self._choices)

    def on_key(self, event: events.Key) -> None:
        """Go where the letter says."""
        place = self._letters.get((event.character or "").lower())
        if place is not None:
            event.stop()
            self.dismiss(place)

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.query_one(PickList).move(by)

    def action_take(self) -> None:
        """Go to the place under the cursor."""
        choice = self.query_one(PickList).current
        if choice is not None:
            self.dismiss(choice.key)

    @on(PickList.Clicked)
    def _take_clicked(self, event: PickList.Clicked) -> None:
        self.dismiss(event.key)
