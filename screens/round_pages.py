"""The lists through which a round of 360 feedback is gone: rounds, their people, who answers, forms, questions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from perftui.domain.feedback import RaterGroup, RoundState, thin_groups
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from perftui.services import round_raters, rounds
from perftui.services.round_guards import CLOSED
from screens.round_states import closed_cells, is_waiting, not_told, state_cell
from widgets.cells import StyledCell, Tone
from widgets.columns import Column

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from perftui.services.round_lines import QuestionLine, RaterLine, RoundLine, SubjectLine, Tally
    from perftui.storage.stores import Store
    from widgets.cells import Cell


class Level(StrEnum):
    """What the list holds."""

    ROUNDS = "rounds"
    SUBJECTS = "subjects"
    RATERS = "raters"
    FORMS = "forms"
    QUESTIONS = "questions"


class At(NamedTuple):
    """Which list of which round is shown."""

    level: Level = Level.ROUNDS
    round_id: str = ""
    subject_id: str = ""


@dataclass(frozen=True, slots=True)
class PageRow:
    """A record as the table draws it."""

    key: str
    cells: tuple[Cell, ...]


class PageSource:
    """The rows of a list, of which a text shows some."""

    def __init__(self, rows: Sequence[PageRow], text: str = "") -> None:
        self._known = {row.key for row in rows}
        wanted = fold(text)
        self._rows = [row for row in rows if wanted in fold(" ".join(map(_plain, row.cells)))] if wanted else rows
        self._places = {row.key: place for place, row in enumerate(self._rows)}

    def count(self) -> int:
        """How many there are."""
        return len(self._rows)

    def rows(self, start: int, count: int) -> Sequence[PageRow]:
        """Some of them."""
        return self._rows[start : start + count]

    def index_of(self, key: str) -> int | None:
        """Where one stands."""
        return self._places.get(key)

    def known(self, ids: Sequence[str]) -> Sequence[str]:
        """Those that still exist, also where a text hides them."""
        return [each for each in ids if each in self._known]


def _plain(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell.text


STATES = {
    RoundState.SETUP: Tone.MUTED,
    RoundState.COLLECTING: Tone.FAIR,
    RoundState.FROZEN: Tone.GOOD,
    RoundState.RELEASED: Tone.DONE,
}
"""State of a round to its tone."""


def columns(level: Level) -> list[Column]:
    """The columns of a list."""
    return _COLUMNS[level]()


def page_rows(store: Store, at: At, today: date, *, only_waiting: bool = False) -> list[PageRow]:
    """The records of a list.

    Args:
        store: The store.
        at: Which list.
        today: Rounds past their day have a sign.
        only_waiting: Of forms only those that are still to be completed.
    """
    if at.level is Level.ROUNDS:
        return [PageRow(line.id, _round(line, today)) for line in rounds.listing(store)]
    if at.level is Level.SUBJECTS:
        line = rounds.get(store, at.round_id)
        return [PageRow(each.id, _subject(each, line)) for each in rounds.subjects(store, at.round_id)]
    if at.level is Level.RATERS:
        is_closed = rounds.get(store, at.round_id).state in CLOSED
        return [PageRow(each.id, _rater(each, is_closed=is_closed)) for each in round_raters.listing(store, at.subject_id)]
    if at.level is Level.FORMS:
        forms = round_raters.forms(store, at.round_id)
        return [PageRow(each.id, _form(each)) for each in forms if not only_waiting or is_waiting(each)]
    return [PageRow(each.id, _question(place, each)) for place, each in enumerate(rounds.questions(store, at.round_id), 1)]


def _round(line: RoundLine, today: date) -> tuple[Cell, ...]:
    due = line.due.isoformat() if line.due else ""
    done = _("{done} of {all}").format(done=line.completed, all=line.raters) if line.raters else ""
    late = StyledCell(f"! {due}", Tone.POOR) if line.is_overdue(today) else due
    return line.title, line.cycle, StyledCell(say(line.state), STATES[line.state]), str(line.subjects or ""), done, late


def _round_columns() -> list[Column]:
    return [
        Column("title", _("360 round"), 26, min_width=14, grow=3),
        Column("cycle", _("Cycle"), 8, priority=4),
        Column("state", _("State"), 18, min_width=9, priority=1),
        Column("subjects", _("People"), 6, align="right", priority=3),
        Column("done", _("Completed"), 12, min_width=9, align="right", priority=2),
        Column("due", _("Answers by"), 12),
    ]


def _subject(line: SubjectLine, of: RoundLine) -> tuple[Cell, ...]:
    thin = thin_groups({group: line.tally(group).invited for group in RaterGroup}, of.threshold)
    cells = closed_cells(line, of) or [_tally(line.tally(group), of.state, is_thin=group in thin) for group in RaterGroup]
    # In a frozen round a sum would tell of those that are hidden.
    total = f"{line.completed}/{line.invited}" if of.state is RoundState.COLLECTING else str(line.invited)
    return line.name, line.unit, *cells, total


def _tally(tally: Tally, state: RoundState, *, is_thin: bool) -> Cell:
    if not tally.invited:
        return StyledCell("–", Tone.MUTED)
    text = str(tally.invited) if state is RoundState.SETUP else f"{tally.completed}/{tally.invited}"
    return StyledCell(f"! {text}", Tone.FAIR) if is_thin else text


def _subject_columns() -> list[Column]:
    groups = [Column(group.value, say(group), 9, min_width=max(6, cell_len(say(group))), align="right", priority=2) for group in RaterGroup]
    return [
        Column("name", _("Person"), 18, min_width=12, grow=3),
        Column("unit", _("Unit"), 14, min_width=8, grow=2, priority=5),
        *groups,
        Column("total", _("Forms"), 7, align="right", priority=1),
    ]


def _rater(line: RaterLine, *, is_closed: bool) -> tuple[Cell, ...]:
    return say(line.group), line.name, line.unit or line.email, not_told() if is_closed and is_waiting(line) else state_cell(line)


def _rater_columns() -> list[Column]:
    return [
        Column("group", _("Group"), 10, min_width=9),
        Column("name", _("Rater"), 20, min_width=12, grow=2),
        Column("unit", _("Unit or e-mail"), 22, min_width=10, grow=2, priority=2),
        Column("state", _("Form"), 10, min_width=9, priority=1),
    ]


def _form(line: RaterLine) -> tuple[Cell, ...]:
    about = StyledCell(_("themselves"), Tone.MUTED) if line.group is RaterGroup.SELF else line.subject
    return line.name, about, say(line.group), line.unit or line.email, state_cell(line)


def _form_columns() -> list[Column]:
    return [
        Column("name", _("Rater"), 18, min_width=12, grow=2),
        Column("about", _("About"), 18, min_width=12, grow=2),
        Column("group", _("Group"), 10, min_width=9, priority=3),
        Column("unit", _("Unit or e-mail"), 18, min_width=10, grow=1, priority=4),
        Column("state", _("Form"), 10, min_width=9, priority=1),
    ]


def _question(place: int, line: QuestionLine) -> tuple[Cell, ...]:
    written = " ".join(code for code, text in (("en", line.text_en), ("zh", line.text_zh)) if text)
    return str(place), line.text, say(line.kind), line.competency, written


def _question_columns() -> list[Column]:
    return [
        Column("place", "#", 3, align="right"),
        Column("text", _("Question"), 40, min_width=20, grow=4),
        Column("kind", _("Answered"), 13, min_width=8, priority=1),
        Column("competency", _("Competency"), 12, min_width=10, grow=1, priority=3),
        Column("written", _("Languages"), 9, priority=2),
    ]


_COLUMNS = {
    Level.ROUNDS: _round_columns,
    Level.SUBJECTS: _subject_columns,
    Level.RATERS: _rater_columns,
    Level.FORMS: _form_columns,
    Level.QUESTIONS: _question_columns,
}


def empty_text(at: At, text: str) -> str:
    """What stands where there is nothing, and what to press."""
    if text:
        return _("Nothing here is like that. Esc ends the search, Ctrl+L changes the filter.")
    return {
        Level.ROUNDS: _("No 360 round yet. Ctrl+N makes one, with the questions of the library."),
        Level.SUBJECTS: _("About whom is it? Ctrl+N adds a person or a whole unit; then F8 proposes who answers."),
        Level.RATERS: _("Nobody answers yet. F8 proposes raters by the reporting lines; Ctrl+N adds one."),
        Level.FORMS: _("No form waits here. Ctrl+L shows all of them; Esc goes back to the people."),
        Level.QUESTIONS: _("No question yet. Ctrl+N writes one."),
    }[at.level]


def count_text(level: Level, n: int) -> str:
    """How many records a list shows."""
    if level is Level.ROUNDS:
        return ngettext("{n} round", "{n} rounds", n).format(n=n)
    if level is Level.SUBJECTS:
        return ngettext("{n} person", "{n} people", n).format(n=n)
    if level is Level.RATERS:
        return ngettext("{n} rater", "{n} raters", n).format(n=n)
    if level is Level.FORMS:
        return ngettext("{n} form", "{n} forms", n).format(n=n)
    return ngettext("{n} question", "{n} questions", n).format(n=n)
