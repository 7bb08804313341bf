"""Siblings with what a screen shows of their weights, and the places where there are siblings."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

MOST = 200
"""Places that are looked at for a list of them."""


def place_of(store: Store, ref: str) -> Row | None:
    """Where a visible goal or key result weighs: `goal_id` above it (NULL at the top) and `cycle_id`."""
    return store.row(
        f"""SELECT up.ref AS goal_id, c.id AS cycle_id FROM node n JOIN cycle c ON c.rowid = n.cycle LEFT JOIN node up ON up.id = n.parent
        LEFT JOIN key_result k ON k.id = n.ref JOIN goal g ON g.id = coalesce(k.goal_id, n.ref)
        WHERE n.ref = ? AND n.is_archived = 0 AND {store.sees("g.owner_person_id")}""",
        (ref,),
    )


def siblings(store: Store, goal_id: str | None, cycle_id: str) -> list[Row]:
    """What weighs in one sum below a goal (None: at the top) in a cycle, in the order of the tree."""
    return store.rows(
        f"""SELECT n.ref, n.is_key_result, n.weight, coalesce(k.title, g.title) AS title, coalesce(k.version, g.version) AS version,
            g.state, coalesce(p.name, u.name, '') AS owner
        FROM node n LEFT JOIN key_result k ON k.id = n.ref JOIN goal g ON g.id = coalesce(k.goal_id, n.ref)
        LEFT JOIN person p ON p.id = g.owner_person_id LEFT JOIN unit u ON u.id = g.owner_unit_id
        WHERE n.parent IS (SELECT id FROM node WHERE ref = :goal) AND n.cycle = (SELECT rowid FROM cycle WHERE id = :cycle)
        AND n.is_archived = 0 AND {store.sees("g.owner_person_id")} ORDER BY n.path""",
        {"goal": goal_id, "cycle": cycle_id},
    )


def whole_sum(store: Store, goal_id: str | None, cycle_id: str) -> int:
    """What all siblings at a place weigh together, visible or not."""
    return int(
        store.value(
            """SELECT coalesce(sum(weight), 0) FROM node WHERE parent IS (SELECT id FROM node WHERE ref = :goal)
            AND cycle = (SELECT rowid FROM cycle WHERE id = :cycle) AND is_archived = 0""",
            {"goal": goal_id, "cycle": cycle_id},
        )
    )


def places(store: Store, cycles: Iterable[int], text: str) -> list[Row]:
    """Places of some cycles with siblings, those first whose sum is not whole: `goal_id`, `cycle_id`, `title`, `cycle`, `count`, `total`.

    Args:
        store: The store.
        cycles: Row numbers; empty for all.
        text: Part of the title of the goal above; empty for all.
    """
    numbers = ",".join(str(int(number)) for number in cycles)
    shown = f"n.cycle IN ({numbers})" if numbers else "TRUE"
    return store.rows(
        f"""SELECT up.ref AS goal_id, c.id AS cycle_id, coalesce(g.title, '') AS title, c.name AS cycle, count(*) AS count,
            sum(n.weight) AS total
        FROM node n JOIN cycle c ON c.rowid = n.cycle LEFT JOIN node up ON up.id = n.parent LEFT JOIN goal g ON g.id = up.ref
        WHERE {shown} AND n.is_archived = 0 AND (g.id IS NULL OR {store.sees("g.owner_person_id")})
        AND instr(lower(coalesce(g.title, '')), lower(?)) > 0
        GROUP BY n.parent, n.cycle HAVING count(*) > 1 OR sum(n.weight) <> 10000 ORDER BY sum(n.weight) = 10000, up.path LIMIT {MOST}""",
        (text,),
    )
