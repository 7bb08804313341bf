"""What the minutes of a retrospective say beyond those of other meetings, in the language in use."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from perftui.domain.formats import percent
from perftui.domain.retrospectives import NoteKind, StepState, clock_text
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from perftui.services.meeting_minutes import action_text
from perftui.services.retro_boards import retro_board

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from perftui.domain.retrospectives import Shares, Span
    from perftui.services.meeting_views import MeetingView
    from perftui.services.retro_boards import NoteLine, RetroBoard, StepLine
    from perftui.storage.stores import Store


class Group(NamedTuple):
    """A heading with the lines below it."""

    heading: str
    texts: Sequence[str]


def groups(store: Store, view: MeetingView) -> list[Group]:
    """Agenda first, then what worked, problems by tag with their votes, and ideas; those that are empty too."""
    board = retro_board(store, view.id)
    return [
        Group(_("Timed agenda"), [step_text(step, has_start=board.start is not None) for step in board.steps]),
        Group(say(NoteKind.GOOD), _of_kind(board, NoteKind.GOOD)),
        Group(_("Problems"), list(_problems(board))),
        Group(_("System and person"), [text] if (text := shares_text(board.shares)) else []),
        Group(_("Ideas"), _of_kind(board, NoteKind.IDEA)),
    ]


def step_text(step: StepLine, *, has_start: bool) -> str:
    """A step with its times and minutes."""
    minutes = ngettext("{n} min", "{n} min", step.minutes).format(n=step.minutes)
    parts = (span_text(step.span, has_start=has_start), minutes, step.text, say(step.state) if step.state is StepState.SKIPPED else "")
    return " · ".join(filter(None, parts))


def span_text(span: Span, *, has_start: bool) -> str:
    """When a step begins and ends; where the start is not known, how long after it."""
    begin, end = (clock_text(at) if has_start else f"{at // 60}:{at % 60:02d}" for at in span)
    return f"{begin}–{end}"


def _of_kind(board: RetroBoard, kind: NoteKind) -> list[str]:
    return [voted(note) for note in board.heads if note.kind is kind]


def _problems(board: RetroBoard) -> Iterator[str]:
    for line in board.by_tag:
        tag = say(line.tag) if line.tag else _("Without a tag")
        for note in line.notes:
            text = note.problem or _("{text} (complaint)").format(text=note.text)
            titles = _(", ").join(action.title for action in note.actions)
            done = [f"→ {titles}"] if titles else []
            yield " ".join((f"{tag}: {voted(note._replace(problem=text))}", *done))


def voted(note: NoteLine) -> str:
    """A note with its votes, where it has any."""
    if not note.votes:
        return note.words
    votes = ngettext("{n} vote", "{n} votes", note.votes).format(n=note.votes)
    return f"{note.words} ({votes})"


def shares_text(found: Shares) -> str:
    """How problems divide between system and person; empty where none is tagged."""
    if not found.tagged:
        return ""
    system = percent(Decimal(found.system) / found.tagged)
    words = _("{system} of {all} tagged problems lie with the system ({share}), {person} with skills.")
    text = words.format(system=found.system, all=found.tagged, share=system, person=found.person)
    if found.untagged:
        text += " " + ngettext("{n} has no tag.", "{n} have no tag.", found.untagged).format(n=found.untagged)
    return text


def read_back(board: RetroBoard) -> list[Group]:
    """What is read to everybody at the end: decisions, actions, and what is lacking."""
    meeting = board.meeting
    return [
        Group(_("Decisions"), [line.text for line in meeting.decisions]),
        Group(_("Actions"), [action_text(line) for line in meeting.actions]),
        Group(_("Before it ends"), [say(finding) for finding in board.findings()]),
    ]
