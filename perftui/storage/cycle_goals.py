"""The goals of a cycle with what they have reached, and what was carried over from one cycle to the next."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_GOALS = """SELECT g.*, coalesce(p.name, u.name, '') AS owner, c.name AS cycle, c.state AS cycle_state, c.kind AS cycle_kind,
    n.progress, n.measured, n.total,
    n.depth FROM goal g JOIN cycle c ON c.id = g.cycle_id JOIN node n ON n.ref = g.id
    LEFT JOIN person p ON p.id = g.owner_person_id LEFT JOIN unit u ON u.id = g.owner_unit_id"""


def in_cycle(store: Store, cycle_id: str) -> list[Row]:
    """The goals of a cycle that are not archived, in the order of the tree, with owner, progress and coverage."""
    return store.rows(
        f"{_GOALS} WHERE g.cycle_id = ? AND g.state <> 'archived' AND {store.sees('g.owner_person_id')} ORDER BY n.path", (cycle_id,)
    )


def by_ids(store: Store, goal_ids: Iterable[str]) -> list[Row]:
    """Some goals, with the same columns and in the same order."""
    ids = json.dumps(list(goal_ids))
    sees = store.sees("g.owner_person_id")
    return store.rows(f"{_GOALS} WHERE g.id IN (SELECT value FROM json_each(?)) AND {sees} ORDER BY n.path", (ids,))


def states(store: Store, cycle_id: str) -> dict[str, int]:
    """State to how many goals of a cycle are in it."""
    rows = store.rows("SELECT state, count(*) FROM goal WHERE cycle_id = ? GROUP BY state", (cycle_id,))
    return {row[0]: row[1] for row in rows}


def ids_in_state(store: Store, cycle_id: str, state: str) -> list[str]:
    """The ids of the goals of a cycle that are in a state."""
    return [row[0] for row in store.rows("SELECT id FROM goal WHERE cycle_id = ? AND state = ? ORDER BY rowid", (cycle_id, state))]


def key_results(store: Store, goal_ids: Iterable[str]) -> list[Row]:
    """The key results of some goals that are not archived, with progress and last value (`last`), in the order of the tree."""
    return store.rows(
        f"""SELECT k.*, n.progress, n.value AS last FROM key_result k JOIN goal g ON g.id = k.goal_id JOIN node n ON n.ref = k.id
        WHERE k.is_archived = 0 AND k.goal_id IN (SELECT value FROM json_each(?)) AND {store.sees("g.owner_person_id")} ORDER BY n.path""",
        (json.dumps(list(goal_ids)),),
    )


def copies(store: Store, goal_ids: Iterable[str]) -> list[Row]:
    """What some goals were carried over to: `carried_from_id`, `id`, `title`, `cycle`; what is archived is left out."""
    return store.rows(
        f"""SELECT g.carried_from_id, g.id, g.title, c.name AS cycle FROM goal g JOIN cycle c ON c.id = g.cycle_id
        WHERE g.carried_from_id IN (SELECT value FROM json_each(?)) AND g.state <> 'archived' AND {store.sees("g.owner_person_id")}
        ORDER BY c.start_date, g.rowid""",
        (json.dumps(list(goal_ids)),),
    )


def origin(store: Store, goal_id: str) -> Row | None:
    """The goal from which one was carried over: `id`, `title`, `cycle`."""
    return store.row(
        f"""SELECT o.id, o.title, c.name AS cycle FROM goal g JOIN goal o ON o.id = g.carried_from_id JOIN cycle c ON c.id = o.cycle_id
        WHERE g.id = ? AND {store.sees("o.owner_person_id")}""",
        (goal_id,),
    )


def counterpart(store: Store, goal_id: str, cycle: str, on: str) -> str | None:
    """What stands for a goal in a cycle that is open on a day: its copy, else one of the same title, level and owner.

    Args:
        store: The store.
        goal_id: The goal.
        cycle: The name of the cycle that comes before others; it need not exist.
        on: The ISO date.
    """
    found = store.value(
        f"""SELECT g.id FROM goal o JOIN goal g ON g.id <> o.id AND (g.carried_from_id = o.id OR (g.title = o.title AND g.level = o.level
            AND g.owner_person_id IS o.owner_person_id AND g.owner_unit_id IS o.owner_unit_id))
        JOIN cycle c ON c.id = g.cycle_id AND c.state <> 'closed' AND :on BETWEEN c.start_date AND c.end_date
        WHERE o.id = :goal AND g.state <> 'archived' AND {store.sees("g.owner_person_id")}
        ORDER BY g.carried_from_id IS o.id DESC, c.name = :cycle DESC, c.start_date DESC, g.rowid LIMIT 1""",
        {"goal": goal_id, "cycle": cycle, "on": on},
    )
    return None if found is None else str(found)


def ends(store: Store, goal_ids: Iterable[str]) -> dict[str, str]:
    """Id of a goal to the ISO date on which its cycle ends; archived goals are left out."""
    rows = store.rows(
        """SELECT g.id, c.end_date FROM goal g JOIN cycle c ON c.id = g.cycle_id WHERE g.state <> 'archived'
        AND g.id IN (SELECT value FROM json_each(?))""",
        (json.dumps(list(goal_ids)),),
    )
    return {row[0]: row[1] for row in rows}
