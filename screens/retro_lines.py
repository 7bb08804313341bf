"""The two quick lines of the board: notes, one after another, and actions out of a note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on

from perftui.domain.retrospectives import NoteKind, blame_words, typed_note
from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import drafts, quick_joint_actions, retro_notes
from perftui.services.actions import Origin
from screens import line_drafts
from screens.form_frames import not_understood
from screens.retro_works import RetroWorks
from widgets.quick_adds import QuickAdd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from perftui.services.quick_parts import QuickLine

NOTE, ACTION = "quick-note", "quick-action"
"""The ids of the two lines."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a line as the preview shows it."""

    label: str
    text: str
    is_wrong: bool = False


class RetroLines(RetroWorks):
    """What adds notes and actions in one line each."""

    DEFAULT_CSS = "RetroLines QuickAdd { dock: none; }"

    def body(self) -> ComposeResult:
        """The notes with the details, and the lines that add."""
        yield from super().body()
        yield QuickAdd(self._note_parts, placeholder=_("+ worked   - complaint   ? idea; Enter adds, then the next one"), id=NOTE)
        hint = _("title; owner; due date; units – Upgrade plan; zhang wei; +90d; IT · Ins: form")
        yield QuickAdd(self._action_parts, placeholder=hint, id=ACTION)

    def action_add(self) -> None:
        """Open the line for notes."""
        if self.meeting_id:
            self.remove_class("-detail")
            self.open_line(NOTE, self.meeting_id)
            self.tell(_("Everybody writes in silence first; nobody's name is kept. Esc ends."))

    def action_add_action(self) -> None:
        """Open the line for an action out of the note under the cursor; from within the line, go on in the form."""
        bar = next((bar for bar in self.query(QuickAdd) if bar.has_focus_within and bar.id == ACTION), None)
        if bar is not None:
            self._go_on_in_form(bar)
        elif self.key:
            self.remove_class("-detail")
            self.open_line(ACTION, self.key)
            note = self.note
            self.tell(_("Action out of “{note}”").format(note=note.words) if note else "")

    def action_add_action_in_form(self) -> None:
        """Open the form for an action out of the note under the cursor."""
        from screens.action_forms import RetroActionForm  # loads what only forms need

        if self.key:
            self.app.push_screen(RetroActionForm(above=self.key), lambda saved: self.done() if saved else None)

    def action_take_up(self, form: str, subject: str) -> None:
        """Go on with what was typed, for the note or the retrospective it was typed for."""
        if form == "retro_action":
            from screens.action_forms import RetroActionForm  # likewise

            form_screen = RetroActionForm(above=drafts.place_of(subject), draft=subject)
            self.app.push_screen(form_screen, lambda saved: self.done() if saved else None)
        else:
            super().action_take_up(form, subject)

    # what is shown while it is typed

    def _usual_kind(self) -> NoteKind:
        board = self.board
        runs = board.steps[board.current].code if board is not None and board.current is not None else ""
        return NoteKind.GOOD if runs == "good" else NoteKind.COMPLAINT

    def _note_parts(self, text: str) -> Sequence[Part]:
        kind, words = typed_note(text, self._usual_kind())
        blaming = blame_words(words) if kind is NoteKind.COMPLAINT else []
        hint = [Part("", _("! event, not character: {words}").format(words=_(", ").join(blaming)))] if blaming else []
        return [Part("", say(kind)), *hint, Part("", words)]

    def _action_parts(self, text: str) -> Sequence[Part]:
        line = quick_joint_actions.parse_quick_action(self.store, text, self.host.today())
        # The title is read where it is typed: there is room for the rest only.
        parts = [Part(say(part.label), part.shown) for part in line.parts if part.problem is None and part.field != "title"]
        return [*(Part("", say(part.problem), is_wrong=True) for part in line.parts if part.problem), *parts, *_missing(line)]

    # adding

    @on(QuickAdd.Submitted)
    def _submit(self, event: QuickAdd.Submitted) -> None:
        bar, today = event.bar, self.host.today()
        try:
            if bar.id == NOTE:
                kind, words = typed_note(event.text, self._usual_kind())
                key = retro_notes.add_note(self.store, bar.above, kind, words)
            else:
                retro_notes.note_row(self.store, bar.above)
                quick_joint_actions.quick_action(self.store, Origin(retro_notes.ENTITY, bar.above), event.text, today)
                key = bar.above
        except PerftuiError as error:
            bar.refuse(say(error.message))
            return
        line_drafts.added(self, bar)
        bar.accept()
        self.done()
        self.list.move_to_key(key)

    def _go_on_in_form(self, bar: QuickAdd) -> None:
        from screens.action_forms import RetroActionForm  # likewise

        line = quick_joint_actions.parse_quick_action(self.store, bar.text, self.host.today())
        given = {part.field: part.value for part in line.parts if not part.error and part.text}
        if "with" in given:
            given["with_units"] = given.pop("with")
        warning = not_understood([part.text for part in line.parts if part.error and part.text])

        def added(saved: str | None) -> None:
            if saved:
                line_drafts.added(self, bar)
                bar.action_close()
                self.done()

        self.app.push_screen(RetroActionForm(above=bar.above, given=given if bar.text else None, warning=warning), added)


def _missing(line: QuickLine) -> Sequence[Part]:
    """What is still to be typed, as long as nothing is wrong with what is."""
    wanted = {"owner": _("owner?"), "due": _("date?")}
    return [] if line.error else [Part("", words) for field, words in wanted.items() if not line.value(field)]
