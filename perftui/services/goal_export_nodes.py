"""The goal tree as an export takes it: each goal before what is below it, with owners in words and values as they were checked in."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.codes import Level
from perftui.domain.rollups import read_progress
from perftui.storage import goal_exports, trees
from perftui.storage.yardsticks import yardstick_of

if TYPE_CHECKING:
    from perftui.domain.yardsticks import Yardstick
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store
    from perftui.storage.trees import TreeFilter

_SEPARATORS = re.compile(r"[,;，；、|]")


@dataclass(frozen=True, slots=True)
class GoalNode:
    """A goal or key result; satisfies `okr_exports.ExportedNode`."""

    depth: int
    level: Level | None
    """None for a key result."""
    title: str
    owner: str
    """A name, with the staff number where it could mean somebody else; empty for a key result."""
    weight: int | None
    yardstick: Yardstick | None
    values: tuple[Decimal | None, ...]
    """Of its check-ins, oldest first; None for one that says nothing at all."""
    confidence: Decimal | None
    progress: Decimal | None
    score: Decimal | None
    """Of a goal that is scored."""
    score_note: str
    due: date | None
    priority: str
    tags: tuple[str, ...]
    description: str
    """Of a goal; of a key result the note to its last check-in."""
    cycle: str
    row: Row
    """The whole record."""
    check_ins: tuple[Row, ...]
    """Oldest first."""

    @property
    def current(self) -> Decimal | None:
        """The last value."""
        return next((value for value in reversed(self.values) if value is not None), None)


def nodes_of(store: Store, shown: TreeFilter) -> list[GoalNode]:
    """What a filter shows of the tree, whole cycles at a time."""
    numbers, depths = trees.everything(store, shown)
    rows = goal_exports.records(store, numbers)
    depth_of = dict(zip(numbers, depths, strict=True))
    said: dict[str, list[Row]] = defaultdict(list)
    for check_in in goal_exports.check_ins(store, (row["ref"] for row in rows if row["is_key_result"])):
        said[check_in["key_result_id"]].append(check_in)
    shared = goal_exports.ambiguous_names(store)
    return [_node(row, depth_of[row["node"]], said[row["ref"]], shared) for row in rows]


def _node(row: Row, depth: int, check_ins: list[Row], shared: set[str]) -> GoalNode:
    is_key_result = bool(row["is_key_result"])
    confidences = [check_in["confidence"] for check_in in check_ins if check_in["confidence"] is not None]
    notes = [check_in["note"] for check_in in check_ins if check_in["note"]]
    return GoalNode(
        depth=depth,
        level=None if is_key_result else Level(row["level"]),
        title=row["title"],
        owner="" if is_key_result else _owner(row, shared),
        weight=row["weight"],
        yardstick=yardstick_of(row) if is_key_result else None,
        values=tuple(_value(check_in) for check_in in check_ins if _counts(check_in)),
        confidence=Decimal(confidences[-1]) if confidences else None,
        progress=read_progress(row["progress"]),
        score=None if is_key_result or row["score"] is None else Decimal(row["score"]),
        score_note="" if is_key_result else row["score_note"] or "",
        due=date.fromisoformat(row["due_date"]) if row["due_date"] else None,
        priority=row["priority"],
        tags=tuple(filter(None, map(str.strip, _SEPARATORS.split(row["tags"])))),
        description=(notes[-1] if notes else "") if is_key_result else row["description"],
        cycle=row["cycle"],
        row=row,
        check_ins=tuple(check_ins),
    )


def _owner(row: Row, shared: set[str]) -> str:
    name: str | None = row["owner_person"]
    if name is None:
        return row["owner_unit"] or ""
    return f"{name} {row['staff_no']}" if name.lower() in shared else name


def _value(check_in: Row) -> Decimal | None:
    return None if check_in["value"] is None else Decimal(check_in["value"])


def _counts(check_in: Row) -> bool:
    """Whether a check-in has a place among the values: it has one, or says nothing else either."""
    return check_in["value"] is not None or not (check_in["confidence"] or check_in["note"])
