"""The computed tree: one node for each goal and key result, with its place and its rolled-up progress.

Nodes hold nothing that is not computed from goals, key results and check-ins; `rebuild` makes them all anew. After each
change `sync` brings the touched ones up to date and carries the difference up to the root: the cost is the depth.
Progress is in millionths (see `domain.rollups`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from perftui.domain.rollups import Sums, contribution, progress_of
from perftui.storage.yardsticks import Measured, counted_from, measured

if TYPE_CHECKING:
    from collections.abc import Iterable

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
AFTER_ALL = "~"
"""Sorts after every digit: the end of a subtree's range of paths is its path and this."""
SEGMENT = 9
"""Characters of one level of a path."""

NOTHING = Sums()
UNMEASURED = Measured(None, None, None, None, None)


@dataclass(frozen=True, slots=True)
class Node:
    """One row of the table `node`."""

    id: int
    ref: str
    """The goal's or key result's id."""
    is_key_result: int
    parent: int | None
    path: str
    depth: int
    cycle: int
    is_top: int
    """Whether its parent is missing, in another cycle, or archived while it is not."""
    is_archived: int
    weight: int
    progress: int | None
    weighted: int
    measured: int
    total: int
    value: str | None
    confidence: str | None
    checked_on: str | None
    next_due: str | None

    def contribution(self) -> Sums:
        """What the node adds to its parent's sums; nothing when it is archived."""
        return NOTHING if self.is_archived else contribution(self.weight, self.progress)


def segment(is_key_result: int, pos: int, node_id: int) -> str:
    """One level of a path: key results first, then by position; the node's number keeps equal positions apart."""
    return f"{1 - is_key_result}{base62(pos, 4)}{base62(node_id, 4)}"


def base62(number: int, width: int) -> str:
    """A number in fixed width, sorting as the numbers do.

    Raises:
        ValueError: It is negative or has more digits than that.
    """
    if not 0 <= number < 62**width:
        raise ValueError(number)
    digits = ""
    for _ in range(width):
        number, digit = divmod(number, 62)
        digits = DIGITS[digit] + digits
    return digits


def find(store: Store, ref: str) -> Node | None:
    """The node of a goal or key result."""
    row = store.row("SELECT * FROM node WHERE ref = ?", (ref,))
    return Node(*row) if row else None


def sync(store: Store, goals: Iterable[str] = (), key_results: Iterable[str] = (), cycles: Iterable[str] = ()) -> None:
    """Bring the nodes of what was changed, added or removed up to date; inside `write()`.

    Args:
        store: The store.
        goals: All goals that were touched; their key results follow by themselves.
        key_results: Key results whose own row or check-ins were touched.
        cycles: Cycles whose dates were changed.
    """
    goals, key_results = list(dict.fromkeys(goals)), list(dict.fromkeys(key_results))
    _sync_goals(store, goals)
    for key_result in key_results:
        _sync_key_result(store, key_result)
    if cycles:
        store.connection.create_function("_counted_from", 2, counted_from, deterministic=True)
    for cycle in cycles:
        store.connection.execute(_FIRST_DUE, (cycle,))
    _remove_gone(store, [*goals, *key_results])


_FIRST_DUE = """UPDATE node SET next_due = due.on_date
FROM (SELECT k.id, date(_counted_from(k.id, coalesce(g.start_date, c.start_date)), '+' || k.cadence_days || ' days') AS on_date
      FROM cycle c JOIN goal g ON g.cycle_id = c.id JOIN key_result k ON k.goal_id = g.id WHERE c.id = ?) due
WHERE node.ref = due.id AND node.checked_on IS NULL"""


def _sync_goals(store: Store, pending: list[str]) -> None:
    while pending:
        later = [goal for goal in pending if not _sync_goal(store, goal)]
        if len(later) == len(pending):
            raise RuntimeError("goals without a parent in the tree")
        pending = later


_GOAL = """SELECT g.id, g.parent_id, g.pos, g.weight, g.state = 'archived' AS is_archived, c.rowid AS cycle
FROM goal g JOIN cycle c ON c.id = g.cycle_id WHERE g.id = ?"""

_TOPS = """UPDATE node SET is_top = NOT is_top
WHERE parent = :id AND is_key_result = 0 AND is_top <> (cycle <> :cycle OR is_archived < :is_archived)"""


def _sync_goal(store: Store, goal_id: str) -> bool:
    """False while its parent has no node, or one that will only later be moved out from below this goal."""
    node, row = find(store, goal_id), store.row(_GOAL, (goal_id,))
    if row is None:
        return True
    parent = find(store, row["parent_id"]) if row["parent_id"] else None
    if row["parent_id"] and (parent is None or (node and parent.path.startswith(node.path))):
        return False
    node = node or _add(store, goal_id, 0, parent)
    _place(store, node, parent, row)
    if (node.cycle, node.is_archived) != (row["cycle"], row["is_archived"]):
        store.connection.execute(_TOPS, {"id": node.id, "cycle": row["cycle"], "is_archived": row["is_archived"]})
    for key_result in store.rows("SELECT id FROM key_result WHERE goal_id = ? ORDER BY pos, rowid", (goal_id,)):
        _sync_key_result(store, key_result["id"])
    return True


