"""The questions of a 360 form as rows that are answered where they stand: a digit, or words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.feedback import SHOWN_ALWAYS, QuestionKind, RaterGroup
from perftui.domain.formats import clauses
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, say
from screens.round_pages import PageRow
from widgets.cell_edits import is_text
from widgets.cells import StyledCell, Tone, one_line, safe
from widgets.columns import Column
from widgets.virtual_tables import VirtualTable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual import events

    from perftui.services.round_answers import AnswerLine, FormView

ANSWER = "answer"
"""The column that is written in."""
NOT_OBSERVED = frozenset("0-－０")
"""Signs that mean it; those of Chinese input too."""
TAKES_AWAY = frozenset(("delete", "backspace"))

HELP = mark(
    "One question a line. A digit gives the level, 0 or - means that you could not observe it, Del takes an answer away. Enter or Down "
    "goes to the next question. Where a question is answered in words, just type; Enter keeps the words and goes on. Everything is kept "
    "at once, so that nothing is lost whatever happens; no time is kept. Ctrl+S completes the form, Esc leaves it for later. Answers may "
    "be changed until the round is frozen. Until then the program shows them to you alone, though whoever owns the file could read it "
    "with other tools; freezing destroys who said what."
)


def title_of(view: FormView) -> str:
    """Who answers about whom."""
    rater = view.rater
    if rater.group is RaterGroup.SELF:
        return _("{name} about themselves").format(name=rater.name)
    return _("{name} about {subject} ({group})").format(name=rater.name, subject=rater.subject, group=say(rater.group))


def summary_of(view: FormView) -> str:
    """Of which round a form is, how much of it is open, and to whom it will be shown."""
    n, left = len(view.lines), view.unanswered
    parts = [
        safe(view.round.title),
        ngettext("{n} question", "{n} questions", n).format(n=n),
        ngettext("{n} still open", "{n} still open", left).format(n=left) if left else _("all answered"),
    ]
    return clauses(parts) + "\n" + _promise(view)


def _promise(view: FormView) -> str:
    if view.rater.group in SHOWN_ALWAYS:
        return _("Your answers are shown as yours.")
    words = _("Shown only together, of at least {n} people, never with your name; words as you write them.")
    return words.format(n=view.round.threshold)


class AnswerSource:
    """The questions with what was answered so far."""

    def __init__(self, lines: Sequence[AnswerLine], anchors: Sequence[str]) -> None:
        self.lines, self._anchors = lines, anchors

    def count(self) -> int:
        """How many there are."""
        return len(self.lines)

    def rows(self, start: int, count: int) -> Sequence[PageRow]:
        """Some of them."""
        return [self._row(place, line) for place, line in enumerate(self.lines[start : start + count], start + 1)]

    def index_of(self, key: str) -> int | None:
        """Where one stands."""
        return next((index for index, line in enumerate(self.lines) if line.question.id == key), None)

    def _row(self, place: int, line: AnswerLine) -> PageRow:
        return PageRow(line.question.id, (str(place), line.question.text, self._answer(line)))

    def _answer(self, line: AnswerLine) -> StyledCell:
        if line.question.kind is QuestionKind.OPEN:
            text = line.answer.text if line.answer else ""
            return StyledCell(one_line(text) or "…", Tone.PLAIN if text else Tone.MUTED, text)
        if line.answer is None:
            return StyledCell("–", Tone.MUTED, "")
        level = line.answer.level
        if level is None:
            return StyledCell(_("0  not observed"), Tone.MUTED, "")
        words = self._anchors[level - 1] if level <= len(self._anchors) else ""
        return StyledCell(f"{level}  {words}", Tone.GOOD, "")


class AnswerTable(VirtualTable):
    """A digit gives a level and stays, Enter and Down go on; on a question in words typing writes at once, behind what is there."""

    give: Callable[[str, int | None], None]
    """Takes the id of a question and a level, None for not observed."""
    take_away: Callable[[str], None]
    """Takes the id of a question that is not answered after all."""
    refuse: Callable[[], None]
    """Says which keys there are."""
    typed: Callable[[str, str], None]
    """Takes the id of a question and the words as they stand in the editor."""
    is_open: Mapping[str, bool]
    """Question to whether it is answered in words."""

    def take_key(self, event: events.Key) -> bool:
        """Obey at once: keys that are typed ahead must find the row on which the one before has left the cursor."""
        key, edit = self.cursor_key, self.open_edit
        if edit is not None:
            is_taken = super().take_key(event)
            if edit.goal is None:
                self.typed(edit.key, edit.before if self.open_edit is None else edit.line.text)
            return is_taken
        if key is not None and event.key in {"enter", "tab", "shift+tab"}:
            self.go_to(self.cursor + (-1 if event.key == "shift+tab" else 1), spare=self.body_height // 2)
            return True
        if key is not None and not self.is_open[key] and self._level(event, key):
            return True
        if key is not None and self.is_open[key] and (is_text(event) or event.key == "f2"):
            self._write_on()
            return self.take_key(event) if is_text(event) else True
        return super().take_key(event)

    def _level(self, event: events.Key, key: str) -> bool:
        sign = event.character or ""
        if sign and sign in NOT_OBSERVED:
            self.give(key, None)
        elif sign.isdecimal():
            self.give(key, int(sign))
        elif event.key in TAKES_AWAY:
            self.take_away(key)
        elif is_text(event) and event.key not in {"question_mark", "fullwidth_question_mark"}:
            self.refuse()
        else:
            return event.key == "f2"
        return True

    def _write_on(self) -> None:
        self.action_edit()
        edit = self.open_edit
        if edit is not None:
            edit.is_selected = False
            edit.line.end()

    def on_paste(self, event: events.Paste) -> None:
        """Into the words of an answer; on a level nothing."""
        key = self.cursor_key
        if self.open_edit is None and key is not None and self.is_open[key]:
            self._write_on()
        if self.is_editing:
            super().on_paste(event)


def columns() -> list[Column]:
    """Number, question, answer."""
    return [
        Column("place", "#", 2, align="right"),
        Column("question", _("Question"), 44, min_width=24, grow=3),
        Column(ANSWER, _("Answer"), 28, min_width=22, grow=2, is_editable=True),
    ]
