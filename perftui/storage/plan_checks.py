"""The checks of all plans, and what was written down in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


def get(store: Store, check_id: str) -> Row | None:
    """One check with `person_id`, `title`, `state`, `issued_on` and `plan_version` of its plan."""
    return store.row(
        f"""SELECT c.*, l.person_id, l.title, l.state, l.issued_on, l.version AS plan_version, l.next_date AS plan_next
        FROM plan_check c JOIN plan l ON l.id = c.plan_id WHERE c.id = ? AND {store.sees("l.person_id")}""",
        (check_id,),
    )


def values(store: Store, check_id: str) -> list[Row]:
    """What was measured in a check."""
    return store.rows(
        f"""SELECT v.* FROM plan_value v JOIN plan_check c ON c.id = v.check_id JOIN plan l ON l.id = c.plan_id
        WHERE v.check_id = ? AND {store.sees("l.person_id")} ORDER BY v.rowid""",
        (check_id,),
    )


def evidence(store: Store, plan_id: str) -> list[Row]:
    """The evidence of the checks of a plan that is written down in words: `id`, `version`, `check_id` and `text`, in order."""
    return store.rows(
        f"""SELECT e.id, e.version, e.record_id AS check_id, e.title, e.text FROM evidence e
        JOIN plan_check c ON c.id = e.record_id JOIN plan l ON l.id = c.plan_id
        WHERE e.entity = 'plan_check' AND e.kind = 'note' AND e.is_archived = 0 AND c.plan_id = ? AND {store.sees("l.person_id")}
        ORDER BY e.rowid""",
        (plan_id,),
    )


def next_open(store: Store, plan_id: str, but: str = "") -> Row | None:
    """The earliest check of a plan of which nobody has said what became of it.

    Args:
        store: The store.
        plan_id: The plan.
        but: The id of a check that is left out.
    """
    return store.row(
        f"""SELECT c.* FROM plan_check c JOIN plan l ON l.id = c.plan_id WHERE c.plan_id = ? AND c.id <> ? AND c.held_on IS NULL
        AND c.is_missed = 0 AND {store.sees("l.person_id")} ORDER BY c.due_date, c.rowid LIMIT 1""",
        (plan_id, but),
    )


def overtaken(store: Store, before: str) -> list[Row]:
    """Open checks from before a day that were overtaken: a later one of the same plan was held, or its decision is due."""
    return store.rows(
        f"""SELECT c.* FROM plan_check c JOIN plan l ON l.id = c.plan_id
        WHERE c.held_on IS NULL AND c.is_missed = 0 AND c.due_date < ? AND l.state IN ('active', 'due', 'monitoring', 'paused')
        AND (l.state = 'due' OR EXISTS (SELECT 1 FROM plan_check d WHERE d.plan_id = l.id AND d.held_on IS NOT NULL
            AND d.due_date > c.due_date)) AND {store.sees("l.person_id")} ORDER BY c.due_date, c.id""",
        (before,),
    )
