"""The answers of a round until it is frozen: no event tells of them, and no time or order is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


def of_rater(store: Store, rater_id: str) -> list[Row]:
    """What one rater has answered; behind a scope nothing of others, nor of customers."""
    return store.rows(
        f"""SELECT a.question_id, a.level, a.text FROM answer a JOIN rater r ON r.id = a.rater_id
        WHERE r.id = ? AND {store.sees("coalesce(r.person_id, '')")}""",
        (rater_id,),
    )


def unanswered(store: Store, rater_id: str) -> int:
    """How many questions of their form a rater has not answered; what was not observed is answered."""
    return int(
        store.value(
            """SELECT count(*) FROM rater r JOIN review_subject s ON s.id = r.subject_id JOIN question q ON q.round_id = s.round_id
            LEFT JOIN answer a ON a.rater_id = r.id AND a.question_id = q.id WHERE r.id = ? AND a.rater_id IS NULL""",
            (rater_id,),
        )
    )


def begun(store: Store, round_id: str) -> int:
    """How many forms of a round have been begun or completed."""
    return int(
        store.value(
            """SELECT count(*) FROM rater_progress g JOIN rater r ON r.id = g.rater_id JOIN review_subject s ON s.id = r.subject_id
            WHERE s.round_id = ?""",
            (round_id,),
        )
    )


def keep(store: Store, rater_id: str, question_id: str, level: int | None, text: str = "") -> None:
    """Keep an answer over the one before; inside `write_aside()`."""
    store.connection.execute(
        "INSERT INTO answer VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET level = excluded.level, text = excluded.text",
        (rater_id, question_id, level, text),
    )
    store.connection.execute("INSERT INTO rater_progress VALUES (?, 'begun') ON CONFLICT DO NOTHING", (rater_id,))


def drop(store: Store, rater_id: str, question_id: str) -> None:
    """Take an answer away; inside `write_aside()`."""
    store.connection.execute("DELETE FROM answer WHERE rater_id = ? AND question_id = ?", (rater_id, question_id))


def drop_all(store: Store, rater_id: str) -> None:
    """Take all answers of a rater away, and that anything was begun; inside a transaction."""
    store.connection.execute("DELETE FROM answer WHERE rater_id = ?", (rater_id,))
    store.connection.execute("DELETE FROM rater_progress WHERE rater_id = ?", (rater_id,))


def complete(store: Store, rater_id: str) -> None:
    """Say that a form is completed; inside `write_aside()`."""
    store.connection.execute(
        "INSERT INTO rater_progress VALUES (?, 'completed') ON CONFLICT DO UPDATE SET state = 'completed'", (rater_id,)
    )
