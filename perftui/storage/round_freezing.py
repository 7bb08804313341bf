"""Freezing a round of 360 feedback: answers are moved away from their raters, and nothing that could join them again stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from perftui.records import NamedTuple
from perftui.storage import scrubbing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from perftui.storage.drivers import Connection, Row
    from perftui.storage.stores import Store


class FrozenAnswer(NamedTuple):
    """A level or a comment on its own: two of the same rater cannot be told to belong together."""

    id: str
    subject_id: str
    code: str
    question_id: str
    level: int | None
    text: str


class FrozenCount(NamedTuple):
    """How many were asked, and how many answered; 0 where that is not kept."""

    subject_id: str
    code: str
    invited: int
    completed: int


_RATERS = """review_subject s JOIN rater r ON r.subject_id = s.id LEFT JOIN rater_progress p ON p.rater_id = r.id"""
_COUNTS = "(r.is_declined = 0 OR p.state = 'completed')"


def counts(store: Store, round_id: str) -> list[Row]:
    """For each participant and group how many raters are `invited`, have `begun`, and have `completed` their form."""
    return store.rows(
        f"""SELECT s.id AS subject_id, r.code, count(*) AS invited, coalesce(sum(p.state = 'begun'), 0) AS begun,
            coalesce(sum(p.state = 'completed'), 0) AS completed
        FROM {_RATERS} WHERE s.round_id = ? AND {_COUNTS} GROUP BY s.id, r.code ORDER BY s.id""",
        (round_id,),
    )


def answers(store: Store, round_id: str) -> list[Row]:
    """`subject_id`, `code`, `question_id`, `level` and `text` of all answers in completed forms, without their raters."""
    return store.rows(
        f"""SELECT s.id AS subject_id, r.code, a.question_id, a.level, a.text FROM {_RATERS} JOIN answer a ON a.rater_id = r.id
        WHERE s.round_id = ? AND p.state = 'completed'""",
        (round_id,),
    )


def keep(store: Store, answered: Sequence[FrozenAnswer], counted: Sequence[FrozenCount]) -> None:
    """Keep what may be shown later; inside `write()`."""
    store.insert_many("frozen_answer", FrozenAnswer._fields, answered)
    store.insert_many("frozen_count", FrozenCount._fields, counted)


_OF_ROUND = """SELECT r.id FROM rater r JOIN review_subject s ON s.id = r.subject_id WHERE s.round_id = :round"""
_RECORDS = f"""SELECT id FROM review_round WHERE id = :round UNION ALL SELECT id FROM round_group WHERE round_id = :round
UNION ALL SELECT id FROM question WHERE round_id = :round UNION ALL SELECT id FROM review_subject WHERE round_id = :round
UNION ALL {_OF_ROUND}"""
_TABLES = "('review_round', 'round_group', 'question', 'review_subject', 'rater')"


def forget_raters(store: Store, round_id: str) -> None:
    """Delete who answered what, who has answered, and what was typed into forms and not saved; overwritten at once; inside `write()`.

    Copies that SQLite has left in free parts of the file are overwritten afterwards, by `scrubbing.scrub`: that it is due is kept.
    """
    given = {"round": round_id}
    store.connection.execute(f"DELETE FROM answer WHERE rater_id IN ({_OF_ROUND})", given)
    store.connection.execute(f"DELETE FROM rater_progress WHERE rater_id IN ({_OF_ROUND})", given)
    store.connection.execute(f"DELETE FROM draft WHERE EXISTS (SELECT 1 FROM ({_OF_ROUND}) r WHERE instr(subject || fields, r.id))", given)
    store.connection.execute(f"DELETE FROM recent WHERE entity_id IN ({_OF_ROUND})", given)
    scrubbing.make_due(store)


def close_steps(store: Store, round_id: str) -> None:
    """Let neither undo nor redo reach a step, of anybody, that touched the round, its questions, people or raters; inside `write()`."""
    store.connection.execute(
        f"""WITH known (id) AS ({_RECORDS}) UPDATE step SET is_open = 0 WHERE is_open = 1 AND id IN (
            SELECT e.step FROM event e WHERE e.entity IN {_TABLES} AND (e.entity_id IN (SELECT id FROM known)
            OR coalesce(json_extract(e.diff, '$.round_id[1]'), json_extract(e.diff, '$.round_id[0]')) IN (SELECT id FROM known)
            OR coalesce(json_extract(e.diff, '$.subject_id[1]'), json_extract(e.diff, '$.subject_id[0]')) IN (SELECT id FROM known)))""",
        {"round": round_id},
    )


def frozen_ids(store: Store) -> list[str]:
    """The rounds that are frozen or released."""
    return [row[0] for row in store.rows("SELECT id FROM review_round WHERE state IN ('frozen', 'released')")]


def holds_answers(connection: Connection, round_id: str) -> bool:
    """Whether a file, such as a backup, holds answers of a round beside their raters, or what is left of them in its free parts."""
    holds = f"""SELECT EXISTS (SELECT 1 FROM answer WHERE rater_id IN ({_OF_ROUND}))
        OR EXISTS (SELECT 1 FROM rater_progress WHERE rater_id IN ({_OF_ROUND}))
        OR EXISTS (SELECT 1 FROM draft d JOIN ({_OF_ROUND}) r ON instr(d.subject || d.fields, r.id))
        OR EXISTS (SELECT 1 FROM review_round WHERE id = :round AND state <> 'setup')"""
    query = holds if scrubbing.is_due(connection) else holds.rpartition("OR")[0]
    return bool(connection.execute(query, {"round": round_id}).fetchone()[0])


_PAIR = re.compile(rb"(?=([0-7][0-9A-Z]{51}))")
"""Two ids one behind the other, as rows of answers and their index have them."""


def bytes_hold_answers(path: Path, raters: set[bytes], questions: set[bytes]) -> bool:
    """Whether a file that SQLite cannot read, such as a damaged one, still has answers beside their raters in its bytes.

    Args:
        path: The file.
        raters: The ids of those who were asked, as they are stored.
        questions: The ids of the questions.

    Raises:
        OSError: The file cannot be read.
    """
    for found in _PAIR.finditer(path.read_bytes()):
        first, second = found[1][:26], found[1][26:]
        if (first in raters and second in questions) or (first in questions and second in raters):
            return True
    return False


def known_ids(store: Store, round_id: str) -> tuple[set[bytes], set[bytes]]:
    """The ids of the raters and of the questions of a round, as they are stored."""
    raters = store.rows(_OF_ROUND, {"round": round_id})
    questions = store.rows("SELECT id FROM question WHERE round_id = ?", (round_id,))
    return {row[0].encode() for row in raters}, {row[0].encode() for row in questions}
