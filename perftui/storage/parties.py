"""Goals as sides of a conflict: with their unit, owner and the days of their cycle, as columns of a larger query."""

from __future__ import annotations

LIVE = "{0}.state NOT IN ('archived', 'scored', 'closed') AND {0}c.state <> 'closed'"
"""The condition for a goal to count: it still runs, or will."""


def columns(goal: str) -> str:
    """The columns of one side, each named after the alias of its goal, such as `a_title`.

    Args:
        goal: The alias of the goal, which `joins` joins under `<alias>c`, `<alias>p` and `<alias>u`.
    """
    return f"""{goal}.id AS {goal}_id, {goal}.title AS {goal}_title, {goal}.state AS {goal}_state, coalesce({goal}u.id, '') AS {goal}_unit,
        coalesce({goal}u.name, '') AS {goal}_unit_name, coalesce({goal}.owner_person_id, {goal}.owner_unit_id, '') AS {goal}_owner,
        coalesce({goal}p.name, {goal}u.name, '') AS {goal}_owner_name, coalesce({goal}p.id, '') AS {goal}_person,
        {goal}c.start_date AS {goal}_start, {goal}c.end_date AS {goal}_end, coalesce({goal}.due_date, {goal}c.end_date) AS {goal}_due"""


def joins(goal: str) -> str:
    """The tables that `columns` needs beside the goal itself."""
    return f"""JOIN cycle {goal}c ON {goal}c.id = {goal}.cycle_id LEFT JOIN person {goal}p ON {goal}p.id = {goal}.owner_person_id
        LEFT JOIN unit {goal}u ON {goal}u.id = coalesce({goal}.owner_unit_id, {goal}p.unit_id)"""


def is_live(goal: str) -> str:
    """The condition for the goal of an alias to count."""
    return LIVE.format(goal)
