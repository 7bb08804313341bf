"""What is worth a look in one goal: its place, its owner, its key results, weights below it, and dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.alignments import GoalFacts, tree_findings
from perftui.domain.codes import GoalState, Level
from perftui.domain.findings import Finding, Severity
from perftui.domain.rollups import FULL_WEIGHT
from perftui.domain.statuses import sandbagging
from perftui.errors import Message
from perftui.i18n import mark
from perftui.storage import goal_lookups, goals, trees

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.services.trees import TreeLine
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_OWNERLESS = mark("Nobody owns this goal: give it to a person or unit.")
_UNMEASURED = mark("This goal has no key result: nothing tells whether it is reached.")
_DUE_AFTER_PARENT = mark("It is due after “{title}”, the goal above: one of the two dates cannot be meant.")
_RESULT_DUE_AFTER = mark("The key result “{title}” is due after this goal: one of the two dates cannot be meant.")
_DRAFTING = frozenset({GoalState.DRAFT, GoalState.PROPOSED, GoalState.RETURNED})


def findings_of(store: Store, row: Row, tree_row: Row, key_results: Sequence[TreeLine], sub_goals: Sequence[TreeLine]) -> list[Finding]:
    """What is poor about a goal; nothing about an archived one.

    Args:
        store: The store.
        row: The goal, as `goals.get` reads it.
        tree_row: The same, as `trees.row_of` does.
        key_results: Its key results.
        sub_goals: The first goals below it.
    """
    if row["state"] == GoalState.ARCHIVED:
        return []
    facts = [GoalFacts(row["id"], Level(row["level"]), row["parent_id"], row["weight"], row["cycle_id"], _sum_below(store, row["id"]))]
    parent = goals.get(store, row["parent_id"]) if row["parent_id"] else None
    if parent is not None:
        facts.append(GoalFacts(parent["id"], Level(parent["level"]), parent["parent_id"], parent["weight"], parent["cycle_id"]))
    # One child without weight stands for all of them: their weights are in the sum of the goal itself.
    facts += [GoalFacts(child.key, child.level, row["id"], 0, row["cycle_id"]) for child in sub_goals[:1]]
    found = [finding for finding in tree_findings(facts) if finding.entity_id == row["id"]]
    if row["level"] != Level.THEME and not (row["owner_person_id"] or row["owner_unit_id"]):
        found.append(Finding(Severity.WARNING, Message(_OWNERLESS), "goal", row["id"]))
    if row["level"] != Level.THEME and not key_results and not sub_goals:
        found.append(Finding(Severity.WARNING, Message(_UNMEASURED), "goal", row["id"]))
    above = trees.row_of(store, parent["id"]) if parent is not None else None
    if parent is not None and above is not None and tree_row["due"] > above["due"]:
        found.append(Finding(Severity.WARNING, Message(_DUE_AFTER_PARENT, {"title": parent["title"]}), "goal", row["id"]))
    found += [
        Finding(Severity.WARNING, Message(_RESULT_DUE_AFTER, {"title": line.title}), "key_result", line.key)
        for line in key_results
        if line.due.isoformat() > tree_row["due"]
    ]
    confidences = [line.confidence for line in key_results if line.confidence is not None]
    too_easy = sandbagging(confidences, row["id"]) if row["state"] in _DRAFTING else None
    return [*found, too_easy] if too_easy else found


def _sum_below(store: Store, goal_id: str) -> int:
    """The weights below in the first cycle where they are not whole; else 10,000, and 0 where nothing stands below."""
    totals = [sums["total"] for sums in goal_lookups.sums_below(store, goal_id)]
    return next((total for total in totals if total != FULL_WEIGHT), FULL_WEIGHT if totals else 0)
