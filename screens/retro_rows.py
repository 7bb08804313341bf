"""The notes of a retrospective as rows, one of them in full, and the agenda with its times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from perftui.domain.meetings import ActionState
from perftui.domain.retrospectives import NoteKind, StepState, blame_words
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, pgettext, say
from perftui.services.retro_minutes import shares_text, span_text, step_text, voted
from screens.details import Detail
from screens.meeting_rows import due_text
from widgets.cells import StyledCell, Tone, safe
from widgets.columns import Column

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from perftui.services.retro_boards import NoteLine, RetroBoard, StepLine
    from widgets.cells import Cell
    from widgets.glyphs import Glyphs

SIGNS = {NoteKind.GOOD: "+", NoteKind.COMPLAINT: "-", NoteKind.IDEA: "?"}
BELOW = "  = "
"""Before a note that stands under another."""
AROUND = 1
"""Steps shown before and after the running one where there is little room."""
NEXT = {
    NoteKind.GOOD: mark("+ votes for it; Ins makes an action out of it, so that it stays."),
    NoteKind.IDEA: mark("+ votes for it; Ins makes an action out of it."),
    NoteKind.COMPLAINT: mark("F2 writes it as a problem: what happened, where, how often. F4 says where it lies."),
}
"""What can be done next, by kind of note."""
THEN = mark("Ins makes an action out of it: what, who with whom, by when. F4 says where it lies.")


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note as the table draws it."""

    key: str
    cells: tuple[Cell, ...]


class NoteSource:
    """Notes as rows of a table; kind and tag stand only where they begin."""

    def __init__(self, notes: Sequence[NoteLine]) -> None:
        self.notes = notes
        self._rows = list(_rows_of(notes))
        self._places = {note.id: place for place, note in enumerate(notes)}

    def count(self) -> int:
        """How many there are."""
        return len(self.notes)

    def rows(self, start: int, count: int) -> Sequence[NoteRow]:
        """Some of them."""
        return self._rows[start : start + count]

    def index_of(self, key: str) -> int | None:
        """Where one stands."""
        return self._places.get(key)


def _rows_of(notes: Sequence[NoteLine]) -> Iterator[NoteRow]:
    head = None
    for note in notes:
        yield NoteRow(note.id, _cells(note, head))
        head = head if note.head_id else note


def kind_text(note: NoteLine) -> str:
    """The kind of a note with its sign; a complaint that was rewritten is a problem."""
    word = _("Problem") if note.is_problem else say(note.kind)
    return f"{SIGNS[note.kind]} {word}"


def _cells(note: NoteLine, before: NoteLine | None) -> tuple[Cell, ...]:
    if note.head_id:
        return "", "", StyledCell(BELOW + note.text, Tone.MUTED), str(note.votes or ""), ""
    kind, tag = kind_text(note), say(note.tag) if note.tag else ""
    if before is not None and kind_text(before) == kind and before.tag == note.tag:
        tag = ""
    is_open = note.kind is NoteKind.COMPLAINT and not note.is_problem
    shown = "" if before is not None and kind_text(before) == kind else kind
    return StyledCell(shown, Tone.FAIR if is_open else Tone.PLAIN), tag, note.words, str(note.votes or ""), _action_cell(note)


def _action_cell(note: NoteLine) -> Cell:
    n = len(note.actions)
    if not n:
        return StyledCell(_("no action"), Tone.FAIR) if note.is_problem else ""
    is_done = all(line.state is ActionState.DONE for line in note.actions)
    return StyledCell(ngettext("{n} action", "{n} actions", n).format(n=n), Tone.DONE if is_done else Tone.GOOD)


def columns() -> list[Column]:
    """The columns."""
    return [
        Column("kind", _("Kind"), 14, min_width=13),
        Column("tag", _("Tag"), 11, priority=2),
        Column("note", pgettext("retrospective", "Notes"), 40, min_width=20, grow=1),
        Column("votes", _("Votes"), 5, align="right"),
        Column("actions", _("Actions"), 10, priority=1),
    ]


def heading(board: RetroBoard) -> str:
    """Title, date and state of the retrospective."""
    meeting = board.meeting
    return " · ".join(filter(None, (meeting.title, meeting.on.isoformat(), say(meeting.state), meeting.place)))


