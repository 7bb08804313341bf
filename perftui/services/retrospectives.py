"""Retrospectives: planned with the timed agenda of the library, and led through it step by step (R48)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.meetings import MeetingKind
from perftui.domain.retrospectives import StepState, clock_text, current_step, read_clock, read_minutes
from perftui.errors import Refused
from perftui.i18n import gettext as _
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.services import retro_library
from perftui.services.meetings import Topic, add_meeting, insert_topic, meeting_row
from perftui.storage import meetings, retrospectives
from perftui.storage.retrospectives import START
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.services.meetings import Attendee
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class GapLine(NamedTuple):
    """An open gap that may be talked about."""

    id: str
    dimension: str
    whose: str
    """The person or unit whose it is."""


class AgendaDone(Refused):
    """There is no next step."""

    template = mark("The agenda is done: F8 marks the retrospective as held.")


class NothingBegun(Refused):
    """There is no step to go back to."""

    template = mark("The first step of the agenda runs already.")


class HasAgenda(Refused):
    """The agenda of the library would come twice."""

    template = mark("It has its agenda already: F8 changes the minutes of a step.")


class GapIsTopic(Refused):
    """The same gap twice."""

    template = mark("“{gap}” is a topic already.")


def plan_retrospective(
    store: Store, topics: Sequence[Topic] = (), attendees: Sequence[Attendee] = (), *, start: str = "", **values: object
) -> str:
    """Plan a retrospective with the agenda and the ground rules of the library, in the language in use; one step.

    Args:
        store: The store.
        topics: What it is about, such as gaps.
        attendees: Who takes part.
        start: The time of day at which it begins, as typed; empty where nobody has said.
        **values: Fields of `MeetingDraft` but the kind.

    Returns:
        Its id.

    Raises:
        FieldError: A value cannot be used.
        NotAClock: The start is no time of day.
    """
    begins = clock_text(read_clock(start)) if start.strip() else ""
    given = {**values, "kind": MeetingKind.RETROSPECTIVE}
    given["agenda"] = str(given.get("agenda") or "").strip() or rules_text()
    with store.write(Label(mark("Planned the meeting {title}"), {"title": str(values.get("title", ""))})):
        meeting_id = add_meeting(store, topics, attendees, **given)
        _insert_steps(store, meeting_id)
        if begins:
            _insert_start(store, meeting_id, begins)
    return meeting_id


def rules_text() -> str:
    """The ground rules, a line each, in the language in use."""
    return "\n".join((_("Ground rules"), *(f"- {rule}" for rule in retro_library.ground_rules())))


def take_agenda(store: Store, meeting_id: str) -> None:
    """Give a retrospective without steps those of the library.

    Raises:
        HasAgenda: It has steps.
        Gone: There is no such meeting.
    """
    row = meeting_row(store, meeting_id)
    if steps_of(store, meeting_id):
        raise HasAgenda
    with store.write(Label(mark("Took the agenda of the library for {title}"), {"title": row["title"]})):
        _insert_steps(store, meeting_id)


def steps_of(store: Store, meeting_id: str) -> list[Row]:
    """The steps of the agenda, without the one that holds the start."""
    return [row for row in retrospectives.steps(store, meeting_id) if row["code"] != START]


def start_of(store: Store, meeting_id: str) -> int | None:
    """The time of day at which it begins, in minutes after midnight; None where nobody has said."""
    row = _start_row(store, meeting_id)
    return None if row is None else read_clock(row["text"])


def next_step(store: Store, meeting_id: str, *, skips: bool = False) -> str:
    """Say that the running step is done, or left out.

    Returns:
        The code of the step that runs now; empty when the agenda is done.

    Raises:
        AgendaDone: It was done already.
        Gone: There is no such meeting.
    """
    title, steps = meeting_row(store, meeting_id)["title"], steps_of(store, meeting_id)
    at = current_step([StepState(row["state"]) for row in steps])
    if at is None:
        raise AgendaDone
    state = StepState.SKIPPED if skips else StepState.DONE
    with store.write(Label(mark("Next step of {title}"), {"title": title})):
        store.update("meeting_step", steps[at]["id"], steps[at]["version"], state=state.value)
    left = [row for row in steps[at + 1 :] if row["state"] == StepState.OPEN]
    return str(left[0]["code"]) if left else ""


def step_back(store: Store, meeting_id: str) -> None:
    """Say that the step before the running one goes on.

    Raises:
        NothingBegun: The first one runs.
        Gone: There is no such meeting.
    """
    title, steps = meeting_row(store, meeting_id)["title"], steps_of(store, meeting_id)
    at = current_step([StepState(row["state"]) for row in steps])
    before = steps[: len(steps) if at is None else at]
    if not before:
        raise NothingBegun
    with store.write(Label(mark("Back to the step before in {title}"), {"title": title})):
        store.update("meeting_step", before[-1]["id"], before[-1]["version"], state=StepState.OPEN.value)


def change_minutes(store: Store, step_id: str, version: int, text: str) -> None:
    """Give a step more or less time.

    Raises:
        BadMinutes: It is no number of minutes.
        Gone: The step or its meeting does not exist.
        Changed: Somebody else was first.
    """
    row, minutes = retrospectives.step(store, step_id), read_minutes(text)
    if row is None:
        raise Gone
    title = meeting_row(store, row["meeting_id"])["title"]
    with store.write(Label(mark("Changed the agenda of {title}"), {"title": title})):
        store.update("meeting_step", step_id, version, minutes=minutes)


def set_start(store: Store, meeting_id: str, text: str) -> None:
    """Say at which time of day it begins.

    Raises:
        NotAClock: It is none.
        Gone: There is no such meeting.
    """
    title, begins, row = meeting_row(store, meeting_id)["title"], clock_text(read_clock(text)), _start_row(store, meeting_id)
    with store.write(Label(mark("Changed the agenda of {title}"), {"title": title})):
        if row is None:
            _insert_start(store, meeting_id, begins)
        else:
            store.update("meeting_step", row["id"], row["version"], text=begins)


def add_gap(store: Store, meeting_id: str, gap_id: str) -> None:
    """Put a gap on the list of topics.

    Raises:
        Gone: The meeting or the gap does not exist.
        GapIsTopic: It is there already.
    """
    row, gap = meeting_row(store, meeting_id), retrospectives.gap(store, gap_id)
    if gap is None:
        raise Gone
    with store.write(Label(mark("“{goal}” is a topic of {title}"), {"goal": gap["dimension"], "title": row["title"]})):
        if any(topic["gap_id"] == gap_id for topic in meetings.topics(store, meeting_id)):
            raise GapIsTopic(gap=gap["dimension"])
        insert_topic(store, meeting_id, Topic(gap_id=gap_id))


def open_gaps(store: Store, most: int) -> list[GapLine]:
    """The gaps that are still open, the newest first, up to a number."""
    return [GapLine(row["id"], row["dimension"], row["whose"]) for row in retrospectives.open_gaps(store, most)]


def meeting_of(store: Store, record_id: str) -> str:
    """The meeting of a note, or the id itself where it is no note's."""
    return retrospectives.meeting_of(store, record_id)


def _insert_steps(store: Store, meeting_id: str) -> None:
    for pos, step in enumerate(retro_library.steps(), 1):
        values = {"meeting_id": meeting_id, "pos": pos, "code": step.code, "minutes": step.minutes, "text": step.text}
        store.insert("meeting_step", id=store.new_id(), **values)


def _insert_start(store: Store, meeting_id: str, begins: str) -> None:
    store.insert("meeting_step", id=store.new_id(), meeting_id=meeting_id, pos=0, code=START, minutes=0, text=begins)


def _start_row(store: Store, meeting_id: str) -> Row | None:
    return next((row for row in retrospectives.steps(store, meeting_id) if row["code"] == START), None)
