"""Opening and closing a cycle with what comes with it: agreed goals that begin, and goals that are left at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from perftui.domain.carry_overs import Leftover
from perftui.domain.codes import CycleState, GoalState
from perftui.i18n import mark
from perftui.services import carry_overs, cycles, goal_rows, goal_steps, leftovers
from perftui.services.goal_scores import score_line
from perftui.storage import cycle_goals
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from perftui.services.cycle_lines import CycleLine
    from perftui.services.goal_scores import ScoreLine
    from perftui.storage.stores import Store

NOT_READY = (GoalState.DRAFT, GoalState.PROPOSED, GoalState.RETURNED)
"""States before a goal is agreed."""


class Standing(NamedTuple):
    """How far the goals of a cycle are."""

    not_ready: int
    """Drafts, proposed and returned ones."""
    agreed: int
    active: int
    scored: int
    closed: int


class Left(NamedTuple):
    """Goals that are carried over while their cycle is closed."""

    goal_ids: Sequence[str]
    target: str
    """The name of the cycle that they go to."""
    above: Sequence[str] = ()
    """The goals above that go along."""


def standing(store: Store, cycle_id: str) -> Standing:
    """How many goals of a cycle are in which state; archived ones are left out."""
    found = cycle_goals.states(store, cycle_id)
    rest = (found.get(state, 0) for state in (GoalState.AGREED, GoalState.ACTIVE, GoalState.SCORED, GoalState.CLOSED))
    return Standing(sum(found.get(state, 0) for state in NOT_READY), *rest)


def unscored(store: Store, cycle_id: str) -> list[ScoreLine]:
    """The active goals of a cycle, which have no score yet."""
    return [score_line(row) for row in cycle_goals.in_cycle(store, cycle_id) if row["state"] == GoalState.ACTIVE]


def open_cycle(store: Store, cycle_id: str, version: int, today: date, *, activates: bool) -> int:
    """Make a planned cycle active, and its agreed goals with it where that is wanted, in one step.

    Returns:
        How many goals became active.

    Raises:
        WrongCycleStep: It is not being planned.
        Changed: Somebody else has changed it since.
        Gone: There is no such cycle.
    """
    ids = cycle_goals.ids_in_state(store, cycle_id, GoalState.AGREED) if activates else []
    with store.write(Label(mark("Opened cycle {name}"), {"name": cycles.cycle(store, cycle_id, today).name})):
        cycles.change_state(store, cycle_id, version, CycleState.ACTIVE, today)
        for goal_id in ids:
            goal_steps.take(store, goal_rows.goal_row(store, goal_id), GoalState.ACTIVE)
    return len(ids)


def close_cycle(  # noqa: PLR0913  # what becomes of the goals that are left
    store: Store, cycle_id: str, version: int, today: date, *, leftover: Leftover = Leftover.LEAVE, left: Left | None = None
) -> CycleLine:
    """Close a cycle in one step: goals are carried over first, then active ones settled, then scored ones closed.

    Args:
        store: The store.
        cycle_id: The cycle, which is under review.
        version: As it was read.
        today: For the view that is returned.
        leftover: What becomes of goals that are active.
        left: What is carried over.

    Raises:
        GoalsNotScored: Goals are active, and are to be left as they are.
        WrongCycleStep: It is not under review.
        Changed: Somebody else has changed it since.
        Gone: There is no such cycle.
    """
    with store.write(Label(mark("Closed cycle {name}"), {"name": cycles.cycle(store, cycle_id, today).name})):
        if left is not None and left.goal_ids:
            carry_overs.carry_over(store, left.goal_ids, left.target, leftover, today, above=left.above)
        rows = [row for row in cycle_goals.in_cycle(store, cycle_id) if row["state"] == GoalState.ACTIVE]
        leftovers.settle(store, rows, leftover)
        for goal_id in cycle_goals.ids_in_state(store, cycle_id, GoalState.SCORED):
            goal_steps.take(store, goal_rows.goal_row(store, goal_id), GoalState.CLOSED)
        if leftover is Leftover.ARCHIVE:
            goal_rows.follow(store, [row["id"] for row in rows])
        return cycles.change_state(store, cycle_id, version, CycleState.CLOSED, today)
