"""What is kept of frozen rounds of 360 feedback: levels, comments and counts of each participant, without raters."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


def subject(store: Store, subject_id: str) -> Row | None:
    """A participant with the name of the person and the `title`, `state`, `threshold`, `scale_max` and `released_on` of the round."""
    return store.row(
        f"""SELECT s.id, s.person_id, s.round_id, p.name, p.position, u.name AS unit, o.title, o.state, o.threshold, o.scale_max,
            o.anchors, o.frozen_on, o.released_on FROM review_subject s JOIN person p ON p.id = s.person_id
        LEFT JOIN unit u ON u.id = p.unit_id JOIN review_round o ON o.id = s.round_id WHERE s.id = ? AND {store.sees("s.person_id")}""",
        (subject_id,),
    )


def subjects(store: Store, round_id: str) -> list[Row]:
    """`id` and `name` of the participants of a round, by name."""
    return store.rows(
        f"""SELECT s.id, p.name FROM review_subject s JOIN person p ON p.id = s.person_id
        WHERE s.round_id = ? AND {store.sees("s.person_id")} ORDER BY p.sort_key, p.staff_no""",
        (round_id,),
    )


def answers(store: Store, subject_id: str) -> list[Row]:
    """`question_id`, `code`, `level` and `text`, in the order of their random ids."""
    return store.rows(
        f"""SELECT a.question_id, a.code, a.level, a.text FROM frozen_answer a JOIN review_subject s ON s.id = a.subject_id
        WHERE a.subject_id = ? AND {store.sees("s.person_id")} ORDER BY a.id""",
        (subject_id,),
    )


def counts(store: Store, subject_id: str) -> list[Row]:
    """`code`, `invited` and `completed` of the groups; completed is 0 where it is not kept."""
    return store.rows(
        f"""SELECT c.code, c.invited, c.completed FROM frozen_count c JOIN review_subject s ON s.id = c.subject_id
        WHERE c.subject_id = ? AND {store.sees("s.person_id")}""",
        (subject_id,),
    )


def kept_counts(store: Store, round_id: str) -> list[Row]:
    """`subject_id`, `code` and `completed` of the groups of a frozen round; none before."""
    return store.rows(
        f"""SELECT c.subject_id, c.code, c.completed FROM frozen_count c JOIN review_subject s ON s.id = c.subject_id
        WHERE s.round_id = ? AND {store.sees("s.person_id")}""",
        (round_id,),
    )
