"""The line in which a list is narrowed while one types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from perftui.i18n import gettext as _
from perftui.i18n import mark
from widgets.lean_inputs import LeanInput

if TYPE_CHECKING:
    from textual.app import ComposeResult


class FindBar(Horizontal):
    """Hidden until it is opened; each character narrows, Enter goes to the list, Esc shows everything again."""

    DEFAULT_CSS = """
    FindBar { height: 1; display: none; background: $panel; }
    FindBar.-open { display: block; }
    FindBar Static { width: auto; padding: 0 1; text-style: bold; }
    FindBar Input { height: 1; border: none; padding: 0; background: $panel; }
    FindBar:ansi, FindBar:ansi Input { background: ansi_default; }
    """
    BINDINGS = [
        Binding("escape,f12", "close", mark("Back"), show=False),
        Binding("down,f3", "leave", mark("To the list"), show=False),
    ]

    @dataclass
    class Narrowed(Message):
        """Other text stands in the line; empty shows everything."""

        text: str

    @dataclass
    class Left(Message):
        """The user goes back to the list."""

    def __init__(self, placeholder: str = "") -> None:
        super().__init__()
        self.placeholder = placeholder
        """What can be typed, where it is not a person's name."""

    def compose(self) -> ComposeResult:
        """A word and the field."""
        yield Static(_("Find"), markup=False)
        told = self.placeholder or _("name, pinyin initials or number; Enter to the list, Esc shows everything")
        yield LeanInput(compact=True, placeholder=told)

    def on_mount(self) -> None:
        """No blinking: it costs bytes over SSH."""
        self.query_one(Input).cursor_blink = False

    def open(self, text: str = "") -> None:
        """Show the line and type into it."""
        self.add_class("-open")
        field = self.query_one(Input)
        with self.prevent(Input.Changed):
            field.value = text
        field.focus()

    @property
    def text(self) -> str:
        """What the list is narrowed to."""
        return self.query_one(Input).value

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Narrowed(event.value))

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_leave()

    def action_leave(self) -> None:
        """Back to the list, which stays narrowed; an empty line closes."""
        self.set_class(bool(self.text), "-open")
        self.post_message(self.Left())

    def action_close(self) -> None:
        """Show everything again."""
        with self.prevent(Input.Changed):
            self.query_one(Input).value = ""
        self.remove_class("-open")
        self.post_message(self.Narrowed(""))
        self.post_message(self.Left())
