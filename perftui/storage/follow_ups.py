"""What was evaluated and then forgotten: assessments without a next action, gaps without a measure (R3, R51)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.storage.actions import against
from perftui.storage.assessments import IS_HERE, WITHOUT
from perftui.storage.plans import ANSWERED

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_ACTED_ON: Final = "SELECT 1 FROM action a WHERE a.state <> 'cancelled' AND a.origin_entity = '{entity}' AND a.origin_id = {id}"
# CROSS, so that each gap begins at its causes: the actions are many.
_CAUSED: Final = f"SELECT 1 FROM cause c CROSS JOIN action a ON {against('c.id')} WHERE c.gap_id = g.id AND a.state <> 'cancelled'"
_GAP_MET: Final = f"(EXISTS ({_CAUSED}) OR EXISTS ({_ACTED_ON.format(entity='gap', id='g.id')}) OR {ANSWERED})"

_ASSESSED: Final = f"""FROM assessment a JOIN person p ON p.id = a.person_id JOIN cycle y ON y.id = a.cycle_id
WHERE {WITHOUT} AND {IS_HERE}"""
_GAPS = f"""FROM gap g LEFT JOIN person p ON p.id = g.person_id LEFT JOIN unit u ON u.id = g.unit_id
WHERE g.state = 'open' AND g.severity IN ('moderate', 'severe') AND NOT {_GAP_MET}
AND NOT EXISTS (SELECT 1 FROM gap later WHERE later.earlier_id = g.id)
AND (p.id IS NULL OR (p.is_archived = 0 AND (p.exit_date IS NULL OR p.exit_date >= :today)))"""


def assessments(store: Store, today: str, limit: int) -> list[Row]:
    """Evaluated people for whom nothing follows: `id`, `state`, `person`, `cycle` and since when it waits; the oldest first."""
    return store.rows(
        f"""SELECT a.id, a.state, p.name AS person, y.name AS cycle, coalesce(a.shared_on, y.end_date) AS since
        {_ASSESSED} AND {store.sees("a.person_id")} ORDER BY since, a.id LIMIT :limit""",
        {"today": today, "limit": limit},
    )


def assessment_count(store: Store, today: str, most: int) -> int:
    """How many of them there are, up to a number."""
    sql = f"SELECT count(*) FROM (SELECT 1 {_ASSESSED} AND {store.sees('a.person_id')} LIMIT :most)"
    return int(store.value(sql, {"today": today, "most": most}))


def gaps(store: Store, today: str, limit: int) -> list[Row]:
    """Open gaps that are not minor and have no measure: `id`, `dimension`, `severity` and `whose`; the oldest first."""
    return store.rows(
        f"""SELECT g.id, g.dimension, g.severity, coalesce(p.name, u.name, '') AS whose
        {_GAPS} AND {store.sees("g.person_id")} ORDER BY g.id LIMIT :limit""",
        {"today": today, "limit": limit},
    )


def gap_count(store: Store, today: str, most: int) -> int:
    """How many of them there are, up to a number."""
    return int(
        store.value(f"SELECT count(*) FROM (SELECT 1 {_GAPS} AND {store.sees('g.person_id')} LIMIT :most)", {"today": today, "most": most})
    )
