"""360 rounds: one list that leads from the rounds to their people, on to who answers, and to the forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from perftui.bindings import bindings_of
from perftui.commands.models import Scope
from perftui.domain.feedback import RaterState, RoundState
from perftui.i18n import gettext as _
from perftui.i18n import mark
from perftui.services import round_places, round_raters, rounds
from perftui.storage.stores import Gone
from screens.hosts import Place
from screens.round_details import page_detail
from screens.round_ends import ENDS, RoundEnds
from screens.round_pages import At, Level, PageSource, columns, count_text, empty_text, page_rows
from widgets.find_bars import FindBar
from widgets.row_tables import RowTable

if TYPE_CHECKING:
    from textual.content import Content

    from perftui.commands.models import Command
    from perftui.services.round_lines import RoundLine

_IN_ROUND = frozenset(Level) - {Level.ROUNDS}
_ONLY_AT = {
    "edit": {Level.ROUNDS, Level.SUBJECTS, Level.QUESTIONS},
    "add_people": {Level.SUBJECTS},
    "propose": {Level.SUBJECTS, Level.RATERS},
    "add_rater": {Level.SUBJECTS, Level.RATERS},
    "add_outsider": {Level.SUBJECTS, Level.RATERS},
    "decline": {Level.RATERS, Level.FORMS},
    "ask_again": {Level.RATERS, Level.FORMS},
    "move_up": {Level.QUESTIONS},
    "move_down": {Level.QUESTIONS},
    "filter": {Level.FORMS},
    "show_person": {Level.SUBJECTS, Level.RATERS, Level.FORMS},
}
"""Action to the lists where it makes sense; others make sense in all."""
_OF_A_ROUND = frozenset({"next_step", "show_forms", "show_questions", "weigh", "check", "remind", "reopen", "add_question"})
_NEEDS_NO_ROW = frozenset({"add_outsider", "add_rater", "edit"})
"""What belongs to the person or round whose list is shown, so that it works where that list is empty."""


class RoundsScreen(RoundEnds):
    """The rounds, and what is in them."""

    SECTION = "reviews"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.ROUNDS, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.ROUNDS, Scope.APP)
    HELP_TEXT = mark(
        "360 feedback: in a round people are seen by their manager, peers, reports and customers, and by themselves. Enter goes from a "
        "round to its people, from a person to who answers, from there to the form; Esc goes back. A round in setup gets its people, "
        "raters, questions and weights; F7 opens it for answers. Answers are kept at once, nobody but their rater sees them, and until "
        "the round is frozen only numbers are shown: who has completed a form, and how many of each group."
    )
    DEFAULT_CSS = "RoundsScreen VirtualList { width: 5fr; }"

    # what is shown

    def make_list(self) -> RowTable:
        """The table, read now."""
        return RowTable(columns(self.at.level), self._source(), empty=self._empty(), glyphs=self.host.glyphs)

    @property
    def table(self) -> RowTable:
        """The table."""
        return self.query_one(RowTable)

    def _source(self) -> PageSource:
        rows = page_rows(self.store, self.at, self.host.today(), only_waiting=self.only_waiting)
        return PageSource(rows, self._text)

    @property
    def _text(self) -> str:
        return self.query_one(FindBar).text if self.query(FindBar) else ""

    def _empty(self) -> str:
        return empty_text(self.at, self._text)

    @property
    def round_line(self) -> RoundLine | None:
        """The round that is gone through, or the one under the cursor; None where there is none."""
        round_id = self.at.round_id or (self.key if self.query(RowTable) else "")
        try:
            return rounds.get(self.store, round_id) if round_id else None
        except Gone:
            return None

    def reload(self) -> None:
        """Read the list again; where the round is gone, the rounds."""
        if self.at.round_id and self.round_line is None:
            self.at = At()
        self.table.show_columns(columns(self.at.level))
        self.table.empty = self._empty()
        self.table.source = self._source()
        self.show_detail()
        self.show_summary()
        self.refresh_bindings()

    def narrow(self, text: str) -> None:
        """Show only rows that hold a text."""
        self.table.empty = self._empty()
        self.table.source = self._source()

    def summary(self) -> str:
        """Where one is, and how many records are there."""
        words = [count_text(self.at.level, self.table.row_count)]
        if self.table.marks:
            words.append(_("{n} marked").format(n=len(self.table.marks)))
        if self.at.level is Level.FORMS and self.only_waiting:
            words.append(_("only those that wait"))
        return " · ".join((*self._way(), *words))

    def _way(self) -> list[str]:
        line = self.round_line if self.at.round_id else None
        way = [line.title] if line else []
        if self.at.level is Level.RATERS:
            with self.attempt():
                way.append(round_places.subject_name(self.store, self.at.subject_id))
        return way

    def detail(self, key: str) -> Content:
        """The record under the cursor."""
        return page_detail(self.store, self.at, key, self.host.today())

    # what can be done

    def is_enabled(self, command: Command) -> bool:
        """Whether a command makes sense in the list that is shown."""
        if command.scope is not Scope.ROUNDS:
            return super().is_enabled(command)
        action = command.action
        if self.at.level not in _ONLY_AT.get(action, Level):
            return False
        if action in _NEEDS_NO_ROW and self.at.level in {Level.RATERS, Level.SUBJECTS}:
            return action == "edit" or bool(self.subject_id)
        if (action in ENDS and not self.fits_end(action)) or (action in _OF_A_ROUND and not self.fits(action)):
            return False
        if action in {"decline", "ask_again"} and self.key:
            return self._has_declined() is (action == "ask_again")
        return super().is_enabled(command)

    def fits(self, action: str) -> bool:
        """Whether there is a round in the state that an action needs."""
        state = rounds.state_of(self.store, self.at.round_id or self.key)
        if state is None:
            return False
        if action == "next_step":
            return state is not RoundState.RELEASED
        if action in {"reopen", "remind"}:
            return state is RoundState.COLLECTING
        return action != "add_question" or state is RoundState.SETUP

    def _has_declined(self) -> bool:
        try:
            return round_raters.rater(self.store, self.key).state is RaterState.DECLINED
        except Gone:
            return False

    # going through it

    def place(self) -> Place:
        """The record under the cursor, or the round."""
        return Place("rounds", self.key or self.at.round_id)

    def come_to(self) -> None:
        """Somebody wants the rounds: the list of them."""
        if self.at.level is not Level.ROUNDS:
            self.enter(At(), self.at.round_id)

    def show(self, place: Place) -> None:
        """Go to a round, or to a person, rater or question in one."""
        found = round_places.find(self.store, place.key) if place.key else None
        if found is None:
            self.come_to()
        elif found.question_id:
            self.enter(At(Level.QUESTIONS, found.round_id), place.key)
        elif found.subject_id:
            self.enter(At(Level.RATERS, found.round_id, found.subject_id), found.rater_id)
        else:
            self.enter(At(), place.key)
        self.table.focus()

    def enter(self, at: At, key: str = "") -> None:
        """Show another list, with the cursor on a record."""
        self.remove_class("-detail")
        self.at = at
        self.table.marks = frozenset()
        if self._text:
            self.query_one(FindBar).action_close()
        self.reload()
        if not (key and self.table.move_to_key(key)):
            self.table.go_to(0)
        self.show_detail()
        self.refresh_bindings()

    def action_open(self) -> None:
        """One step further in."""
        key, at = self.key, self.at
        if not key:
            return
        if at.level is Level.ROUNDS:
            self.enter(At(Level.SUBJECTS, key))
        elif at.level is Level.SUBJECTS and self.is_released:
            self.action_show_report()
        elif at.level is Level.SUBJECTS:
            self.enter(At(Level.RATERS, at.round_id, key))
        elif at.level is Level.QUESTIONS:
            self.action_edit()
        else:
            self.answer(key)

    def action_back(self) -> None:
        """One step back out; first the marks and the search go."""
        at = self.at
        if self.has_class("-detail") or self.table.marks or self._text or at.level is Level.ROUNDS:
            super().action_back()
        elif at.level is Level.SUBJECTS:
            self.enter(At(), at.round_id)
        else:
            self.enter(At(Level.SUBJECTS, at.round_id), at.subject_id)

    def action_show_forms(self) -> None:
        """The forms of the round, those that wait."""
        if line := self.round_line:
            self.enter(At(Level.FORMS, line.id))

    def action_show_questions(self) -> None:
        """The questions of the round."""
        if line := self.round_line:
            self.enter(At(Level.QUESTIONS, line.id))

    def action_filter(self) -> None:
        """Only forms that wait, or all."""
        self.only_waiting = not self.only_waiting
        self.reload()
