"""Goals in review that need somebody: those that are proposed and wait, and those that were returned to be mended."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from perftui.domain.ids import is_id, made_at_ms
from perftui.errors import Message
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.storage import goal_comments

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class WaitingGoal(NamedTuple):
    """A goal that waits for somebody."""

    id: str
    title: str
    owner: str
    """The person or unit whose it is; empty for a theme."""
    since: date
    message: Message


class Waits(NamedTuple):
    """What waits in one state."""

    goals: list[WaitingGoal]
    """Those that wait longest, first."""
    number: int
    """With those that are not listed; counted up to `agendas.MANY` + 1."""


def proposed(store: Store, today: date, limit: int) -> Waits:
    """The goals that wait to be agreed or returned."""
    found = []
    for row in goal_comments.in_review(store, "proposed", limit):
        since = _since(row, today)
        n = (today - since).days
        message = Message(mark("Waits for {n} day"), {"n": n}, mark("Waits for {n} days")) if n else Message(mark("Proposed today"))
        found.append(_goal(row, since, message))
    return _waits(store, "proposed", found, limit)


def returned(store: Store, today: date, limit: int) -> Waits:
    """The goals that were sent back and wait to be mended and proposed again."""
    found = []
    for row in goal_comments.in_review(store, "returned", limit):
        said = next((line["text"] for line in goal_comments.comments_of(store, row["id"]) if line["kind"] == "returned"), "")
        message = Message(mark("To mend: {text}"), {"text": " ".join(said.split())}) if said else Message(mark("To mend"))
        found.append(_goal(row, _since(row, today), message))
    return _waits(store, "returned", found, limit)


def _waits(store: Store, state: str, found: list[WaitingGoal], limit: int) -> Waits:
    return Waits(found, len(found) if len(found) < limit else goal_comments.in_review_count(store, state))


def _goal(row: Row, since: date, message: Message) -> WaitingGoal:
    return WaitingGoal(row["id"], row["title"], row["owner"], since, message)


def _since(row: Row, today: date) -> date:
    """The day that its version or comment tells; of a goal from an older file the day on which it was made."""
    if row["since"]:
        return min(today, date.fromisoformat(row["since"]))
    if not is_id(row["id"]):
        return today
    return min(today, datetime.fromtimestamp(made_at_ms(row["id"]) / 1000, UTC).astimezone().date())
