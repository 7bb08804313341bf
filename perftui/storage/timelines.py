"""What stands on the time axis of some plans, and from when to when there is something to see."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from perftui.storage import plan_lists

if TYPE_CHECKING:
    from collections.abc import Collection

    from perftui.storage.drivers import Row
    from perftui.storage.plan_lists import PlanFilter
    from perftui.storage.stores import Store

PARTS: Final = {
    "plan_check": "SELECT x.* FROM plan_check x JOIN plan l ON l.id = x.plan_id",
    "plan_milestone": "SELECT x.* FROM plan_milestone x JOIN plan l ON l.id = x.plan_id",
    "plan_outcome": "SELECT x.* FROM plan_outcome x JOIN plan l ON l.id = x.plan_id",
    "plan_step": """SELECT x.*, a.state AS action_state, a.done_on FROM plan_step x JOIN plan l ON l.id = x.plan_id
        LEFT JOIN action a ON a.origin_entity = 'plan_step' AND a.origin_id = x.id""",
}
"""Table to the beginning of its query. Of steps only those that have one day: what repeats has too many to be seen among other plans."""
_ONLY: Final = {"plan_step": "AND x.recurrence = '' AND x.due_date IS NOT NULL"}


def parts(store: Store, table: str, plan_ids: Collection[str]) -> list[Row]:
    """The parts of a kind of some plans.

    Raises:
        KeyError: There is no such kind of part.
    """
    return store.rows(
        f"""{PARTS[table]} WHERE x.plan_id IN (SELECT value FROM json_each(?)) {_ONLY.get(table, "")}
        AND {store.sees("l.person_id")} ORDER BY x.plan_id, x.rowid""",
        (json.dumps(sorted(plan_ids)),),
    )


def bounds(store: Store, shown: PlanFilter) -> tuple[str, str] | None:
    """The first and the last day of the plans that a filter lets through, checks after the end included; None where none has dates."""
    row = store.row(
        f"""SELECT min(l.start_date) AS first, max(l.end_date) AS last,
            max((SELECT max(k.due_date) FROM plan_check k WHERE k.plan_id = l.id)) AS checked
        FROM plan l JOIN person p ON p.id = l.person_id WHERE {store.sees("l.person_id")} AND {plan_lists.where(store, shown)}""",
        plan_lists.parameters(shown),
    )
    if row is None or row["first"] is None or row["last"] is None:
        return None
    return row["first"], max(row["last"], row["checked"] or "")
