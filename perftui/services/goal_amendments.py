"""Amendments: each change of an agreed goal is kept with old value, new value, reason, and the meeting where it was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.amendments import AGREED_STATES, GOAL_TERMS, KEY_RESULT_TERMS, ReasonMissing, amended
from perftui.domain.codes import GoalState
from perftui.domain.texts import clean_text
from perftui.storage import goals

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

ALLOCATION: Final = "allocation"
"""The field under which a changed share of a resource is kept among the amendments of its goal."""


def needs_reason(store: Store, goal_ids: Iterable[str]) -> bool:
    """Whether one of these goals is agreed, so that a change of its terms asks why."""
    rows = (goals.get(store, goal_id) for goal_id in goal_ids)
    return any(row is not None and is_agreed(row["state"]) for row in rows)


def keep_goal(store: Store, row: Row, after: Mapping[str, object], reason: str, meeting_id: str | None = None) -> None:
    """Keep what changes of a goal, as one amendment for each of its terms; inside `write()`, before the goal itself is changed.

    Args:
        store: The store.
        row: The goal as it was.
        after: Column to new value.
        reason: Why; not needed before the goal is agreed.
        meeting_id: Where it was decided; what a meeting decides is kept of any goal, agreed or not.

    Raises:
        ReasonMissing: The goal is agreed, something agreed changes, and there is no reason.
    """
    state = GoalState.AGREED if meeting_id else row["state"]
    _keep(store, row["title"], _terms(row, state, after, GOAL_TERMS), reason, goal_id=row["id"], meeting_id=meeting_id)


def keep_key_result(store: Store, row: Row, after: Mapping[str, object], reason: str, meeting_id: str | None = None) -> None:
    """The same for a key result.

    Args:
        store: The store.
        row: The key result as it was, with the `state` of its goal; see `goals.get_key_result`.
        after: Column to new value.
        reason: Why; not needed before the goal is agreed.
        meeting_id: Where it was decided.

    Raises:
        ReasonMissing: The goal is agreed, something agreed changes, and there is no reason.
    """
    changes = _terms(row, row["state"], after, KEY_RESULT_TERMS)
    _keep(store, row["title"], changes, reason, goal_id=row["goal_id"], key_result_id=row["id"], meeting_id=meeting_id)


def keep_joined(store: Store, goal: Row, key_result: Row, reason: str, meeting_id: str | None = None) -> None:
    """Keep that a key result was added to a goal, or brought back; inside `write()`, after it was.

    Raises:
        ReasonMissing: The goal is agreed and there is no reason.
    """
    _keep_standing(store, goal, key_result, (None, key_result["title"]), (reason, meeting_id))


def keep_left(store: Store, goal: Row, key_result: Row, reason: str, meeting_id: str | None = None) -> None:
    """Keep that a key result was archived, or moved away from a goal; inside `write()`.

    Raises:
        ReasonMissing: The goal is agreed and there is no reason.
    """
    _keep_standing(store, goal, key_result, (key_result["title"], None), (reason, meeting_id))


def keep_archived(store: Store, goal: Row, reason: str) -> None:
    """Keep that a goal was archived; inside `write()`.

    Raises:
        ReasonMissing: The goal is agreed and there is no reason.
    """
    if is_agreed(goal["state"]):
        _keep(store, goal["title"], {"state": (goal["state"], GoalState.ARCHIVED.value)}, reason, goal_id=goal["id"])


def keep_need(store: Store, need: Row, change: tuple[str | None, str | None], reason: str, meeting_id: str | None = None) -> None:
    """Keep that a goal gets another share of a resource, or none any more; inside `write()`.

    Args:
        store: The store.
        need: The allocation, with the `title` and `state` of its goal.
        change: What it was and what it is, in words; None for nothing.
        reason: Why; not needed before the goal is agreed.
        meeting_id: Where it was decided; what a meeting decides is kept of any goal.

    Raises:
        ReasonMissing: There is no reason where one is needed.
    """
    if meeting_id or is_agreed(need["state"]):
        _keep(store, need["title"], {ALLOCATION: change}, reason, goal_id=need["goal_id"], meeting_id=meeting_id)


def keep_carried(store: Store, goal: Row, reason: str) -> None:
    """Keep that a goal left its cycle for another before it began there; of any state, so that its details say where it went."""
    _keep(store, goal["title"], {"state": (goal["state"], GoalState.ARCHIVED.value)}, reason, goal_id=goal["id"])


def is_agreed(state: str) -> bool:
    """Whether changes of a goal in this state need a reason."""
    return GoalState(state) in AGREED_STATES


def _keep_standing(store: Store, goal: Row, key_result: Row, change: tuple[object, object], why: tuple[str, str | None]) -> None:
    if is_agreed(goal["state"]):
        whose = {"goal_id": goal["id"], "key_result_id": key_result["id"], "meeting_id": why[1]}
        _keep(store, goal["title"], {"key_result": change}, why[0], **whose)


def _terms(row: Row, state: str, after: Mapping[str, object], terms: frozenset[str]) -> dict[str, tuple[object, object]]:
    before = {column: row[column] for column in after.keys() & terms}
    return {column: (before[column], new) for column, new in amended(GoalState(state), before, after, terms).items()}


def _keep(store: Store, title: str, changes: Mapping[str, tuple[object, object]], reason: str, **whose: str | None) -> None:
    why = clean_text(reason, multiline=True).strip()
    if changes and not why:
        raise ReasonMissing(title=title)
    on = store.clock().astimezone().date().isoformat()
    for field, (old, new) in changes.items():
        values = {"field": field, "old": _text(old), "new": _text(new), "reason": why, "by_name": store.actor.name, "on_date": on}
        store.insert("goal_amendment", id=store.new_id(), **values, **whose)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
