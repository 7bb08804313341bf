"""Into which cycle each goal of a file goes: the one that its row names, the one that the user names, or the one that is running."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from perftui.domain.codes import CycleKind, CycleState
from perftui.domain.cycles import cycle_name, cycle_of
from perftui.errors import Message, PerftuiError, Problem
from perftui.i18n import mark
from perftui.services.goal_import_plans import PlannedCycle
from perftui.storage import units

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from perftui.services.transfer.okr_plans import OkrPlan, PlannedGoal, PlannedKeyResult
    from perftui.storage.stores import Store

_OVERRULED = mark("The cycles that the file names ({names}) do not count: everything goes into {cycle}, which was chosen.")
_CLOSED = mark("Cycle {cycle} is closed: goals go into it only because it was named.")
_OTHER_CYCLE = mark("Row {line}: a key result goes into the cycle of its goal, {cycle}, not into “{named}”.")


class Placed(NamedTuple):
    """The goals of a file and their cycles."""

    cycles: tuple[PlannedCycle, ...]
    """Each once, in the order of the file; at least one."""
    of_goals: tuple[PlannedCycle, ...]
    """One for each goal of the plan."""
    notes: tuple[Message, ...]
    problems: tuple[Problem, ...]


def planned_cycle(store: Store, name: str, today: date) -> PlannedCycle:
    """A cycle by any form of its name; without a name the running one, or the quarter of the day.

    Raises:
        CycleNameUnclear: No cycle has that name, and it does not tell kind and dates.
    """
    row = units.cycle_named(store, name) if name else units.running_cycle(store, today.isoformat())
    if row is None and name:
        name = str(cycle_name(name))
        row = units.cycle_named(store, name)
    if row is not None:
        return PlannedCycle(row["name"], row["id"])
    return PlannedCycle(name or str(cycle_of(today, CycleKind.QUARTER)), None)


def placed(store: Store, plan: OkrPlan, chosen: str, today: date) -> Placed:
    """The cycle of each goal.

    Args:
        store: The store.
        plan: What the file would create.
        chosen: By the user, for everything; empty: each goal goes where its row says, else where the goal above it goes, else into
            the cycle that the file is for, or the running one.
        today: For the running one.

    Raises:
        CycleNameUnclear: The chosen cycle, or the one that the file as a whole is for, is none.
    """
    named = list(dict.fromkeys(one.cycle for one in _rows(plan) if one.cycle))
    if chosen or not named:
        cycle = planned_cycle(store, chosen or plan.cycle, today)
        others = [name for name in named if _known(store, name, today) != cycle]
        message = Message(_OVERRULED, {"names": ", ".join(named), "cycle": cycle.name})
        overruled = (message,) if others else ()
        return Placed((cycle,), (cycle,) * len(plan.goals), (*overruled, *_closed(store, (cycle,))), ())
    found = {name: _known(store, name, today) for name in named}
    default = None if all(goal.cycle or goal.parent is not None for goal in plan.goals) else planned_cycle(store, plan.cycle, today)
    fallback = default or next(filter(None, found.values()), None) or planned_cycle(store, "", today)
    of_goals: list[PlannedCycle] = []
    for goal in plan.goals:
        above = fallback if goal.parent is None else of_goals[goal.parent]
        of_goals.append(found.get(goal.cycle) or above)
    cycles = tuple(dict.fromkeys(of_goals)) or (fallback,)
    notes = (*_strays(plan, found, of_goals), *_closed(store, cycles))
    return Placed(cycles, tuple(of_goals), notes, tuple(_problems(plan, found)))


def _closed(store: Store, cycles: Iterable[PlannedCycle]) -> Iterator[Message]:
    for cycle in cycles:
        row = units.cycle(store, cycle.id) if cycle.id else None
        if row is not None and row["state"] == CycleState.CLOSED:
            yield Message(_CLOSED, {"cycle": cycle.name})


def _rows(plan: OkrPlan) -> list[PlannedGoal | PlannedKeyResult]:
    return [*plan.goals, *plan.key_results]


def _known(store: Store, name: str, today: date) -> PlannedCycle | None:
    try:
        return planned_cycle(store, name, today)
    except PerftuiError:
        return None


def _problems(plan: OkrPlan, found: dict[str, PlannedCycle | None]) -> Iterator[Problem]:
    for one in _rows(plan):
        if one.cycle and found[one.cycle] is None:
            try:
                cycle_name(one.cycle)
            except PerftuiError as error:
                yield Problem(plan.name, one.line, plan.cycle_column, error.message)


def _strays(plan: OkrPlan, found: dict[str, PlannedCycle | None], of_goals: list[PlannedCycle]) -> Iterator[Message]:
    for one in plan.key_results:
        cycle = of_goals[one.goal]
        if one.cycle and found[one.cycle] not in (None, cycle):
            yield Message(_OTHER_CYCLE, {"line": one.line, "cycle": cycle.name, "named": one.cycle})
