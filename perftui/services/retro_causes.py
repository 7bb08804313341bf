"""What the notes of a retrospective say of gaps: which one they speak of, and what causes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.retrospectives import IssueTag
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.services.retro_notes import note_label, note_row
from perftui.services.retro_pairs import pair
from perftui.storage import retrospectives
from perftui.storage.stores import Gone

if TYPE_CHECKING:
    from perftui.storage.stores import Store

CATEGORIES = {
    **{IssueTag.EQUIPMENT: "tools", IssueTag.PROCESS: "process", IssueTag.SKILL: "people"},
    **{IssueTag.INFORMATION: "tools", IssueTag.WORKLOAD: "resources", IssueTag.GOAL: "goal"},
}
"""Tag to the category of causes in the library."""


class NoGapYet(Refused):
    """A cause needs the gap that it explains."""

    template = mark("Link the note to a gap first: a cause explains a gap.")


class IsCauseOfAnother(Refused):
    """A note that explains one gap is to speak of another."""

    template = mark("It is a cause of another gap already: remove the cause there first, or write a second note.")


class IsCauseAlready(Refused):
    """The same cause twice."""

    template = mark("It is a cause of this gap already.")


def link_gap(store: Store, note_id: str, gap_id: str) -> None:
    """Say which gap a note speaks of.

    Raises:
        IsCauseOfAnother: It is a cause of another gap.
        Gone: The note or the gap does not exist.
    """
    row = note_row(store, note_id)
    if retrospectives.gap(store, gap_id) is None:
        raise Gone
    if row["cause_id"] and row["gap_id"] != gap_id:
        raise IsCauseOfAnother
    with store.write(note_label(mark("Linked the note “{note}” to a gap"), row)):
        store.update("retro_note", note_id, row["version"], gap_id=gap_id)


def make_cause(store: Store, note_id: str, *, is_confirmed: bool) -> str:
    """Make a note a cause of its gap, confirmed or as a candidate; its actions become measures against that cause.

    Returns:
        The id of the cause.

    Raises:
        NoGapYet: It is linked to none.
        IsCauseAlready: It is one already.
        Gone: The note or the gap does not exist.
    """
    row, cause_id = note_row(store, note_id), store.new_id()
    if not row["gap_id"]:
        raise NoGapYet
    if row["cause_id"]:
        raise IsCauseAlready
    if retrospectives.gap(store, row["gap_id"]) is None:
        raise Gone
    category = CATEGORIES[IssueTag(row["tag"])] if row["tag"] else ""
    with store.write(note_label(mark("Made the note “{note}” a cause"), row)):
        pos, state = retrospectives.next_cause_position(store, row["gap_id"]), "confirmed" if is_confirmed else "candidate"
        text = row["problem"] or row["text"]
        store.insert("cause", id=cause_id, gap_id=row["gap_id"], pos=pos, text=text, category=category, state=state)
        store.update("retro_note", note_id, row["version"], cause_id=cause_id)
        pair(store, note_id)
    return cause_id
