"""Forms in which a choice decides which other fields make sense: the others are not shown, and are saved empty."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on

from perftui.errors import Message
from perftui.i18n import mark, say
from screens.form_screens import FormScreen
from widgets.button_lines import ButtonLine
from widgets.form_rows import FormRow
from widgets.forms import Form
from widgets.number_fields import parse_number

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from perftui.errors import PerftuiError
    from perftui.services.drafts import DraftLine


class ChoosingForm(FormScreen):
    """Subclasses say which of the fields are known for the values chosen so far."""

    FAULTS: ClassVar[Mapping[type[PerftuiError], str]] = {}
    """What a service refuses, to the field where it is mended."""

    def unknown(self, values: Mapping[str, str]) -> Collection[str]:
        """The fields that make no sense with these values."""
        raise NotImplementedError

    def opened(self) -> None:
        """Hide what makes no sense."""
        self.show_known()

    @on(Form.FieldLeft)
    def _choose(self) -> None:
        self.show_known()

    def show_known(self) -> None:
        """Show the fields that make sense now, and no others; keys pass over the hidden ones, and no key is lost in them."""
        hidden = self.unknown(self.form.values)
        rows = list(self.form.query(FormRow))
        for row in rows:
            if row.field.name not in hidden:
                row.display, row.disabled = True, False
        self._go_on_from(rows, hidden)
        for row in rows:
            if row.field.name in hidden:
                row.display, row.disabled = False, True

    def _go_on_from(self, rows: Sequence[FormRow], hidden: Collection[str]) -> None:
        """Where the current field is about to be hidden, go to the next one that stays, or to the buttons behind the last."""
        at = next((index for index, row in enumerate(rows) if row.control is self.focused), None)
        if at is None or rows[at].field.name not in hidden:
            return
        following = (row.control for row in rows[at:] if row.field.name not in hidden and row.control.focusable)
        self.set_focus(next(following, self.form.query_one(ButtonLine)))

    def _put_back(self, draft: DraftLine) -> None:
        super()._put_back(draft)
        self.show_known()

    def kept(self, values: Mapping[str, str]) -> dict[str, str | None]:
        """The values to be saved: None for fields that are empty or not shown."""
        hidden = self.unknown(values)
        return {name: None if name in hidden else text or None for name, text in values.items()}

    def changed(self, values: Mapping[str, str]) -> set[str]:
        """Also what is emptied because it makes no sense any more."""
        return super().changed(values) | {name for name in self.unknown(values) if self.base.get(name)}

    def only_changed(self, kept: Mapping[str, object], values: Mapping[str, str]) -> dict[str, Any]:
        """What is saved of a record that was there before; an emptied weight stays as it was."""
        changed = self.changed(values)
        return {name: value for name, value in kept.items() if name in changed and (name, value) != ("weight", None)}

    def field_of(self, error: PerftuiError) -> str:
        """The field where what was refused is mended; empty when it is none in particular."""
        return self.FAULTS.get(type(error), "")

    def _refuse(self, error: PerftuiError) -> None:
        super()._refuse(error)
        name = self.field_of(error)
        if name:
            self.form.set_error(name, say(error.message))
            self.form.focus_field(name)


def percent_of(weight: object) -> str:
    """A weight in basis points as the text of a percentage field: 3,333 is `33.33`."""
    return f"{(Decimal(str(weight)) / 100).normalize():f}"


def weight_of(percent: str | None) -> int | None:
    """The text of a percentage field as basis points, rounded; None when it is empty."""
    return None if not percent else int((Decimal(percent) * 100).to_integral_value())


def weight_fault(percent: str) -> Message | None:
    """What is wrong with a weight as typed in percent; None where it is one, or is no number at all, which its field says."""
    number = parse_number(percent)
    if number is None or 0 <= number <= 100:
        return None
    limit = _TOO_MUCH if number > 100 else _TOO_LITTLE
    return Message(limit, {"text": percent})


_TOO_MUCH = mark("{text} % is too much; 100 % is the most.")
_TOO_LITTLE = mark("{text} % is too little; 0 % is the least.")


def text_of(value: object) -> str:
    """A stored value as the text of a field."""
    return "" if value is None else str(value)
