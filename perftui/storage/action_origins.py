"""What the records are called that actions come out of, and which record is shown for each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_GAP = "SELECT {id} AS id, g.dimension AS name, coalesce(p.name, u.name, '') AS whose, g.id AS shown, g.person_id AS person {tables}"
_WHOSE = "LEFT JOIN person p ON p.id = g.person_id LEFT JOIN unit u ON u.id = g.unit_id"
_OWNED = "coalesce(p.name, u.name, '') AS whose"
_OWNER = "LEFT JOIN person p ON p.id = g.owner_person_id LEFT JOIN unit u ON u.id = g.owner_unit_id"

QUERIES: Final = {
    "meeting": "SELECT m.id AS id, m.title AS name, '' AS whose, m.id AS shown, NULL AS person FROM meeting m",
    "retro_note": """SELECT n.id AS id, m.title AS name, '' AS whose, n.id AS shown, NULL AS person
        FROM retro_note n JOIN meeting m ON m.id = n.meeting_id""",
    "gap": _GAP.format(id="g.id", tables=f"FROM gap g {_WHOSE}"),
    "cause": _GAP.format(id="c.id", tables=f"FROM cause c JOIN gap g ON g.id = c.gap_id {_WHOSE}"),
    "assessment": """SELECT s.id AS id, p.name AS name, y.name AS whose, s.id AS shown, s.person_id AS person
        FROM assessment s JOIN person p ON p.id = s.person_id JOIN cycle y ON y.id = s.cycle_id""",
    "goal": f"SELECT g.id AS id, g.title AS name, {_OWNED}, g.id AS shown, g.owner_person_id AS person FROM goal g {_OWNER}",
    "key_result": f"""SELECT k.id AS id, k.title AS name, {_OWNED}, k.id AS shown, g.owner_person_id AS person
        FROM key_result k JOIN goal g ON g.id = k.goal_id {_OWNER}""",
    "plan_step": """SELECT s.id AS id, l.title AS name, p.name AS whose, l.id AS shown, l.person_id AS person
        FROM plan_step s JOIN plan l ON l.id = s.plan_id JOIN person p ON p.id = l.person_id""",
}
"""Table of an origin to what gives `id`, `name`, `whose` it is, the id of the record that is `shown`, and the `person` whose data it is."""


def told(store: Store, entity: str, ids: Iterable[str]) -> list[Row]:
    """What some records are called; those that are gone or not visible are left out.

    Raises:
        KeyError: It is none of the tables of `QUERIES`.
    """
    sql = f"SELECT * FROM ({QUERIES[entity]}) WHERE id IN (SELECT value FROM json_each(?)) AND {store.sees('person')}"
    return store.rows(sql, (json.dumps(sorted(set(ids))),))
