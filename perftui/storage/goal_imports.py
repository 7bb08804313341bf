"""What a file of goals is held against: the goals of a cycle with what stands in them, and the people and units it names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


def goals_in(store: Store, cycle_id: str) -> list[Row]:
    """All goals of a cycle in the order of the tree, those that are archived behind the others; `above` is the parent in the cycle."""
    return store.rows(
        f"""SELECT g.*, up.id AS above FROM goal g JOIN node n ON n.ref = g.id
        LEFT JOIN goal up ON up.id = g.parent_id AND up.cycle_id = g.cycle_id
        WHERE g.cycle_id = ? AND {store.sees("g.owner_person_id")} ORDER BY g.state = 'archived', n.path""",
        (cycle_id,),
    )


def key_results_in(store: Store, cycle_id: str) -> list[Row]:
    """All key results of a cycle's goals in the order of the tree, those that are archived behind the others, with their progress."""
    return store.rows(
        f"""SELECT k.*, n.progress FROM key_result k JOIN goal g ON g.id = k.goal_id JOIN node n ON n.ref = k.id
        WHERE g.cycle_id = ? AND {store.sees("g.owner_person_id")} ORDER BY k.is_archived, n.path""",
        (cycle_id,),
    )


def check_ins_in(store: Store, cycle_id: str) -> list[Row]:
    """The check-ins of a cycle's key results, oldest first: `key_result_id`, `value`, `confidence`, `note`."""
    return store.rows(
        f"""SELECT c.key_result_id, c.value, c.confidence, c.note FROM check_in c JOIN key_result k ON k.id = c.key_result_id
        JOIN goal g ON g.id = k.goal_id WHERE g.cycle_id = ? AND {store.sees("g.owner_person_id")} ORDER BY c.on_date, c.id""",
        (cycle_id,),
    )


def owners_called(store: Store, names: Iterable[str]) -> list[Row]:
    """Who is called exactly so: `entity` (person or unit), `id`, `called` (the name as asked for, in lower case), and `name`.

    A person is called by name, staff number, or both with a space between them; a unit by its name.
    """
    asked = json.dumps(sorted({name.lower() for name in names}))
    people = f"FROM person p JOIN asked ON called = {{called}} WHERE p.is_archived = 0 AND {store.sees('p.id')}"
    ways = ("lower(p.name)", "lower(p.staff_no)", "lower(p.name || ' ' || p.staff_no)")
    branches = [f"SELECT 'person', p.id, called, p.name {people.format(called=way)}" for way in ways]
    units = "SELECT 'unit' AS entity, u.id, called, u.name FROM unit u JOIN asked ON called = lower(u.name) WHERE u.is_archived = 0"
    return store.rows(f"WITH asked (called) AS (SELECT value FROM json_each(?)) {' UNION '.join([units, *branches])}", (asked,))