def agenda(board: RetroBoard, glyphs: Glyphs, *, is_whole: bool) -> Content:
    """The steps with their times, the running one marked; where there is little room those around it."""
    if not board.steps:
        return Content(_("No agenda yet: F8 takes the one of the library."))
    at = len(board.steps) if board.current is None else board.current
    if board.current is None and not is_whole:
        return Content.styled(_progress(board, at), "dim")
    first = 0 if is_whole else max(0, min(at - AROUND, len(board.steps) - 1 - 2 * AROUND))
    last = len(board.steps) if is_whole else first + 1 + 2 * AROUND
    has_start = board.start is not None
    lines = [
        Content.styled(_step_line(step, glyphs, has_start=has_start, runs=index == at), _style(step, runs=index == at))
        for index, step in list(enumerate(board.steps))[first:last]
    ]
    return Content("\n").join([Content.styled(_progress(board, at), "dim"), *lines])


def _style(step: StepLine, *, runs: bool) -> str:
    if runs:
        return "bold"
    return "dim" if step.state is not StepState.OPEN else ""


def _step_line(step: StepLine, glyphs: Glyphs, *, has_start: bool, runs: bool) -> str:
    sign = ">" if runs else {StepState.DONE: glyphs.done, StepState.SKIPPED: "-"}.get(step.state, " ")
    return safe(f"{sign:<3}{step_text(step, has_start=has_start)}")


def _progress(board: RetroBoard, at: int) -> str:
    n, minutes = len(board.steps), sum(step.minutes for step in board.steps)
    whole = board.steps[0].span._replace(end=board.steps[-1].span.end)
    length = ngettext("{n} min", "{n} min", minutes).format(n=minutes)
    words = _("The agenda is done") if at == n else _("Step {n} of {all}").format(n=at + 1, all=n)
    return " · ".join((words, span_text(whole, has_start=board.start is not None), length))


def note_detail(board: RetroBoard | None, key: str, today: date) -> Content:
    """A note in full; without one, the retrospective itself."""
    if board is None:
        return Detail("").content()
    note = next((note for note in board.notes if note.id == key), None)
    return _summary(board) if note is None else _note(board, note, today)


def _note(board: RetroBoard, note: NoteLine, today: date) -> Content:
    detail = Detail(note.words).lines(_rows(note))
    if blaming := blame_words(note.words):
        words = _(", ").join(f"“{word}”" for word in blaming)
        detail.text(_("It says {words}. What happened, where, how often? Then it can be mended.").format(words=words), "bold")
    detail.group(_("Grouped under it"), [voted(other) for other in board.notes if other.head_id == note.id])
    detail.group(_("Actions"), [due_text(line, today) for line in note.actions])
    if not note.head_id:
        detail.text(_(THEN) if note.is_problem else _(NEXT[note.kind]), "dim")
    detail.group(_("The retrospective"), list(_lacking(board)))
    return detail.content()


def _rows(note: NoteLine) -> Iterator[tuple[str, str]]:
    yield _("Kind"), kind_text(note)
    yield _("Written"), note.text if note.is_problem else ""
    yield _("Tag"), say(note.tag) if note.tag else ""
    yield _("Votes"), str(note.votes or "")
    yield _("Gap"), note.gap
    yield _("Cause"), note.cause


def _summary(board: RetroBoard) -> Content:
    detail = Detail(board.meeting.title)
    detail.group(_("About"), [topic.title for topic in board.meeting.topics])
    detail.group(_("Agenda"), board.meeting.agenda.splitlines())
    return detail.group(_("The retrospective"), list(_lacking(board))).content()


def _lacking(board: RetroBoard) -> Iterator[str]:
    for line in board.by_tag:
        n = len(line.notes)
        words = ngettext("{tag}: {n} problem", "{tag}: {n} problems", n)
        votes = ngettext("{n} vote", "{n} votes", line.votes).format(n=line.votes)
        tag = say(line.tag) if line.tag else _("Without a tag")
        yield " · ".join((words.format(tag=tag, n=n), votes)) if line.votes else words.format(tag=tag, n=n)
    if text := shares_text(board.shares):
        yield text
    yield from (f"! {say(finding)}" for finding in board.findings())
