"""Everything about one retrospective, as its board shows it: the agenda with its times, the notes in groups, and what is lacking."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from perftui.domain.meetings import ActionState
from perftui.domain.retrospectives import IssueTag, NoteKind, Shares, Span, StepState, current_step, shares, spans
from perftui.errors import Message
from perftui.i18n import mark
from perftui.services import meeting_views, retro_notes, retrospectives
from perftui.storage import retrospectives as stored

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from perftui.services.actions import ActionLine
    from perftui.services.meeting_views import MeetingView
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

KINDS = tuple(NoteKind)
TAGS = tuple(IssueTag)


class StepLine(NamedTuple):
    """A step of the agenda."""

    id: str
    version: int
    code: str
    minutes: int
    text: str
    state: StepState
    span: Span


class NoteLine(NamedTuple):
    """A note."""

    id: str
    version: int
    kind: NoteKind
    text: str
    """As it was written."""
    problem: str
    """What became of a complaint; empty while it is one."""
    tag: IssueTag | None
    votes: int
    """With those of the notes below it."""
    head_id: str
    """The note under which it stands; empty where it stands by itself."""
    gap_id: str
    gap: str
    cause: str
    actions: tuple[ActionLine, ...]
    """Those that are not cancelled; with those of the notes below it, and of the cause that it became."""

    @property
    def words(self) -> str:
        """The problem, else the note as it was written."""
        return self.problem or self.text

    @property
    def is_problem(self) -> bool:
        """Whether it is a complaint that was written without blame."""
        return self.kind is NoteKind.COMPLAINT and bool(self.problem)


class TagLine(NamedTuple):
    """The problems with one tag."""

    tag: IssueTag | None
    """None for those without."""
    notes: tuple[NoteLine, ...]

    @property
    def votes(self) -> int:
        """Of all of them."""
        return sum(note.votes for note in self.notes)


@dataclass(frozen=True, slots=True)
class RetroBoard:
    """A retrospective with all that belongs to it."""

    meeting: MeetingView
    start: int | None
    """The time of day at which it begins, in minutes after midnight; None where nobody has said."""
    steps: tuple[StepLine, ...]
    notes: tuple[NoteLine, ...]
    """By kind, then tag, then votes; each with those grouped under it right behind."""

    @property
    def current(self) -> int | None:
        """The step that runs; None when the agenda is done."""
        return current_step([step.state for step in self.steps])

    @property
    def heads(self) -> tuple[NoteLine, ...]:
        """The notes that stand by themselves."""
        return tuple(note for note in self.notes if not note.head_id)

    @property
    def complaints(self) -> tuple[NoteLine, ...]:
        """Complaints and the problems that they became, each group once."""
        return tuple(note for note in self.heads if note.kind is NoteKind.COMPLAINT)

    @property
    def by_tag(self) -> list[TagLine]:
        """Complaints and problems by their tag, the one with most votes first."""
        found = [TagLine(tag, tuple(notes)) for tag, notes in groupby(self.complaints, lambda note: note.tag)]
        return sorted(found, key=lambda line: (line.tag is None, -line.votes, -len(line.notes)))

    @property
    def shares(self) -> Shares:
        """How many complaints and problems lie with the system, with a person, and with nobody knows whom (R50)."""
        return shares([note.tag for note in self.complaints])

    def findings(self) -> list[Message]:
        """What is lacking before the retrospective should end; none of it forbids that it does."""
        unsaid = sum(not note.is_problem for note in self.complaints)
        idle = [note for note in self.complaints if note.is_problem and not note.actions]
        return list(_findings(unsaid, idle, has_actions=bool(self.meeting.actions)))


def _findings(unsaid: int, idle: Sequence[NoteLine], *, has_actions: bool) -> Iterator[Message]:
    if idle:
        values = {"n": len(idle), "problem": idle[0].words}
        yield Message(mark("{n} problem has no action yet: {problem}"), values, mark("{n} problems have no action yet, such as {problem}"))
    if unsaid:
        values = {"n": unsaid}
        yield Message(
            mark("{n} complaint is not written as a problem yet."), values, mark("{n} complaints are not written as problems yet.")
        )
    if not has_actions:
        yield Message(mark("No action was agreed: one to three are usual, each with an owner and a date."))


def retro_board(store: Store, meeting_id: str) -> RetroBoard:
    """Everything about one retrospective.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    meeting = meeting_views.meeting_view(store, meeting_id)
    start, rows = retrospectives.start_of(store, meeting_id), retrospectives.steps_of(store, meeting_id)
    when = spans(start, [row["minutes"] for row in rows])
    return RetroBoard(meeting, start, tuple(map(_step, rows, when)), tuple(_in_order(_notes(store, meeting))))


def _step(row: Row, span: Span) -> StepLine:
    values = {name: row[name] for name in ("id", "version", "code", "minutes", "text")}
    return StepLine(**values, state=StepState(row["state"]), span=span)


def _notes(store: Store, meeting: MeetingView) -> list[NoteLine]:
    rows = stored.notes(store, meeting.id)
    heads = {row["id"]: row["merged_into_id"] or row["id"] for row in rows}
    origins = retro_notes.origins(store, meeting.id, list(heads))
    found: dict[str, list[ActionLine]] = {note_id: [] for note_id in heads}
    for line in meeting.actions:
        if line.state is not ActionState.CANCELLED:
            # What is done out of a note that says the same is done about its group.
            notes = origins.get(line.origin, ())
            for note_id in dict.fromkeys((*notes, *(heads[note_id] for note_id in notes))):
                found[note_id].append(line)
    return [_note(row, rows, tuple(found[row["id"]])) for row in rows]


def _note(row: Row, rows: Sequence[Row], actions: tuple[ActionLine, ...]) -> NoteLine:
    return NoteLine(
        **{name: row[name] for name in ("id", "version", "text", "problem")},
        kind=NoteKind(row["kind"]),
        tag=IssueTag(row["tag"]) if row["tag"] in set(IssueTag) else None,
        votes=row["votes"] + sum(below["votes"] for below in rows if below["merged_into_id"] == row["id"]),
        head_id=row["merged_into_id"] or "",
        gap_id=row["gap_id"] or "",
        gap=row["gap"] or "",
        cause=row["cause"] or "",
        actions=actions,
    )


def _in_order(notes: Sequence[NoteLine]) -> Iterator[NoteLine]:
    heads = [note for note in notes if not note.head_id]
    # Sorting keeps the order of writing among equals.
    for head in sorted(heads, key=lambda note: (KINDS.index(note.kind), TAGS.index(note.tag) if note.tag else len(TAGS), -note.votes)):
        yield head
        yield from (note for note in notes if note.head_id == head.id)
