"""Weights of siblings: goals and key results below one goal, or at the top the goals of one cycle."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from perftui.domain import rollups
from perftui.i18n import mark
from perftui.services import goal_amendments, goal_rows
from perftui.services.goal_changes import Why, change_goal, change_key_result
from perftui.storage import goal_lookups, goals, lookups
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from collections.abc import Collection

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class Equalised(NamedTuple):
    """What equal weights were given to."""

    number: int
    """Goals and key results, the given one included."""
    above: str
    """The title of the goal above; empty at the top."""
    hidden: int
    """Those of them in cycles that are not shown."""


def equal_weights(store: Store, ref: str, cycles: Collection[int] = (), *, reason: str = "") -> Equalised:
    """Give a goal or key result and its siblings equal weights that sum to exactly 10,000 basis points.

    Args:
        store: The store.
        ref: Its id.
        cycles: The row numbers of the cycles that are shown, as in `TreeFilter.cycles`; empty for all.
        reason: Why; needed where one of them whose weight changes is agreed.

    Raises:
        Gone: There is no such goal or key result, or it is archived.
        ReasonMissing: There is no reason where one is needed.
    """
    with store.write(Label(mark("Equal weights beside {title}"), {"title": _title(store, ref)})):
        siblings = goal_lookups.siblings(store, ref)
        if ref not in {row["ref"] for row in siblings}:
            raise Gone
        _give(store, siblings, rollups.equal_weights(len(siblings)), reason)
    hidden = sum(bool(cycles) and row["cycle"] not in cycles for row in siblings)
    return Equalised(len(siblings), goal_lookups.title_above(store, ref), hidden)


def weigh(store: Store, ref: str, weight: int, *, reason: str = "") -> None:
    """Give one goal or key result another weight.

    Args:
        store: The store.
        ref: Its id.
        weight: Basis points, 0 to 10,000.
        reason: Why; needed where it is agreed.

    Raises:
        Gone: There is no such goal or key result.
        ReasonMissing: There is no reason where one is needed.
        FieldError: The weight is out of range.
    """
    with store.write(Label(mark("Changed the weight of {title}"), {"title": _title(store, ref)})):
        key_result = goals.get_key_result(store, ref)
        if key_result is not None:
            changed = change_key_result(store, ref, key_result["version"], {"weight": weight}, Why(reason))
        else:
            changed = change_goal(store, ref, goal_rows.goal_row(store, ref)["version"], {"weight": weight}, Why(reason))
        goal_rows.follow(store, changed.goals, changed.key_results)


def _give(store: Store, siblings: list[Row], weights: list[int], reason: str) -> None:
    by_ref = {row["ref"]: weight for row, weight in zip(siblings, weights, strict=True) if row["weight"] != weight}
    for table, rows, keep in (
        ("goal", goal_lookups.goals(store, by_ref), goal_amendments.keep_goal),
        ("key_result", goal_lookups.key_results(store, by_ref), goal_amendments.keep_key_result),
    ):
        for row in rows:
            keep(store, row, {"weight": by_ref[row["id"]]}, reason)
            store.update(table, row["id"], row["version"], weight=by_ref[row["id"]])
    is_key_result = {row["ref"]: row["is_key_result"] for row in siblings}
    goal_rows.follow(store, [ref for ref in by_ref if not is_key_result[ref]], [ref for ref in by_ref if is_key_result[ref]])


def _title(store: Store, ref: str) -> str:
    for table in ("goal", "key_result"):
        if found := lookups.names(store, table, [ref]):
            return found[ref]
    raise Gone
