"""What is behind the lists of support: each record with the names of what it points to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.support import SupportTable

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_PLAN: Final = """coalesce((SELECT l.title FROM plan l WHERE l.id = x.plan_id AND l.state NOT IN ('draft', 'hr_review', 'approved')), '')
    AS plan, EXISTS (SELECT 1 FROM plan l WHERE l.id = x.plan_id AND l.state IN ('draft', 'hr_review', 'approved')) AS is_unpublished"""
"""What only its makers may know of, a plan that is not issued, is not named."""
_PERSON_JOIN: Final = "LEFT JOIN person p ON p.id = x.person_id"
SELECTS: Final = {
    SupportTable.REQUEST: f"""SELECT x.*, coalesce(p.name, '') AS person, coalesce(u.name, '') AS provider, coalesce(g.title, '') AS goal,
        coalesce(i.title, '') AS initiative, {_PLAN} FROM support_request x {_PERSON_JOIN} LEFT JOIN unit u ON u.id = x.provider_unit_id
        LEFT JOIN goal g ON g.id = x.goal_id LEFT JOIN initiative i ON i.id = x.initiative_id""",
    SupportTable.INITIATIVE: """SELECT x.*, coalesce(p.name, '') AS owner, coalesce(u.name, '') AS unit,
        (SELECT count(*) FROM support_request r WHERE r.initiative_id = x.id AND r.state NOT IN ('refused', 'cancelled')) AS requests,
        (SELECT count(*) FROM support_request r WHERE r.initiative_id = x.id AND r.state IN ('requested', 'promised')) AS open_requests
        FROM initiative x LEFT JOIN person p ON p.id = x.owner_person_id LEFT JOIN unit u ON u.id = x.unit_id""",
    SupportTable.ACCOMMODATION: f"SELECT x.*, p.name AS person, {_PLAN} FROM accommodation x {_PERSON_JOIN}",
    SupportTable.TRAINING: f"""SELECT x.*, p.name AS person, coalesce(c.name, '') AS course, coalesce(c.code, '') AS course_code,
        coalesce(k.competency, '') AS skill, coalesce(g.dimension, '') AS gap, {_PLAN} FROM training_request x {_PERSON_JOIN}
        LEFT JOIN course c ON c.id = x.course_id LEFT JOIN skill_gap k ON k.id = x.skill_gap_id LEFT JOIN gap g ON g.id = x.gap_id""",
    SupportTable.SKILL_GAP: f"""SELECT x.*, p.name AS person, coalesce(g.title, '') AS goal, coalesce(d.dimension, '') AS gap,
        (SELECT count(*) FROM training_request t WHERE t.skill_gap_id = x.id AND t.state NOT IN ('refused', 'cancelled')) AS trainings,
        {_PLAN} FROM skill_gap x {_PERSON_JOIN} LEFT JOIN goal g ON g.id = x.goal_id LEFT JOIN gap d ON d.id = x.gap_id""",
    SupportTable.COURSE: """SELECT x.*, (SELECT count(*) FROM training_request t WHERE t.course_id = x.id AND t.state = 'completed')
        AS completed, CAST(x.is_archived AS TEXT) AS state FROM course x""",
    SupportTable.MENTORSHIP: f"""SELECT x.*, m.name AS mentor, p.name AS mentee, {_PLAN} FROM mentorship x
        JOIN person m ON m.id = x.mentor_id JOIN person p ON p.id = x.mentee_id""",
}
"""List to its records."""
WHOSE: Final = {
    SupportTable.REQUEST: "x.person_id",
    SupportTable.INITIATIVE: "NULL",
    SupportTable.ACCOMMODATION: "x.person_id",
    SupportTable.TRAINING: "x.person_id",
    SupportTable.SKILL_GAP: "x.person_id",
    SupportTable.COURSE: "NULL",
    SupportTable.MENTORSHIP: "x.mentee_id",
}
"""List to the column that says whose data a record is."""
ORDERS: Final = {
    SupportTable.REQUEST: """x.state NOT IN ('requested', 'promised'), coalesce(x.promised_for, x.needed_by) IS NULL,
        coalesce(x.promised_for, x.needed_by), x.priority, x.requested_on, x.id""",
    SupportTable.INITIATIVE: "x.state IN ('done', 'dropped'), x.due_date IS NULL, x.due_date, x.id",
    SupportTable.ACCOMMODATION: "x.state, x.valid_until IS NULL, x.valid_until, x.id",
    SupportTable.TRAINING: "x.state IN ('refused', 'completed', 'cancelled'), x.requested_on, x.id",
    SupportTable.SKILL_GAP: "x.state DESC, p.sort_key, x.id",
    SupportTable.COURSE: "x.is_archived, x.name, x.id",
    SupportTable.MENTORSHIP: "x.state DESC, x.start_date, x.id",
}


PENDING: Final = {
    SupportTable.REQUEST: "x.state IN ('requested', 'promised')",
    SupportTable.INITIATIVE: "x.state IN ('idea', 'running')",
    SupportTable.ACCOMMODATION: "x.state = 'agreed'",
    SupportTable.TRAINING: "x.state IN ('requested', 'approved', 'booked')",
    SupportTable.SKILL_GAP: "x.state = 'open'",
    SupportTable.COURSE: "x.is_archived = 0",
    SupportTable.MENTORSHIP: "x.state = 'running'",
}
"""List to the condition for a record not to be over."""


def listing(store: Store, table: SupportTable, *, is_pending: bool = False) -> list[Row]:
    """All records of a list, those that are not over first, or alone."""
    condition = f"{store.sees(WHOSE[table])} AND {PENDING[table] if is_pending else 'TRUE'}"
    return store.rows(f"{SELECTS[table]} WHERE {condition} ORDER BY {ORDERS[table]}")


def get(store: Store, table: SupportTable, record_id: str) -> Row | None:
    """One record; None where there is none, or the actor may not see it."""
    return store.row(f"{SELECTS[table]} WHERE x.id = ? AND {store.sees(WHOSE[table])}", (record_id,))


def holding(store: Store, table: SupportTable, column: str, record_id: str) -> list[Row]:
    """The records of a list that point to another one.

    Args:
        store: The store.
        table: The list.
        column: The column that points, a name of the code and nothing typed.
        record_id: To what.
    """
    return store.rows(f"{SELECTS[table]} WHERE x.{column} = ? AND {store.sees(WHOSE[table])} ORDER BY {ORDERS[table]}", (record_id,))


def mentees(store: Store, mentor_id: str) -> list[Row]:
    """Whom somebody mentors now: `id` of the mentorship, `mentee_id` and `name`.

    All of them, because the load counts them all; those whom the actor may not see have no name.
    """
    return store.rows(
        f"""SELECT x.id, x.mentee_id, iif({store.sees("x.mentee_id")}, p.name, '') AS name FROM mentorship x
        JOIN person p ON p.id = x.mentee_id
        WHERE x.mentor_id = ? AND x.state = 'running' ORDER BY p.sort_key, x.id""",
        (mentor_id,),
    )


def entry_days(store: Store) -> list[Row]:
    """The days of the log of all mentorships that run: `mentorship_id`, `on_date`."""
    return store.rows(
        f"""SELECT e.mentorship_id, e.on_date FROM mentor_entry e JOIN mentorship x ON x.id = e.mentorship_id
        WHERE x.state = 'running' AND {store.sees("x.mentee_id")}"""
    )


def entries(store: Store, mentorship_id: str) -> list[Row]:
    """The log of a mentorship, the latest first."""
    return store.rows(
        f"""SELECT e.* FROM mentor_entry e JOIN mentorship x ON x.id = e.mentorship_id
        WHERE e.mentorship_id = ? AND {store.sees("x.mentee_id")} ORDER BY e.on_date DESC, e.id DESC""",
        (mentorship_id,),
    )


def entry(store: Store, entry_id: str) -> Row | None:
    """One entry of a log."""
    return store.row(
        f"""SELECT e.* FROM mentor_entry e JOIN mentorship x ON x.id = e.mentorship_id
        WHERE e.id = ? AND {store.sees("x.mentee_id")}""",
        (entry_id,),
    )


def plans(store: Store, person_id: str) -> list[Row]:
    """The plans that a person knows of: `id` and `title`, the newest first."""
    return store.rows(
        f"""SELECT l.id, l.title FROM plan l WHERE l.person_id = ? AND l.state NOT IN ('draft', 'hr_review', 'approved')
        AND {store.sees("l.person_id")} ORDER BY l.rowid DESC""",
        (person_id,),
    )
