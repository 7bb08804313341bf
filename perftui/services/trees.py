"""The goal tree as the screen shows it: positions, visible lines, and where a goal stands."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from perftui.domain.codes import GoalKind, Level, Status
from perftui.domain.cycles import elapsed_share
from perftui.domain.rollups import read_progress
from perftui.domain.statuses import status_of
from perftui.records import NamedTuple
from perftui.storage import goal_searches, lookups, trees, units
from perftui.storage.trees import TreeFilter

if TYPE_CHECKING:
    from array import array
    from collections.abc import Collection, Sequence

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

__all__ = [
    "FilteredTree",
    "Owner",
    "TreeFilter",
    "TreeLine",
    "TreeListing",
    "filter_tree",
    "is_due_before",
    "jump_to_owner",
    "light",
    "line",
    "line_of",
    "running_cycles",
]


class TreeLine(NamedTuple):
    """One goal or key result as the tree shows it."""

    node: int
    """Its position number; good until the next change only."""
    key: str
    """The id of the goal or key result."""
    goal_id: str
    """The goal itself, or the goal of the key result."""
    is_key_result: bool
    title: str
    depth: int
    has_children: bool
    level: Level
    kind: GoalKind
    state: str
    priority: str
    owner: str
    owner_id: str
    """Id of the person or unit that owns the goal; empty when nobody does."""
    is_owner_person: bool
    status: Status
    progress: Decimal | None
    """1 is the target; not clamped; None: no data."""
    coverage: Decimal | None
    """Share of the weight below that is measured, 0 to 1; None for a key result."""
    confidence: Decimal | None
    value: str
    """The last value with its target, such as `12 / 20 posts`; empty for goals."""
    weight: int
    """Basis points."""
    share: Decimal | None
    """Its weight among its siblings, 0 to 1; None at the top."""
    due: date
    is_overdue: bool
    """Whether a check-in of it, or of a key result right below it, is overdue."""
    is_archived: bool
    cycle: str
    score: Decimal | None
    """Of a goal that is scored; None for a key result."""


class FilteredTree(NamedTuple):
    """What a search leaves of the tree, flattened in its order."""

    nodes: array[int]
    """What was found, and all that stands above it."""
    depths: bytes
    """How deep each of them is shown; roots stand at 0."""
    found: array[int]
    """What was found, alone."""


class Owner(NamedTuple):
    """Who owns a goal."""

    entity: str
    """person or unit."""
    id: str
    name: str


class TreeListing:
    """The tree behind a filter; it reads only what it is asked for."""

    def __init__(self, store: Store, shown: TreeFilter, today: date) -> None:
        self.store, self.shown, self.today = store, shown, today

    def roots(self) -> array[int]:
        """The topmost nodes."""
        return trees.roots(self.store, self.shown)

    def children(self, node: int) -> array[int]:
        """The nodes right below one."""
        return trees.children(self.store, node, self.shown)

    def everything(self) -> tuple[array[int], bytes]:
        """All nodes in order, with their depths."""
        return trees.everything(self.store, self.shown)

    def found(self) -> tuple[array[int], bytes]:
        """What a search finds and all that stands above it, with their depths."""
        return trees.with_ancestors(self.store, self.matches())

    def matches(self) -> array[int]:
        """What a search finds, alone."""
        return goal_searches.matches(self.store, self.shown)

    def path_to(self, key: str) -> list[int]:
        """The nodes from the root down to a goal or key result."""
        return trees.path_to(self.store, key)

    def known(self, keys: Collection[str]) -> set[str]:
        """Those of some goals and key results that still exist, whatever the filter hides."""
        return {*lookups.names(self.store, "goal", keys), *lookups.names(self.store, "key_result", keys)}

    def lines(self, nodes: Sequence[int]) -> list[TreeLine]:
        """What the tree shows of some nodes; one statement, however many."""
        return [line_of(row, self.today) for row in trees.rows(self.store, nodes, self.shown)]


def filter_tree(store: Store, shown: TreeFilter) -> FilteredTree:
    """What a filter leaves of the tree; its lines come from `TreeListing.lines`.

    Args:
        store: The store.
        shown: Its text is a part of a title, or the initials of a Chinese one: `khts` finds 客户投诉处理率.
    """
    found = goal_searches.matches(store, shown)
    nodes, depths = trees.with_ancestors(store, found)
    return FilteredTree(nodes, depths, found)


def jump_to_owner(store: Store, key: str) -> Owner | None:
    """Who owns a goal, or the goal of a key result; None when nobody does, or it is gone."""
    row = trees.row_of(store, key)
    if row is None or not (row["owner_person_id"] or row["owner_unit_id"]):
        return None
    if row["owner_person_id"]:
        return Owner("person", row["owner_person_id"], row["owner_person"])
    return Owner("unit", row["owner_unit_id"], row["owner_unit"])


def line(store: Store, key: str, today: date) -> TreeLine | None:
    """One goal or key result as the tree shows it."""
    row = trees.row_of(store, key)
    return None if row is None else line_of(row, today)


_AS_STORED = ("node", "goal_id", "title", "depth", "state", "priority", "weight", "cycle")


def line_of(row: Row, today: date) -> TreeLine:
    """A row of the tree as a line."""
    is_key_result, progress = bool(row["is_key_result"]), read_progress(row["progress"])
    confidence = None if row["confidence"] is None else Decimal(row["confidence"])
    coverage = None if is_key_result or not row["total"] else Decimal(row["measured"]) / Decimal(row["total"])
    is_overdue = is_due_before(row, row["next_due"] if is_key_result else row["children_due"], today)
    return TreeLine(
        **{name: row[name] for name in _AS_STORED},
        key=row["ref"],
        is_key_result=is_key_result,
        level=Level(row["level"]),
        kind=GoalKind(row["kind"]),
        owner=row["owner_person"] or row["owner_unit"] or "",
        owner_id=row["owner_person_id"] or row["owner_unit_id"] or "",
        is_owner_person=row["owner_person_id"] is not None,
        status=light(row, today, progress, confidence, coverage=coverage, is_overdue=is_overdue),
        progress=progress,
        coverage=coverage,
        confidence=confidence,
        score=None if row["score"] is None else Decimal(row["score"]),
        value=_value(row) if is_key_result else "",
        share=Decimal(row["weight"]) / Decimal(row["sibling_weight"]) if row["sibling_weight"] else None,
        due=date.fromisoformat(row["due"]),
        is_overdue=is_overdue,
        **_flags(row),
    )


def _flags(row: Row) -> dict[str, Any]:
    return {name: bool(row[name]) for name in ("has_children", "is_archived")}


class _Span(NamedTuple):
    start: date
    end: date


def light(  # noqa: PLR0913  # the facts that the light depends on
    row: Row, today: date, progress: Decimal | None, confidence: Decimal | None, *, is_overdue: bool, coverage: Decimal | None = None
) -> Status:
    """The traffic light of a goal or key result.

    Args:
        row: Of the tree: its kind, and the dates of its cycle.
        today: How far the cycle has come.
        progress: Raw; None without data.
        confidence: 0 to 1, or None.
        is_overdue: Whether a check-in is overdue.
        coverage: Of a goal: the share of the weight below that is measured; below 1 it is not done yet.
    """
    cycle = _Span(date.fromisoformat(row["start_date"]), date.fromisoformat(row["end_date"]))
    return status_of(progress, elapsed_share(cycle, today), confidence, is_overdue, GoalKind(row["kind"]), coverage=coverage)


def is_due_before(row: Row, next_due: str | None, today: date) -> bool:
    """Whether a check-in that was due on a day (ISO, None: never) is overdue: only those of active goals in open cycles are."""
    return next_due is not None and next_due < today.isoformat() and row["cycle_state"] != "closed" and row["state"] == "active"


NOT_MEASURED = "–"
"""In the place of a value that is not there yet."""


def _value(row: Row) -> str:
    if row["operator"] == "yes_no":
        return ""
    target = row["target"] or "–".join(part for part in (row["low"], row["high"]) if part)
    value = row["value"] or (NOT_MEASURED if target else "")  # a target alone would read as if it had been measured
    shown = " / ".join(part for part in (value, target) if part)
    return f"{shown} {row['unit']}".strip()


def running_cycles(store: Store) -> tuple[int, ...]:
    """The row ids of the cycles that are not closed; empty when none is closed, so that nothing need be filtered."""
    cycles = units.all_cycles(store)
    open_ones = tuple(row["number"] for row in cycles if row["state"] != "closed")
    return () if len(open_ones) == len(cycles) else open_ones
