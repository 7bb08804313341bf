"""Plans and their parts: read for one plan, or for a list of many."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

LINE: Final = """SELECT l.*, l.rowid AS position, p.name AS person, p.staff_no AS staff_no, coalesce(u.name, '') AS unit,
    coalesce(m.name, '') AS manager, coalesce(h.name, '') AS hr
    FROM plan l JOIN person p ON p.id = l.person_id LEFT JOIN unit u ON u.id = p.unit_id
    LEFT JOIN person m ON m.id = l.manager_id LEFT JOIN person h ON h.id = l.hr_id"""
"""A plan with the names of those who belong to it."""
PARTS: Final = {
    "plan_gap": "plan_gap x WHERE x.plan_id = ? ORDER BY x.rowid",
    "plan_goal": "plan_goal x WHERE x.plan_id = ? ORDER BY x.pos, x.rowid",
    "plan_milestone": "plan_milestone x WHERE x.plan_id = ? ORDER BY x.due_date, x.rowid",
    "plan_check": "plan_check x WHERE x.plan_id = ? ORDER BY x.due_date, x.rowid",
    "plan_version": "plan_version x WHERE x.plan_id = ? ORDER BY x.number",
    "acknowledgement": "acknowledgement x WHERE x.plan_id = ? ORDER BY x.version_number, x.rowid",
    "extension": "extension x WHERE x.plan_id = ? ORDER BY x.on_date, x.rowid",
    "plan_outcome": "plan_outcome x WHERE x.plan_id = ? ORDER BY x.rowid",
    "statement": "statement x WHERE x.plan_id = ? ORDER BY x.rowid",
    "resistance_note": "resistance_note x WHERE x.plan_id = ? ORDER BY x.on_date, x.rowid",
    "obstacle": "obstacle x WHERE x.plan_id = ? ORDER BY x.closed_on IS NOT NULL, x.opened_on, x.rowid",
    "promise_settlement": "promise_settlement x WHERE x.plan_id = ? ORDER BY x.rowid",
    "plan_requirement": "plan_requirement x WHERE x.plan_id = ? ORDER BY x.code",
}
"""Table of a part to the end of its query, in the order in which it is shown."""
ANSWERED = """EXISTS (SELECT 1 FROM plan_gap x JOIN plan l ON l.id = x.plan_id WHERE x.gap_id = g.id
    AND l.state NOT IN ('draft', 'hr_review', 'approved', 'cancelled'))"""
"""The condition that a plan which was issued answers a gap `g`."""
_STEPS = """SELECT s.*, coalesce(o.name, '') AS owner, a.id AS action_id, a.state AS action_state, a.done_on AS done_on,
    a.due_date AS next_due, a.version AS action_version
    FROM plan_step s LEFT JOIN person o ON o.id = s.owner_person_id
    LEFT JOIN action a ON a.origin_entity = 'plan_step' AND a.origin_id = s.id WHERE s.plan_id = ? ORDER BY s.pos, s.rowid"""
_VALUES = """SELECT v.* FROM plan_value v JOIN plan_goal g ON g.id = v.plan_goal_id WHERE g.plan_id = ?
    ORDER BY v.on_date, v.rowid"""
_ENTRIES = """SELECT e.*, s.id AS step_id FROM action_entry e JOIN action a ON a.id = e.action_id AND a.origin_entity = 'plan_step'
    JOIN plan_step s ON s.id = a.origin_id WHERE s.plan_id = ? ORDER BY e.due_date"""


def get(store: Store, plan_id: str) -> Row | None:
    """One plan with the names of those who belong to it; None where there is none, or the actor may not see it."""
    return store.row(f"{LINE} WHERE l.id = ? AND {store.sees('l.person_id')}", (plan_id,))


def lines(store: Store, ids: Iterable[str]) -> list[Row]:
    """Some plans with the names of those who belong to them, in no order; those that are gone or not visible are left out."""
    return store.rows(
        f"{LINE} WHERE l.id IN (SELECT value FROM json_each(?)) AND {store.sees('l.person_id')}", (json.dumps(sorted(set(ids))),)
    )


def of_person(store: Store, person_id: str) -> list[Row]:
    """The plans of a person, the newest first."""
    return store.rows(
        f"{LINE} WHERE l.person_id = ? AND {store.sees('l.person_id')} ORDER BY l.start_date IS NULL DESC, l.start_date DESC, l.rowid DESC",
        (person_id,),
    )


def of_gap(store: Store, gap_id: str) -> list[Row]:
    """The plans that answer a gap, the newest first."""
    return store.rows(
        f"{LINE} WHERE l.id IN (SELECT x.plan_id FROM plan_gap x WHERE x.gap_id = ?) AND {store.sees('l.person_id')} ORDER BY l.rowid DESC",
        (gap_id,),
    )


def of_goal(store: Store, goal_id: str) -> list[Row]:
    """The plans with a goal that works on a goal or on a key result of it, the newest first."""
    return store.rows(
        f"""{LINE} WHERE l.id IN (SELECT x.plan_id FROM plan_goal x WHERE x.goal_id = :goal
            OR x.key_result_id IN (SELECT k.id FROM key_result k WHERE k.goal_id = :goal))
        AND {store.sees("l.person_id")} ORDER BY l.rowid DESC""",
        {"goal": goal_id},
    )


def titled(store: Store, title: str) -> list[Row]:
    """The plans of a title, or else those whose title begins like that, the newest first."""
    sees = store.sees("l.person_id")
    if found := store.rows(f"{LINE} WHERE l.title = ? AND {sees} ORDER BY l.rowid DESC", (title,)):
        return found
    begins = f"{LINE} WHERE lower(substr(l.title, 1, length(:title))) = lower(:title) AND {sees} ORDER BY l.rowid DESC"
    return store.rows(begins, {"title": title}) if title.strip() else []


def parts(store: Store, table: str, plan_id: str) -> list[Row]:
    """The parts of a kind of one plan, in order.

    Raises:
        KeyError: There is no such kind of part.
    """
    return store.rows(f"SELECT x.* FROM {PARTS[table]}", (plan_id,))


def steps(store: Store, plan_id: str) -> list[Row]:
    """The steps of a plan with their owners, and with the action that carries each out once the plan is issued."""
    return store.rows(_STEPS, (plan_id,))


def values(store: Store, plan_id: str) -> list[Row]:
    """What was measured of the goals of a plan, in the order of time."""
    return store.rows(_VALUES, (plan_id,))


def entries(store: Store, plan_id: str) -> list[Row]:
    """What became of each day of the steps that repeat, with the id of the step, in the order of time."""
    return store.rows(_ENTRIES, (plan_id,))


def next_position(store: Store, table: str, plan_id: str) -> int:
    """Where a new part goes: after the last one.

    Raises:
        KeyError: There is no such kind of part.
    """
    if table not in PARTS and table != "plan_step":
        raise KeyError(table)
    return int(store.value(f"SELECT coalesce(max(pos) + 1, 0) FROM {table} WHERE plan_id = ?", (plan_id,)))


def remove_part(store: Store, table: str, record_id: str) -> None:
    """Take a part away; inside `write()`.

    Raises:
        KeyError: There is no such kind of part.
    """
    if table not in PARTS and table != "plan_step":
        raise KeyError(table)
    store.connection.execute(f"DELETE FROM {table} WHERE id = ?", (record_id,))


def of_step(store: Store, step_id: str) -> Row | None:
    """`id`, `title` and `state` of the plan that a step belongs to, whoever asks: it holds for whoever may see the action."""
    return store.row("SELECT l.id, l.title, l.state FROM plan_step s JOIN plan l ON l.id = s.plan_id WHERE s.id = ?", (step_id,))
