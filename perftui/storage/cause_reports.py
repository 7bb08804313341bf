"""The sums behind the report on causes, one row for each owner of gaps."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from perftui.storage.alignments import inside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_CATEGORIES = ("people", "process", "tools", "training", "goal", "resources", "motivation", "external")


def figures(store: Store, cycles: Sequence[int]) -> list[Row]:
    """Person and unit to the fields of `CauseFigures`, over gaps that are not met.

    Args:
        store: The store.
        cycles: Row numbers; empty for all.
    """
    counted = ", ".join(f"count(c.id) FILTER (WHERE c.category = '{name}') AS {name}" for name in _CATEGORIES)
    known = ", ".join(f"'{name}'" for name in _CATEGORIES)
    summed = ", ".join(f"sum({name}) AS {name}" for name in (*_CATEGORIES, "others"))
    return store.rows(
        f"""SELECT person_id, unit_id, count(*) AS gaps, sum(causes = 0) AS bare, {summed} FROM (
            SELECT coalesce(g.person_id, '') AS person_id, coalesce(g.unit_id, p.unit_id, '') AS unit_id, count(c.id) AS causes,
                {counted}, count(c.id) FILTER (WHERE c.category NOT IN ({known})) AS others
            FROM gap g LEFT JOIN person p ON p.id = g.person_id
            LEFT JOIN cause c ON c.gap_id = g.id AND c.is_root = 1 AND c.state = 'confirmed'
            WHERE g.severity <> 'met' AND g.severity <> 'no_data'
            AND {inside(cycles)} AND {store.sees("g.person_id")} GROUP BY g.id)
        GROUP BY 1, 2""",
        {"cycles": json.dumps(list(cycles))},
    )
