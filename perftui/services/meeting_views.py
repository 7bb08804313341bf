"""Everything about one meeting, as its detail and its minutes show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from perftui.domain.conflicts import UNSETTLED, ConflictReason, ConflictState, state_in_all
from perftui.domain.formats import basis_points
from perftui.domain.meetings import MeetingKind, MeetingState
from perftui.services import actions, conflict_sides
from perftui.services.meetings import meeting_row
from perftui.storage import meetings

if TYPE_CHECKING:
    from perftui.services.actions import ActionLine
    from perftui.services.conflict_sides import Side
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

ENTITY = "meeting"
"""The origin of the actions of a meeting."""


class ParticipantLine(NamedTuple):
    """Somebody, or a unit, who takes part."""

    id: str
    person_id: str
    """Empty for a unit."""
    unit_id: str
    """Empty for a person."""
    name: str
    unit: str
    """Where a person works; empty for a unit."""
    role: str


class TopicLine(NamedTuple):
    """Something that is talked about."""

    id: str
    title: str
    """As it was written, the title of a goal, the dimension of a gap, or empty for a conflict."""
    goal_id: str
    link_id: str
    """Of a conflict; empty for none."""
    gap_id: str
    """Of a gap; empty for none."""
    first: str
    second: str
    """Titles of the goals of a conflict."""
    reason: ConflictReason | None
    state: ConflictState
    """Of a conflict: how far it has come, as the list of conflicts says; meaningless without one."""

    @property
    def is_open(self) -> bool:
        """Whether it is a conflict that is neither settled nor dismissed."""
        return bool(self.link_id) and self.state in UNSETTLED


class DecisionLine(NamedTuple):
    """What was decided."""

    id: str
    version: int
    text: str
    goal: str
    """The title of the goal that it is about; empty for none."""


class ChangeLine(NamedTuple):
    """What the meeting changed of a goal."""

    goal: str
    field: str
    """The column, such as `weight`; `allocation` for a resource."""
    old: str
    new: str
    reason: str


class GoalLine(NamedTuple):
    """A goal that is talked about, by itself or in a conflict."""

    side: Side
    weight: int
    """Basis points."""


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting with all that belongs to it."""

    id: str
    version: int
    kind: MeetingKind
    title: str
    on: date
    place: str
    agenda: str
    minutes: str
    state: MeetingState
    participants: tuple[ParticipantLine, ...]
    topics: tuple[TopicLine, ...]
    goals: tuple[GoalLine, ...]
    decisions: tuple[DecisionLine, ...]
    changes: tuple[ChangeLine, ...]
    actions: tuple[ActionLine, ...]

    @property
    def open_conflicts(self) -> int:
        """How many of its topics are conflicts that nobody has settled yet."""
        return sum(topic.is_open for topic in self.topics)


def meeting_view(store: Store, meeting_id: str) -> MeetingView:
    """Everything about one meeting.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    row = meeting_row(store, meeting_id)
    return MeetingView(
        **{name: row[name] for name in ("id", "version", "title", "place", "agenda", "minutes")},
        kind=MeetingKind(row["kind"]),
        on=date.fromisoformat(row["on_date"]),
        state=MeetingState(row["state"]),
        participants=tuple(_participant(part) for part in meetings.participants(store, meeting_id)),
        topics=tuple(_topic(part) for part in meetings.topics(store, meeting_id)),
        goals=tuple(GoalLine(conflict_sides.side(part, "a"), part["weight"]) for part in meetings.topic_goals(store, meeting_id)),
        decisions=tuple(
            DecisionLine(part["id"], part["version"], part["text"], part["goal"] or "") for part in meetings.decisions(store, meeting_id)
        ),
        changes=tuple(_change(part) for part in meetings.changes(store, meeting_id)),
        actions=tuple(actions.of_meeting(store, meeting_id)),
    )


def _participant(row: Row) -> ParticipantLine:
    return ParticipantLine(row["id"], row["person_id"] or "", row["unit_id"] or "", row["name"], row["of_unit"], row["role"])


def _topic(row: Row) -> TopicLine:
    return TopicLine(
        id=row["id"],
        title=row["title"] or row["goal"] or " · ".join(filter(None, (row["gap"], row["gap_of"]))),
        goal_id=row["goal_id"] or "",
        link_id=row["link_id"] or "",
        gap_id=row["gap_id"] or "",
        first=row["from_title"] or "",
        second=row["to_title"] or "",
        reason=ConflictReason(row["reason"]) if row["reason"] else None,
        state=state_in_all(row["link_state"] or ConflictState.FOUND, is_met=bool(row["meeting"])),
    )


def _change(row: Row) -> ChangeLine:
    old, new = row["old"] or "", row["new"] or ""
    if row["field"] == "weight":
        old, new = basis_points(int(old)), basis_points(int(new))
    return ChangeLine(row["title"], row["field"], old, new, row["reason"])
