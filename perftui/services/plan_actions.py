"""The actions by which the steps of a plan are carried out: made when it is issued, brought in line by each new version, ended with it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from perftui.domain.meetings import ActionState
from perftui.domain.texts import shorten
from perftui.services import action_entries, actions, plan_versions
from perftui.services.actions import Origin
from perftui.services.plan_locks import plan_row
from perftui.storage import actions as stored
from perftui.storage import plans

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

ORIGIN: Final = "plan_step"
"""The table that such actions come out of."""
CAUSE: Final = "cause"
"""The table that the measures of a gap come out of."""
_LONGEST: Final = 300


def make(store: Store, plan_id: str) -> int:
    """Give each step of a plan that has none its action; inside `write()`.

    A step that was a measure against a cause takes that action over: nobody is asked twice for the same, and the gap still shows it.

    Returns:
        How many got one.

    Raises:
        FieldError, EndsBeforeDue: The dates of a step do not fit.
    """
    plan, bare = plan_row(store, plan_id), [step for step in plans.steps(store, plan_id) if step["action_id"] is None]
    for step in bare:
        own = _measure_of(store, step)
        if own is not None:
            _adapt(store, step, plan, own["id"])
        else:
            actions.add_action(store, Origin(ORIGIN, step["id"]), **_wanted(step, plan), measure=shorten(step["evidence_wanted"], _LONGEST))
    return len(bare)


def _measure_of(store: Store, step: Row) -> Row | None:
    """The open measure against the cause of a step that says the same as the step."""
    found = stored.of_origin(store, CAUSE, step["cause_id"]) if step["cause_id"] else []
    title = shorten(step["text"], _LONGEST)
    return next((row for row in found if row["state"] == ActionState.OPEN and row["title"] == title), None)


def line_up(store: Store, plan_id: str, before: Row) -> None:
    """Bring the actions of a plan in line with its steps; inside `write()`.

    New steps get an action, those that are gone lose theirs where it is open. What is done stays done; what became of the days of a
    series stays written down.

    Args:
        store: The store.
        plan_id: The plan.
        before: The version that held until now.
    """
    plan, steps = plan_row(store, plan_id), plans.steps(store, plan_id)
    for step in steps:
        if step["action_id"] is not None:
            _adapt(store, step, plan, step["action_id"])
    gone = set(plan_versions.step_ids(before)) - {step["id"] for step in steps}
    for step_id in sorted(gone):
        for row in stored.of_origin(store, ORIGIN, step_id):
            _cancel(store, row)
    make(store, plan_id)


def cancel_open(store: Store, plan_id: str) -> int:
    """End what is still open when a plan is over; inside `write()`.

    Returns:
        How many actions were cancelled.
    """
    rows = [row for step in plans.steps(store, plan_id) for row in stored.of_origin(store, ORIGIN, step["id"])]
    return sum(_cancel(store, row) for row in rows)


def _cancel(store: Store, row: Row) -> bool:
    if row["state"] != ActionState.OPEN:
        return False
    store.update("action", row["id"], row["version"], state=ActionState.CANCELLED.value)
    return True


def _wanted(step: Row, plan: Row) -> dict[str, object]:
    """The fields of the action that carries a step out; what repeats begins and ends with the plan where nothing else is said."""
    repeats = bool(step["recurrence"])
    due = step["due_date"] or (plan["start_date"] if repeats else None)
    until = (step["until_date"] or plan["end_date"]) if repeats else None
    return {
        "title": shorten(step["text"], _LONGEST),
        "owner": step["owner_person_id"],
        "role": step["role"],
        "due": date.fromisoformat(due) if due else None,
        "recurrence": step["recurrence"],
        "until": date.fromisoformat(until) if until else None,
    }


def _adapt(store: Store, step: Row, plan: Row, action_id: str) -> None:
    """Let an action say what a step says, and come out of it."""
    line, wanted = actions.action(store, action_id), _wanted(step, plan)
    if line.recurrence and line.recurrence == step["recurrence"] and line.due:
        wanted["due"] = max(line.due, date.fromisoformat(step["due_date"] or plan["start_date"]))
    until = wanted["until"]
    is_longer = bool(line.until and isinstance(until, date) and until > line.until)
    columns = actions.columns_of(store, ORIGIN, wanted)
    if line.state is ActionState.OPEN:
        store.update("action", line.id, line.version, **columns, origin_entity=ORIGIN, origin_id=step["id"])
    elif line.state is ActionState.DONE and line.recurrence and is_longer:
        store.update("action", line.id, line.version, until_date=columns["until_date"])
        action_entries.reopen(store, line.id)
