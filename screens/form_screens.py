"""A record in a form: drafts on each field exit, Ctrl+S from anywhere, and nothing typed is lost on the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.markup import escape
from textual.screen import ModalScreen
from textual.widgets import Static

from perftui.domain.formats import relative
from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import mark, say
from perftui.services import drafts
from screens.form_sources import sources
from widgets.dialogs.confirms import DISCARD, SAVE, leave_question
from widgets.dialogs.texts import TextPanel
from widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult

    from perftui.storage.stores import Store
    from screens.hosts import Host
    from widgets.fields import Check, Field
    from widgets.form_rows import FormSources


class FormScreen(ModalScreen[str | None]):
    """Subclasses say which fields there are and which service saves them; the answer is the id of the record saved last."""

    FORM: ClassVar[str] = ""
    """The code under which drafts are kept."""
    CAN_ADD_ANOTHER: ClassVar[bool] = False
    DEFAULT_CSS = """
    FormScreen { align: center middle; }
    FormScreen > Vertical { width: 100; max-width: 100%; height: auto; max-height: 100%; background: $surface; border: round $border; }
    FormScreen:ansi > Vertical { background: ansi_default; }
    FormScreen Form { height: auto; padding: 0 1; }
    FormScreen #hint { height: auto; color: $text-muted; padding: 0 1; margin-top: 1; }
    FormScreen #hint.-error { color: $text-error; text-style: bold; }
    FormScreen:ansi #hint { color: ansi_default; }
    """
    BINDINGS = [
        Binding("escape,f12", "dismiss_saved", mark("Back"), show=False),
        Binding("ctrl+g,ctrl+p,ctrl+o,f8,ctrl+q", "finish_first", mark("Finish the form first"), show=False),
    ]

    def __init__(self, subject: str = "") -> None:
        """A form.

        Args:
            subject: The id of the record to edit; empty for a new one.
        """
        super().__init__()
        self.subject = subject
        self._saved = ""

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
            yield Form(
                self.fields(),
                checks=self.checks(),
                previous=self.previous(),
                sources=self.sources(),
                can_add_another=self.CAN_ADD_ANOTHER and not self.subject,
            )
            yield Static(id="hint", markup=False)

    def on_mount(self) -> None:
        """Put a draft back, if there is one, and start in the first field."""
        self.hint(_("Enter next field · Ctrl+S save · F1 help · F4 pick · F6 as before · Esc back"))
        draft = drafts.restore(self.store, self.FORM, self.subject)
        if draft is not None:
            self.form.restore(draft.fields)
            when = relative(draft.at.astimezone().date(), self.host.today())
            self.hint(_("What you typed {when} is back. Ctrl+S saves it, Esc and Discard drop it.").format(when=when))
        self.form.focus_field(self.fields()[0].name)

    def hint(self, text: str, *, is_error: bool = False) -> None:
        """Say something below the form."""
        hint = self.query_one("#hint", Static)
        hint.set_class(is_error, "-error")
        hint.update(text)

    def keep_draft(self) -> None:
        """Keep what is typed, or forget the draft when all is as it was; also called when the line drops."""
        if self.form.is_dirty:
            drafts.keep(self.store, self.FORM, self.subject, self.form.values)
        else:
            drafts.drop(self.store, self.FORM, self.subject)

    @on(Form.FieldLeft)
    def _keep_left(self) -> None:
        self.keep_draft()

    @on(Form.Saved)
    def _save(self, event: Form.Saved) -> None:
        try:
            self._saved = self.save(event.values)
        except PerftuiError as error:
            self._refuse(error)
            return
        self.host.previous[self.FORM] = event.values
        drafts.drop(self.store, self.FORM, self.subject)
        self.host.say_saved()
        if event.wants_another:
            self._start_another()
        else:
            self.dismiss(self._saved)

    def _refuse(self, error: PerftuiError) -> None:
        """Say what is wrong where it is wrong, and keep everything."""
        name, text = getattr(error, "field", ""), say(error.message)
        self.keep_draft()
        if name in {field.name for field in self.fields()}:
            self.form.set_error(name, text)
            self.form.focus_field(name)
        self.hint(text, is_error=True)

    def _start_another(self) -> None:
        self.hint(_("Saved. Here is the next one."))
        self.form.restore({field.name: field.value for field in self.fields()})
        self.form.mark_saved()
        self.form.focus_field(self.fields()[0].name)

    @on(Form.HelpAsked)
    def _help(self, event: Form.HelpAsked) -> None:
        self.app.push_screen(TextPanel(event.field.label, event.field.help or _("There is nothing special about this field.")))

    @on(Form.LeaveAsked)
    def _ask(self) -> None:
        self.app.push_screen(leave_question(), self._leave)

    def _leave(self, answer: str | None) -> None:
        if answer == SAVE:
            self.form.action_save()
        elif answer == DISCARD:
            drafts.drop(self.store, self.FORM, self.subject)
            self.dismiss(self._saved or None)

    def action_dismiss_saved(self) -> None:
        """Leave; nothing is unsaved here."""
        drafts.drop(self.store, self.FORM, self.subject)
        self.dismiss(self._saved or None)

    def action_finish_first(self) -> None:
        """Other places can wait until the form is saved or left."""
        self.hint(_("Save with Ctrl+S or leave with Esc first: then you can go elsewhere."))
