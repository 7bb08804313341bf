"""How many goals and key results the tree shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from perftui.storage import goal_counts, goal_lookups, goal_searches

if TYPE_CHECKING:
    from perftui.services.trees import TreeFilter
    from perftui.storage.stores import Store


class GoalCounts(NamedTuple):
    """What stands in the status line."""

    goals: int
    key_results: int
    is_more: bool
    """Whether there are more of one of them: counting ended at 10,000."""


def goal_counts_of(store: Store, shown: TreeFilter) -> GoalCounts:
    """How many goals and key results a filter shows; of a search what was found, without what stands above it."""
    if shown.is_search():
        found = goal_searches.matches(store, shown)
        results = goal_lookups.count_key_results(store, found)
        return GoalCounts(len(found) - results, results, False)
    goals = goal_counts.goals(store, shown.cycles, with_archived=shown.with_archived)
    results = goal_counts.key_results(store, shown.cycles, with_archived=shown.with_archived)
    most = goal_counts.MOST
    return GoalCounts(min(goals, most), min(results, most), max(goals, results) > most)
