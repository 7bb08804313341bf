"""The questions of a checklist as rows of a table, and one of them in full."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.domain.causes import side_of
from perftui.domain.gaps import CauseState
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services.meeting_minutes import bracketed
from screens.details import Detail
from widgets.cells import StyledCell, Tone, safe
from widgets.columns import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

    from perftui.services.checklists import Checklist, ChecklistLine
    from widgets.cells import Cell

TONES = {CauseState.CANDIDATE: Tone.FAIR, CauseState.CONFIRMED: Tone.GOOD, CauseState.DISMISSED: Tone.MUTED}


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question as the table draws it."""

    key: str
    cells: tuple[Cell, ...]


class QuestionSource:
    """Questions as rows of a table; the category stands at its first one."""

    def __init__(self, found: Checklist | None, text: str = "", *, is_open_only: bool = False) -> None:
        lines = found.lines if found else ()
        wanted = fold(text)
        self.lines = [line for line in lines if wanted in fold(_words(line)) and not (is_open_only and line.answer)]
        self._places = {line.question.code: place for place, line in enumerate(self.lines)}

    def count(self) -> int:
        """How many there are."""
        return len(self.lines)

    def rows(self, start: int, count: int) -> Sequence[QuestionRow]:
        """Some of them."""
        end = min(start + count, len(self.lines))
        return [QuestionRow(self.lines[place].question.code, self._cells(place)) for place in range(start, end)]

    def index_of(self, key: str) -> int | None:
        """Where one stands."""
        return self._places.get(key)

    def _cells(self, place: int) -> tuple[Cell, ...]:
        line = self.lines[place]
        is_first = place == 0 or self.lines[place - 1].category is not line.category
        cause = StyledCell(say(line.cause_state), TONES[line.cause_state]) if line.cause_state else ""
        answer = StyledCell(say(line.answer), Tone.FAIR if line.is_problem else Tone.PLAIN) if line.answer else ""
        category = StyledCell(say(line.category) if is_first else "", Tone.MUTED)
        return category, line.question.text, answer, cause, line.note


def _words(line: ChecklistLine) -> str:
    return f"{say(line.category)} {line.question.text} {line.note}"


def columns() -> list[Column]:
    """The columns."""
    return [
        Column("category", _("Category"), 14, min_width=10, priority=2),
        Column("question", _("Question"), 40, min_width=30, grow=3),
        Column("answer", _("Answer"), 9, min_width=8),
        Column("cause", _("Cause"), 10, min_width=9, priority=1),
        Column("note", _("Note"), 32, min_width=24, grow=1, priority=3),
    ]


def question_detail(line: ChecklistLine | None) -> Content:
    """A question in full; nothing where there is none."""
    if line is None:
        return Detail("").content()
    side = side_of(line.category)
    state = say(line.cause_state) if line.cause_state else ""
    rows = [
        (_("Category"), bracketed(say(line.category), say(side) if side else "")),
        (_("Answer"), say(line.answer) if line.answer else ""),
        (_("Note"), line.note),
        (_("Cause"), bracketed(line.cause, state)),
    ]
    return Detail(line.question.text).lines(rows).text("" if line.cause else _points(line), "dim").content()


def question_words(line: ChecklistLine | None) -> str:
    """A question in full with its note, and where it leads; nothing where there is none."""
    return "\n".join(map(safe, (bracketed(line.question.text, line.note), line.cause or _points(line)))) if line else ""


def _points(line: ChecklistLine) -> str:
    return _("“{answer}” points to a cause: {cause}").format(answer=say(line.question.problem), cause=line.question.cause)
