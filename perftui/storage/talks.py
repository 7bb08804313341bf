"""Talks and cadences: read for one, for a person, for lists and for Today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.storage.talk_sight import seen

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_HIDDEN_PLAN: Final = "l.state NOT IN ('draft', 'hr_review', 'approved')"
"""Of a plan that is not issued nothing shows elsewhere."""
_NEXT: Final = """(SELECT a.{column} FROM action a WHERE a.origin_entity = 'talk' AND a.origin_id = t.id AND a.state = 'open'
    ORDER BY a.due_date IS NULL, a.due_date, a.id LIMIT 1)"""
_ONE: Final = f"""SELECT t.*, p.name AS person, p.staff_no, coalesce(u.name, '') AS unit, coalesce(m.name, '') AS manager,
    coalesce(g.title, '') AS goal, coalesce(x.dimension, '') AS gap, iif({_HIDDEN_PLAN}, l.title, '') AS plan,
    {_NEXT.format(column="title")} AS next_action, {_NEXT.format(column="due_date")} AS next_date
    FROM talk t JOIN person p ON p.id = t.person_id LEFT JOIN unit u ON u.id = p.unit_id LEFT JOIN person m ON m.id = t.manager_id
    LEFT JOIN goal g ON g.id = t.goal_id LEFT JOIN gap x ON x.id = t.gap_id LEFT JOIN plan l ON l.id = t.plan_id"""
_LISTED: Final = """(:person = '' OR t.person_id = :person) AND (:manager = '' OR t.manager_id = :manager)
    AND (:kind = '' OR t.kind = :kind) AND (:state = '' OR t.state = :state)
    AND (:text = '' OR instr(lower(p.name), :text) > 0 OR instr(p.pinyin, :text) > 0 OR instr(p.initials, :text) > 0
    OR instr(lower(coalesce(m.name, '')), :text) > 0 OR instr(lower(p.staff_no), :text) > 0)"""
_HERE: Final = "p.is_archived = 0 AND (p.exit_date IS NULL OR p.exit_date >= :today)"
_LAST: Final = "(SELECT max(t.held_on) FROM talk t WHERE t.person_id = p.id AND t.state = 'held' AND {seen})"
_PLANNED: Final = "(SELECT min(t.planned_on) FROM talk t WHERE t.person_id = p.id AND t.state = 'planned' AND {seen})"
_WITHOUT: Final = f"""FROM (SELECT g.owner_person_id AS person_id, min(max(coalesce(g.start_date, y.start_date), y.start_date)) AS since,
        min(y.end_date) AS ends, count(*) AS goals
    FROM goal g JOIN cycle y ON y.id = g.cycle_id WHERE g.state = 'active' AND g.owner_person_id IS NOT NULL
    AND y.start_date <= :today AND y.end_date >= :today GROUP BY g.owner_person_id) w JOIN person p ON p.id = w.person_id
    WHERE w.since <= :before AND {_HERE} AND NOT EXISTS (SELECT 1 FROM talk t WHERE t.person_id = p.id
        AND ((t.state = 'held' AND t.held_on >= w.since) OR (t.state = 'planned' AND t.planned_on >= :today)))"""


def get(store: Store, talk_id: str) -> Row | None:
    """One talk with the names of what belongs to it."""
    return store.row(f"{_ONE} WHERE t.id = ? AND {seen(store)}", (talk_id,))


def listed(store: Store, wanted: dict[str, str], limit: int) -> list[Row]:
    """Talks: those that are planned first, by date, then the others, the latest first.

    Args:
        store: The store.
        wanted: `person`, `manager`, `kind`, `state` and `text`; empty for all.
        limit: How many at most.
    """
    return store.rows(
        f"""{_ONE} WHERE {_LISTED} AND {seen(store)} ORDER BY t.state <> 'planned', iif(t.state = 'planned', t.planned_on, NULL),
        coalesce(t.held_on, t.planned_on) DESC, t.rowid DESC LIMIT :limit""",
        {**wanted, "limit": limit},
    )


def of_person(store: Store, person_id: str, limit: int) -> list[Row]:
    """The talks with a person, the latest first."""
    return store.rows(
        f"{_ONE} WHERE t.person_id = ? AND {seen(store)} ORDER BY coalesce(t.held_on, t.planned_on) DESC, t.rowid DESC LIMIT ?",
        (person_id, limit),
    )


def of_record(store: Store, column: str, record_id: str) -> list[Row]:
    """The talks about a goal, a gap or a plan, the latest first.

    Raises:
        KeyError: The column is another one.
    """
    if column not in ("goal_id", "gap_id", "plan_id"):
        raise KeyError(column)
    return store.rows(
        f"{_ONE} WHERE t.{column} = ? AND {seen(store)} ORDER BY coalesce(t.held_on, t.planned_on) DESC, t.rowid DESC", (record_id,)
    )


def planned_by(store: Store, by: str, limit: int) -> list[Row]:
    """Talks that are planned for a day or an earlier one, the oldest first."""
    return store.rows(
        f"{_ONE} WHERE t.state = 'planned' AND t.planned_on <= ? AND {seen(store)} ORDER BY t.planned_on, t.id LIMIT ?", (by, limit)
    )


def planned_count(store: Store, by: str, most: int) -> int:
    """How many of them there are, up to a number."""
    sql = f"SELECT count(*) FROM (SELECT 1 FROM talk t WHERE t.state = 'planned' AND t.planned_on <= ? AND {seen(store)} LIMIT ?)"
    return int(store.value(sql, (by, most)))


def cadences(store: Store, today: str) -> list[Row]:
    """The cadences of all who are here, each with the day of the last talk and that of the next one that is planned."""
    last, planned = (part.format(seen=seen(store)) for part in (_LAST, _PLANNED))
    return store.rows(
        f"""SELECT c.*, p.name AS person, p.staff_no, coalesce(u.name, '') AS unit, {last} AS last_on, {planned} AS planned_on,
            r.manager_id, coalesce(m.name, '') AS manager FROM cadence c JOIN person p ON p.id = c.person_id
        LEFT JOIN unit u ON u.id = p.unit_id LEFT JOIN reporting r ON r.person_id = p.id AND r.until IS NULL
        LEFT JOIN person m ON m.id = r.manager_id WHERE {_HERE} AND {store.sees("c.person_id")}""",
        {"today": today},
    )


def cadence(store: Store, person_id: str) -> Row | None:
    """How often there is a talk with a person, and when the last one was; None where nobody said so."""
    last, planned = (part.format(seen=seen(store)) for part in (_LAST, _PLANNED))
    return store.row(
        f"""SELECT c.*, {last} AS last_on, {planned} AS planned_on FROM cadence c JOIN person p ON p.id = c.person_id
        WHERE c.person_id = ? AND {store.sees("c.person_id")}""",
        (person_id,),
    )


def remove_cadence(store: Store, cadence_id: str) -> None:
    """Let there be no rule any more; inside `write()`."""
    store.connection.execute("DELETE FROM cadence WHERE id = ?", (cadence_id,))


def manager_of(store: Store, person_id: str) -> str:
    """The id of the person to whom somebody reports now; empty for nobody."""
    found = store.value(
        f"SELECT r.manager_id FROM reporting r WHERE r.person_id = ? AND r.until IS NULL AND {store.sees('r.person_id')}", (person_id,)
    )
    return str(found or "")


def without_talk(store: Store, today: str, before: str, limit: int) -> list[Row]:
    """Who has goals that began before a day, and no talk since: `id`, `person`, `since`, when the cycle `ends`; the oldest first."""
    return store.rows(
        f"""SELECT p.id, p.name AS person, w.since, w.ends, w.goals {_WITHOUT} AND {store.sees("p.id")}
        ORDER BY w.since, p.staff_no LIMIT :limit""",
        {"today": today, "before": before, "limit": limit},
    )


def without_talk_count(store: Store, today: str, before: str, most: int) -> int:
    """How many of them there are, up to a number."""
    sql = f"SELECT count(*) FROM (SELECT 1 {_WITHOUT} AND {store.sees('p.id')} LIMIT :most)"
    return int(store.value(sql, {"today": today, "before": before, "most": most}))
