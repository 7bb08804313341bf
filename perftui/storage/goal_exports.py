"""What an export of goals writes: whole records with the names of owners and cycles, and what was checked in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


def records(store: Store, nodes: Sequence[int]) -> list[Row]:
    """Goals and key results by the numbers of their nodes, in that order; texts and dates are their own, not inherited."""
    rows = store.rows(
        f"""SELECT n.id AS node, n.ref, n.is_key_result, n.progress, n.measured, n.total, coalesce(k.title, g.title) AS title,
            g.id AS goal_id, g.parent_id, g.description, g.level, g.kind, g.state, g.start_date, g.counts_in_appraisal,
            g.score, g.score_note, g.carried_from_id, coalesce(k.weight, g.weight) AS weight,
            iif(n.is_key_result, k.priority, g.priority) AS priority, iif(n.is_key_result, k.tags, g.tags) AS tags,
            iif(n.is_key_result, k.due_date, g.due_date) AS due_date, k.operator, k.unit, k.baseline, k.target, k.low, k.high,
            k.red_low, k.red_high, k.tolerance, k.commit_value, k.stretch_value, k.maximum, k.cadence_days, k.definition_hash,
            p.name AS owner_person, p.staff_no, u.name AS owner_unit, c.name AS cycle
        FROM node n LEFT JOIN key_result k ON n.is_key_result = 1 AND k.id = n.ref JOIN goal g ON g.id = coalesce(k.goal_id, n.ref)
        JOIN cycle c ON c.id = g.cycle_id LEFT JOIN person p ON p.id = g.owner_person_id LEFT JOIN unit u ON u.id = g.owner_unit_id
        WHERE n.id IN (SELECT value FROM json_each(?)) AND {store.sees("g.owner_person_id")}""",
        (json.dumps(list(nodes)),),
    )
    by_node = {row["node"]: row for row in rows}
    return [by_node[node] for node in nodes if node in by_node]


def check_ins(store: Store, key_results: Iterable[str]) -> list[Row]:
    """All check-ins of some key results, oldest first."""
    return store.rows(
        f"""SELECT c.* FROM check_in c JOIN key_result k ON k.id = c.key_result_id JOIN goal g ON g.id = k.goal_id
        WHERE c.key_result_id IN (SELECT value FROM json_each(?)) AND {store.sees("g.owner_person_id")} ORDER BY c.on_date, c.id""",
        (json.dumps(list(key_results)),),
    )


def ambiguous_names(store: Store) -> set[str]:
    """Names of people that another person or a unit has too, in lower case."""
    rows = store.rows(
        f"""SELECT lower(p.name) FROM person p WHERE p.is_archived = 0 AND {store.sees("p.id")} GROUP BY lower(p.name) HAVING count(*) > 1
        UNION SELECT lower(name) FROM unit WHERE is_archived = 0"""
    )
    return {row[0] for row in rows}
