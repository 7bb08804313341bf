"""Links between goals across the tree: what contributes to, depends on or conflicts with another."""

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


class LinkInMeeting(Refused):
    """A conflict is to go that is a topic of a meeting."""

    template = mark("This conflict is a topic of the meeting “{title}”: remove it there first, or settle it.")


def link(store: Store, from_goal: str, to_goal: str, kind: LinkKind) -> str:
    """Link one goal to another.

    Returns:
        The link's id.

    Raises:
        Gone: One of the goals does not exist.
        LinkedToItself: Both are the same.
        AlreadyLinked: There is such a link already.
    """
    first, second = goal_rows.goal_row(store, from_goal), goal_rows.goal_row(store, to_goal)
    if from_goal == to_goal:
        raise LinkedToItself
    link_id = store.new_id()
    with store.write(Label(mark("Linked {goal} to {other}"), {"goal": first["title"], "other": second["title"]})):
        known = goal_lookups.link_between(store, from_goal, to_goal, kind)
        if kind is LinkKind.CONFLICTS:
            known = known or goal_lookups.link_between(store, to_goal, from_goal, kind)
        if known:
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
    """Write down how a conflict or dependency was settled; an empty text opens it again.

    Returns:
        The version afterwards.

    Raises:
        Gone: There is no such link any more.
        Changed: Somebody else was first.
    """
    row = goal_lookups.link(store, link_id)
    if row is None:
        raise Gone
    text = clean_text(resolution, multiline=True).strip()
    with store.write(Label(mark("Settled {goal} and {other}"), {"goal": row["from_title"], "other": row["to_title"]})):
        return store.update("goal_link", link_id, version, resolution=text, state="settled" if text else "open")