_KEY_RESULT = """SELECT k.*, k.is_archived OR g.state = 'archived' AS is_hidden, c.rowid AS cycle,
    coalesce(g.start_date, c.start_date) AS begins
FROM key_result k JOIN goal g ON g.id = k.goal_id JOIN cycle c ON c.id = g.cycle_id WHERE k.id = ?"""


def _sync_key_result(store: Store, key_result_id: str) -> None:
    row = store.row(_KEY_RESULT, (key_result_id,))
    if row is None:
        return
    parent = find(store, row["goal_id"])
    if parent is None:
        raise RuntimeError("a key result without its goal in the tree")
    node = find(store, key_result_id) or _add(store, key_result_id, 1, parent)
    _place(store, node, parent, row, measured(store, row))


def _add(store: Store, ref: str, is_key_result: int, parent: Node | None) -> Node:
    """A bare node that weighs nothing yet, so that placing it afterwards carries its whole weight up."""
    cursor = store.connection.execute(
        "INSERT INTO node (ref, is_key_result, parent, path, depth, cycle, is_top, weight) VALUES (?, ?, ?, '', 0, 0, 0, 0)",
        (ref, is_key_result, parent.id if parent else None),
    )
    row = store.row("SELECT * FROM node WHERE id = ?", (cursor.lastrowid,))
    return Node(*(row or ()))


_PLACE = """UPDATE node SET parent = ?, path = ?, depth = ?, cycle = ?, is_top = ?, is_archived = ?, weight = ?, progress = ?,
value = ?, confidence = ?, checked_on = ?, next_due = ? WHERE id = ?"""


def _place(store: Store, node: Node, parent: Node | None, row: Row, found: Measured = UNMEASURED) -> None:
    is_archived = int(row["is_hidden"] if node.is_key_result else row["is_archived"])
    after = replace(
        node,
        parent=parent.id if parent else None,
        path=(parent.path if parent else "") + segment(node.is_key_result, row["pos"], node.id),
        depth=parent.depth + 1 if parent else 0,
        cycle=row["cycle"],
        is_top=int(not node.is_key_result and _is_top(parent, row["cycle"], is_archived)),
        is_archived=is_archived,
        weight=row["weight"],
        progress=found.progress if node.is_key_result else node.progress,
    )
    _move_subtree(store, node, after)
    places = (after.parent, after.path, after.depth, after.cycle, after.is_top, after.is_archived, after.weight, after.progress)
    store.connection.execute(_PLACE, (*places, found.value, found.confidence, found.checked_on, found.next_due, node.id))
    if node.parent == after.parent:
        _carry_up(store, after.parent, node.contribution(), after.contribution())
    else:
        _carry_up(store, node.parent, node.contribution(), NOTHING)
        _carry_up(store, after.parent, NOTHING, after.contribution())


def _is_top(parent: Node | None, cycle: int, is_archived: int) -> bool:
    return parent is None or parent.cycle != cycle or parent.is_archived > is_archived


def _move_subtree(store: Store, before: Node, after: Node) -> None:
    if before.path and before.path != after.path:
        store.connection.execute(
            "UPDATE node SET path = ? || substr(path, ?), depth = depth + ? WHERE path > ? AND path < ?",
            (after.path, len(before.path) + 1, after.depth - before.depth, before.path, before.path + AFTER_ALL),
        )


def _carry_up(store: Store, parent: int | None, before: Sums, after: Sums) -> None:
    """Replace one child's contribution in its parent, and so on up, until nothing differs any more."""
    while parent is not None and before != after:
        node = Node(*store.rows("SELECT * FROM node WHERE id = ?", (parent,))[0])
        sums = Sums(node.weighted, node.measured, node.total).replace(before, after)
        progress = progress_of(sums)
        store.connection.execute(
            "UPDATE node SET weighted = ?, measured = ?, total = ?, progress = ? WHERE id = ?",
            (sums.weighted, sums.measured, sums.total, progress, parent),
        )
        before, after = node.contribution(), replace(node, progress=progress).contribution()
        parent = node.parent


_GONE = """SELECT n.* FROM node n WHERE n.id IN (
    SELECT id FROM node WHERE ref IN (SELECT value FROM json_each(:refs))
    UNION SELECT k.id FROM node g JOIN node k ON k.parent = g.id AND k.path > g.path AND k.path < g.path || '1'
          WHERE g.ref IN (SELECT value FROM json_each(:refs)))
AND NOT EXISTS (SELECT 1 FROM goal WHERE id = n.ref) AND NOT EXISTS (SELECT 1 FROM key_result WHERE id = n.ref)
ORDER BY n.depth DESC"""
"""Key results stand before sub-goals, below `1`, so that a goal with many sub-goals costs nothing here."""


def _remove_gone(store: Store, refs: list[str]) -> None:
    """Remove the nodes of records that are no more, from the bottom up."""
    for row in store.rows(_GONE, {"refs": json.dumps(refs)}):
        node = find(store, row["ref"])  # read again: its sums change when a child of it goes
        if node:
            _carry_up(store, node.parent, node.contribution(), NOTHING)
            store.connection.execute("DELETE FROM node WHERE id = ?", (node.id,))
