"""Where indicators come from: key results of a cycle, values of measures, and yardsticks that were used before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.storage.yardsticks import LATEST

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_LATEST = LATEST.format(id="k.id", operator="k.operator")


def key_results(store: Store, person_id: str, cycle_id: str) -> list[Row]:
    """The key results of a person's goals in a cycle that count in the appraisal, with the goal's weight and what was checked in last."""
    return store.rows(
        f"""SELECT k.*, g.weight AS goal_weight, g.title AS goal, {_LATEST} FROM key_result k JOIN goal g ON g.id = k.goal_id
        WHERE g.owner_person_id = ? AND g.cycle_id = ? AND k.is_archived = 0 AND g.counts_in_appraisal = 1
        AND g.state NOT IN ('archived', 'draft', 'returned') AND {store.sees("g.owner_person_id")} ORDER BY g.pos, g.id, k.pos, k.id""",
        (person_id, cycle_id),
    )


def key_result(store: Store, key_result_id: str) -> Row | None:
    """One key result with what was checked in last."""
    return store.row(
        f"""SELECT k.*, {_LATEST} FROM key_result k JOIN goal g ON g.id = k.goal_id
        WHERE k.id = ? AND {store.sees("g.owner_person_id")}""",
        (key_result_id,),
    )


def value(store: Store, measure_id: str, person_id: str, start: str, end: str) -> Row | None:
    """The latest value of a measure for a person that ends in a period (first and last day); without one, that of their unit."""
    return store.row(
        f"""SELECT v.* FROM measure_value v JOIN person p ON p.id = :person
        WHERE v.measure_id = :measure AND (v.person_id = p.id OR (v.person_id IS NULL AND v.unit_id = p.unit_id))
        AND v.period_end BETWEEN :start AND :end AND {store.sees("p.id")}
        ORDER BY v.person_id IS NULL, v.period_end DESC, v.period_start DESC LIMIT 1""",
        {"measure": measure_id, "person": person_id, "start": start, "end": end},
    )


def used_before(store: Store, measure_id: str, person_id: str) -> Row | None:
    """The newest indicator of a measure that has a target: the person's own first, then one of their unit, then any."""
    return store.row(
        f"""SELECT i.* FROM indicator i JOIN assessment a ON a.id = i.assessment_id JOIN person o ON o.id = a.person_id
        JOIN person p ON p.id = :person JOIN cycle c ON c.id = a.cycle_id
        WHERE i.measure_id = :measure AND (i.target IS NOT NULL OR i.low IS NOT NULL) AND {store.sees("a.person_id")}
        ORDER BY o.id <> p.id, o.unit_id IS NOT p.unit_id, c.start_date DESC, i.id DESC LIMIT 1""",
        {"measure": measure_id, "person": person_id},
    )
