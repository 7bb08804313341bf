"""The days of the steps of plans that repeat, and what was entered of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_STEP: Final = """SELECT s.*, l.title, l.state AS plan_state, l.start_date AS plan_start, l.end_date AS plan_end, a.id AS action_id,
    a.state AS action_state, a.version AS action_version, a.due_date AS next_due
    FROM plan_step s JOIN plan l ON l.id = s.plan_id
    LEFT JOIN action a ON a.origin_entity = 'plan_step' AND a.origin_id = s.id"""


def step(store: Store, step_id: str) -> Row | None:
    """One step with its plan's `title`, `plan_state`, first and last day, and with its action."""
    return store.row(f"{_STEP} WHERE s.id = ? AND {store.sees('l.person_id')}", (step_id,))


def of_action(store: Store, action_id: str) -> Row | None:
    """The same for the action that carries the step out; None for other actions."""
    return store.row(f"{_STEP} WHERE a.id = ? AND {store.sees('l.person_id')}", (action_id,))


def entry(store: Store, action_id: str, due: str) -> Row | None:
    """What was entered of one day of an action, whoever asks: who sees the action sees it."""
    return store.row("SELECT e.* FROM action_entry e WHERE e.action_id = ? AND e.due_date = ?", (action_id, due))
