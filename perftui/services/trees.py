"""The goal tree as the screen shows it: positions, visible lines, and where a goal stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.codes import GoalKind, Level, Status
from perftui.domain.statuses import status_of
from perftui.storage import trees, units
from perftui.storage.trees import TreeFilter as TreeFilter  # the screens' name for it

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

MILLION = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class TreeLine:
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
        """What a search finds and all that stands above it."""
        return trees.with_ancestors(self.store, trees.matches(self.store, self.shown))

    def matches(self) -> array[int]:
        """What a search finds, alone."""
        return trees.matches(self.store, self.shown)

    def path_to(self, key: str) -> list[int]:
        """The nodes from the root down to a goal or key result."""
        return trees.path_to(self.store, key)

    def lines(self, nodes: Sequence[int]) -> list[TreeLine]:
        """What the tree shows of some nodes."""
        return [line_of(row, self.today) for row in trees.rows(self.store, nodes)]


def line(store: Store, key: str, today: date) -> TreeLine | None:
    """One goal or key result as the tree shows it."""
    row = trees.row_of(store, key)
    return None if row is None else line_of(row, today)


def line_of(row: Row, today: date) -> TreeLine:
    """A row of the tree as a line."""
    is_key_result, confidence = bool(row["is_key_result"]), row["confidence"]
    progress = None if row["progress"] is None else Decimal(row["progress"]) / MILLION
    due = row["next_due"] if is_key_result else row["children_due"]
    is_overdue = due is not None and due < today.isoformat() and row["cycle_state"] != "closed" and row["state"] == "active"
    return TreeLine(
        node=row["node"],
        key=row["ref"],
        goal_id=row["goal_id"],
        is_key_result=is_key_result,
        title=row["title"],
        depth=row["depth"],
        has_children=bool(row["has_children"]),
        level=Level(row["level"]),
        kind=GoalKind(row["kind"]),
        state=row["state"],
        priority=row["priority"],
        owner=row["owner_person"] or row["owner_unit"] or "",
        owner_id=row["owner_person_id"] or row["owner_unit_id"] or "",
        is_owner_person=row["owner_person_id"] is not None,
        status=_status(row, progress, today, is_overdue=is_overdue),
        progress=progress,
        coverage=None if is_key_result or not row["total"] else Decimal(row["measured"]) / Decimal(row["total"]),
        confidence=None if confidence is None else Decimal(confidence),
        value=_value(row) if is_key_result else "",
        weight=row["weight"],
        share=Decimal(row["weight"]) / Decimal(row["sibling_weight"]) if row["sibling_weight"] else None,
        due=date.fromisoformat(row["due"]),
        is_overdue=is_overdue,
        is_archived=bool(row["is_archived"]),
        cycle=row["cycle"],
    )


def _status(row: Row, progress: Decimal | None, today: date, *, is_overdue: bool) -> Status:
    start, end = date.fromisoformat(row["start_date"]), date.fromisoformat(row["end_date"])
    elapsed = Decimal((today - start).days + 1) / Decimal((end - start).days + 1)
    return status_of(
        progress=progress,
        elapsed_share=min(Decimal(1), max(Decimal(0), elapsed)),
        confidence=None if row["confidence"] is None else Decimal(row["confidence"]),
        is_overdue=is_overdue,
        kind=GoalKind(row["kind"]),
    )


def _value(row: Row) -> str:
    if row["operator"] == "yes_no":
        return ""
    target = row["target"] or "–".join(part for part in (row["low"], row["high"]) if part)
    shown = " / ".join(part for part in (row["value"], target) if part is not None)
    return f"{shown} {row['unit']}".strip()


def running_cycles(store: Store) -> tuple[int, ...]:
    """The row ids of the cycles that are not closed; empty when none is closed, so that nothing need be filtered."""
    cycles = units.all_cycles(store)
    open_ones = tuple(row["number"] for row in cycles if row["state"] != "closed")
    return () if len(open_ones) == len(cycles) else open_ones
