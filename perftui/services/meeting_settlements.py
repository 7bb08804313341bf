"""How what a meeting decided settles the conflicts that were its topics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.errors import Refused
from perftui.i18n import mark
from perftui.storage import meetings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class NothingDecided(Refused):
    """Conflicts are to be settled by a meeting without decisions."""

    template = mark("Nothing is decided yet: add a decision first, then it settles the conflicts.")


def open_conflicts(store: Store, meeting_id: str) -> list[Row]:
    """The topics of a meeting that are conflicts and neither settled nor dismissed."""
    return [row for row in meetings.topics(store, meeting_id) if row["link_id"] and row["link_state"] == "open"]


def settle_topics(store: Store, meeting_id: str) -> int:
    """Settle the open conflicts of a meeting by its decisions; inside `write()`.

    Those decisions count for a conflict that are about one of its goals or about no goal; where there are none, all of them.

    Returns:
        How many were settled.

    Raises:
        NothingDecided: There are conflicts to settle and no decisions.
    """
    topics, decisions = open_conflicts(store, meeting_id), meetings.decisions(store, meeting_id)
    if topics and not decisions:
        raise NothingDecided
    for topic in topics:
        store.update("goal_link", topic["link_id"], topic["link_version"], state="settled", resolution=_resolution(topic, decisions))
    return len(topics)


def _resolution(topic: Row, decisions: Sequence[Row]) -> str:
    about = (None, topic["from_goal_id"], topic["to_goal_id"])
    return "\n".join(row["text"] for row in [row for row in decisions if row["goal_id"] in about] or decisions)
