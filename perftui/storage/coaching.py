"""The sums of the coaching cards, one row for each manager."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from perftui.storage.talk_sight import seen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_OWNER: Final = "coalesce(t.manager_id, '') AS person_id, coalesce(m.unit_id, '') AS unit_id"
_MANAGED: Final = "FROM talk t JOIN person p ON p.id = t.person_id LEFT JOIN person m ON m.id = t.manager_id"
_KEPT: Final = "a.state = 'done' AND a.done_on <= a.due_date"


def span(store: Store, cycles: Sequence[int]) -> Row | None:
    """The `first` and the `last` day of some cycles, of all where none is named."""
    return store.row(
        """SELECT min(start_date) AS first, max(end_date) AS last FROM cycle
        WHERE :cycles = '[]' OR rowid IN (SELECT value FROM json_each(:cycles))""",
        {"cycles": json.dumps(list(cycles))},
    )


def held(store: Store, first: str, last: str) -> list[Row]:
    """Manager and unit with the talks that were `held` between two days, and how many of them are `whole`."""
    return store.rows(
        f"""SELECT {_OWNER}, count(*) AS held,
            sum(t.goal_text <> '' AND t.reality <> '' AND t.options <> '' AND t.way_forward <> '') AS whole
        {_MANAGED} WHERE t.state = 'held' AND t.held_on BETWEEN ? AND ? AND {seen(store)} GROUP BY 1, 2""",
        (first, last),
    )


def late(store: Store, today: str) -> list[Row]:
    """Manager and unit with the talks that are planned for a day that is gone: how many `overdue`, and the `longest` in days."""
    return store.rows(
        f"""SELECT {_OWNER}, count(*) AS overdue, max(cast(julianday(:today) - julianday(t.planned_on) AS INTEGER)) AS longest
        {_MANAGED} WHERE t.state = 'planned' AND t.planned_on < :today AND {seen(store)} GROUP BY 1, 2""",
        {"today": today},
    )


def promised(store: Store, first: str, today: str) -> list[Row]:
    """Manager and unit with what others than the person promised in talks since a day, and is due: `promised`, and `kept` in time."""
    return store.rows(
        f"""SELECT {_OWNER}, count(*) AS promised, sum({_KEPT}) AS kept {_MANAGED}
        JOIN action a ON a.origin_entity = 'talk' AND a.origin_id = t.id
        WHERE t.state = 'held' AND t.held_on >= :first AND a.state <> 'cancelled' AND a.recurrence = '' AND a.owner_person_id <> t.person_id
        AND (a.due_date <= :today OR a.state = 'done') AND {seen(store)} AND {store.sees("a.owner_person_id")} GROUP BY 1, 2""",
        {"first": first, "today": today},
    )


def units_of(store: Store, people: Sequence[str]) -> dict[str, str]:
    """Person to the id of the unit where that person works; empty for none."""
    rows = store.rows(
        f"SELECT p.id, coalesce(p.unit_id, '') FROM person p WHERE p.id IN (SELECT value FROM json_each(?)) AND {store.sees('p.id')}",
        (json.dumps(list(people)),),
    )
    return {row[0]: row[1] for row in rows}
