"""The sheet on which somebody answers about somebody: every answer is kept at once, Ctrl+S completes the form."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, cast

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.markup import escape
from textual.screen import ModalScreen
from textual.widgets import Static

from perftui.domain.feedback import QuestionKind
from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, say
from perftui.services import round_answers
from screens.answer_rows import ANSWER, HELP, AnswerSource, AnswerTable, columns, summary_of, title_of
from widgets.cells import safe
from widgets.dialogs.confirms import YES, yes_no
from widgets.virtual_lists import VirtualList
from widgets.virtual_tables import VirtualTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.timer import Timer

    from perftui.services.round_answers import FormView
    from perftui.storage.stores import Store
    from screens.hosts import Host

REST = 0.4
"""Seconds after the last key when words that are being typed are kept."""


class AnswerSheet(ModalScreen[bool]):
    """The answer is whether the form was completed just now."""

    DEFAULT_CSS = """
    AnswerSheet { align: center middle; }
    AnswerSheet > Vertical { width: 120; max-width: 100%; height: 100%; padding: 0 1; background: $surface; border: round $border; }
    AnswerSheet:ansi > Vertical { background: ansi_default; }
    AnswerSheet Static { height: auto; }
    AnswerSheet #question { min-height: 2; max-height: 6; margin-top: 1; }
    AnswerSheet #scale { color: $text-muted; max-height: 2; }
    AnswerSheet #hint { color: $text-muted; }
    AnswerSheet #hint.-error { color: $text-error; text-style: bold; }
    AnswerSheet:ansi #scale, AnswerSheet:ansi #hint { color: ansi_default; }
    """
    BINDINGS = [
        Binding("escape,f12", "leave", mark("Back"), show=False),
        Binding("f1,question_mark,fullwidth_question_mark", "help", mark("Help"), show=False),
        Binding("ctrl+s", "complete", mark("Complete"), show=False),
        Binding("ctrl+g,ctrl+p,ctrl+o,f8,ctrl+q", "finish_first", mark("Finish the form first"), show=False),
    ]

    def __init__(self, rater_id: str) -> None:
        """A sheet.

        Args:
            rater_id: Whose form it is.
        """
        super().__init__()
        self._rater_id = rater_id
        self._view: FormView | None = None
        self._rest: Timer | None = None

    @property
    def store(self) -> Store:
        """The open file."""
        return cast("Host", self.app).store

    @property
    def table(self) -> AnswerTable:
        """The questions."""
        return self.query_one(AnswerTable)

    @property
    def view(self) -> FormView:
        """The form with what is answered."""
        if self._view is None:
            self._view = round_answers.form(self.store, self._rater_id)
        return self._view

    def compose(self) -> ComposeResult:
        """About whom, the questions, the one under the cursor in full, the scale, and the keys."""
        host = cast("Host", self.app)
        with Vertical() as frame:
            frame.border_title = escape(title_of(self.view))
            yield Static(id="summary", markup=False)
            empty = _("This form has no questions.")
            table = AnswerTable(columns(), self._source(), empty=empty, glyphs=host.glyphs, visible_cursor=host.is_accessible)
            table.give, table.take_away, table.refuse, table.typed = self._give, self._take_away, self._refuse, self._typed
            table.is_open = {line.question.id: line.question.kind is QuestionKind.OPEN for line in self.view.lines}
            yield table
            yield Static(id="question", markup=False)
            yield Static(id="scale", markup=False)
            yield Static(id="hint", markup=False)

    def on_mount(self) -> None:
        """Begin at the first question that is open."""
        self.table.choose_column(ANSWER)
        self.table.focus()
        first = next((line.question.id for line in self.view.lines if line.answer is None), "")
        if first:
            self.table.move_to_key(first)
        self._show()
        self._say_keys()

    def _source(self) -> AnswerSource:
        return AnswerSource(self.view.lines, self.view.round.anchors)

    def _show(self) -> None:
        self.query_one("#summary", Static).update(Content(summary_of(self.view)))
        anchors = "  ".join(f"{level} {words}" for level, words in enumerate(self.view.round.anchors, 1))
        self.query_one("#scale", Static).update(safe(_("{levels}  0 not observed").format(levels=anchors)))
        self._show_question()

    @on(VirtualList.Highlighted)
    def _show_question(self) -> None:
        lines = self.view.lines
        if self.table.cursor < len(lines):
            line = lines[self.table.cursor]
            self._show_words(line.question.text, line.answer.text if line.answer else "")

    def _show_words(self, question: str, words: str) -> None:
        self.query_one("#question", Static).update("\n".join(safe(part) for part in (question, *words.splitlines())))

    def _say(self, text: str, *, is_error: bool = False) -> None:
        hint = self.query_one("#hint", Static)
        hint.set_class(is_error, "-error")
        hint.update(text)

    def _say_keys(self) -> None:
        self._say(_("1-5 answer · type words · Enter next · Ctrl+S complete · F1 help · Esc later"))

    # answering

    def _is_done(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except PerftuiError as error:
            self._say(say(error.message), is_error=True)
            self.app.bell()
            return False
        return True

    def _keep(self, keep: Callable[[], None]) -> None:
        if self._is_done(keep):
            self._read_again()
            self._say_keys()

    def _read_again(self) -> None:
        self._view = None
        self.table.source = self._source()
        self._show()

    def _give(self, question_id: str, level: int | None) -> None:
        self._keep(lambda: round_answers.keep_level(self.store, self._rater_id, question_id, level))

    def _take_away(self, question_id: str) -> None:
        self._keep(lambda: round_answers.clear(self.store, self._rater_id, question_id))

    def _refuse(self) -> None:
        self.app.bell()
        most = self.view.round.scale_max
        self._say(_("Here a digit answers: 1 to {most}, or 0 where you could not observe it.").format(most=most), is_error=True)

    @on(VirtualTable.CellEdited)
    def _take(self, event: VirtualTable.CellEdited) -> None:
        try:
            round_answers.keep_words(self.store, self._rater_id, event.key, event.text)
        except PerftuiError as error:
            event.table.reject_edit(say(error.message))
            return
        self._stop_rest()
        self._read_again()

    def _typed(self, question_id: str, words: str) -> None:
        """Keep the words once the hand rests: who is cut off in the middle of a sentence finds it again."""
        self._stop_rest()
        question = next(line.question.text for line in self.view.lines if line.question.id == question_id)
        self._show_words(question, words)
        self._rest = self.set_timer(REST, lambda: self._keep_words(question_id, words))

    def _stop_rest(self) -> None:
        if self._rest is not None:
            self._rest.stop()

    def _keep_words(self, question_id: str, words: str) -> None:
        with contextlib.suppress(PerftuiError):  # Enter says what is wrong
            round_answers.keep_words(self.store, self._rater_id, question_id, words)

    def keep_draft(self) -> None:
        """Keep the words that are being typed; called when the line drops. They go where all answers are, and to no draft."""
        edit = self.table.open_edit
        if edit is not None and edit.is_changed:
            self._keep_words(edit.key, edit.line.text)

    # leaving

    def action_complete(self) -> None:
        """Complete the form, after a question where something is open."""
        if self.table.is_editing and not self._is_done(self._end_words):
            return
        left = self.view.unanswered
        if not left:
            self._complete()
            return
        words = ngettext("Complete the form? {n} question is open.", "Complete the form? {n} questions are open.", left).format(n=left)
        lines = [_("Open questions count as not answered. They can still be answered until the round is frozen.")]
        question = yes_no(words, lines, yes=_("Complete"))
        self.app.push_screen(question, lambda answer: self._complete() if answer == YES else None)

    def _end_words(self) -> None:
        """Keep the words that are being typed; where that is refused they stay, to be copied."""
        edit = self.table.open_edit
        self._stop_rest()
        if edit is not None and edit.is_changed:
            round_answers.keep_words(self.store, self._rater_id, edit.key, edit.line.text)
        round_answers.form(self.store, self._rater_id)
        self.table.cancel_edit()
        self._read_again()

    def _complete(self) -> None:
        if self._is_done(lambda: round_answers.complete(self.store, self._rater_id)):
            self.dismiss(True)

    def action_leave(self) -> None:
        """Leave it for later; everything is kept."""
        self.dismiss(False)

    def action_help(self) -> None:
        """What the sheet is for, and its keys."""
        from widgets.dialogs.texts import help_panel

        self.app.push_screen(help_panel(_(HELP)))

    def action_finish_first(self) -> None:
        """Other places can wait until the form is left."""
        self._say(_("Leave with Esc first, everything is kept; or complete with Ctrl+S."))
