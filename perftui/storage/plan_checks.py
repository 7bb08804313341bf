"""The checks of all plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


def overtaken(store: Store, before: str) -> list[Row]:
    """Open checks from before a day that were overtaken: a later one of the same plan was held, or its decision is due."""
    return store.rows(
        f"""SELECT c.* FROM plan_check c JOIN plan l ON l.id = c.plan_id
        WHERE c.held_on IS NULL AND c.is_missed = 0 AND c.due_date < ? AND l.state IN ('active', 'due', 'monitoring', 'paused')
        AND (l.state = 'due' OR EXISTS (SELECT 1 FROM plan_check d WHERE d.plan_id = l.id AND d.held_on IS NOT NULL
            AND d.due_date > c.due_date)) AND {store.sees("l.person_id")} ORDER BY c.due_date, c.id""",
        (before,),
    )
