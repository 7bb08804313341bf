"""What needs somebody today: each question bounded, so that a file of a million records answers as one of a thousand does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

MANY: Final = 1_000
"""What waits is counted up to this; one more means that there are more."""
LOOKED_AT: Final = 5_000
"""Where no index leads to what is missing, the newest records of that number are looked at."""
NEAREST: Final = 2_000
"""Goals whose pace is judged: those nearest to the top."""
COUNTED: Final = 25_000
"""Goals and key results are counted up to this; one more means that there are more."""
PEOPLE_COUNTED: Final = 200_000
"""The same for people, of whom there are fewer and who are counted faster."""

_LIVE = "(SELECT rowid FROM cycle WHERE state <> 'closed' AND start_date <= :today)"
"""The row numbers of the cycles that have begun and are not closed."""
_OWNERS = "LEFT JOIN person p ON p.id = g.owner_person_id LEFT JOIN unit u ON u.id = g.owner_unit_id"
_GOAL = "g.id, g.title, coalesce(p.name, u.name, '') AS owner, c.name AS cycle, c.start_date, c.end_date"

# The joins are CROSS so that the search begins at the due dates: nothing else is in order. Key results of closed cycles keep
# theirs, hence the lower end; a goal may begin before its cycle, but not by more than a year.
_OVERDUE = f"""FROM node n CROSS JOIN key_result k ON k.id = n.ref CROSS JOIN goal g ON g.id = k.goal_id JOIN cycle c ON c.id = g.cycle_id
{_OWNERS} WHERE n.next_due IS NOT NULL AND n.is_archived = 0 AND n.next_due < :today
AND n.next_due >= (SELECT date(min(start_date), '-366 days') FROM cycle WHERE state <> 'closed')
AND n.cycle IN (SELECT rowid FROM cycle WHERE state <> 'closed') AND g.state = 'active'"""

_ORPHANS = f"""FROM node n JOIN goal g ON g.id = n.ref JOIN cycle c ON c.id = g.cycle_id {_OWNERS}
WHERE n.is_top = 1 AND n.parent IS NULL AND n.is_archived = 0 AND n.cycle IN {_LIVE} AND g.level <> 'theme'
AND g.state NOT IN ('scored', 'closed')"""

_EMPTY = f"""FROM (SELECT * FROM goal ORDER BY rowid DESC LIMIT {LOOKED_AT}) g JOIN node n ON n.ref = g.id JOIN cycle c ON c.id = g.cycle_id
{_OWNERS} WHERE n.total = 0 AND n.is_archived = 0 AND n.cycle IN {_LIVE} AND g.state NOT IN ('scored', 'closed')
AND NOT EXISTS (SELECT 1 FROM node d WHERE d.parent = n.id AND d.is_archived = 0)"""

_HERE = "{0}.is_archived = 0 AND ({0}.exit_date IS NULL OR {0}.exit_date >= :today)"

_NO_UNIT = f"FROM person p LEFT JOIN unit u ON u.id = p.unit_id WHERE p.unit_id IS NULL AND {_HERE.format('p')}"

_NO_MANAGER = f"""FROM (SELECT * FROM person ORDER BY rowid DESC LIMIT {LOOKED_AT}) p LEFT JOIN unit u ON u.id = p.unit_id
LEFT JOIN reporting r ON r.person_id = p.id AND r.until IS NULL LEFT JOIN person m ON m.id = r.manager_id
WHERE {_HERE.format("p")} AND (m.id IS NULL OR NOT ({_HERE.format("m")})) AND p.id IS NOT :head"""

_PERSON = "p.id, p.name AS title, coalesce(u.name, '') AS owner"


def overdue(store: Store, today: str, limit: int) -> list[Row]:
    """Key results of active goals whose check-in is late, the latest first: `id`, `title`, `owner`, `next_due`."""
    columns = "k.id, k.title, coalesce(p.name, u.name, '') AS owner, n.next_due"
    return _rows(store, f"SELECT {columns} {_OVERDUE} AND {store.sees('g.owner_person_id')} ORDER BY n.next_due", today, limit)


def overdue_count(store: Store, today: str) -> int:
    """How many of them there are, up to `MANY` + 1; likewise the other counts."""
    return _count(store, f"{_OVERDUE} AND {store.sees('g.owner_person_id')}", today)


def orphans(store: Store, today: str, limit: int) -> list[Row]:
    """Goals of units and people that belong to no goal above, in cycles that run: `id`, `title`, `owner`, `cycle` with its dates."""
    return _rows(store, f"SELECT {_GOAL} {_ORPHANS} AND {store.sees('g.owner_person_id')}", today, limit)


def orphan_count(store: Store, today: str) -> int:
    """How many of them there are."""
    return _count(store, f"{_ORPHANS} AND {store.sees('g.owner_person_id')}", today)


def empty_goals(store: Store, today: str, limit: int) -> list[Row]:
    """Goals of cycles that run with neither key results nor goals below, among the newest; columns as `orphans`."""
    return _rows(store, f"SELECT {_GOAL} {_EMPTY} AND {store.sees('g.owner_person_id')}", today, limit)


def empty_goal_count(store: Store, today: str) -> int:
    """How many of them there are."""
    return _count(store, f"{_EMPTY} AND {store.sees('g.owner_person_id')}", today)


def without_unit(store: Store, today: str, limit: int) -> list[Row]:
    """People who are here and belong to no unit: `id`, `title`, `owner`."""
    return _rows(store, f"SELECT {_PERSON} {_NO_UNIT} AND {store.sees('p.id')}", today, limit)


def without_unit_count(store: Store, today: str) -> int:
    """How many of them there are."""
    return _count(store, f"{_NO_UNIT} AND {store.sees('p.id')}", today)


def without_manager(store: Store, today: str, limit: int) -> list[Row]:
    """People who are here, not the head, and report to nobody who is: `id`, `title`, `owner` (the unit), `manager` (who left)."""
    query = f"SELECT {_PERSON}, coalesce(m.name, '') AS manager {_NO_MANAGER} AND {store.sees('p.id')}"
    return _rows(store, query, today, limit, head(store))


def without_manager_count(store: Store, today: str) -> int:
    """How many of them there are."""
    return _count(store, f"{_NO_MANAGER} AND {store.sees('p.id')}", today, head(store))


def head(store: Store) -> str | None:
    """The person at whom most reporting lines end, judged by the newest 200; None where nobody reports to anybody."""
    found = store.value(
        """WITH RECURSIVE up (id, n) AS (
            SELECT * FROM (SELECT manager_id, 0 FROM reporting WHERE until IS NULL ORDER BY rowid DESC LIMIT 200)
            UNION ALL SELECT r.manager_id, up.n + 1 FROM up JOIN reporting r ON r.person_id = up.id AND r.until IS NULL WHERE up.n < 100)
        SELECT id FROM up WHERE NOT EXISTS (SELECT 1 FROM reporting r WHERE r.person_id = up.id AND r.until IS NULL)
        GROUP BY id ORDER BY count(*) DESC, id LIMIT 1"""
    )
    return None if found is None else str(found)


def nearest_goals(store: Store, today: str) -> list[int]:
    """The nodes of the goals nearest to the top, in cycles that run, level by level; at most `NEAREST`."""
    seen = _ids(
        store,
        f"SELECT id FROM node WHERE is_top = 1 AND is_archived = 0 AND cycle IN {_LIVE} ORDER BY path LIMIT :limit",
        {"today": today, "limit": NEAREST},
    )
    level = seen
    while level and len(seen) < NEAREST:
        level = _ids(
            store,
            """SELECT n.id FROM json_each(:level) up JOIN node n ON n.parent = up.value
            WHERE n.is_key_result = 0 AND n.is_top = 0 AND n.is_archived = 0 LIMIT :limit""",
            {"level": json.dumps(level), "limit": NEAREST - len(seen)},
        )
        seen = seen + level
    return seen


def paces(store: Store, nodes: list[int]) -> list[Row]:
    """What the pace of some goals is judged by, active and measured ones only: columns as `orphans`, `kind`, `progress`, `checked_on`."""
    return store.rows(
        f"""SELECT {_GOAL}, g.kind, n.progress, (SELECT max(d.checked_on) FROM node d WHERE d.parent = n.id) AS checked_on
        FROM json_each(?) wanted JOIN node n ON n.id = wanted.value JOIN goal g ON g.id = n.ref JOIN cycle c ON c.id = g.cycle_id {_OWNERS}
        WHERE n.progress IS NOT NULL AND g.state = 'active' AND {store.sees("g.owner_person_id")}""",
        (json.dumps(nodes),),
    )


def cycles_over(store: Store, today: str) -> list[Row]:
    """The cycles whose end has passed and that are not closed, the oldest first; `unscored` of their goals are active."""
    return store.rows(
        """SELECT id, name, end_date, (SELECT count(*) FROM goal g WHERE g.cycle_id = c.id AND g.state = 'active') AS unscored
        FROM cycle c WHERE state <> 'closed' AND end_date < ? ORDER BY end_date""",
        (today,),
    )


def tops(store: Store, today: str) -> list[Row]:
    """The first thousand of the topmost goals of the cycles that run: `ref`, `level`, `weight`, `measured`, `total`."""
    return store.rows(
        f"""SELECT n.ref, n.weight, n.measured, n.total, g.level FROM node n JOIN goal g ON g.id = n.ref WHERE n.is_top = 1
        AND n.is_archived = 0 AND n.cycle IN {_LIVE} AND {store.sees("g.owner_person_id")} ORDER BY n.path LIMIT 1000""",
        {"today": today},
    )


def people_count(store: Store, today: str) -> int:
    """How many people are here, up to `PEOPLE_COUNTED` + 1."""
    return _counted(store, f"FROM person p WHERE {_HERE.format('p')} AND {store.sees('p.id')}", today, PEOPLE_COUNTED)


def goal_count(store: Store, today: str) -> int:
    """How many goals the cycles that run have, up to `COUNTED` + 1."""
    return _counted(store, f"{_GOALS_LIVE} AND {store.sees('g.owner_person_id')}", today)


def key_result_count(store: Store, today: str) -> int:
    """How many key results those goals have, up to `COUNTED` + 1."""
    return _counted(store, f"{_KEY_RESULTS_LIVE} AND {store.sees('g.owner_person_id')}", today)


def measured_count(store: Store, today: str) -> int:
    """How many of those key results, of the first `COUNTED` + 1, have a value."""
    source = f"{_KEY_RESULTS_LIVE} AND {store.sees('g.owner_person_id')} LIMIT {COUNTED + 1}"
    query = f"SELECT count(n.progress) FROM (SELECT k.id {source}) k CROSS JOIN node n ON n.ref = k.id"
    return int(store.value(query, {"today": today}))


_GOALS_LIVE = """FROM cycle c JOIN goal g ON g.cycle_id = c.id
WHERE c.state <> 'closed' AND c.start_date <= :today AND g.state <> 'archived'"""
_KEY_RESULTS_LIVE = _GOALS_LIVE.replace("WHERE", "JOIN key_result k ON k.goal_id = g.id AND k.is_archived = 0 WHERE")


def first_day(store: Store) -> str | None:
    """The ISO date of the first event; None when nothing was ever recorded."""
    found = store.value("SELECT substr(at, 1, 10) FROM event WHERE seq = 1")
    return None if found is None else str(found)


def _rows(store: Store, query: str, today: str, limit: int, head: str | None = None) -> list[Row]:
    return store.rows(f"{query} LIMIT :limit", {"today": today, "limit": limit, "head": head})


def _count(store: Store, source: str, today: str, head: str | None = None) -> int:
    return int(store.value(f"SELECT count(*) FROM (SELECT 1 {source} LIMIT {MANY + 1})", {"today": today, "head": head}))


def _counted(store: Store, source: str, today: str, most: int = COUNTED) -> int:
    return int(store.value(f"SELECT count(*) FROM (SELECT 1 {source} LIMIT {most + 1})", {"today": today}))


def _ids(store: Store, query: str, parameters: dict[str, object]) -> list[int]:
    return [row[0] for row in store.rows(query, parameters)]
