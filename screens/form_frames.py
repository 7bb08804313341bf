"""The frame of every form: its fields, what stands below them, and the record as it was when the form was opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.containers import Vertical
from textual.markup import escape
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from perftui.i18n import gettext as _
from screens.form_sources import sources
from widgets.cells import one_line
from widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events
    from textual.app import ComposeResult

    from perftui.storage.stores import Store
    from screens.hosts import Host
    from widgets.fields import Check, Field
    from widgets.form_rows import FormSources


class FormFrame(ModalScreen[str | None]):
    """Subclasses say which fields there are and which service saves them; the answer is the id of the record saved last."""

    FORM: ClassVar[str] = ""
    """The code under which drafts are kept."""
    FORM_CLASS: ClassVar[type[Form]] = Form
    CAN_ADD_ANOTHER: ClassVar[bool] = False
    MERGES: ClassVar[bool] = True
    """Whether it holds the record itself, which others may change meanwhile."""
    DEFAULT_CSS = """
    FormFrame { align: center middle; }
    FormFrame > Vertical { width: 100; max-width: 100%; height: auto; max-height: 100%; background: $surface; border: round $border; }
    FormFrame:ansi > Vertical { background: ansi_default; }
    FormFrame Form { height: auto; padding: 0 1; }
    FormFrame #note { height: auto; max-height: 3; padding: 0 1; text-style: bold; }
    FormFrame #hint { height: auto; color: $text-muted; padding: 0 1; margin-top: 1; }
    FormFrame #hint.-error { color: $text-error; text-style: bold; }
    FormFrame:ansi #hint { color: ansi_default; }
    """

    def __init__(
        self, subject: str = "", above: str = "", given: Mapping[str, str] | None = None, warning: str = "", draft: str | None = None
    ) -> None:
        """A form.

        Args:
            subject: The id of the record to edit; empty for a new one.
            above: Of a new one: the id of the record below which it will stand.
            given: Of a new one: what was typed already, by field; not saved yet, and so not to be lost.
            warning: What of that was not understood.
            draft: Of a new one: the subject of the draft that is to be gone on with.
        """
        super().__init__()
        self.subject = subject
        self.above, self.given, self.warning, self.draft = above, dict(given or {}), warning, draft
        self.base: Mapping[str, str] = {}
        self._keys = self._passing = ""
        self.reason = ""
        """Why something agreed is changed; asked when it is saved, where that is needed."""

    # what a subclass says

    def heading(self) -> str:
        """The title on the frame."""
        raise NotImplementedError

    def fields(self) -> Sequence[Field]:
        """The rows, with what they hold at first."""
        raise NotImplementedError

    def save(self, values: Mapping[str, str]) -> str:
        """Save through one service call.

        Returns:
            The id of the record.
        """
        raise NotImplementedError

    def note(self) -> str:
        """What stands above the fields, such as why somebody sent the record back; empty for nothing."""
        return ""

    def checks(self) -> Mapping[str, Check]:
        """What is wrong with a field's value, by field name."""
        return {}

    def sources(self) -> FormSources:
        """Where dates and people are looked up."""
        return sources(self.store, self.host.today())

    def previous(self) -> Mapping[str, str]:
        """What F6 repeats: the values of the record saved before in this session."""
        return self.host.previous.get(self.FORM, {})

    # how it works

    @property
    def host(self) -> Host:
        """The app, as screens see it."""
        return cast("Host", self.app)

    @property
    def store(self) -> Store:
        """The open file."""
        return self.host.store

    @property
    def form(self) -> Form:
        """The form."""
        return self.query_one(Form)

    def compose(self) -> ComposeResult:
        """The form in its frame."""
        with Vertical() as frame:
            frame.border_title = escape(self.heading())
            if note := self.note():
                yield Static(one_line(note), id="note", markup=False)
            yield from self.body()
            yield Static(id="hint", markup=False)

    def body(self) -> ComposeResult:
        """The form, and what a subclass puts beside it."""
        yield self.FORM_CLASS(
            self.fields(),
            checks=self.checks(),
            previous=self.previous(),
            sources=self.sources(),
            can_add_another=self.CAN_ADD_ANOTHER and not self.subject,
        )

    def hint(self, text: str, *, is_error: bool = False) -> None:
        """Say something below the form."""
        hint = self.query_one("#hint", Static)
        hint.set_class(is_error, "-error")
        hint.update(text)

    def hint_once(self, text: str) -> None:
        """Say something below the form until another field is entered; then the keys stand there again."""
        self.hint(text)
        self._passing = text

    def say_keys(self, *, breaks_lines: bool = False) -> None:
        """Say what the keys do; where Enter begins a line, what leaves the field."""
        enter = _("Tab next field") if breaks_lines else _("Enter next field")
        self._keys = _("{enter} · Ctrl+S save · F1 help · F4 pick · F6 as before · Esc back").format(enter=enter)
        self.hint(self._keys)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The keys differ from field to field; what else is said below the form stays."""
        if self._keys and self.query_one("#hint", Static).content in {self._keys, self._passing}:
            self.say_keys(breaks_lines=isinstance(event.widget, TextArea))

    def warn(self, text: str) -> None:
        """Say what was refused."""
        self.hint(text, is_error=True)

    def changed(self, values: Mapping[str, str]) -> set[str]:
        """The fields that are not as they stood when the form was opened: of a record that is edited only they are saved."""
        return {name for name, value in values.items() if value != self.base.get(name)}

    @property
    def is_merging(self) -> bool:
        """Whether somebody else may change the same record meanwhile."""
        return bool(self.subject) and self.MERGES

    def forget(self) -> None:
        """Read the record anew when it is asked for next; subclasses hold it in `_view` or `_line`."""
        for name in ("_view", "_line"):
            setattr(self, name, None)

    def standing(self) -> dict[str, str]:
        """What an untouched form holds now."""
        return Form(self.fields(), sources=self.sources()).values


def not_understood(texts: Sequence[str]) -> str:
    """Say which parts of a quick line no field was given; empty for none."""
    return _("Not understood, so not in the form: {texts}").format(texts=_(", ").join(f"“{text}”" for text in texts)) if texts else ""
