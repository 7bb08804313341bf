"""Versions of goals as they were kept, and what a version is made of."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


def versions_of(store: Store, goal_id: str) -> list[Row]:
    """The versions of a goal, the first one first."""
    return store.rows(
        f"""SELECT v.* FROM goal_version v JOIN goal g ON g.id = v.goal_id
        WHERE v.goal_id = ? AND {store.sees("g.owner_person_id")} ORDER BY v.number""",
        (goal_id,),
    )


def last_version(store: Store, goal_id: str) -> Row | None:
    """The version of a goal that was kept last, with the `step` that made it."""
    return store.row(
        """SELECT v.*, (SELECT step FROM event WHERE entity = 'goal_version' AND entity_id = v.id AND verb = 'insert'
            ORDER BY seq DESC LIMIT 1) AS step
        FROM goal_version v WHERE v.goal_id = ? ORDER BY v.number DESC LIMIT 1""",
        (goal_id,),
    )


def goal(store: Store, goal_id: str) -> Row:
    """A goal with the names of its owner, parent and cycle, whoever may see them: a version is kept whole."""
    return store.rows(
        """SELECT g.*, p.name AS owner_person, u.name AS owner_unit, c.name AS cycle, up.title AS parent
        FROM goal g JOIN cycle c ON c.id = g.cycle_id LEFT JOIN goal up ON up.id = g.parent_id
        LEFT JOIN person p ON p.id = g.owner_person_id LEFT JOIN unit u ON u.id = g.owner_unit_id WHERE g.id = ?""",
        (goal_id,),
    )[0]


def key_results_in(store: Store, goal_id: str) -> list[Row]:
    """The key results of a goal that are not archived, in their order, with the name of their `measure`."""
    return store.rows(
        """SELECT k.*, m.name AS measure FROM key_result k LEFT JOIN measure m ON m.id = k.measure_id
        WHERE k.goal_id = ? AND k.is_archived = 0 ORDER BY k.pos, k.id""",
        (goal_id,),
    )


def current_step(store: Store) -> int:
    """The number of the step that is open; inside `write()`."""
    return int(store.value("SELECT step FROM _ctx WHERE id = 1"))


def amended_now(store: Store, goal_ids: Iterable[str], key_result_ids: Iterable[str]) -> list[Row]:
    """Of some goals, and the goals of some key results, those amended in the step that is open: `goal_id` and the last `reason`."""
    return store.rows(
        """WITH touched (id) AS (SELECT value FROM json_each(:goals)
            UNION SELECT goal_id FROM key_result WHERE id IN (SELECT value FROM json_each(:key_results)))
        SELECT a.goal_id, a.reason, max(e.seq) FROM touched JOIN goal_amendment a ON a.goal_id = touched.id
        JOIN event e ON e.entity = 'goal_amendment' AND e.entity_id = a.id
        WHERE e.step = (SELECT step FROM _ctx WHERE id = 1) AND e.verb = 'insert' GROUP BY a.goal_id""",
        {"goals": json.dumps(list(goal_ids)), "key_results": json.dumps(list(key_result_ids))},
    )
