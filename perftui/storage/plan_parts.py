"""Parts of plans by their ids: found with the plan that they belong to, ordered, taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.rollups import FULL_WEIGHT

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

ORDERED: Final = frozenset(("plan_goal", "plan_step"))
"""Parts that have a place among the others of their kind."""
EDITED: Final = ORDERED | {"plan_milestone"}
"""Parts that are written in."""
_BELOW_GOALS: Final = ("plan_value", "plan_milestone")
_ALL: Final = ("plan_gap", "plan_milestone", "plan_goal", "plan_step", "plan_check", "plan_requirement", "statement", "obstacle")
"""Tables that a draft may have rows in, those first that point to others."""


def get(store: Store, table: str, record_id: str) -> Row | None:
    """One part, with the person whose plan it is in; None where there is none, or the actor may not see it.

    Raises:
        KeyError: There is no such kind of part.
    """
    if table not in EDITED:
        raise KeyError(table)
    return store.row(
        f"SELECT x.* FROM {table} x JOIN plan l ON l.id = x.plan_id WHERE x.id = ? AND {store.sees('l.person_id')}", (record_id,)
    )


def remove(store: Store, table: str, record_id: str) -> None:
    """Take a part away, a goal with its milestones; inside `write()`.

    Raises:
        KeyError: There is no such kind of part.
    """
    if table not in EDITED:
        raise KeyError(table)
    for below in _BELOW_GOALS if table == "plan_goal" else ():
        store.connection.execute(f"DELETE FROM {below} WHERE plan_goal_id = ?", (record_id,))
    store.connection.execute(f"DELETE FROM {table} WHERE id = ?", (record_id,))


def remove_gap(store: Store, plan_id: str, gap_id: str) -> None:
    """Take a gap with its causes out of a plan; inside `write()`."""
    store.connection.execute("DELETE FROM plan_gap WHERE plan_id = ? AND gap_id = ?", (plan_id, gap_id))


def remove_plan(store: Store, plan_id: str) -> None:
    """Take a plan away with all its parts; inside `write()`."""
    for table in _ALL:
        store.connection.execute(f"DELETE FROM {table} WHERE plan_id = ?", (plan_id,))
    store.connection.execute("DELETE FROM plan WHERE id = ?", (plan_id,))


def mean_weight(store: Store, plan_id: str) -> int:
    """The weight that one more goal gets: the mean of the others; all of it when it stands alone."""
    found = store.value("SELECT round(avg(weight)) FROM plan_goal WHERE plan_id = ?", (plan_id,))
    return FULL_WEIGHT if found is None else int(found)


def ids_in_order(store: Store, table: str, plan_id: str) -> list[tuple[str, int]]:
    """Id and version of the parts of a kind, in their order.

    Raises:
        KeyError: They have none.
    """
    if table not in ORDERED:
        raise KeyError(table)
    return [(row[0], row[1]) for row in store.rows(f"SELECT id, version FROM {table} WHERE plan_id = ? ORDER BY pos, rowid", (plan_id,))]
