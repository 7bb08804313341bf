"""The notes of a retrospective: written in silence without an author, grouped, voted on, turned from complaint to problem to action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.meetings import ActionState
from perftui.domain.retrospectives import IssueTag, NoteKind
from perftui.domain.texts import clean_text, shorten
from perftui.errors import BadInput, Refused
from perftui.i18n import mark
from perftui.services import actions
from perftui.services.actions import Origin
from perftui.services.meetings import meeting_row
from perftui.services.retro_pairs import NOTE
from perftui.storage import retrospectives
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

ENTITY = NOTE
CAUSE = "cause"
"""The origin of what is done against a cause that a note became."""
LONGEST = 1000
"""Characters of a note at most."""
NAMED = 40
"""Characters by which undo names a note."""


class NoteEmpty(BadInput):
    """A note without words."""

    template = mark("Write what was noticed.")


class NoComplaint(Refused):
    """Something else than a complaint is to become a problem."""

    template = mark("Only a complaint becomes a problem: F8 gives the note another kind.")


class HasActions(Refused):
    """A note is to go from which something is to be done."""

    template = mark("Actions come out of this note: cancel them first, then remove it.")


class NotAmongThese(Refused):
    """A note is to stand under itself, or under one of another meeting."""

    template = mark("It cannot stand under this note.")


def add_note(store: Store, meeting_id: str, kind: NoteKind, text: str) -> str:
    """Write a note; nobody's name is kept with it.

    Returns:
        Its id.

    Raises:
        NoteEmpty: There are no words.
        Gone: There is no such meeting.
    """
    title, words, note_id = meeting_row(store, meeting_id)["title"], _words(text), store.new_id()
    with store.write(Label(mark("Added a note to {title}"), {"title": title})):
        pos = retrospectives.next_note_position(store, meeting_id)
        store.insert("retro_note", id=note_id, meeting_id=meeting_id, pos=pos, kind=kind.value, text=words)
    return note_id


def change_note(store: Store, note_id: str, version: int, *, text: str | None = None, kind: NoteKind | None = None) -> None:
    """Write a note anew, or give it another kind.

    Raises:
        NoteEmpty: There are no words.
        Gone: It was removed meanwhile.
        Changed: Somebody else was first.
    """
    row = note_row(store, note_id)
    values = {"text": row["text"] if text is None else _words(text), "kind": row["kind"] if kind is None else kind.value}
    with store.write(note_label(mark("Changed the note “{note}”"), row)):
        store.update("retro_note", note_id, version, **values)


def rewrite(store: Store, note_id: str, version: int, problem: str) -> None:
    """Write a complaint as a problem, without blame; an empty text makes it a complaint again.

    Raises:
        NoComplaint: It is something else.
        Gone: It was removed meanwhile.
        Changed: Somebody else was first.
    """
    row = note_row(store, note_id)
    if row["kind"] != NoteKind.COMPLAINT:
        raise NoComplaint
    with store.write(note_label(mark("From complaint to problem: “{note}”"), row)):
        store.update("retro_note", note_id, version, problem=clean_text(problem, limit=LONGEST).strip())


def vote(store: Store, note_id: str, by: int) -> int:
    """Count one vote more or less; never below none.

    Returns:
        How many votes it has now.

    Raises:
        Gone: It was removed meanwhile.
    """
    row = note_row(store, note_id)
    votes = max(0, int(row["votes"]) + by)
    with store.write(note_label(mark("Voted on “{note}”"), row)):
        store.update("retro_note", note_id, row["version"], votes=votes)
    return votes


def tag(store: Store, note_ids: Sequence[str], code: IssueTag | None) -> None:
    """Say where problems lie; None takes the tag away. One step.

    Raises:
        Gone: One of them was removed meanwhile.
    """
    rows = [note_row(store, note_id) for note_id in note_ids]
    if rows:
        one = note_label(mark("Tagged the note “{note}”"), rows[0])
        with store.write(one if len(rows) == 1 else Label(mark("Tagged {n} notes"), {"n": len(rows)})):
            for row in rows:
                store.update("retro_note", row["id"], row["version"], tag=code.value if code else "")


def group(store: Store, note_ids: Sequence[str], head_id: str) -> None:
    """Let notes stand under another one that says the same; what stands under them goes along. One step.

    Raises:
        NotAmongThese: The other one is of another meeting, or among them.
        Gone: One of them was removed meanwhile.
    """
    head = note_row(store, head_id)
    if head["merged_into_id"]:
        head = note_row(store, head["merged_into_id"])
    rows = [note_row(store, note_id) for note_id in note_ids if note_id != head["id"]]
    if not rows or any(row["meeting_id"] != head["meeting_id"] for row in rows):
        raise NotAmongThese
    with store.write(note_label(mark("Grouped under “{note}”"), head)):
        for row in rows:
            for moved in (row, *retrospectives.grouped_under(store, row["id"])):
                version = store.value("SELECT version FROM retro_note WHERE id = ?", (moved["id"],))
                store.update("retro_note", moved["id"], version, merged_into_id=head["id"])


def ungroup(store: Store, note_ids: Sequence[str]) -> None:
    """Let notes stand by themselves again. One step.

    Raises:
        Gone: One of them was removed meanwhile.
    """
    rows = [note_row(store, note_id) for note_id in note_ids]
    if rows:
        with store.write(note_label(mark("“{note}” stands by itself again"), rows[0])):
            for row in rows:
                store.update("retro_note", row["id"], row["version"], merged_into_id=None)


def remove(store: Store, note_id: str) -> None:
    """Remove a note; those grouped under it stand by themselves again.

    Raises:
        HasActions: Something is to be done because of it.
        Gone: It was removed meanwhile.
    """
    row = note_row(store, note_id)
    found = (line for origin in origins(store, row["meeting_id"], [note_id]) for line in actions.of_origin(store, origin))
    if any(line.state is not ActionState.CANCELLED for line in found):
        raise HasActions
    with store.write(note_label(mark("Removed the note “{note}”"), row)):
        for below in retrospectives.grouped_under(store, note_id):
            store.update("retro_note", below["id"], below["version"], merged_into_id=None)
        retrospectives.remove_note(store, note_id)


def origins(store: Store, meeting_id: str, note_ids: Sequence[str]) -> dict[Origin, list[str]]:
    """Out of what the actions of some notes of a meeting come: the notes, and the causes that they became; each with its notes."""
    found = {Origin(ENTITY, note_id): [note_id] for note_id in note_ids}
    for row in retrospectives.causes_of_notes(store, meeting_id):
        if row["note_id"] in note_ids:
            found.setdefault(Origin(CAUSE, row["id"]), []).append(row["note_id"])
    return found


def note_row(store: Store, note_id: str) -> Row:
    """One note of a meeting that the actor may see.

    Raises:
        Gone: There is none.
    """
    row = retrospectives.note(store, note_id)
    if row is None:
        raise Gone
    meeting_row(store, row["meeting_id"])
    return row


def note_label(template: str, row: Row) -> Label:
    """What a step does with a note, in words."""
    return Label(template, {"note": shorten(row["problem"] or row["text"], NAMED)})


def _words(text: str) -> str:
    words = clean_text(text, limit=LONGEST).strip()
    if not words:
        raise NoteEmpty
    return words
