"""What is said about a goal while it is reviewed: why it is returned, on what terms it is agreed, and anything else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from perftui.domain.codes import GoalState
from perftui.domain.goal_versions import CommentKind
from perftui.domain.texts import clean_text
from perftui.errors import BadInput
from perftui.i18n import mark
from perftui.storage import goal_comments, goals
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class CommentMissing(BadInput):
    """A goal is returned without a word."""

    template = mark("“{title}” is returned: say what shall be mended.")


class NothingSaid(BadInput):
    """An empty comment."""

    template = mark("There is nothing in this comment yet.")


@dataclass(frozen=True, slots=True)
class CommentLine:
    """What somebody said about a goal."""

    kind: CommentKind
    text: str
    by_name: str
    on: date


def comment(store: Store, goal_id: str, text: str) -> None:
    """Say something about a goal.

    Raises:
        NothingSaid: The text is empty.
        Gone: There is no such goal, or the actor may not see it.
    """
    row = goals.get(store, goal_id)
    if row is None:
        raise Gone
    said = _cleaned(text)
    if not said:
        raise NothingSaid
    with store.write(Label(mark("Commented on {title}"), {"title": row["title"]})):
        _insert(store, goal_id, CommentKind.COMMENT, said)


def comment_at_step(store: Store, row: Row, new: GoalState, text: str) -> None:
    """Keep what is said with a step of a goal; inside `write()`.

    Args:
        store: The store.
        row: The goal.
        new: The state that it has now.
        text: What is said; may be empty but where the goal is returned.

    Raises:
        CommentMissing: The goal is returned without one.
    """
    said = _cleaned(text)
    if said:
        kinds = {GoalState.RETURNED: CommentKind.RETURNED, GoalState.AGREED: CommentKind.AGREED}
        _insert(store, row["id"], kinds.get(new, CommentKind.COMMENT), said)
    elif new is GoalState.RETURNED:
        raise CommentMissing(title=row["title"])


def comments_of(store: Store, goal_id: str) -> list[CommentLine]:
    """The comments on a goal, newest first; empty where the actor may not see it."""
    return [
        CommentLine(CommentKind(row["kind"]), row["text"], row["by_name"], date.fromisoformat(row["on_date"]))
        for row in goal_comments.comments_of(store, goal_id)
    ]


def _cleaned(text: str) -> str:
    return clean_text(text, multiline=True).strip()


def _insert(store: Store, goal_id: str, kind: CommentKind, text: str) -> None:
    on = store.clock().astimezone().date().isoformat()
    store.insert("goal_comment", id=store.new_id(), goal_id=goal_id, kind=kind.value, text=text, by_name=store.actor.name, on_date=on)
