"""One dialog for everything that is picked from a list by typing: menu, palette, person, goal, view, section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.markup import escape
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from perftui.i18n import gettext as _
from perftui.i18n import mark
from widgets.lean_inputs import LeanInput
from widgets.pick_lists import Choice, PickList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult


class Picker(ModalScreen[str | None]):
    """Type to narrow the list, arrows to move, Enter to take, Esc to leave; the answer is the choice's key."""

    DEFAULT_CSS = """
    Picker { align: center top; }
    Picker > Vertical { width: 76; max-width: 100%; height: auto; max-height: 100%; background: $surface; border: round $border; }
    Picker:ansi > Vertical { background: ansi_default; }
    Picker Input { height: 1; border: none; padding: 0 1; background: $surface; }
    Picker Input:ansi { background: ansi_default; }
    Picker #hint { color: $text-muted; height: 1; padding: 0 1; }
    """
    BINDINGS = [
        Binding("escape,f12", "dismiss(None)", mark("Back"), show=False),
        Binding("down", "move(1)", mark("Down"), show=False, priority=True),
        Binding("up", "move(-1)", mark("Up"), show=False, priority=True),
        Binding("pagedown", "move(10)", mark("Page down"), show=False, priority=True),
        Binding("pageup", "move(-10)", mark("Page up"), show=False, priority=True),
    ]

    def __init__(  # noqa: PLR0913  # one dialog for all that is picked; the rest are keywords
        self,
        title: str,
        search: Callable[[str], Sequence[Choice]],
        *,
        placeholder: str = "",
        text: str = "",
        empty: str = "",
        current: str = "",
    ) -> None:
        """Make a picker.

        Args:
            title: On the frame.
            search: The choices for what was typed; called at every key, so it must take a few milliseconds at most.
            placeholder: In the empty field.
            text: What the field holds at first.
            empty: What is said when nothing matches.
            current: The key on which the cursor stands at first.
        """
        super().__init__()
        self._title, self._search, self._placeholder, self._text, self._empty = title, search, placeholder, text, empty
        self._current = current

    def compose(self) -> ComposeResult:
        """The field and the list."""
        with Vertical() as frame:
            frame.border_title = escape(self._title)
            yield LeanInput(self._text, placeholder=self._placeholder, compact=True, select_on_focus=False)
            yield PickList(self._empty or _("Nothing matches."))
            yield Static(_("Enter takes · Esc leaves"), id="hint", markup=False)

    def on_mount(self) -> None:
        """Fill the list."""
        field = self.query_one(Input)
        field.cursor_blink = False
        self._fill(self._text)
        if self._current:
            self.query_one(PickList).move_to(self._current)
        field.focus()

    def _fill(self, text: str) -> None:
        self.query_one(PickList).set_choices(self._search(text))

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self._fill(event.value)

    @on(Input.Submitted)
    def _take(self) -> None:
        choice = self.query_one(PickList).current
        if choice is not None:
            self.dismiss(choice.key)

    @on(PickList.Clicked)
    def _take_clicked(self, event: PickList.Clicked) -> None:
        self.dismiss(event.key)

    def action_move(self, by: int) -> None:
        """Move the cursor in the list."""
        self.query_one(PickList).move(by)


def narrowed(choices: Sequence[Choice], text: str, fold: Callable[[str], str] = str.casefold) -> list[Choice]:
    """The choices that hold every word of a text in title, note or group: those called so first, then those whose title starts so.

    Args:
        choices: All.
        text: What was typed.
        fold: Makes what is alike equal, such as `domain.texts.fold`.
    """
    typed = fold(text).strip()
    words = typed.split()
    found = [choice for choice in choices if all(word in fold(f"{choice.title} {choice.note} {choice.group}") for word in words)]
    return sorted(found, key=lambda choice: _distance(fold(choice.title).strip(), typed)) if typed else found


def _distance(title: str, typed: str) -> int:
    """0 for a title that is what was typed, 1 for one that starts so, 2 for all others."""
    return 2 - title.startswith(typed) - (title == typed)
