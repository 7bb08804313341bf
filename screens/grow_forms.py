"""GROW in one form: four parts, the questions of the one in which the cursor stands, and what follows, one action a line (R24)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.content import Content
from textual.widgets import Static

from perftui.domain.recurrences import read
from perftui.domain.talks import PARTS, TalkKind, kind_for
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import grow, talk_cadences, talks
from perftui.services.grow_library import questions
from perftui.services.meeting_minutes import action_text
from perftui.services.talk_views import talk_view
from screens.form_screens import FormScreen
from widgets.cells import safe
from widgets.fields import Field, FieldKind, Option
from widgets.text_fields import TextBox
from widgets.watched_forms import WatchedForm

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual import events
    from textual.app import ComposeResult

    from perftui.services.talk_views import TalkView
    from widgets.forms import Form

LOW, HIGH, ROOM = 2, 4, 24
"""Lines of a part, of the one in which the cursor stands, and of the window for which they are made; the more room, the more lines."""
ACTIONS = "lines"
"""The field of what follows."""


class GrowForm(FormScreen):
    """Writes down the talk that it is opened for."""

    FORM: ClassVar[str] = "grow"
    FORM_CLASS: ClassVar[type[Form]] = WatchedForm
    DEFAULT_CSS = """
    GrowForm Form > ButtonLine { margin-top: 0; }
    GrowForm #questions { height: auto; padding: 0 1; color: $text-muted; }
    GrowForm:ansi #questions { color: ansi_default; }
    GrowForm #hint { margin-top: 0; }
    """
    _view: TalkView | None = None
    _at = ""
    """The name of the field in which the cursor stands."""

    def _before(self) -> TalkView | None:
        if self.subject and self._view is None:
            self._view = talk_view(self.store, self.subject, self.host.today())
        return self._view

    def heading(self) -> str:
        """Which talk it is."""
        view = self._before()
        return _("{kind} with {name}").format(kind=say(view.line.kind), name=view.line.person) if view else ""

    def fields(self) -> Sequence[Field]:
        """When it was held, the four parts, and what follows."""
        view, today = self._before(), self.host.today()
        line = view.line if view else None
        held = line.held if line and line.held else None if line and line.planned and line.planned > today else today
        told = _("Empty while the talk is only prepared: then it stays planned.")
        follows = _("One action a line: who does what; owner; date – such as: three visits a day; li na; +14d. Each becomes an action.")
        return (
            Field("held", _("Day of talk"), FieldKind.DATE, held.isoformat() if held else "", told),
            *self._parts(view),
            Field(ACTIONS, _("Actions"), FieldKind.MULTILINE, help=follows, lines=LOW),
        )

    def _parts(self, view: TalkView | None) -> Iterator[Field]:
        for column, stage in PARTS.items():
            asked = questions(stage)
            offers = [Option(str(number), text) for number, text in enumerate(asked)]
            told = "\n".join((_("F4 puts one of these questions in:"), *asked))
            value = view.texts[column] if view else ""
            yield Field(column, say(stage), FieldKind.MULTILINE, value, told, choices=offers, lines=LOW)

    def body(self) -> ComposeResult:
        """The form, and the questions below it."""
        yield from super().body()
        yield Static(id="questions", markup=False)

    def opened(self) -> None:
        """Begin with the goal: the day is known."""
        self.form.focus_field("goal_text")

    # what stands below the fields

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The field in which the cursor stands has more lines, and its questions below the form."""
        super().on_descendant_focus(event)
        boxes = {field.name: box for field, box in self._boxes()}
        self._at = next((name for name, box in boxes.items() if box is event.widget), "")
        self._share_lines()
        self._show_below()

    def on_resize(self) -> None:
        """More room, more lines."""
        self._share_lines()

    def _share_lines(self) -> None:
        more = max(0, self.size.height - ROOM) // len(PARTS)
        for field, box in self._boxes():
            is_part = field.name in PARTS
            box.styles.height = (HIGH if field.name == self._at and is_part else LOW) + (more if is_part else 0)

    def _boxes(self) -> Iterator[tuple[Field, TextBox]]:
        fields = [field for field in self.fields() if field.kind is FieldKind.MULTILINE]
        return zip(fields, self.query(TextBox), strict=True)

    @on(WatchedForm.Typed)
    def _show_typed(self) -> None:
        if self._at == ACTIONS:
            self._show_below()

    def _show_below(self) -> None:
        stage = PARTS.get(self._at)
        lines = list(questions(stage)) if stage else self._follows() if self._at == ACTIONS else []
        room = max(1, self.query_one("#questions").size.width)
        said = "\n".join(safe(text) for text in lines) if room else ""
        self.query_one("#questions", Static).update(Content(said))

    def _follows(self) -> list[str]:
        """What was agreed before, and how the lines that are typed are understood."""
        view, today = self._before(), self.host.today()
        there = [action_text(line) for line in view.actions] if view else []
        typed = []
        for each in grow.agreed(self.store, self.form.values[ACTIONS], today):
            problem = _("! {text}: {problem}").format(text=each.text, problem=say(each.problem)) if each.problem else ""
            typed.append(problem or " · ".join(part.shown for part in each.line.parts if part.shown))
        return [*there[-2:], *typed[-4:]] or [_("who does what; owner; date – three visits a day; li na; +14d")]

    def save(self, values: Mapping[str, str]) -> str:
        """Write it down, with the actions, in one step."""
        view, today = self._before(), self.host.today()
        if view is None:
            return self.write_new(values)
        given = {name: values[name] for name in self.changed(values) if name != ACTIONS} | {"held": values["held"]}
        return grow.write_down(self.store, view.line.id, view.line.version, today, values[ACTIONS], **given)

    def write_new(self, values: Mapping[str, str]) -> str:
        """Write down a talk that nobody had planned."""
        raise NotImplementedError


class NewGrowForm(GrowForm):
    """Writes down a talk with the person above that is due and was not planned."""

    FORM: ClassVar[str] = "new_grow"

    def _kind(self) -> TalkKind:
        cadence = talk_cadences.cadence_of(self.store, self.above)
        recurrence = read(cadence.recurrence) if cadence else None
        return kind_for(recurrence) if recurrence else TalkKind.GROW

    def heading(self) -> str:
        """With whom."""
        return _("{kind} with {name}").format(kind=say(self._kind()), name=talks.name_of(self.store, self.above))

    def write_new(self, values: Mapping[str, str]) -> str:
        """Write it down."""
        given = {name: text for name, text in values.items() if name != ACTIONS}
        return grow.write_new(self.store, self.above, self._kind(), self.host.today(), values[ACTIONS], **given)
