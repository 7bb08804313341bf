"""Who takes part in a meeting, what it is about, and what it decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.texts import clean_text
from perftui.errors import BadInput, Refused
from perftui.i18n import mark
from perftui.services import goal_rows
from perftui.services.meetings import Attendee, Topic, assign_link, insert_attendee, insert_topic, meeting_row
from perftui.storage import lookups, meetings
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from perftui.storage.stores import Store


class TakesPartAlready(Refused):
    """The same participant twice."""

    template = mark("{name} takes part already.")


class IsTopicAlready(Refused):
    """The same topic twice."""

    template = mark("“{goal}” is a topic already.")


class DecisionEmpty(BadInput):
    """A decision without words."""

    template = mark("Say what was decided.")


def add_participant(store: Store, meeting_id: str, attendee: Attendee) -> None:
    """Let a person or unit take part.

    Raises:
        Gone: The meeting, person or unit does not exist.
        TakesPartAlready: They do already.
    """
    row = meeting_row(store, meeting_id)
    table, record = ("person", attendee.person_id) if attendee.person_id else ("unit", attendee.unit_id)
    name = lookups.names(store, table, [record]).get(record)
    if name is None:
        raise Gone
    with store.write(Label(mark("{name} takes part in {title}"), {"name": name, "title": row["title"]})):
        if meetings.takes_part(store, meeting_id, record):
            raise TakesPartAlready(name=name)
        insert_attendee(store, meeting_id, attendee)


def add_topic(store: Store, meeting_id: str, goal_id: str) -> None:
    """Put a goal on the list of topics.

    Raises:
        Gone: The meeting or goal does not exist.
        IsTopicAlready: It is there already.
    """
    row, goal = meeting_row(store, meeting_id), goal_rows.goal_row(store, goal_id)["title"]
    with store.write(Label(mark("“{goal}” is a topic of {title}"), {"goal": goal, "title": row["title"]})):
        if any(topic["goal_id"] == goal_id for topic in meetings.topics(store, meeting_id)):
            raise IsTopicAlready(goal=goal)
        insert_topic(store, meeting_id, Topic(goal_id=goal_id))


def remove_part(store: Store, meeting_id: str, table: str, part_id: str) -> None:
    """Remove a participant, topic or decision; a conflict that was a topic is in no meeting any more.

    Args:
        store: The store.
        meeting_id: The meeting.
        table: One of `storage.meetings.PARTS`.
        part_id: Which.

    Raises:
        Gone: It was removed meanwhile.
    """
    row, part = meeting_row(store, meeting_id), meetings.part(store, table, part_id)
    if part is None:
        raise Gone
    with store.write(Label(_REMOVED[table], {"title": row["title"]})):
        if table == "meeting_topic" and part["link_id"]:
            assign_link(store, part["link_id"], None)
        meetings.remove_part(store, table, part_id)


_REMOVED = {
    "meeting_topic": mark("Removed a topic of {title}"),
    "meeting_participant": mark("Removed a participant of {title}"),
    "meeting_decision": mark("Removed a decision of {title}"),
}


def decide(store: Store, meeting_id: str, text: str, goal_id: str = "") -> str:
    """Write down a decision.

    Args:
        store: The store.
        meeting_id: The meeting.
        text: What was decided.
        goal_id: The goal that it is about; empty for none.

    Returns:
        Its id.

    Raises:
        Gone: The meeting or goal does not exist.
        DecisionEmpty: There are no words.
    """
    row, words, decision_id = meeting_row(store, meeting_id), _words(text), store.new_id()
    if goal_id:
        goal_rows.goal_row(store, goal_id)
    with store.write(Label(mark("Decided in {title}"), {"title": row["title"]})):
        pos = meetings.next_position(store, "meeting_decision", meeting_id)
        store.insert("meeting_decision", id=decision_id, meeting_id=meeting_id, pos=pos, text=words, goal_id=goal_id or None)
    return decision_id


def reword(store: Store, meeting_id: str, decision_id: str, version: int, text: str) -> None:
    """Write a decision anew.

    Raises:
        Gone: It was removed meanwhile.
        DecisionEmpty: There are no words.
        Changed: Somebody else was first.
    """
    row, words = meeting_row(store, meeting_id), _words(text)
    with store.write(Label(mark("Changed a decision of {title}"), {"title": row["title"]})):
        store.update("meeting_decision", decision_id, version, text=words)


def _words(text: str) -> str:
    words = clean_text(text, multiline=True).strip()
    if not words:
        raise DecisionEmpty
    return words
