"""Goals and key results taken to another place in the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.i18n import mark
from perftui.services import goal_rows
from perftui.services.goal_changes import Why, change_goal, change_key_result
from perftui.storage import goals, nodes
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


def move_goal(store: Store, goal_id: str, new_parent: str | None, *, reason: str = "") -> str:
    """Put a goal with its whole branch under another goal, behind what stands there; its cycle stays.

    Args:
        store: The store.
        goal_id: The goal.
        new_parent: Id of its new parent; None for the top.
        reason: Why; needed where the goal is agreed.

    Returns:
        The goal's id.

    Raises:
        Gone: One of the two does not exist.
        ReasonMissing: There is no reason where one is needed.
        StandsUnderItself: The new parent lies in the goal's own branch.
        ThemeUnderGoal: A theme would stand under a goal of a unit or person.
    """
    row = goal_rows.goal_row(store, goal_id)
    label, values = Label(mark("Moved {title} to the top"), {"title": row["title"]}), {"title": row["title"]}
    if new_parent:
        label = Label(mark("Moved {title} under {parent}"), {**values, "parent": goal_rows.goal_row(store, new_parent)["title"]})
    with store.write(label):
        changed = change_goal(store, goal_id, row["version"], {"parent": new_parent}, Why(reason))
        goal_rows.follow(store, changed.goals)
    return goal_id


def move_key_result(store: Store, key_result_id: str, goal_id: str, *, reason: str = "") -> str:
    """Put a key result under another goal, behind the others there.

    Args:
        store: The store.
        key_result_id: The key result.
        goal_id: The other goal.
        reason: Why; needed where one of the two goals is agreed.

    Returns:
        The key result's id.

    Raises:
        Gone: One of the two does not exist.
        ReasonMissing: There is no reason where one is needed.
    """
    row, goal = goal_rows.key_result_row(store, key_result_id), goal_rows.goal_row(store, goal_id)
    with store.write(Label(mark("Moved {title} under {parent}"), {"title": row["title"], "parent": goal["title"]})):
        changed = change_key_result(store, key_result_id, row["version"], {"goal": goal_id}, Why(reason))
        goal_rows.follow(store, changed.goals, changed.key_results)
    return key_result_id


def move_among_siblings(store: Store, ref: str, step: int) -> bool:
    """Move a goal or key result before (step -1) or behind (step 1) its neighbour; at the top, among the goals of its cycle.

    Returns:
        False when it stands at that end already; nothing was changed then.

    Raises:
        Gone: There is no such goal or key result.
    """
    table = "goal" if goals.get_key_result(store, ref) is None else "key_result"
    row = goal_rows.goal_row(store, ref) if table == "goal" else goal_rows.key_result_row(store, ref)
    with store.write(Label(mark("Moved {title}"), {"title": row["title"]})):
        other = _neighbour(store, table, row, step)
        if other is None:
            return False
        store.update(table, row["id"], row["version"], pos=other["pos"])
        store.update(table, other["id"], other["version"], pos=row["pos"])
        moved = (row["id"], other["id"])
        nodes.sync(store, *((moved, ()) if table == "goal" else ((), moved)))
    return True


def _neighbour(store: Store, table: str, row: Row, step: int) -> Row | None:
    other = goals.neighbour(store, table, row["id"], step)
    if table == "goal" and row["parent_id"] is None:
        # Goals of other cycles stand in between, and are often not even shown.
        while other is not None and other["cycle_id"] != row["cycle_id"]:
            other = goals.neighbour(store, table, other["id"], step)
    return other
