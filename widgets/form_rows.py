"""One row of a form: label, field, what the field says about itself, and below it what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from rich.cells import cell_len
from textual import events, on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from perftui import errors
from perftui.i18n import mark, say
from widgets.cells import fit, one_line
from widgets.choice_fields import ChoiceField, ReadonlyField, YesNoField
from widgets.date_fields import DateField
from widgets.fields import FieldKind
from widgets.number_fields import NumberField
from widgets.person_pickers import PersonField
from widgets.text_fields import TextBox, TextField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from textual.app import ComposeResult

    from widgets.fields import Check, Field
    from widgets.person_choices import PersonChoice

Control: TypeAlias = TextField | TextBox | ChoiceField | ReadonlyField
GAP = 2
"""Cells between label, field and echo."""
_WIDTHS = {FieldKind.DATE: 16, FieldKind.NUMBER: 16, FieldKind.PERCENT: 16, FieldKind.PERSON: 40}
"""Cells of a field; others take what is there."""
ECHOED = 28
"""Cells of a text beside which it is said how it is understood."""


@dataclass(frozen=True, slots=True)
class FormSources:
    """Where fields look things up; only what the kinds in a form need must be given."""

    today: date | None = None
    """For dates."""
    search: Callable[[str, int], Sequence[PersonChoice]] | None = None
    """For people: whom a text may mean, at most so many."""
    find: Callable[[str], PersonChoice | None] | None = None
    """For people: who has an id."""


class FormRow(Widget):
    """A row, which draws label and echo itself around the field."""

    COMPONENT_CLASSES = {"form-row--label", "form-row--echo"}
    DEFAULT_CSS = """
    FormRow { layout: vertical; height: auto; width: 1fr; }
    FormRow > .form-row--echo { color: $text-muted; }
    FormRow:ansi > .form-row--echo { color: ansi_default; text-style: dim; }
    FormRow.-current > .form-row--label { text-style: bold; }
    FormRow > .complaint { display: none; height: auto; color: $text-error; }
    """

    def __init__(self, field: Field, sources: FormSources, label_width: int, check: Check | None = None) -> None:
        """A row.

        Args:
            field: What it is for.
            sources: Where its field looks things up.
            label_width: Cells of the label column.
            check: What is wrong with a value that the kind allows; not asked for an empty one.
        """
        super().__init__()
        self._check = check
        self.field = field
        self.label_width = label_width
        self.control = control_for(field, sources)
        self.control.label = field.label
        self._complaint = Static(classes="complaint", markup=False)

    def compose(self) -> ComposeResult:
        """The field, and room for what is wrong."""
        indent = (0, 0, 0, self.label_width + GAP)
        self.control.styles.margin = indent
        self._complaint.styles.margin = indent
        width = ECHOED if self.field.echo else _WIDTHS.get(self.field.kind)
        if width is not None:
            self.control.styles.width = width
            self.control.styles.max_width = "100%"
        yield self.control
        yield self._complaint

    def render(self) -> Content:
        """Label and echo."""
        text = one_line(self.field.label) + (" *" if self.field.is_required else "")
        label = Content.styled(fit(text, self.label_width), self.get_visual_style("form-row--label"))
        echo = self._echoed()
        if not echo:
            return label
        room = " " * (self.control.outer_size.width + GAP * 2)
        return Content.assemble(label, room, (echo, self.get_visual_style("form-row--echo")))

    def _echoed(self) -> str:
        if isinstance(self.control, DateField):
            return self.control.echo
        return one_line(self.field.echo(self.control.read_value())) if self.field.echo else ""

    @property
    def complaint(self) -> str:
        """What is said to be wrong; empty when nothing is."""
        return str(self._complaint.content)

    def complain(self, text: str) -> None:
        """Say what is wrong, or take it back with an empty text."""
        if text != self.complaint:
            self._complaint.update(text)
            self._complaint.display = bool(text)

    def has_fault(self) -> bool:
        """Make what was typed final, and say what is wrong with it."""
        self.control.settle()
        fault = self._fault()
        self.complain("" if fault is None else say(fault))
        return fault is not None

    def _fault(self) -> errors.Message | None:
        fault, value = self.control.complaint(), self.control.read_value()
        if fault is not None:
            return fault
        if value:
            return self._check(value) if self._check else None
        if self.field.is_required:
            return errors.Message(mark("{field} is missing: please fill it in."), {"field": self.field.label})
        return None

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _show_where_one_is(self, event: events.DescendantFocus | events.DescendantBlur) -> None:
        self.set_class(isinstance(event, events.DescendantFocus), "-current")
        self.refresh()

    @on(Input.Changed)
    def _echo(self) -> None:
        if self.field.echo or isinstance(self.control, DateField):
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click on the label is one on the field."""
        if event.widget is self and self.control.focusable:
            self.control.focus()


def label_width(fields: Sequence[Field]) -> int:
    """Cells of the label column: those of the widest label, and its star; at most 30."""
    return min(30, max((cell_len(one_line(field.label)) + 2 * field.is_required for field in fields), default=0))


def control_for(field: Field, sources: FormSources) -> Control:
    """The widget for a field.

    Raises:
        ValueError: Its kind needs a source that is not given.
    """
    makers: dict[FieldKind, Callable[[], Control]] = {
        FieldKind.TEXT: lambda: _text_field(field),
        FieldKind.DATE: lambda: _date_field(field, sources),
        FieldKind.PERSON: lambda: _person_field(field, sources),
        FieldKind.CHOICE: lambda: ChoiceField(field.choices, field.value, is_required=field.is_required),
        FieldKind.NUMBER: lambda: NumberField(field.value, placeholder=field.placeholder),
        FieldKind.PERCENT: lambda: NumberField(field.value, placeholder=field.placeholder or "%", is_percent=True),
        FieldKind.YES_NO: lambda: YesNoField(field.value),
        FieldKind.MULTILINE: lambda: _text_box(field),
        FieldKind.READONLY: lambda: ReadonlyField(field.value),
    }
    return makers[field.kind]()


def _text_field(field: Field) -> TextField:
    if not field.choices:
        return TextField(field.value, placeholder=field.placeholder)
    from widgets.offer_fields import OfferField  # few texts have usual values

    return OfferField(field.value, offers=field.choices, placeholder=field.placeholder)


def _date_field(field: Field, sources: FormSources) -> DateField:
    if sources.today is None:
        raise ValueError(field.name)
    return DateField(field.value, today=sources.today, placeholder=field.placeholder)


def _person_field(field: Field, sources: FormSources) -> PersonField:
    if sources.search is None:
        raise ValueError(field.name)
    return PersonField(field.value, search=sources.search, find=sources.find, placeholder=field.placeholder)


def _text_box(field: Field) -> TextBox:
    if field.choices:
        from widgets.offer_fields import OfferBox  # likewise

        box: TextBox = OfferBox(field.value, offers=field.choices, placeholder=field.placeholder)
    else:
        box = TextBox(field.value, placeholder=field.placeholder)
    box.styles.height = field.lines
    return box
