"""What a form is made of: the description of a field, and what every field widget can do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from textual.binding import Binding
from textual.message import Message

from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widget import Widget

    from perftui import errors

    FieldBase = Widget
else:
    # Textual looks for style sheets in the first base only: that must stay Input or TextArea.
    FieldBase = object

Check: TypeAlias = Callable[[str], "errors.Message | None"]
"""What is wrong with a value that its kind allows; None when nothing is."""

YES, NO = "yes", "no"
"""The values of a `yes_no` field."""


class FieldKind(StrEnum):
    """What a field holds, and so how it is typed and picked."""

    TEXT = "text"
    DATE = "date"
    PERSON = "person"
    CHOICE = "choice"
    NUMBER = "number"
    PERCENT = "percent"
    YES_NO = "yes_no"
    MULTILINE = "multiline"
    READONLY = "readonly"


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a choice."""

    code: str
    label: str
    """In the language in use."""


@dataclass(frozen=True, slots=True)
class Field:
    """One row of a form; all texts are in the language in use."""

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    value: str = ""
    """Dates are ISO, people ids, choices codes, `yes` or `no`, numbers and percentages plain digits such as `95.5`."""
    help: str = ""
    is_required: bool = False
    choices: Sequence[Option] = ()
    """Of a choice its values; of a text the usual ones, which F4 offers; of several lines what F4 puts in."""
    placeholder: str = ""
    lines: int = 4
    """Lines that a multiline field shows."""
    echo: Callable[[str], str] | None = None
    """Of a text: how it is understood, said beside it while it is typed."""


class FieldControl(FieldBase):
    """The part that all field widgets share; mixed into a widget."""

    label = ""
    """Names the field in its own messages; the form sets it."""

    @dataclass
    class RepeatAsked(Message):
        """F6: the value of the previous record is wanted here."""

        field: Widget

    @dataclass
    class Finished(Message):
        """Enter: the field is done, and the next one is wanted."""

        field: Widget

    @dataclass
    class Edited(Message):
        """What the field holds has changed."""

        field: Widget

    def read_value(self) -> str:
        """What the field holds, in the form that `Field.value` has; what cannot be read so is given as it was typed."""
        raise NotImplementedError

    def show_value(self, value: str) -> None:
        """Hold another value, in the form that `read_value` gives."""
        raise NotImplementedError

    def complaint(self) -> errors.Message | None:
        """What is wrong with what was typed, as far as the kind of the field tells; None when nothing is."""
        return None

    def settle(self) -> None:
        """Make what was typed final: the field is being left or saved."""

    def action_repeat(self) -> None:
        """F6."""
        self.post_message(FieldControl.RepeatAsked(self))

    def action_pick(self) -> None:
        """F4: nothing to pick from unless a kind says so."""


FIELD_BINDINGS = [
    Binding("f6", "repeat", mark("Repeat the last value"), show=False, priority=True),
    Binding("f4", "pick", mark("Pick"), show=False),
]
"""For the BINDINGS of each field widget: Textual does not look for them in a mixin."""
