"""What an import would change of agreed goals, said before it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.amendments import GOAL_TERMS, KEY_RESULT_TERMS, amended
from perftui.domain.codes import GoalState
from perftui.errors import Message
from perftui.i18n import mark
from perftui.services.goal_amendments import is_agreed
from perftui.storage import goal_lookups

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from perftui.services.goal_import_plans import GoalEntry, KeyResultEntry
    from perftui.storage.stores import Store

SHOWN = 3
"""Titles that are named."""


def agreed_notes(store: Store, goals: Sequence[GoalEntry], key_results: Sequence[KeyResultEntry]) -> tuple[Message, ...]:
    """How many agreed goals would change, or their key results, and which are the first; empty for none."""
    titles = [goals[at].title for at in dict.fromkeys(_agreed(store, goals, key_results))]
    if not titles:
        return ()
    named = ", ".join(f"“{title}”" for title in titles[:SHOWN]) + (" …" if len(titles) > SHOWN else "")
    values = {"n": len(titles), "titles": named}
    message = Message(
        mark("Changes {n} goal that is agreed already: {titles}. The file is kept as the reason."),
        values,
        mark("Changes {n} goals that are agreed already: {titles}. The file is kept as the reason."),
    )
    return (message,)


def _agreed(store: Store, goals: Sequence[GoalEntry], key_results: Sequence[KeyResultEntry]) -> Iterator[int]:
    """Their places in the plan, those that change themselves first."""
    rows = {row["id"]: row for row in goal_lookups.goals(store, [entry.id for entry in goals if entry.id])}
    for at, entry in enumerate(goals):
        row = rows.get(entry.id or "")
        if row is not None and amended(GoalState(row["state"]), dict(row), entry.values, GOAL_TERMS):
            yield at
    results = {row["id"]: row for row in goal_lookups.key_results(store, [entry.id for entry in key_results if entry.id and entry.values])}
    for result in key_results:
        above, row = rows.get(goals[result.goal].id or ""), results.get(result.id or "")
        if above is None or not is_agreed(above["state"]):
            continue
        joins = result.id is None and not result.values["is_archived"]
        if joins or (row is not None and amended(GoalState(row["state"]), dict(row), result.values, KEY_RESULT_TERMS)):
            yield result.goal
