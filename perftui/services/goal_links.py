"""Links between goals across the tree: what contributes to or depends on another; conflicts are made in `conflict_steps`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.codes import Code
from perftui.domain.texts import clean_text
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.services import goal_rows
from perftui.storage import conflicts, goal_lookups
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from perftui.storage.stores import Store


class LinkKind(Code):
    """How one goal has to do with another, read from the first to the second."""

    CONTRIBUTES = "contributes", mark("Contributes to")
    DEPENDS = "depends", mark("Depends on")
    CONFLICTS = "conflicts", mark("Conflicts with")


class LinkedToItself(Refused):
    """Both ends are the same goal."""

    template = mark("A goal cannot be linked to itself: choose another one.")


class AlreadyLinked(Refused):
    """The same link a second time; a conflict is the same in both directions."""

    template = mark("“{goal}” and “{other}” are linked like that already.")


class ReasonOfConflict(Refused):
    """A conflict is to be linked or settled as if it were any link, without why and how."""

    template = mark("A conflict of “{goal}” and “{other}” has a reason: record and settle it in Conflicts.")


class LinkInMeeting(Refused):
    """A conflict is to go that is a topic of a meeting."""

    template = mark("This conflict is a topic of the meeting “{title}”: remove it there first, or settle it.")


def link(store: Store, from_goal: str, to_goal: str, kind: LinkKind) -> str:
    """Link one goal to another; a conflict, which has a reason, is recorded by `conflict_steps`.

    Returns:
        The link's id.

    Raises:
        ReasonOfConflict: It is a conflict.
        Gone: One of the goals does not exist.
        LinkedToItself: Both are the same.
        AlreadyLinked: There is such a link already.
    """
    first, second = goal_rows.goal_row(store, from_goal), goal_rows.goal_row(store, to_goal)
    if from_goal == to_goal:
        raise LinkedToItself
    if kind is LinkKind.CONFLICTS:
        raise ReasonOfConflict(goal=first["title"], other=second["title"])
    link_id = store.new_id()
    with store.write(Label(mark("Linked {goal} to {other}"), {"goal": first["title"], "other": second["title"]})):
        if goal_lookups.link_between(store, from_goal, to_goal, kind):
            raise AlreadyLinked(goal=first["title"], other=second["title"])
        store.insert("goal_link", id=link_id, from_goal_id=from_goal, to_goal_id=to_goal, kind=kind.value)
    return link_id


def unlink(store: Store, link_id: str) -> None:
    """Remove a link.

    Raises:
        Gone: There is no such link any more.
        LinkInMeeting: It is a topic of a meeting.
    """
    row, meeting = goal_lookups.link(store, link_id), conflicts.meeting_of(store, link_id)
    if row is None:
        raise Gone
    if meeting is not None:
        raise LinkInMeeting(title=meeting)
    with store.write(Label(mark("Unlinked {goal} from {other}"), {"goal": row["from_title"], "other": row["to_title"]})):
        goal_lookups.remove_link(store, link_id)


def settle(store: Store, link_id: str, version: int, resolution: str) -> int:
    """Write down how a dependency was settled; an empty text opens it again. A conflict is settled by `conflict_steps`.

    Returns:
        The version afterwards.

    Raises:
        ReasonOfConflict: It is a conflict.
        Gone: There is no such link any more.
        Changed: Somebody else was first.
    """
    row = goal_lookups.link(store, link_id)
    if row is None:
        raise Gone
    if row["kind"] == LinkKind.CONFLICTS:
        raise ReasonOfConflict(goal=row["from_title"], other=row["to_title"])
    text = clean_text(resolution, multiline=True).strip()
    with store.write(Label(mark("Settled {goal} and {other}"), {"goal": row["from_title"], "other": row["to_title"]})):
        return store.update("goal_link", link_id, version, resolution=text, state="settled" if text else "open")
