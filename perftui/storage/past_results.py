"""What was reached before: the last values of key results in earlier cycles, and recorded values of a measure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_SAME = """e.operator = k.operator AND trim(lower(e.unit)) = trim(lower(k.unit))
AND (e.measure_id = k.measure_id OR e.definition_hash = k.definition_hash OR trim(lower(e.title)) = trim(lower(k.title)))"""
"""A key result of an earlier cycle measures the same: by its measure, its fingerprint, or its title."""
_LAST = "(SELECT value FROM check_in WHERE key_result_id = e.id AND value IS NOT NULL ORDER BY on_date DESC, id DESC LIMIT 1)"
_NOW = """FROM key_result k JOIN goal g ON g.id = k.goal_id JOIN cycle c ON c.id = g.cycle_id"""


def _earlier(owner: str) -> str:
    return f"""SELECT k.id, ec.end_date AS at, e.id AS ref, {_LAST} AS value {_NOW}
    JOIN goal eg ON eg.{owner} = g.{owner} JOIN cycle ec ON ec.id = eg.cycle_id AND ec.end_date < c.start_date
    JOIN key_result e ON e.goal_id = eg.id AND {_SAME}"""


def _recorded(owner: str, column: str) -> str:
    return f"""SELECT k.id, v.period_end AS at, v.id AS ref, v.value {_NOW}
    JOIN measure_value v ON v.measure_id = k.measure_id AND v.{column} = g.{owner} AND v.period_end < c.start_date"""


_ALL = " UNION ".join(
    f"{part} WHERE k.id IN (SELECT value FROM json_each(:ids)) AND {{sees}}"
    for part in (
        *(_earlier(owner) for owner in ("owner_person_id", "owner_unit_id")),
        *(_recorded(owner, column) for owner, column in (("owner_person_id", "person_id"), ("owner_unit_id", "unit_id"))),
    )
)


def of_key_results(store: Store, ids: Iterable[str]) -> list[Row]:
    """What the owners of some key results reached with the same measure before their cycles began: `id`, `at`, `value`; oldest first."""
    found = _ALL.format(sees=store.sees("g.owner_person_id"))
    return store.rows(f"SELECT * FROM ({found}) WHERE value IS NOT NULL ORDER BY id, at, ref", {"ids": json.dumps(list(ids))})
