"""Goals and key results taken out of the tree, and brought back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.domain.codes import GoalState
from perftui.i18n import mark
from perftui.services import goal_amendments, goal_rows
from perftui.storage import goal_lookups
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


@dataclass(frozen=True, slots=True)
class Archived:
    """How much is archived or brought back."""

    goals: int
    key_results: int
    """Those of the goals, and those that were meant by themselves."""
    check_ins: int
    """All that these key results have; nothing of them is removed."""


def preview_archive(store: Store, refs: Sequence[str]) -> Archived:
    """What archiving some goals and key results would take out of the tree; a goal takes everything below it."""
    goals, key_results = _found(store, refs)
    count = goal_lookups.below(store, [row["id"] for row in goals])
    in_branches = {row["id"] for row in goal_lookups.branch(store, [row["id"] for row in goals])}
    alone = [row["id"] for row in key_results if row["goal_id"] not in in_branches and not row["is_archived"]]
    return Archived(count.goals, count.key_results + len(alone), count.check_ins + goal_lookups.check_ins_in(store, alone))


def archiving_asks_why(store: Store, refs: Sequence[str]) -> bool:
    """Whether `archive` needs a reason: a goal in these branches, or the goal of one of these key results, is agreed."""
    goals, key_results = goal_lookups.branch(store, refs), goal_lookups.key_results(store, refs)
    return any(goal_amendments.is_agreed(row["state"]) for row in (*goals, *key_results))


def archive(store: Store, refs: Sequence[str], *, reason: str = "") -> Archived:
    """Take goals, with all that stands below them, and key results out of the tree, in one step.

    Args:
        store: The store.
        refs: Goals and key results.
        reason: Why; needed where one of the goals is agreed.

    Returns:
        What was archived; as `preview_archive` says.

    Raises:
        Gone: Nothing of it exists any more.
        ReasonMissing: There is no reason where one is needed.
    """
    count = preview_archive(store, refs)
    goals, key_results = _found(store, refs)
    with store.write(_label(mark("Archived {title}"), mark("Archived {title} and {n} more"), [*goals, *key_results])):
        taken = [row for row in goal_lookups.branch(store, [row["id"] for row in goals]) if row["state"] != GoalState.ARCHIVED]
        for row in taken:
            goal_amendments.keep_archived(store, row, reason)
            store.update("goal", row["id"], row["version"], state=GoalState.ARCHIVED.value)
        for row in key_results:
            if not row["is_archived"]:
                goal_amendments.keep_left(store, goal_rows.goal_row(store, row["goal_id"]), row, reason)
            store.update("key_result", row["id"], row["version"], is_archived=1)
        goal_rows.follow(store, [row["id"] for row in taken], [row["id"] for row in key_results])
    return count


def count_archived(store: Store, refs: Sequence[str]) -> int:
    """How many goals `unarchive` may bring back at most: the archived ones among them and below."""
    return sum(row["state"] == GoalState.ARCHIVED for row in goal_lookups.branch(store, refs))


def unarchive(store: Store, refs: Sequence[str], *, reason: str = "") -> Archived:
    """Bring archived goals and key results back, in one step.

    A goal comes back in the state that it had, with what was archived together with it below it. One whose state the event log
    no longer tells comes back alone, as a draft.

    Args:
        store: The store.
        refs: Goals and key results.
        reason: Why; needed where a key result comes back to a goal that is agreed.

    Returns:
        What came back.

    Raises:
        Gone: Nothing of it exists any more.
        ReasonMissing: There is no reason where one is needed.
    """
    goals, key_results = _found(store, refs)
    with store.write(_label(mark("Brought back {title}"), mark("Brought back {title} and {n} more"), [*goals, *key_results])):
        back: dict[str, None] = {}
        for row in goals:
            back |= dict.fromkeys(_bring_back(store, row["id"]))
        hidden = [row for row in key_results if row["is_archived"]]
        for row in hidden:
            goal_amendments.keep_joined(store, goal_rows.goal_row(store, row["goal_id"]), row, reason)
            store.update("key_result", row["id"], row["version"], is_archived=0)
        goal_rows.follow(store, back, [row["id"] for row in hidden])
        results = {row["id"] for row in hidden} | goal_lookups.live_key_results(store, back)
    return Archived(len(back), len(results), goal_lookups.check_ins_in(store, results))


def _bring_back(store: Store, goal_id: str) -> list[str]:
    goal = goal_rows.goal_row(store, goal_id)  # read anew: it may have come back with one of the others
    if goal["state"] != GoalState.ARCHIVED:
        return []
    together = goal_lookups.archived_with(store, goal_id)
    if not together:
        store.update("goal", goal_id, goal["version"], state=GoalState.DRAFT.value)
        return [goal_id]
    for row in together:
        store.update("goal", row["id"], row["version"], state=row["state"])
    return [row["id"] for row in together]


def _found(store: Store, refs: Sequence[str]) -> tuple[list[Row], list[Row]]:
    goals, key_results = goal_lookups.goals(store, refs), goal_lookups.key_results(store, refs)
    if not goals and not key_results:
        raise Gone
    return goals, key_results


def _label(one: str, many: str, rows: Sequence[Row]) -> Label:
    title = rows[0]["title"]
    return Label(one, {"title": title}) if len(rows) == 1 else Label(many, {"title": title, "n": len(rows) - 1})
