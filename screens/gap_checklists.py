"""The checklist of root causes, run against a gap: one key an answer, each kept at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.widgets import Static

from perftui.bindings import bindings_of
from perftui.commands.models import Scope
from perftui.domain.causes import Answer
from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, say
from perftui.services import checklists
from perftui.services.cause_trees import gap_of
from screens.checklist_rows import QuestionSource, columns, question_detail, question_words
from screens.hosts import Place
from screens.told_lists import ToldList
from widgets.cells import safe
from widgets.detail_panes import DetailPane
from widgets.dialogs.pickers import Picker, narrowed
from widgets.dialogs.values import ValuePrompt
from widgets.fields import Field
from widgets.find_bars import FindBar
from widgets.pick_lists import Choice
from widgets.row_tables import RowTable

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.content import Content

    from perftui.services.checklists import Checklist, ChecklistLine


class GapChecklistsScreen(ToldList):
    """The questions of one gap."""

    SECTION = "gaps"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.GAP_CHECKLISTS, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.GAP_CHECKLISTS, Scope.APP)
    HELP_TEXT = mark(
        "Questions that find causes, by category. + is yes, - is no, * is not known: each is kept at once, and Ctrl+Z takes it back. "
        "An answer that points to a problem makes a candidate of a cause; F2 notes what was seen. F7 shows the candidates, where F8 "
        "confirms or dismisses them."
    )
    DEFAULT_CSS = """
    GapChecklistsScreen #above { height: 1; padding: 0 1; text-style: bold; }
    GapChecklistsScreen #asked { height: 3; padding: 0 2; }
    GapChecklistsScreen.-wide #asked, GapChecklistsScreen.-detail #asked { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.gap_id = ""
        self.checklist: Checklist | None = None
        self._is_open_only = False

    def body(self) -> ComposeResult:
        """Which gap it is, the questions with the details, and the find line."""
        yield Static(id="above", markup=False)
        with Horizontal(id="halves"):
            yield self.make_list()
            yield DetailPane()
        yield Static(id="asked", markup=False)
        yield FindBar(_("part of a question; Enter to the list, Esc shows everything"))

    def make_list(self) -> RowTable:
        """The table, empty; `reload` fills it."""
        return RowTable(columns(), QuestionSource(None), glyphs=self.host.glyphs, visible_cursor=self.host.is_accessible)

    @property
    def table(self) -> RowTable:
        """The table."""
        return self.query_one(RowTable)

    @property
    def line(self) -> ChecklistLine | None:
        """The question under the cursor."""
        return self.checklist.line(self.key) if self.checklist else None

    # what is shown

    def reload(self) -> None:
        """Read the answers again."""
        try:
            self.checklist = checklists.checklist(self.store, self.gap_id) if self.gap_id else None
        except PerftuiError:  # the gap was taken back
            self.checklist = None
        self._show()
        super().reload()

    def _show(self) -> None:
        text = self.query_one(FindBar).text
        self.table.empty = self._empty(text)
        self.table.source = QuestionSource(self.checklist, text, is_open_only=self._is_open_only)
        found = self.checklist
        above = " · ".join(part for part in (_("Checklist"), found.whose, found.dimension) if part) if found else ""
        self.query_one("#above", Static).update(safe(above))

        self._ask()

    @on(RowTable.Highlighted)
    def _ask(self) -> None:
        """The whole question below the list, where there is no room beside it."""
        self.query_one("#asked", Static).update(question_words(self.line))

    def _empty(self, text: str) -> str:
        if self.checklist is None:
            return _("There is no gap here any more. Esc goes back to the gap table.")
        if text:
            return _("No question matches “{text}”. Esc shows all of them again.").format(text=text)
        return _("Everything is answered. F7 shows the causes that came out of it, Ctrl+L all questions.")

    def narrow(self, text: str) -> None:
        """Show only questions that hold a text."""
        self._show()

    def summary(self) -> str:
        """How many are answered, and how many candidates wait."""
        found = self.checklist
        if found is None:
            return ""
        parts = [_("{answered} of {all} answered").format(answered=found.answered, all=len(found.lines))]
        if n := found.candidates:
            parts.append(ngettext("{n} candidate", "{n} candidates", n).format(n=n))
        if self._is_open_only:
            parts.append(_("only what is open"))
        return " · ".join(parts)

    def detail(self, key: str) -> Content:
        """One question in full."""
        return question_detail(self.checklist.line(key) if self.checklist else None)

    def place(self) -> Place | None:
        """The gap."""
        return Place("gap_checklists", self.gap_id) if self.gap_id else None

    def show(self, place: Place) -> None:
        """Show the checklist of a gap, at the first question without an answer."""
        with self.attempt():
            self.gap_id, self._is_open_only = gap_of(self.store, place.key), False
            self.remove_class("-detail")
            self.reload()
            open_ones = [line.question.code for line in self.checklist.lines if not line.answer] if self.checklist else []
            self.table.move_to_key(open_ones[0] if open_ones else "")
        self.table.focus()

    def action_filter(self) -> None:
        """Only what is open, or all again."""
        self._is_open_only = not self._is_open_only
        self.reload()

    # answering

    def action_say_yes(self) -> None:
        """Yes."""
        self._answer(Answer.YES)

    def action_say_no(self) -> None:
        """No."""
        self._answer(Answer.NO)

    def action_say_unknown(self) -> None:
        """Nobody knows."""
        self._answer(Answer.UNKNOWN)

    def action_answer(self) -> None:
        """Pick the answer."""
        line = self.line
        if line is not None:
            choices = [Choice(answer.value, say(answer)) for answer in Answer]
            picker = Picker(line.question.text, lambda text: narrowed(choices, text), current=line.answer or "")
            self.app.push_screen(picker, lambda picked: self._answer(Answer(picked)) if picked else None)

    def _answer(self, given: Answer) -> None:
        key, at = self.key, self.table.cursor
        if key and self.gap_id:
            with self.attempt():
                checklists.answer(self.store, self.gap_id, key, given)
                self.saved(_("{answer}. Ctrl+Z takes it back.").format(answer=say(given)))
                self.table.go_to(at if self._is_open_only else at + 1)

    def action_edit(self) -> None:
        """Write down what was seen; a question without an answer is not known then."""
        line = self.line
        if line is not None:
            told = _("What was seen; it becomes part of the candidate. Enter takes · Esc leaves")
            field = Field("note", _("Note"), value=line.note, help=told)
            self.app.push_screen(ValuePrompt(line.question.text, field), lambda text: None if text is None else self._note(line, text))

    def _note(self, line: ChecklistLine, text: str) -> None:
        with self.attempt():
            checklists.answer(self.store, self.gap_id, line.question.code, line.answer or Answer.UNKNOWN, text)
            self.done()

    def action_clear(self) -> None:
        """Take the answer back."""
        if self.key:
            with self.attempt():
                checklists.clear(self.store, self.gap_id, self.key)
                self.done()

    def action_settle(self) -> None:
        """Show the causes of the gap."""
        if self.gap_id:
            self.host.go_to(Place("gap_causes", self.gap_id))
