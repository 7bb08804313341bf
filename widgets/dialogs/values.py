"""One value, asked for in a field of its kind: a date with its echo, a person by a few letters, a choice, a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.markup import escape
from textual.screen import ModalScreen
from textual.widgets import Static

from perftui.i18n import gettext as _
from perftui.i18n import mark, say
from widgets.fields import FieldControl
from widgets.form_rows import FormRow, FormSources, label_width

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from widgets.fields import Check, Field


class ValuePrompt(ModalScreen[str | None]):
    """Enter takes the value, in the form that `Field.value` has; Esc leaves."""

    DEFAULT_CSS = """
    ValuePrompt { align: center middle; }
    ValuePrompt > Vertical { width: 76; max-width: 100%; height: auto; padding: 0 1; background: $surface; border: round $border; }
    ValuePrompt:ansi > Vertical { background: ansi_default; }
    ValuePrompt #hint { color: $text-muted; height: auto; margin-top: 1; }
    """
    BINDINGS = [
        Binding("escape,f12", "dismiss(None)", mark("Back"), show=False),
        Binding("ctrl+s", "take", mark("Take"), show=False),
    ]

    def __init__(self, title: str, field: Field, sources: FormSources | None = None, check: Check | None = None) -> None:
        """Ask.

        Args:
            title: On the frame.
            field: What is asked for.
            sources: Where dates and people are looked up.
            check: What is wrong with a value that its field takes; then the prompt stays open with it.
        """
        super().__init__()
        self._check = check
        self._title, self._row = title, FormRow(field, sources or FormSources(), label_width([field]))

    def compose(self) -> ComposeResult:
        """The field, and what the keys do."""
        with Vertical() as frame:
            frame.border_title = escape(self._title)
            yield self._row
            yield Static(self._row.field.help or _("Enter takes · F4 picks · Esc leaves"), id="hint", markup=False)

    def on_mount(self) -> None:
        """Start in the field."""
        self._row.control.focus()

    @on(FieldControl.Finished)
    def _finish(self, event: FieldControl.Finished) -> None:
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Answer with the value, or say what is wrong with it."""
        if self._row.has_fault():
            return
        value = self._row.control.read_value()
        fault = self._check(value) if self._check else None
        if fault is None:
            self.dismiss(value)
        else:
            self.query_one("#hint", Static).update(say(fault))
