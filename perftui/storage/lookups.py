"""Small questions that several services ask of the tables."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

NAMED = {
    "unit": ("name", "NULL"),
    "person": ("name", "id"),
    "cycle": ("name", "NULL"),
    "goal": ("title", "owner_person_id"),
    "measure": ("name", "NULL"),
    "meeting": ("title", "NULL"),
    "resource": ("name", "NULL"),
    "gap": ("dimension", "person_id"),
    "cause": ("text", "(SELECT g.person_id FROM gap g WHERE g.id = gap_id)"),
    "review_round": ("title", "NULL"),
    "evidence": ("title", "person_id"),
    "assessment": ("(SELECT p.name FROM person p WHERE p.id = person_id)", "person_id"),
    "indicator": ("name", "(SELECT a.person_id FROM assessment a WHERE a.id = assessment_id)"),
    "action": ("title", "owner_person_id"),
    "plan": ("title", "person_id"),
    **{table: ("title", "(SELECT l.person_id FROM plan l WHERE l.id = plan_id)") for table in ("plan_goal", "plan_milestone")},
    "plan_step": ("text", "(SELECT l.person_id FROM plan l WHERE l.id = plan_id)"),
    "bottleneck": ("text", "person_id"),
    "worksheet": ("title", "person_id"),
    "support_request": ("title", "person_id"),
    "initiative": ("title", "NULL"),
    "accommodation": ("(SELECT p.name FROM person p WHERE p.id = person_id)", "person_id"),
    "training_request": ("title", "person_id"),
    "skill_gap": ("competency", "person_id"),
    "course": ("name", "NULL"),
    "mentorship": ("(SELECT p.name FROM person p WHERE p.id = mentee_id)", "mentee_id"),
    "key_result": ("title", "(SELECT g.owner_person_id FROM goal g WHERE g.id = goal_id)"),
}
"""Table to the column that a record is called by, and to the person whose data it is."""


def names(store: Store, table: str, ids: Iterable[str]) -> dict[str, str]:
    """What records are called, by id; those that are gone or not visible are left out.

    Raises:
        KeyError: Records of that table have no name.
    """
    column, person = NAMED[table]
    rows = store.rows(
        f"SELECT id, {column} FROM {table} WHERE id IN (SELECT value FROM json_each(?)) AND {store.sees(person)}", (_list(ids),)
    )
    return {row[0]: row[1] for row in rows}


def present(store: Store, table: str, ids: Iterable[str]) -> set[str]:
    """Those of some ids that a table (one of `NAMED`) still has."""
    if table not in NAMED:
        raise KeyError(table)
    return {row[0] for row in store.rows(f"SELECT id FROM {table} WHERE id IN (SELECT value FROM json_each(?))", (_list(ids),))}


def newest_staff_no(store: Store) -> str | None:
    """The staff number that was given last."""
    found = store.value("SELECT staff_no FROM person ORDER BY rowid DESC LIMIT 1")
    return None if found is None else str(found)


def namesakes(store: Store, name: str, sort_key: str) -> list[str]:
    """The staff numbers of people of exactly that name, found by its sort key; who is read otherwise by hand is not found."""
    rows = store.rows(
        f"SELECT p.staff_no FROM person p WHERE p.sort_key = ? AND p.name = ? AND p.is_archived = 0 AND {store.sees('p.id')}",
        (sort_key, name),
    )
    return [row[0] for row in rows]


def unit_paths(store: Store) -> list[Row]:
    """`id`, `name` and full `path` of all units that are not archived."""
    return store.rows(
        """WITH RECURSIVE tree (id, name, path) AS (
            SELECT id, name, name FROM unit WHERE parent_id IS NULL AND is_archived = 0
            UNION ALL SELECT u.id, u.name, t.path || ' / ' || u.name FROM tree t JOIN unit u ON u.parent_id = t.id AND u.is_archived = 0)
        SELECT * FROM tree ORDER BY path"""
    )


def person_row(store: Store, person_id: str) -> Row | None:
    """All columns of a person."""
    return store.row(f"SELECT * FROM person p WHERE p.id = ? AND {store.sees('p.id')}", (person_id,))


def person_ids(store: Store, positions: Sequence[int]) -> dict[int, str]:
    """The ids of the people at some positions (row ids)."""
    marks = ",".join(map(str, positions))
    return {row[0]: row[1] for row in store.rows(f"SELECT p.rowid, p.id FROM person p WHERE p.rowid IN ({marks}) AND {store.sees('p.id')}")}


def managers_above(store: Store, person_id: str) -> list[Row]:
    """A person and all above, over the reporting lines that have no end: `id` and `name`, the person first; at most 100."""
    return store.rows(
        """WITH RECURSIVE up (id, n) AS (SELECT ?, 0 UNION ALL
            SELECT r.manager_id, up.n + 1 FROM up JOIN reporting r ON r.person_id = up.id AND r.until IS NULL WHERE up.n < 100)
        SELECT p.id, p.name FROM up JOIN person p ON p.id = up.id ORDER BY up.n""",
        (person_id,),
    )


def goals_owned(store: Store, person_id: str) -> Row:
    """How many goals a person has that are not archived: `goals`, those not scored or closed `live`, and their `key_results`."""
    row = store.row(
        f"""SELECT count(*) AS goals, coalesce(sum(g.state NOT IN ('scored', 'closed')), 0) AS live,
            coalesce(sum((SELECT count(*) FROM key_result k WHERE k.goal_id = g.id AND k.is_archived = 0)), 0) AS key_results
        FROM goal g WHERE g.owner_person_id = ? AND g.state <> 'archived' AND {store.sees("g.owner_person_id")}""",
        (person_id,),
    )
    if row is None:
        raise RuntimeError("an aggregate has one row")
    return row


def reports_of(store: Store, person_id: str, today: str) -> int:
    """How many people who are here report to a person on a day."""
    return int(
        store.value(
            f"""SELECT count(*) FROM reporting r JOIN person p ON p.id = r.person_id WHERE r.manager_id = :id AND p.is_archived = 0
            AND (p.exit_date IS NULL OR p.exit_date >= :today) AND r.since <= :today AND (r.until IS NULL OR r.until > :today)
            AND {store.sees("r.person_id")}""",
            {"id": person_id, "today": today},
        )
    )


def open_line(store: Store, person_id: str) -> Row | None:
    """The reporting line of a person that has no end."""
    return store.row("SELECT * FROM reporting WHERE person_id = ? AND until IS NULL ORDER BY since DESC LIMIT 1", (person_id,))


def last_closed_line(store: Store, person_id: str) -> Row | None:
    """The reporting line of a person that ended last."""
    return store.row("SELECT * FROM reporting WHERE person_id = ? AND until IS NOT NULL ORDER BY until DESC LIMIT 1", (person_id,))


def remove_line(store: Store, line_id: str) -> None:
    """Remove a reporting line that never held; inside `write()`."""
    store.connection.execute("DELETE FROM reporting WHERE id = ?", (line_id,))


def sub_units(store: Store, unit_id: str) -> int:
    """How many units right below one are not archived."""
    return int(store.value("SELECT count(*) FROM unit WHERE parent_id = ? AND is_archived = 0", (unit_id,)))


def live_goals_of_unit(store: Store, unit_id: str) -> int:
    """How many goals of a unit are neither scored, closed nor archived."""
    return int(
        store.value("SELECT count(*) FROM goal WHERE owner_unit_id = ? AND state NOT IN ('scored', 'closed', 'archived')", (unit_id,))
    )


def people_in_unit(store: Store, unit_id: str, today: str) -> int:
    """How many people right in a unit are not archived and have not left by a day."""
    return int(
        store.value(
            "SELECT count(*) FROM person WHERE unit_id = :id AND is_archived = 0 AND (exit_date IS NULL OR exit_date >= :today)",
            {"id": unit_id, "today": today},
        )
    )


def _list(ids: Iterable[str]) -> str:
    return json.dumps(list(ids))
