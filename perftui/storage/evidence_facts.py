"""What the record knows of a plan for its evidence pack: days of talks, trainings, what is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.storage.talk_sight import seen

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


def serves(table: str, day: str) -> str:
    """Whether a record serves the plan `l`: it is of that plan, or of none and of the person, from the plan's start to its outcome.

    Args:
        table: The name of the record's table in the query.
        day: The column with the day on which it happened.
    """
    until = "coalesce((SELECT min(o.on_date) FROM plan_outcome o WHERE o.plan_id = l.id), '9999-12-31')"
    of_person = f"{table}.plan_id IS NULL AND {table}.person_id = l.person_id AND {table}.{day} BETWEEN l.start_date AND {until}"
    return f"ifnull({table}.plan_id = l.id OR ({of_person}), 0)"


def talks(store: Store, plan_id: str) -> list[Row]:
    """`held_on` of the talks with the person of a plan that were held, and whether each `is_of_it`; the oldest first."""
    return store.rows(
        f"""SELECT t.held_on, {serves("t", "held_on")} AS is_of_it FROM talk t JOIN plan l ON l.id = ? AND t.person_id = l.person_id
        WHERE t.state = 'held' AND {seen(store)} ORDER BY t.held_on, t.id""",
        (plan_id,),
    )


def trainings(store: Store, plan_id: str) -> list[Row]:
    """`title` and `completed_on` of what was completed with a sign-in and serves a plan, the oldest first."""
    return store.rows(
        f"""SELECT r.title, r.completed_on FROM training_request r JOIN plan l ON l.id = ?
        WHERE r.state = 'completed' AND r.is_signed_in = 1 AND {serves("r", "completed_on")}
        AND {store.sees("r.person_id")} ORDER BY r.completed_on, r.id""",
        (plan_id,),
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
