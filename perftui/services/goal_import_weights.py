"""Weights of what a file adds: equal ones among new siblings, else the mean of those that are there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from perftui.domain.codes import GoalState
from perftui.domain.rollups import equal_weights
from perftui.services.goal_import_plans import GoalEntry, KeyResultEntry
from perftui.services.goal_rows import mean_weight
from perftui.storage import goal_lookups

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from perftui.services.goal_import_plans import PlannedCycle
    from perftui.storage.stores import Store

_Entry = TypeVar("_Entry", GoalEntry, KeyResultEntry)


def weighed(
    store: Store, goals: Sequence[GoalEntry], key_results: Sequence[KeyResultEntry]
) -> tuple[list[GoalEntry], list[KeyResultEntry]]:
    """The entries, each new one with a weight.

    Siblings that are all new weigh the same and sum to exactly 10,000. Beside weights that are there, or that the file gives,
    the others get their mean.
    """
    groups: dict[int | PlannedCycle, list[GoalEntry | KeyResultEntry]] = defaultdict(list)
    for key_result in key_results:
        groups[key_result.goal].append(key_result)
    for goal in goals:
        groups[goal.cycle if goal.parent is None else goal.parent].append(goal)
    given: dict[int, int] = {}
    for place, members in groups.items():
        # At the top, only goals of the same cycle weigh against each other.
        above, cycle = (goals[place].id, None) if isinstance(place, int) else (None, place.id)
        is_there = bool(above or cycle)
        recorded = goal_lookups.weights_below(store, above, cycle or "") if is_there and any(_lacks(one) for one in members) else []
        given |= _shared(members, recorded)
    return list(_with(goals, given)), list(_with(key_results, given))


def _shared(members: Sequence[GoalEntry | KeyResultEntry], recorded: Sequence[int]) -> dict[int, int]:
    """The weights of those that have none, by the identity of the entry."""
    lacking = [one for one in members if _lacks(one)]
    said = [weight for one in members if isinstance(weight := one.values.get("weight"), int)]
    if recorded or said:
        return dict.fromkeys(map(id, lacking), mean_weight([*recorded, *said]))
    counted = [one for one in lacking if not _is_archived(one)]
    equal = dict(zip(map(id, counted), equal_weights(len(counted)), strict=True))
    return dict.fromkeys(map(id, lacking), mean_weight(list(equal.values()))) | equal


def _lacks(entry: GoalEntry | KeyResultEntry) -> bool:
    return entry.id is None and entry.values.get("weight") is None


def _is_archived(entry: GoalEntry | KeyResultEntry) -> bool:
    return bool(entry.values.get("is_archived")) or entry.values.get("state") == GoalState.ARCHIVED


def _with(entries: Sequence[_Entry], given: dict[int, int]) -> Iterator[_Entry]:
    for entry in entries:
        weight = given.get(id(entry))
        yield entry if weight is None else replace(entry, values={**entry.values, "weight": weight})
