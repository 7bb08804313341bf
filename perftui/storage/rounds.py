"""Rounds of 360 feedback with their groups, questions and subjects."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


def _seen(store: Store) -> str:
    """The condition for a round `d` to be visible: behind a scope it is about somebody visible."""
    sees = store.sees("x.person_id")
    return sees if sees == "TRUE" else f"EXISTS (SELECT 1 FROM review_subject x WHERE x.round_id = d.id AND {sees})"


def _query(store: Store) -> str:
    subjects = f"FROM review_subject s WHERE s.round_id = d.id AND {store.sees('s.person_id')}"
    raters = (
        "FROM review_subject s JOIN rater r ON r.subject_id = s.id AND r.is_declined = 0 {join}"
        f"WHERE s.round_id = d.id AND {store.sees('s.person_id')}"
    )
    done = raters.format(join="JOIN rater_progress p ON p.rater_id = r.id AND p.state = 'completed' ")
    kept = f"FROM review_subject s JOIN frozen_count f ON f.subject_id = s.id WHERE s.round_id = d.id AND {store.sees('s.person_id')}"
    return f"""SELECT d.*, coalesce(c.name, '') AS cycle, (SELECT count(*) {subjects}) AS subjects,
        (SELECT count(*) {raters.format(join="")}) AS raters,
        (SELECT count(*) {done}) + (SELECT coalesce(sum(f.completed), 0) {kept}) AS completed,
        (SELECT count(*) FROM question q WHERE q.round_id = d.id) AS questions
        FROM review_round d LEFT JOIN cycle c ON c.id = d.cycle_id WHERE {_seen(store)}"""


def listing(store: Store) -> list[Row]:
    """All rounds, the newest first, with the name of their `cycle` and the numbers `subjects`, `raters`, `completed`, `questions`."""
    return store.rows(f"{_query(store)} ORDER BY d.id DESC")


def get(store: Store, round_id: str) -> Row | None:
    """One round as in the listing."""
    return store.row(f"{_query(store)} AND d.id = ?", (round_id,))


def state(store: Store, round_id: str) -> str | None:
    """The state of a round, without counting anything."""
    found = store.value(f"SELECT d.state FROM review_round d WHERE d.id = ? AND {_seen(store)}", (round_id,))
    return None if found is None else str(found)


def past_due(store: Store, today: str, limit: int) -> list[Row]:
    """Rounds that still collect answers after their day, the oldest first, as in the listing."""
    return store.rows(
        f"{_query(store)} AND d.state = 'collecting' AND d.due_date < :today ORDER BY d.due_date, d.id LIMIT :limit",
        {"today": today, "limit": limit},
    )


def groups(store: Store, round_id: str) -> list[Row]:
    """The five groups of a round."""
    return store.rows("SELECT * FROM round_group WHERE round_id = ? ORDER BY rowid", (round_id,))


def questions(store: Store, round_id: str) -> list[Row]:
    """The questions in their order, those with a scale and those without mixed as they were put."""
    return store.rows("SELECT * FROM question WHERE round_id = ? ORDER BY pos, id", (round_id,))


def question(store: Store, question_id: str) -> Row | None:
    """One question."""
    return store.row("SELECT * FROM question WHERE id = ?", (question_id,))


def next_position(store: Store, round_id: str) -> int:
    """Behind the last question."""
    return int(store.value("SELECT coalesce(max(pos), 0) + 1 FROM question WHERE round_id = ?", (round_id,)))


def subjects(store: Store, round_id: str) -> list[Row]:
    """The people a round is about, by name: `name`, `staff_no`, `unit` and `manager_id` as of now."""
    return store.rows(
        f"""SELECT s.*, p.name, p.staff_no, coalesce(u.name, '') AS unit, r.manager_id FROM review_subject s
        JOIN person p ON p.id = s.person_id LEFT JOIN unit u ON u.id = p.unit_id
        LEFT JOIN reporting r ON r.person_id = p.id AND r.until IS NULL
        WHERE s.round_id = ? AND {store.sees("s.person_id")} ORDER BY p.sort_key, p.staff_no""",
        (round_id,),
    )


def subject(store: Store, subject_id: str) -> Row | None:
    """One of them, with the person's `name`."""
    return store.row(
        f"""SELECT s.*, p.name FROM review_subject s JOIN person p ON p.id = s.person_id
        WHERE s.id = ? AND {store.sees("s.person_id")}""",
        (subject_id,),
    )


def group_counts(store: Store, round_id: str) -> list[Row]:
    """`subject_id`, `code`, and how many are `invited`, of those `begun` and `completed`, and how many `declined`: no contents."""
    return store.rows(
        f"""SELECT r.subject_id, r.code, sum(r.is_declined = 0) AS invited, sum(r.is_declined) AS declined,
            sum(r.is_declined = 0 AND coalesce(p.state, '') = 'begun') AS begun,
            sum(r.is_declined = 0 AND coalesce(p.state, '') = 'completed') AS completed
        FROM review_subject s JOIN rater r ON r.subject_id = s.id LEFT JOIN rater_progress p ON p.rater_id = r.id
        WHERE s.round_id = ? AND {store.sees("s.person_id")} GROUP BY r.subject_id, r.code""",
        (round_id,),
    )


def remove_question(store: Store, question_id: str) -> None:
    """Remove a question; inside `write()`."""
    store.connection.execute("DELETE FROM question WHERE id = ?", (question_id,))


def remove_subject(store: Store, subject_id: str) -> None:
    """Remove somebody from a round with those who should answer about them; inside `write()`."""
    store.connection.execute("DELETE FROM rater WHERE subject_id = ?", (subject_id,))
    store.connection.execute("DELETE FROM review_subject WHERE id = ?", (subject_id,))


def remove(store: Store, round_id: str) -> None:
    """Remove a round with all that belongs to it; inside `write()`."""
    store.connection.execute("DELETE FROM rater WHERE subject_id IN (SELECT id FROM review_subject WHERE round_id = ?)", (round_id,))
    for table in ("review_subject", "question", "round_group"):
        store.connection.execute(f"DELETE FROM {table} WHERE round_id = ?", (round_id,))
    store.connection.execute("DELETE FROM review_round WHERE id = ?", (round_id,))
