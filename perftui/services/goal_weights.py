"""Weights of siblings: goals and key results of one cycle below one goal, or at the top the goals of one cycle."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from perftui.domain import rollups
from perftui.i18n import mark
from perftui.services import goal_amendments, goal_rows
from perftui.services.goal_changes import Why, change_goal, change_key_result
from perftui.storage import goal_lookups, goals, lookups, sibling_weights
from perftui.storage.stores import Changed, Gone, Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

LOOKED_AT = 50
"""Goals and key results whose siblings are summed after a change of many."""


class WeightTaken(Changed):
    """Somebody else has changed one of some siblings since they were read."""

    template = mark("Somebody else has changed “{title}” meanwhile, so nothing was saved. F5 reads all again; what you typed stays.")


class Equalised(NamedTuple):
    """What equal weights were given to."""

    number: int
    """Goals and key results, the given one included."""
    above: str
    """The title of the goal above; empty at the top."""


class Together(NamedTuple):
    """What a goal or key result weighs with its siblings."""

    others: int
    """How many they are."""
    total: int
    """The sum, in basis points."""


def equal_weights(store: Store, ref: str, *, reason: str = "") -> Equalised:
    """Give a goal or key result and its siblings equal weights that sum to exactly 10,000 basis points.

    Args:
        store: The store.
        ref: Its id.
        reason: Why; needed where one of those that change is agreed already.

    Raises:
        Gone: There is no such goal or key result, or it is archived.
        ReasonMissing: One that changes is agreed, and there is no reason.
    """
    with store.write(Label(mark("Equal weights beside {title}"), {"title": _title(store, ref)})):
        siblings = goal_lookups.siblings(store, ref)
        if ref not in {row["ref"] for row in siblings}:
            raise Gone
        weights = zip(siblings, rollups.equal_weights(len(siblings)), strict=True)
        give(store, {row["ref"]: weight for row, weight in weights if row["weight"] != weight}, reason)
    return Equalised(len(siblings), goal_lookups.title_above(store, ref))


def weigh(store: Store, ref: str, weight: int, *, reason: str = "") -> Together:
    """Give one goal or key result another weight.

    Args:
        store: The store.
        ref: Its id.
        weight: Basis points, 0 to 10,000.
        reason: Why; needed where it is agreed.

    Raises:
        Gone: There is no such goal or key result.
        FieldError: The weight is out of range.
        ReasonMissing: It is agreed, and there is no reason.
    """
    with store.write(Label(mark("Changed the weight of {title}"), {"title": _title(store, ref)})):
        key_result = goals.get_key_result(store, ref)
        if key_result is not None:
            changed = change_key_result(store, ref, key_result["version"], {"weight": weight}, Why(reason))
        else:
            changed = change_goal(store, ref, goal_rows.goal_row(store, ref)["version"], {"weight": weight}, Why(reason))
        goal_rows.follow(store, changed.goals, changed.key_results)
    siblings = goal_lookups.siblings(store, ref)
    return Together(len(siblings) - 1, sum(row["weight"] for row in siblings))


def unbalanced(store: Store, refs: Sequence[str]) -> Together | None:
    """What the first of some goals and key results whose siblings are not whole weighs with them; None where none is.

    Places where nothing is agreed, neither a sibling nor the goal above, are left out: among drafts that is a finding only.

    Args:
        store: The store.
        refs: Their ids; at most the first `LOOKED_AT` are looked at.
    """
    for ref in refs[:LOOKED_AT]:
        siblings = goal_lookups.siblings(store, ref)
        total = sum(row["weight"] for row in siblings)
        if siblings and total != rollups.FULL_WEIGHT and _is_any_agreed(store, ref, siblings):
            return Together(len(siblings) - 1, total)
    return None


def _is_any_agreed(store: Store, ref: str, siblings: Sequence[Row]) -> bool:
    place, ids = sibling_weights.place_of(store, ref), [row["ref"] for row in siblings]
    above = [place["goal_id"]] if place and place["goal_id"] else []
    rows = (*goal_lookups.goals(store, [*above, *ids]), *goal_lookups.key_results(store, ids))
    return any(goal_amendments.is_agreed(row["state"]) for row in rows)


def give(store: Store, weights: Mapping[str, int], reason: str, versions: Mapping[str, int] | None = None) -> None:
    """Give goals and key results other weights, and keep why where they are agreed; inside `write()`.

    Args:
        store: The store.
        weights: Id to basis points.
        reason: Why.
        versions: Id to the version that was edited; None for as they are.

    Raises:
        WeightTaken: Somebody else has changed one of them.
        Gone: One of them is no longer there.
        ReasonMissing: One of them is agreed, and there is no reason.
    """
    goal_rows_found = goal_lookups.goals(store, weights)
    results = [row for row in (goals.get_key_result(store, row["id"]) for row in goal_lookups.key_results(store, weights)) if row]
    if len(goal_rows_found) + len(results) != len(weights):
        raise Gone
    for table, rows, keep in (
        ("goal", goal_rows_found, goal_amendments.keep_goal),
        ("key_result", results, goal_amendments.keep_key_result),
    ):
        for row in rows:
            if versions is not None and versions[row["id"]] != row["version"]:
                raise WeightTaken(title=row["title"])
            keep(store, row, {"weight": weights[row["id"]]}, reason)
            store.update(table, row["id"], row["version"], weight=weights[row["id"]])
    goal_rows.follow(store, _ids(goal_rows_found), _ids(results))


def _ids(rows: Iterable[Row]) -> list[str]:
    return [row["id"] for row in rows]


def _title(store: Store, ref: str) -> str:
    for table in ("goal", "key_result"):
        if found := lookups.names(store, table, [ref]):
            return found[ref]
    raise Gone
