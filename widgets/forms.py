"""A form: fields one below the other, filled from the keyboard without a look at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events, on
from textual.actions import SkipAction
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, TextArea

from perftui.i18n import gettext as _
from perftui.i18n import mark
from widgets.button_lines import Button, ButtonLine
from widgets.fields import FieldControl, FieldKind
from widgets.form_rows import FormRow, FormSources, label_width

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget

    from widgets.fields import Check, Field

SAVE, SAVE_AND_ADD = "save", "save_and_add"


class Form(Vertical):
    """Enter goes to the next field and from the last to Save; Ctrl+S saves from anywhere.

    A field is checked when it is left, and its message stands below it; nothing ever keeps one from moving on.
    """

    DEFAULT_CSS = """
    Form { height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }
    Form > ButtonLine { margin-top: 1; }
    """
    BINDINGS = [
        Binding("ctrl+s", "save", mark("Save"), show=False),
        Binding("down", "step(1)", mark("Next field"), show=False),
        Binding("up", "step(-1)", mark("Previous field"), show=False),
        Binding("f1", "help", mark("Help"), show=False),
        Binding("escape,f12", "leave", mark("Back"), show=False),
    ]

    @dataclass
    class Saved(Message):
        """The fields are to be saved; all are as their kinds and checks want them."""

        form: Form
        values: dict[str, str]
        """By field name, as `Field.value` says; read-only fields are left out."""
        wants_another: bool = False
        """Whether another record of the kind is wanted next."""

    @dataclass
    class FieldLeft(Message):
        """A field was left; what it holds belongs into the draft, right or wrong."""

        form: Form
        name: str
        value: str

    @dataclass
    class HelpAsked(Message):
        """F1 on a field."""

        form: Form
        field: Field

    @dataclass
    class LeaveAsked(Message):
        """Esc while something is not saved; without that, Esc means what it means around the form."""

        form: Form

    @dataclass
    class DirtyChanged(Message):
        """Something is no longer saved, or all is saved again."""

        form: Form
        is_dirty: bool

    def __init__(  # noqa: PLR0913  # all but the fields are keywords that most forms leave out
        self,
        fields: Sequence[Field],
        *,
        checks: Mapping[str, Check] | None = None,
        previous: Mapping[str, str] | None = None,
        sources: FormSources | None = None,
        can_add_another: bool = False,
        id: str | None = None,  # Textual's own name
        classes: str | None = None,
    ) -> None:
        """A form.

        Args:
            fields: The rows, from top to bottom.
            checks: By field name: what is wrong with a value that its kind allows. Not asked for empty values.
            previous: By field name: what F6 repeats.
            sources: Where dates and people are looked up.
            can_add_another: Whether there is a button that saves and wants another record.
            id: The id in the DOM.
            classes: CSS classes, separated by blanks.
        """
        super().__init__(id=id, classes=classes)
        width, asked = label_width(fields), checks or {}
        self._rows = {field.name: FormRow(field, sources or FormSources(), width, asked.get(field.name)) for field in fields}
        self.previous = dict(previous or {})
        buttons = [Button(SAVE, _("Save"))] + ([Button(SAVE_AND_ADD, _("Save and add another"))] if can_add_another else [])
        self._buttons = ButtonLine(buttons)
        self._saved_values = self.values
        self._was_dirty = False

    def compose(self) -> ComposeResult:
        """The rows and the buttons."""
        yield from self._rows.values()
        yield self._buttons

    # What the form holds.

    @property
    def values(self) -> dict[str, str]:
        """What the fields hold, by name; read-only fields are left out."""
        return {name: row.control.read_value() for name, row in self._rows.items() if row.field.kind is not FieldKind.READONLY}

    @property
    def saved_values(self) -> dict[str, str]:
        """What was there at first or saved last, by name."""
        return self._saved_values

    @property
    def is_dirty(self) -> bool:
        """Whether anything differs from what was there at first or saved last."""
        return self.values != self._saved_values

    def restore(self, values: Mapping[str, str]) -> None:
        """Put values into fields, such as those of a draft; names that the form does not have are passed over."""
        for name, value in values.items():
            if name in self._rows:
                self._rows[name].control.show_value(value)
                self._rows[name].complain("")

    def mark_saved(self, values: Mapping[str, str] | None = None) -> None:
        """Take what the fields hold now for saved, or other values; then what differs from them is not."""
        self._saved_values = self.values if values is None else dict(values)
        self._tell_dirty()

    def set_error(self, name: str, text: str) -> None:
        """Say below a field what is wrong with it; an empty text takes it back."""
        self._rows[name].complain(text)

    def error_of(self, name: str) -> str:
        """What is said to be wrong with a field."""
        return self._rows[name].complaint

    def focus_field(self, name: str) -> None:
        """Go to a field; what is typed next replaces what it holds, and never joins it."""
        self.screen.set_focus(control := self._rows[name].control)
        if isinstance(control, Input):
            control.action_select_all()

    def show_faults(self) -> str | None:
        """Check every field and say what is wrong.

        Returns:
            The name of the first field with something wrong; None when nothing is.
        """
        return next(iter([row.field.name for row in self._rows.values() if row.has_fault()]), None)

    # Moving.

    @property
    def _stops(self) -> list[Widget]:
        return [*(row.control for row in self._rows.values() if row.control.focusable), self._buttons]

    def _row_of(self, widget: Widget | None) -> FormRow | None:
        return next((row for row in self._rows.values() if row.control is widget), None)

    def action_step(self, by: int) -> None:
        """Go to the next or previous field; it stops at both ends."""
        stops = self._stops
        if self.screen.focused not in stops:
            raise SkipAction
        at = stops.index(self.screen.focused) + by
        self.screen.set_focus(stops[max(0, min(len(stops) - 1, at))])

    @on(FieldControl.Finished)
    def _go_on(self, event: FieldControl.Finished) -> None:
        event.stop()
        stops = self._stops
        self.screen.set_focus(stops[stops.index(event.field) + 1])

    @on(events.DescendantBlur)
    def _leave_field(self, event: events.DescendantBlur) -> None:
        row = self._row_of(event.widget)
        if row is not None:
            # Another window came to the front: that is no reason to complain about a field that is still being filled.
            if self.app.app_focus:
                row.has_fault()
            self.post_message(self.FieldLeft(self, row.field.name, row.control.read_value()))

    # Keys.

    def action_save(self, wants_another: bool = False) -> None:
        """Save, or go to the first field with something wrong."""
        if faulty := self.show_faults():
            self.focus_field(faulty)
        else:
            self.post_message(self.Saved(self, self.values, wants_another))

    def action_help(self) -> None:
        """F1."""
        row = self._row_of(self.screen.focused)
        if row is None:
            raise SkipAction
        self.post_message(self.HelpAsked(self, row.field))

    def action_leave(self) -> None:
        """Esc."""
        if not self.is_dirty:
            raise SkipAction
        self.post_message(self.LeaveAsked(self))

    @on(ButtonLine.Pressed)
    def _press(self, event: ButtonLine.Pressed) -> None:
        event.stop()
        self.action_save(event.code == SAVE_AND_ADD)

    @on(FieldControl.RepeatAsked)
    def _repeat(self, event: FieldControl.RepeatAsked) -> None:
        event.stop()
        if (row := self._row_of(event.field)) and not row.control.read_value():  # what was typed is not overwritten
            row.control.show_value(self.previous.get(row.field.name, ""))

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(FieldControl.Edited)
    def _note_edit(self, event: Message) -> None:
        event.stop()
        self._tell_dirty()

    def _tell_dirty(self) -> None:
        if self.is_dirty != self._was_dirty:
            self._was_dirty = not self._was_dirty
            self.post_message(self.DirtyChanged(self, self._was_dirty))
