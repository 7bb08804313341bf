"""A record in a form: drafts on each field exit, Ctrl+S from anywhere, and nothing typed is lost on the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.binding import Binding

from perftui.domain.amendments import ReasonMissing
from perftui.domain.formats import relative
from perftui.domain.merges import merge
from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import mark, say
from perftui.services import drafts
from perftui.storage.stores import Changed
from screens import form_merges
from screens.form_frames import FormFrame
from screens.kept_drafts import KeptDraft
from screens.reasons import ask_reason
from widgets.dialogs.confirms import DISCARD, SAVE, leave_question
from widgets.dialogs.texts import TextPanel
from widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from perftui.domain.merges import Merge
    from perftui.services.drafts import DraftLine


EARLIER_SHOWN = 30
"""Characters of what was typed before."""
MERGES_AT_MOST = 5
"""In a row: more would mean that somebody changes the record as often as it is saved."""


class FormScreen(FormFrame):
    """Subclasses say which fields there are and which service saves them; the answer is the id of the record saved last."""

    _draft: KeptDraft
    _saved = ""
    _taken = ""
    """What others changed and was taken over."""
    _merges_left = MERGES_AT_MOST
    BINDINGS = [
        Binding("escape,f12", "dismiss_saved", mark("Back"), show=False),
        Binding("f5", "read_again", mark("Read again"), show=False),
        Binding("ctrl+g,ctrl+p,ctrl+o,f8,ctrl+q", "finish_first", mark("Finish the form first"), show=False),
    ]

    def on_mount(self) -> None:
        """Put in what was given, or the draft of this very record, and start in the first field. A new one starts empty: see F5."""
        self.base = self.form.values
        self._draft = self._own_draft()
        self.say_keys()
        if self.given:
            self.form.restore(self.given)
        elif (draft := self._draft.found()) is not None:
            self._put_back(draft)
        elif earlier := self._earlier():
            text = drafts.first_text(earlier[0], EARLIER_SHOWN)
            self.hint(_("Not saved earlier: “{text}”. F5 takes it back here; otherwise it stays on Today.").format(text=text))
        if self.warning:
            self.hint(self.warning, is_error=True)
        self.form.focus_field(self.fields()[0].name)
        self.opened()

    def opened(self) -> None:
        """The fields hold what they start with. Textual would call each class's `on_mount`, so subclasses have this instead."""

    def _own_draft(self) -> KeptDraft:
        """Where this form's draft is: that of its record, the one to be gone on with, or one of its own."""
        new = drafts.new_subject(self.store, self.above) if self.draft is None else self.draft
        return KeptDraft(self.app, self.store, self.FORM, self.subject or new)

    def _earlier(self) -> list[DraftLine]:
        """What was typed for a new record at this place and not saved, newest first."""
        return [] if self.subject or self.draft is not None else drafts.below(self.store, self.FORM, self.above)

    def _put_back(self, draft: DraftLine) -> None:
        typed = {name: text for name, text in draft.fields.items() if name in self.base}
        base = draft.base if self.is_merging else {}
        merged = merge(base, typed, self.base)
        if merged.values.items() <= self.base.items():
            self._draft.drop()
            return
        self.form.restore(merged.values)
        when = relative(draft.at.astimezone().date(), self.host.today())
        self.hint(_("What you typed {when} is back. Ctrl+S saves it, Esc and Discard drop it.").format(when=when))
        if merged.conflicts or merged.taken:
            self.run_worker(self._settle_draft(merged, base))

    async def _settle_draft(self, merged: Merge, base: Mapping[str, str]) -> None:
        values = await self._settle(merged, base, self.base)
        self.form.restore(values)
        if self._taken:
            self.hint(self._taken)

    def keep_draft(self) -> None:
        """Keep what is typed, or forget the draft when all is as it was; also called when the line drops."""
        if not self.form.is_dirty:
            self._draft.drop()
        elif reason := self._draft.keep(self.form.values, self.base if self.is_merging else {}):
            self.warn(_("Could not keep a draft just now: {reason}").format(reason=reason))

    @on(Form.FieldLeft)
    def _keep_left(self) -> None:
        self.keep_draft()

    @on(Form.Saved)
    def _save(self, event: Form.Saved) -> None:
        try:
            self._saved = self.save(event.values)
        except Changed as error:
            self._save_again(error, wants_another=event.wants_another)
            return
        except ReasonMissing:
            self.keep_draft()
            ask_reason(self, lambda reason: self._save_with(reason, wants_another=event.wants_another))
            return
        except PerftuiError as error:
            self._refuse(error)
            return
        self.reason = ""
        self.host.previous[self.FORM] = event.values
        self._draft.drop()
        self.host.say_saved()
        if event.wants_another:
            self._start_another()
        else:
            self._close()

    def _save_with(self, reason: str, *, wants_another: bool) -> None:
        self.reason = reason
        self.form.action_save(wants_another)

    def _close(self) -> None:
        taken = self._taken
        self.dismiss(self._saved or None)
        if taken and self._saved:  # after the section has said what was done
            self.app.call_after_refresh(form_merges.tell_after, self.app, taken)

    def _save_again(self, error: Changed, *, wants_another: bool) -> None:
        self._merges_left -= 1
        if self.is_merging and self._merges_left >= 0:
            self.keep_draft()
            self.run_worker(self._save_merged(wants_another))
        else:
            self._refuse(error)

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
        self.given, self.draft = {}, None
        self._draft = self._own_draft()
        self.form.restore({field.name: field.value for field in self.fields()})
        self.form.mark_saved()
        self.base = self.form.values
        self.form.focus_field(self.fields()[0].name)

    # what others did meanwhile

    def action_read_again(self) -> None:
        """Take over what others saved meanwhile; what is typed here stays. A new record takes back what was typed before."""
        if self.is_merging:
            self.run_worker(self._read_again())
        elif not self.subject:
            self._take_back()

    def _take_back(self) -> None:
        earlier = self._earlier()
        if self.form.is_dirty:
            self.hint(_("Save this one first: F5 takes back what was typed before only into an untouched form."))
        elif not earlier:
            self.hint(_("Nothing typed here before waits to be saved."))
        else:
            self.draft = earlier[0].subject
            self._draft = self._own_draft()
            self._put_back(earlier[0])
            self.form.focus_field(self.fields()[0].name)

    async def _read_again(self) -> None:
        if await self._merge():
            self.hint(self._taken or _("Nobody has changed what you have not."))

    async def _save_merged(self, wants_another: bool) -> None:
        if await self._merge():
            self.form.action_save(wants_another)

    async def _merge(self) -> bool:
        """Put together what is typed with the record as it is now; False when that is gone."""
        base, mine = self.base, self.form.values
        self.forget()
        try:
            theirs = self.standing()
        except PerftuiError as error:
            self._refuse(error)
            return False
        self._take(await self._settle(merge(base, mine, theirs), base, theirs), theirs)
        return True

    async def _settle(self, merged: Merge, base: Mapping[str, str], theirs: Mapping[str, str]) -> Mapping[str, str]:
        self._taken = form_merges.taken_text(self, merged.taken)
        return await form_merges.settled(self, merged, base, theirs) if merged.conflicts else merged.values

    def _take(self, values: Mapping[str, str], base: Mapping[str, str]) -> None:
        """Go on with these values, where these were there at first."""
        self.base = base
        self.form.restore({name: value for name, value in values.items() if value != self.form.values[name]})
        self.form.mark_saved(base)

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
            self._draft.drop()
            self.dismiss(self._saved or None)

    def action_dismiss_saved(self) -> None:
        """Leave; nothing is unsaved here."""
        self._draft.drop()
        self.dismiss(self._saved or None)

    def action_finish_first(self) -> None:
        """Other places can wait until the form is saved or left."""
        self.hint_once(_("Save with Ctrl+S or leave with Esc first: then you can go elsewhere."))
