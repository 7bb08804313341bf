"""Who answers about whom in a round of 360 feedback, and how far each form has come; never what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


def _query(store: Store) -> str:
    return f"""SELECT r.*, coalesce(p.name, r.name) AS called, coalesce(u.name, '') AS unit, coalesce(p.staff_no, '') AS staff_no,
        CASE WHEN r.is_declined THEN 'declined' ELSE coalesce(g.state, 'invited') END AS state,
        s.round_id, s.person_id AS subject_person_id, sp.name AS subject
    FROM rater r JOIN review_subject s ON s.id = r.subject_id JOIN person sp ON sp.id = s.person_id
    LEFT JOIN person p ON p.id = r.person_id LEFT JOIN unit u ON u.id = p.unit_id LEFT JOIN rater_progress g ON g.rater_id = r.id
    WHERE {store.sees("s.person_id")}"""


_IN_ORDER = "instr('manager peer report customer self', r.code), coalesce(p.sort_key, r.name), r.id"


def of_subject(store: Store, subject_id: str) -> list[Row]:
    """Those who answer about one person, by group and name: `called`, `unit`, `state`, `subject`."""
    return store.rows(f"{_query(store)} AND r.subject_id = ? ORDER BY {_IN_ORDER}", (subject_id,))


def of_round(store: Store, round_id: str) -> list[Row]:
    """All of a round, by the rater's name and then by whom it is about; columns as `of_subject`."""
    return store.rows(
        f"{_query(store)} AND s.round_id = ? ORDER BY coalesce(p.sort_key, lower(r.name)), coalesce(r.person_id, r.name), sp.sort_key",
        (round_id,),
    )


def get(store: Store, rater_id: str) -> Row | None:
    """One of them; columns as `of_subject`."""
    return store.row(f"{_query(store)} AND r.id = ?", (rater_id,))


def loads(store: Store, round_id: str) -> list[Row]:
    """How many forms each has in a round, the own one and those that were declined left out: `person_id`, `called`, `n`."""
    return store.rows(
        f"""SELECT r.person_id, coalesce(p.name, r.name) AS called, count(*) AS n FROM rater r JOIN review_subject s ON s.id = r.subject_id
        LEFT JOIN person p ON p.id = r.person_id WHERE s.round_id = ? AND r.code <> 'self' AND r.is_declined = 0
        AND {store.sees("s.person_id")} GROUP BY coalesce(r.person_id, r.name) ORDER BY n DESC, called""",
        (round_id,),
    )


def managers(store: Store, today: str) -> list[Row]:
    """`person_id` and `manager_id` of everybody who is here and reports to somebody who is, by staff number."""
    here = "{0}.is_archived = 0 AND ({0}.exit_date IS NULL OR {0}.exit_date >= :today)"
    return store.rows(
        f"""SELECT r.person_id, r.manager_id FROM reporting r JOIN person p ON p.id = r.person_id JOIN person m ON m.id = r.manager_id
        WHERE r.since <= :today AND (r.until IS NULL OR r.until > :today) AND {here.format("p")} AND {here.format("m")}
        AND {store.sees("r.person_id")} ORDER BY length(p.staff_no), p.staff_no""",
        {"today": today},
    )


def people_in(store: Store, unit_ids: str, today: str) -> list[str]:
    """The ids of the people who are here and work in one of some units, given as JSON, by name."""
    rows = store.rows(
        f"""SELECT p.id FROM person p WHERE p.unit_id IN (SELECT value FROM json_each(:units)) AND p.is_archived = 0
        AND (p.exit_date IS NULL OR p.exit_date >= :today) AND {store.sees("p.id")} ORDER BY p.sort_key, p.staff_no""",
        {"units": unit_ids, "today": today},
    )
    return [row[0] for row in rows]


def remove(store: Store, rater_id: str) -> None:
    """Remove one, with what was answered; inside `write()`."""
    store.connection.execute("DELETE FROM rater WHERE id = ?", (rater_id,))
