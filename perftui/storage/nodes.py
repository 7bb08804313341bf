"""The computed tree: one node for each goal and key result, with its place and its rolled-up progress.

Nodes hold nothing that is not computed from goals, key results and check-ins; `rebuild` makes them all anew. After each
change `sync` brings the touched ones up to date and carries the difference up to the root: the cost is the depth.
Progress is in millionths (see `domain.rollups`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from perftui.domain.rollups import Sums, progress_of
from perftui.storage.yardsticks import measured

if TYPE_CHECKING:
    from collections.abc import Iterable

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
AFTER_ALL = "~"
"""Sorts after every digit: the end of a subtree's range of paths is its path and this."""

NOTHING = Sums(0, 0, 0)


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
    """Whether its parent is missing or in another cycle."""
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
        if self.is_archived:
            return NOTHING
        if self.progress is None:
            return Sums(0, 0, self.weight)
        return Sums(self.weight * self.progress, self.weight, self.weight)


def segment(is_key_result: int, pos: int, node_id: int) -> str:
    """One level of a path: key results first, then by position; the node's number keeps equal positions apart."""
    return f"{1 - is_key_result}{base62(pos, 4)}{base62(node_id, 4)}"


def base62(number: int, width: int) -> str:
    """A number in fixed width, sorting as the numbers do."""
    digits = ""
    for _ in range(width):
        number, digit = divmod(number, 62)
        digits = DIGITS[digit] + digits
    return digits


def find(store: Store, ref: str) -> Node | None:
    """The node of a goal or key result."""
    row = store.row("SELECT * FROM node WHERE ref = ?", (ref,))
    return Node(*row) if row else None


def sync(store: Store, goals: Iterable[str] = (), key_results: Iterable[str] = ()) -> None:
    """Bring the nodes of changed, new or removed goals and key results up to date; inside `write()`."""
    pending = list(dict.fromkeys(goals))
    while pending:
        later = [goal for goal in pending if not _sync_goal(store, goal)]
        if len(later) == len(pending):
            raise RuntimeError("goals without a parent in the tree")
        pending = later
    for key_result in dict.fromkeys(key_results):
        _sync_key_result(store, key_result)


_GOAL = """SELECT g.id, g.parent_id, g.pos, g.weight, g.state = 'archived' AS is_archived, c.rowid AS cycle
FROM goal g JOIN cycle c ON c.id = g.cycle_id WHERE g.id = ?"""


def _sync_goal(store: Store, goal_id: str) -> bool:
    """False when its parent has no node yet."""
    node, row = find(store, goal_id), store.row(_GOAL, (goal_id,))
    if row is None:
        if node:
            _remove(store, node)
        return True
    parent = find(store, row["parent_id"]) if row["parent_id"] else None
    if row["parent_id"] and parent is None:
        return False
    before = node or _add(store, goal_id, 0, parent)
    _place(store, before, parent, row)
    _sync_children_of(store, goal_id, before, row)
    return True


def _sync_children_of(store: Store, goal_id: str, before: Node, row: Row) -> None:
    """Key results follow their goal into another cycle or the archive; sub-goals of another cycle become tops."""
    if before.cycle == row["cycle"] and before.is_archived == row["is_archived"]:
        return
    for key_result in store.rows("SELECT id FROM key_result WHERE goal_id = ?", (goal_id,)):
        _sync_key_result(store, key_result["id"])
    store.connection.execute("UPDATE node SET is_top = (cycle <> ?) WHERE parent = ? AND is_key_result = 0", (row["cycle"], before.id))


_KEY_RESULT = """SELECT k.*, g.id AS parent_id, k.is_archived OR g.state = 'archived' AS is_hidden, c.rowid AS cycle,
    coalesce(g.start_date, c.start_date) AS begins
FROM key_result k JOIN goal g ON g.id = k.goal_id JOIN cycle c ON c.id = g.cycle_id WHERE k.id = ?"""


def _sync_key_result(store: Store, key_result_id: str) -> None:
    node, row = find(store, key_result_id), store.row(_KEY_RESULT, (key_result_id,))
    if row is None:
        if node:
            _remove(store, node)
        return
    parent = find(store, row["goal_id"])
    if parent is None:
        raise RuntimeError("a key result without its goal in the tree")
    node = node or _add(store, key_result_id, 1, parent)
    found = measured(store, row)
    store.connection.execute(
        "UPDATE node SET value = ?, confidence = ?, checked_on = ?, next_due = ? WHERE id = ?",
        (found.value, found.confidence, found.checked_on, found.next_due, node.id),
    )
    _place(store, node, parent, row, found.progress)


def _add(store: Store, ref: str, is_key_result: int, parent: Node | None) -> Node:
    """A bare node that weighs nothing yet, so that placing it afterwards carries its whole weight up."""
    cursor = store.connection.execute(
        "INSERT INTO node (ref, is_key_result, parent, path, depth, cycle, is_top, weight) VALUES (?, ?, ?, '', 0, 0, 0, 0)",
        (ref, is_key_result, parent.id if parent else None),
    )
    row = store.row("SELECT * FROM node WHERE id = ?", (cursor.lastrowid,))
    return Node(*(row or ()))


def _place(store: Store, node: Node, parent: Node | None, row: Row, progress: int | None = None) -> None:
    path = (parent.path if parent else "") + segment(node.is_key_result, row["pos"], node.id)
    after = replace(
        node,
        parent=parent.id if parent else None,
        path=path,
        depth=parent.depth + 1 if parent else 0,
        cycle=row["cycle"],
        is_top=int(parent is None or parent.cycle != row["cycle"]),
        is_archived=int(row["is_hidden"] if node.is_key_result else row["is_archived"]),
        weight=row["weight"],
        progress=progress if node.is_key_result else node.progress,
    )
    _move_subtree(store, node, after)
    store.connection.execute(
        "UPDATE node SET parent = ?, path = ?, depth = ?, cycle = ?, is_top = ?, is_archived = ?, weight = ?, progress = ? WHERE id = ?",
        (after.parent, path, after.depth, after.cycle, after.is_top, after.is_archived, after.weight, after.progress, node.id),
    )
    if node.parent == after.parent:
        _carry_up(store, after.parent, node.contribution(), after.contribution())
    else:
        _carry_up(store, node.parent, node.contribution(), NOTHING)
        _carry_up(store, after.parent, NOTHING, after.contribution())


def _move_subtree(store: Store, before: Node, after: Node) -> None:
    if before.path and before.path != after.path:
        store.connection.execute(
            "UPDATE node SET path = ? || substr(path, ?), depth = depth + ? WHERE path > ? AND path < ?",
            (after.path, len(before.path) + 1, after.depth - before.depth, before.path, before.path + AFTER_ALL),
        )


def _carry_up(store: Store, parent: int | None, before: Sums, after: Sums) -> None:
    """Replace one child's contribution in its parent, and so on up, until nothing differs any more."""
    while parent is not None and before != after:
        node = Node(*(store.row("SELECT * FROM node WHERE id = ?", (parent,)) or ()))
        sums = Sums(node.weighted, node.measured, node.total).replace(before, after)
        progress = progress_of(sums)
        store.connection.execute(
            "UPDATE node SET weighted = ?, measured = ?, total = ?, progress = ? WHERE id = ?",
            (sums.weighted, sums.measured, sums.total, progress, parent),
        )
        before, after = node.contribution(), replace(node, progress=progress).contribution()
        parent = node.parent


def _remove(store: Store, node: Node) -> None:
    _carry_up(store, node.parent, node.contribution(), NOTHING)
    store.connection.execute("DELETE FROM node WHERE id = ?", (node.id,))
