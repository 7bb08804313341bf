"""Meetings as rows of a table, and one of them in full."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.domain.formats import describe_date
from perftui.domain.meetings import MeetingKind, MeetingState
from perftui.i18n import gettext as _
from perftui.i18n import mark, say
from perftui.services.meeting_minutes import action_text, bracketed, change_text, participant_text, topic_text
from screens.details import Detail
from widgets.cells import StyledCell, Tone
from widgets.columns import Column

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from textual.content import Content

    from perftui.services.actions import ActionLine
    from perftui.services.meeting_views import MeetingView
    from perftui.services.meetings import MeetingLine
    from perftui.services.retro_minutes import Group
    from widgets.cells import Cell

TONES = {MeetingState.PLANNED: Tone.FAIR, MeetingState.HELD: Tone.DONE, MeetingState.CANCELLED: Tone.MUTED}
NEXT = {
    MeetingState.PLANNED: mark("F8 adds participants, topics, decisions and actions, and changes weights and shares; F7 marks it as held."),
    MeetingState.HELD: mark("F8 says which actions are done, and writes the minutes to a file."),
    MeetingState.CANCELLED: mark("F8 plans it again."),
}
"""What can be done next, by state."""


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting as the table draws it."""

    key: str
    cells: tuple[Cell, ...]


class MeetingSource:
    """Meetings as rows of a table."""

    def __init__(self, lines: Sequence[MeetingLine]) -> None:
        self.lines = lines
        self._places = {line.id: place for place, line in enumerate(lines)}

    def count(self) -> int:
        """How many there are."""
        return len(self.lines)

    def rows(self, start: int, count: int) -> Sequence[MeetingRow]:
        """Some of them."""
        return [MeetingRow(line.id, _cells(line)) for line in self.lines[start : start + count]]

    def index_of(self, key: str) -> int | None:
        """Where one stands."""
        return self._places.get(key)


def _cells(line: MeetingLine) -> tuple[Cell, ...]:
    done = _("{done} of {all} done").format(done=line.actions - line.open_actions, all=line.actions) if line.actions else ""
    counts = (str(line.topics or ""), str(line.decisions or ""), done)
    return line.on.isoformat(), line.title, StyledCell(say(line.state), TONES[line.state]), say(line.kind), *counts


def columns() -> list[Column]:
    """The columns."""
    return [
        Column("on", _("Date"), 10),
        Column("title", _("Meeting"), 30, min_width=16, grow=3),
        Column("state", _("State"), 10, min_width=9, priority=1),
        Column("kind", _("Kind"), 19, min_width=17, priority=6),
        Column("topics", _("Topics"), 6, align="right", priority=5),
        Column("decisions", _("Decisions"), 9, align="right", priority=4),
        Column("actions", _("Actions"), 12, min_width=11, priority=2),
    ]


def meeting_detail(view: MeetingView | None, today: date, more: Sequence[Group] = ()) -> Content:
    """Everything about a meeting, with what only its kind has; nothing where there is none."""
    if view is None:
        return Detail("").content()
    detail = Detail(view.title).lines(_rows(view, today))
    detail.group(_("Participants"), [participant_text(line) for line in view.participants])
    detail.group(_("Topics"), [topic_text(line) for line in view.topics])
    for heading, texts in more[1:]:  # the timed agenda, which comes first, is long: it stands below
        detail.group(heading, texts)
    detail.group(_("Decisions"), [bracketed(line.text, line.goal) for line in view.decisions])
    detail.group(_("Changed goals"), [change_text(line) for line in view.changes])
    detail.group(_("Actions"), [due_text(line, today) for line in view.actions])
    for heading, texts in more[:1]:
        detail.group(heading, texts)
    detail.group(_("Agenda"), view.agenda.splitlines())
    detail.group(_("Minutes"), view.minutes.splitlines())
    next_words = _("Enter opens its board.") if view.kind is MeetingKind.RETROSPECTIVE else _(NEXT[view.state])
    return detail.text(next_words, "dim").content()


def _rows(view: MeetingView, today: date) -> Iterator[tuple[str, str]]:
    yield _("Kind"), say(view.kind)
    yield _("State"), say(view.state)
    yield _("Date"), describe_date(view.on, today)
    yield _("Place"), view.place


def due_text(line: ActionLine, today: date) -> str:
    """An action, with a sign where it is overdue."""
    return _("! overdue: {action}").format(action=action_text(line)) if line.is_overdue(today) else action_text(line)
