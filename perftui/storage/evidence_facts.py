"""What the record knows of a plan for its evidence pack: days of talks, trainings, what is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


def talks(store: Store, plan_id: str, person_id: str) -> list[Row]:
    """`held_on` and `plan_id` of the talks with a person that were held, the oldest first."""
    return store.rows(
        f"""SELECT t.held_on, t.plan_id FROM talk t WHERE t.state = 'held' AND (t.plan_id = ? OR t.person_id = ?)
        AND {store.sees("t.person_id")} ORDER BY t.held_on, t.id""",
        (plan_id, person_id),
    )


def trainings(store: Store, plan_id: str, person_id: str) -> list[Row]:
    """`title`, `completed_on` and `plan_id` of what a person completed with a sign-in, the oldest first."""
    return store.rows(
        f"""SELECT r.title, r.completed_on, r.plan_id FROM training_request r WHERE r.state = 'completed' AND r.is_signed_in = 1
        AND (r.plan_id = ? OR r.person_id = ?) AND {store.sees("r.person_id")} ORDER BY r.completed_on, r.id""",
        (plan_id, person_id),
    )


def marks(store: Store, plan_id: str) -> list[Row]:
    """What was written down about the requirements of a plan."""
    return store.rows(
        f"""SELECT x.* FROM plan_requirement x JOIN plan l ON l.id = x.plan_id WHERE x.plan_id = ? AND {store.sees("l.person_id")}
        ORDER BY x.rowid""",
        (plan_id,),
    )


def attached(store: Store, plan_id: str) -> list[Row]:
    """`requirement` and `title` of the evidence that is attached to a plan for a requirement, the oldest first."""
    return store.rows(
        f"""SELECT e.requirement, e.title FROM evidence e WHERE e.entity = 'plan' AND e.record_id = ? AND e.requirement <> ''
        AND e.is_archived = 0 AND {store.sees("e.person_id")} ORDER BY e.on_date, e.rowid""",
        (plan_id,),
    )


def remove_mark(store: Store, mark_id: str) -> None:
    """Take back what was written down about a requirement; inside `write()`."""
    store.connection.execute("DELETE FROM plan_requirement WHERE id = ?", (mark_id,))
