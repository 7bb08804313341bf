"""Meetings: alignment, resources, calibration, review; planned, held or cancelled (R14, R19)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from perftui.domain.meetings import MeetingKind, MeetingState
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.services import meeting_settlements
from perftui.storage import goal_lookups, meetings
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.domain.meeting_drafts import MeetingDraft
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class HeldTooEarly(Refused):
    """A meeting that lies ahead is to be marked as held."""

    template = mark("The meeting is planned for {date}: F2 gives it the day on which it was held.")


class MeetingLine(NamedTuple):
    """A meeting as the list shows it."""

    id: str
    version: int
    kind: MeetingKind
    title: str
    on: date
    place: str
    state: MeetingState
    topics: int
    decisions: int
    actions: int
    """Those that are not cancelled."""
    open_actions: int


class Attendee(NamedTuple):
    """Somebody, or a unit, to take part: exactly one of the two."""

    person_id: str = ""
    unit_id: str = ""
    role: str = ""


class Topic(NamedTuple):
    """Something to talk about: a goal, a conflict, a gap, or a title alone."""

    title: str = ""
    goal_id: str = ""
    link_id: str = ""
    gap_id: str = ""


def listing(store: Store) -> list[MeetingLine]:
    """All meetings, the latest first."""
    return [_line(row) for row in meetings.listing(store)]


def add_meeting(store: Store, topics: Sequence[Topic] = (), attendees: Sequence[Attendee] = (), **values: object) -> str:
    """Plan a meeting.

    Args:
        store: The store.
        topics: What it is about; a conflict is in a meeting from then on.
        attendees: Who takes part.
        **values: Fields of `MeetingDraft`.

    Returns:
        Its id.

    Raises:
        FieldError: A value cannot be used.
    """
    draft, meeting_id = _draft(values), store.new_id()
    with store.write(Label(mark("Planned the meeting {title}"), {"title": draft.title})):
        store.insert("meeting", id=meeting_id, **_columns(draft))
        for topic in topics:
            insert_topic(store, meeting_id, topic)
        for attendee in dict.fromkeys(attendees):
            insert_attendee(store, meeting_id, attendee)
    return meeting_id


def edit_meeting(store: Store, meeting_id: str, version: int, **values: object) -> str:
    """Change a meeting; fields that are left out stay as they are.

    Raises:
        FieldError: A value cannot be used.
        Gone: There is no such meeting.
        Changed: Somebody else was first.
    """
    row = meeting_row(store, meeting_id)
    before = {name: row[name] for name in ("kind", "title", "place", "agenda", "minutes")} | {"on": row["on_date"]}
    draft = _draft(before | values)
    with store.write(Label(mark("Changed the meeting {title}"), {"title": draft.title})):
        store.update("meeting", meeting_id, version, **_columns(draft))
    return meeting_id


def hold(store: Store, meeting_id: str, today: date, *, settles: bool = False) -> int:
    """Mark a meeting as held.

    Args:
        store: The store.
        meeting_id: The meeting.
        today: A meeting cannot have been held after it.
        settles: Whether its open conflicts are settled by what it decided.

    Returns:
        How many conflicts were settled.

    Raises:
        HeldTooEarly: It is planned for a later day.
        NothingDecided: Conflicts are to be settled and nothing was decided.
        Gone: There is no such meeting.
    """
    row = meeting_row(store, meeting_id)
    on = date.fromisoformat(row["on_date"])
    if on > today:
        raise HeldTooEarly(date=on)
    with store.write(Label(mark("Held the meeting {title}"), {"title": row["title"]})):
        store.update("meeting", meeting_id, row["version"], state=MeetingState.HELD.value)
        return meeting_settlements.settle_topics(store, meeting_id) if settles else 0


def cancel(store: Store, meeting_id: str) -> None:
    """Cancel a meeting; its conflicts are open again.

    Raises:
        Gone: There is no such meeting.
    """
    _set(store, meeting_id, mark("Cancelled the meeting {title}"), MeetingState.CANCELLED)


def plan_again(store: Store, meeting_id: str) -> None:
    """Take back that a meeting was held or cancelled.

    Raises:
        Gone: There is no such meeting.
    """
    _set(store, meeting_id, mark("Planned the meeting {title} again"), MeetingState.PLANNED)


def insert_topic(store: Store, meeting_id: str, topic: Topic) -> None:
    """Add a topic behind the others; inside `write()`. A conflict is in this meeting from then on."""
    store.insert(
        "meeting_topic",
        id=store.new_id(),
        meeting_id=meeting_id,
        pos=meetings.next_position(store, "meeting_topic", meeting_id),
        title=topic.title,
        goal_id=topic.goal_id or None,
        link_id=topic.link_id or None,
        gap_id=topic.gap_id or None,
    )
    if topic.link_id:
        assign_link(store, topic.link_id, meeting_id)


def assign_link(store: Store, link_id: str, meeting_id: str | None) -> None:
    """Say in which meeting a conflict is a topic, None for none; inside `write()`.

    Raises:
        Gone: There is no such conflict any more.
    """
    link = goal_lookups.link(store, link_id)
    if link is None:
        raise Gone
    store.update("goal_link", link_id, link["version"], meeting_id=meeting_id)


def insert_attendee(store: Store, meeting_id: str, attendee: Attendee) -> None:
    """Let somebody take part; inside `write()`."""
    person, unit = attendee.person_id or None, attendee.unit_id or None
    store.insert("meeting_participant", id=store.new_id(), meeting_id=meeting_id, person_id=person, unit_id=unit, role=attendee.role)


def meeting_row(store: Store, meeting_id: str) -> Row:
    """One meeting.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    row = meetings.get(store, meeting_id)
    if row is None:
        raise Gone
    return row


def _set(store: Store, meeting_id: str, template: str, state: MeetingState) -> None:
    row = meeting_row(store, meeting_id)
    with store.write(Label(template, {"title": row["title"]})):
        store.update("meeting", meeting_id, row["version"], state=state.value)


def _line(row: Row) -> MeetingLine:
    return MeetingLine(
        **{name: row[name] for name in ("id", "version", "title", "place", "topics", "decisions", "actions")},
        kind=MeetingKind(row["kind"]),
        on=date.fromisoformat(row["on_date"]),
        state=MeetingState(row["state"]),
        open_actions=row["open"],
    )


def _draft(values: dict[str, object]) -> MeetingDraft:
    from perftui.domain.meeting_drafts import MeetingDraft
    from perftui.domain.validation import validated

    return validated(MeetingDraft, **values)


def _columns(draft: MeetingDraft) -> dict[str, object]:
    texts = {name: getattr(draft, name) for name in ("title", "place", "agenda", "minutes")}
    return {**texts, "kind": draft.kind.value, "on_date": draft.on.isoformat()}
