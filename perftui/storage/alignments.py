"""What the alignment report looks at, read at once for whole cycles: goals, ties between units, double measures, links."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

ROOT = 9
"""Characters of a path that name the topmost goal: those of one level."""


def inside(cycles: Sequence[int], alias: str = "g") -> str:
    """The condition that a goal belongs to one of the cycles `:cycles` (row numbers as JSON); none means all."""
    chosen = "(SELECT id FROM cycle WHERE rowid IN (SELECT value FROM json_each(:cycles)))"
    return f"{alias}.cycle_id IN {chosen}" if cycles else "TRUE"


def goals(store: Store, cycles: Sequence[int]) -> list[Row]:
    """Every goal that is not archived, with its owner, the level of the goal above, and how much stands below, in the order of the tree.

    Args:
        store: The store.
        cycles: Row numbers; empty for all. So also in the other functions.
    """
    return store.rows(
        f"""SELECT g.id, g.title, g.level, g.parent_id, up.level AS parent_level, g.weight, g.cycle_id, c.name AS cycle,
            coalesce(p.name, u.name, '') AS owner, coalesce(g.owner_person_id, '') AS person_id,
            coalesce(g.owner_unit_id, p.unit_id, '') AS unit_id, coalesce(d.goals, 0) AS goals_below,
            coalesce(d.results, 0) AS key_results
        FROM goal g JOIN node n ON n.ref = g.id JOIN cycle c ON c.id = g.cycle_id LEFT JOIN goal up ON up.id = g.parent_id
        LEFT JOIN person p ON p.id = g.owner_person_id LEFT JOIN unit u ON u.id = g.owner_unit_id
        LEFT JOIN (SELECT parent, sum(is_key_result) AS results, sum(1 - is_key_result) AS goals FROM node
            WHERE is_archived = 0 AND parent IS NOT NULL GROUP BY parent) d ON d.parent = n.id
        WHERE g.state <> 'archived' AND {inside(cycles)} AND {store.sees("g.owner_person_id")} ORDER BY n.path""",
        _parameters(cycles),
    )


def goal_ids(store: Store, cycles: Sequence[int]) -> frozenset[str]:
    """The goals of the cycles."""
    found = store.rows(f"SELECT g.id FROM goal g WHERE {inside(cycles)} AND {store.sees('g.owner_person_id')}", _parameters(cycles))
    return frozenset(row["id"] for row in found)


def weight_sums(store: Store, cycles: Sequence[int]) -> list[Row]:
    """What stands right below each goal in each of the cycles weighs together: `goal_id`, `cycle_id`, `cycle` and `total`."""
    return store.rows(
        f"""SELECT g.id AS goal_id, c.id AS cycle_id, c.name AS cycle, sum(n.weight) AS total
        FROM node n JOIN node up ON up.id = n.parent JOIN goal g ON g.id = up.ref JOIN cycle c ON c.rowid = n.cycle
        WHERE n.is_archived = 0 AND g.state <> 'archived' AND {store.sees("g.owner_person_id")}
        AND (json_array_length(:cycles) = 0 OR n.cycle IN (SELECT value FROM json_each(:cycles)))
        GROUP BY up.id, n.cycle ORDER BY up.path, c.start_date""",
        _parameters(cycles),
    )


_UNIT = "iif({0}.level = 'theme', '', coalesce({0}.owner_unit_id, (SELECT unit_id FROM person WHERE id = {0}.owner_person_id), ''))"
"""The unit to which a goal belongs; empty for goals of the company."""


def ties(store: Store, cycles: Sequence[int]) -> list[tuple[str, str]]:
    """The units on both sides of each parent, contribution and dependency, every pair once; empty for goals of the company."""
    both = f"a.state <> 'archived' AND b.state <> 'archived' AND ({inside(cycles, 'a')} OR {inside(cycles, 'b')})"
    units = f"{_UNIT.format('a')}, {_UNIT.format('b')}"
    rows = store.rows(
        f"""SELECT {units} FROM goal a JOIN goal b ON b.id = a.parent_id WHERE {both}
        UNION SELECT {units} FROM goal_link l JOIN goal a ON a.id = l.from_goal_id JOIN goal b ON b.id = l.to_goal_id
        WHERE l.kind <> 'conflicts' AND {both}""",
        _parameters(cycles),
    )
    return [(row[0], row[1]) for row in rows]


def counted(store: Store, cycles: Sequence[int]) -> list[Row]:
    """Key results with a weight whose yardstick another one of the same cycle and topmost goal has too.

    The yardstick is the measure; without one, the measure of another key result with the same definition, or the definition.
    """
    return store.rows(
        f"""SELECT * FROM (
            SELECT *, count(*) OVER (PARTITION BY yardstick, cycle_id, root) AS n FROM (
                SELECT k.id, k.title, coalesce(k.measure_id, m.measure_id, nullif(k.definition_hash, '')) AS yardstick, g.cycle_id,
                    substr(n.path, 1, {ROOT}) AS root, n.path, g.id AS goal_id, g.title AS goal,
                    coalesce(g.owner_person_id, '') AS person_id, coalesce(p.name, u.name, '') AS owner,
                    coalesce(g.parent_id, '') AS parent, coalesce(k.target, k.low || '–' || k.high, '') AS aim
                FROM key_result k JOIN goal g ON g.id = k.goal_id JOIN node n ON n.ref = g.id
                LEFT JOIN person p ON p.id = g.owner_person_id LEFT JOIN unit u ON u.id = g.owner_unit_id
                LEFT JOIN (SELECT definition_hash, min(measure_id) AS measure_id FROM key_result
                    WHERE measure_id IS NOT NULL AND definition_hash <> '' GROUP BY definition_hash) m
                    ON m.definition_hash = k.definition_hash
                WHERE k.is_archived = 0 AND k.weight > 0 AND g.state <> 'archived' AND {inside(cycles)}
                AND {store.sees("g.owner_person_id")})
            WHERE yardstick IS NOT NULL)
        WHERE n > 1 ORDER BY path, id""",
        _parameters(cycles),
    )


def links(store: Store, cycles: Sequence[int]) -> list[Row]:
    """Every link of which an end lies in the cycles, with both titles and the units of both owners."""
    owner = "coalesce({0}.owner_unit_id, (SELECT unit_id FROM person WHERE id = {0}.owner_person_id), '')"
    return store.rows(
        f"""SELECT l.id, l.kind, l.state, l.from_goal_id, l.to_goal_id, a.title AS from_title, b.title AS to_title,
            {owner.format("a")} AS from_unit, {owner.format("b")} AS to_unit
        FROM goal_link l JOIN goal a ON a.id = l.from_goal_id JOIN goal b ON b.id = l.to_goal_id
        WHERE a.state <> 'archived' AND b.state <> 'archived' AND ({inside(cycles, "a")} OR {inside(cycles, "b")})
        AND {store.sees("a.owner_person_id")} AND {store.sees("b.owner_person_id")} ORDER BY l.id""",
        _parameters(cycles),
    )


def first_theme(store: Store, cycle_id: str) -> str | None:
    """The first of the topmost themes of a cycle."""
    found = store.value(
        f"""SELECT g.id FROM goal g WHERE g.cycle_id = ? AND g.level = 'theme' AND g.parent_id IS NULL AND g.state <> 'archived'
        AND {store.sees("g.owner_person_id")} ORDER BY g.pos LIMIT 1""",
        (cycle_id,),
    )
    return None if found is None else str(found)


def _parameters(cycles: Sequence[int]) -> dict[str, object]:
    return {"cycles": json.dumps(list(cycles))}
