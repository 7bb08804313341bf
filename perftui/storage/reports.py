"""The sums behind the reports, one row for each owner: SQLite adds up, so that a large file costs one pass."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from perftui.storage.alignments import inside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_OWNER = "coalesce(g.owner_person_id, '') AS person_id, coalesce(g.owner_unit_id, p.unit_id, '') AS unit_id"


def coverage(store: Store, cycles: Sequence[int]) -> list[Row]:
    """Person and unit to the fields of `Coverage`, over goals and key results that are not archived.

    Args:
        store: The store.
        cycles: Row numbers; empty for all. So also in the other functions.
    """
    return store.rows(
        f"""SELECT {_OWNER}, count(*) AS goals, sum(n.progress IS NULL) AS unmeasured, coalesce(sum(r.results), 0) AS key_results,
            coalesce(sum(r.measured), 0) AS measured, coalesce(sum(r.weight), 0) AS weight,
            coalesce(sum(r.weight_measured), 0) AS weight_measured
        FROM goal g JOIN node n ON n.ref = g.id LEFT JOIN person p ON p.id = g.owner_person_id
        LEFT JOIN (SELECT parent, count(*) AS results, count(progress) AS measured, sum(weight) AS weight,
                sum(iif(progress IS NULL, 0, weight)) AS weight_measured
            FROM node WHERE is_key_result = 1 AND is_archived = 0 GROUP BY parent) r ON r.parent = n.id
        WHERE g.state <> 'archived' AND {inside(cycles)} AND {store.sees("g.owner_person_id")} GROUP BY 1, 2""",
        {"cycles": json.dumps(list(cycles))},
    )


def discipline(store: Store, cycles: Sequence[int], today: str) -> list[Row]:
    """Person and unit to the fields of `Discipline`, over key results of goals that are or were active.

    Args:
        store: The store.
        cycles: Row numbers; empty for all.
        today: ISO date; what was due before it and is missing is overdue, in active goals of cycles that are not closed.
    """
    is_missing = "g.state = 'active' AND c.state <> 'closed' AND n.next_due < :today"
    return store.rows(
        f"""SELECT {_OWNER}, count(*) AS key_results, coalesce(sum(held.n - held.late), 0) AS on_time,
            coalesce(sum(held.late), 0) AS late, coalesce(sum({is_missing}), 0) AS overdue,
            coalesce(max(iif({is_missing}, cast(julianday(:today) - julianday(n.next_due) AS INTEGER), 0)), 0) AS longest
        FROM key_result k JOIN goal g ON g.id = k.goal_id JOIN cycle c ON c.id = g.cycle_id JOIN node n ON n.ref = k.id
        LEFT JOIN person p ON p.id = g.owner_person_id
        LEFT JOIN (SELECT key_result_id, count(*) AS n, sum(is_late) AS late FROM check_in GROUP BY key_result_id) held
            ON held.key_result_id = k.id
        WHERE k.is_archived = 0 AND g.state IN ('active', 'scored', 'closed') AND {inside(cycles)}
        AND {store.sees("g.owner_person_id")} GROUP BY 1, 2""",
        {"cycles": json.dumps(list(cycles)), "today": today},
    )


def people(store: Store, ids: Sequence[str]) -> dict[str, str]:
    """What people are called; where two of them have one name, with their staff numbers."""
    rows = store.rows(
        f"""SELECT p.id, p.name, p.staff_no, count(*) OVER (PARTITION BY p.name) AS namesakes FROM person p
        WHERE p.id IN (SELECT value FROM json_each(?)) AND {store.sees("p.id")}""",
        (json.dumps(list(ids)),),
    )
    return {row["id"]: f"{row['name']} ({row['staff_no']})" if row["namesakes"] > 1 else row["name"] for row in rows}


def last_change(store: Store) -> int:
    """The number of the last event: as long as it stays, a report of the same day says the same."""
    return int(store.value("SELECT coalesce(max(seq), 0) FROM event"))
