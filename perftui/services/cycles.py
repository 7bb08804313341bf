"""Cycles: quarters, half-years and years, and where each of them stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.codes import CycleKind, CycleState, GoalState
from perftui.domain.cycles import CycleNameUnclear, cycle_name, cycle_of
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.services.cycle_lines import CycleLine, cycle_line
from perftui.storage import cycle_goals, units
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from perftui.domain.cycles import CycleName
    from perftui.domain.people import CycleDraft
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

__all__ = [
    "ORDER",
    "CycleExists",
    "CycleLine",
    "GoalsNotScored",
    "add_cycle",
    "add_running_quarter",
    "change_state",
    "cycle",
    "edit_cycle",
    "listing",
    "next_state",
    "quarter_of",
    "running",
    "suggest_name",
]

ORDER = (CycleState.PLANNING, CycleState.ACTIVE, CycleState.REVIEWING, CycleState.CLOSED)
"""The states in the order in which a cycle goes through them."""


_MOVED: Mapping[CycleState, str] = {
    CycleState.PLANNING: mark("Put cycle {name} back to planning"),
    CycleState.ACTIVE: mark("Made cycle {name} active"),
    CycleState.REVIEWING: mark("Put cycle {name} under review"),
    CycleState.CLOSED: mark("Closed cycle {name}"),
}


class CycleExists(Refused):
    """Two cycles of one name."""

    template = mark("There is a cycle “{name}” already.")


class GoalsNotScored(Refused):
    """A cycle is to be closed while goals in it are active."""

    template = mark("{name} cannot be closed yet: {n} of its goals are active without a score. Score, carry over or archive them.")


def listing(store: Store, today: date) -> list[CycleLine]:
    """All cycles, the latest first."""
    return [cycle_line(row, today) for row in units.cycles_with_goals(store)]


def cycle(store: Store, cycle_id: str, today: date) -> CycleLine:
    """One cycle.

    Raises:
        Gone: There is none.
    """
    found = units.cycles_with_goals(store, cycle_id) if cycle_id else []
    if not found:
        raise Gone
    return cycle_line(found[0], today)


def running(store: Store, today: date) -> CycleLine | None:
    """The cycle to work in: the shortest that is not closed and holds today, else the latest that is not closed."""
    row = units.running_cycle(store, today.isoformat())
    return None if row is None else cycle(store, row["id"], today)


def suggest_name(store: Store, today: date) -> str:
    """A name for the next cycle: the quarter that follows the last one, or the quarter of today."""
    for row in units.all_cycles(store):
        try:
            name = cycle_name(row["name"])
        except CycleNameUnclear:
            continue
        if name.kind is CycleKind.QUARTER:
            return str(name.next())
    return str(cycle_of(today, CycleKind.QUARTER))


def add_cycle(store: Store, name: str, today: date, kind: str = "", bounds: tuple[date, date] | None = None) -> CycleLine:
    """Add a cycle that is being planned; a name such as `2026-Q4` tells kind and dates where they are not given.

    Args:
        store: The store.
        name: Written as perftui writes it where its form is known: `2026 q4` becomes `2026-Q4`.
        today: For the view that is returned.
        kind: quarter, half or year; empty: by the name.
        bounds: The first and the last day, both included; None: by the name.

    Raises:
        CycleNameUnclear: Kind or dates are not given and the name does not tell them.
        CycleExists: There is one of that name.
        FieldError: A field is missing or wrong.
        CycleEndsFirst: The end is not after the start.
    """
    draft = _draft(name, kind, bounds)
    with store.write(Label(mark("Added cycle {name}"), {"name": draft.name})):
        _check_name(store, draft.name)
        cycle_id = store.new_id()
        store.insert("cycle", id=cycle_id, **_columns(draft), state=draft.state.value)
    return cycle(store, cycle_id, today)


def quarter_of(today: date) -> CycleName:
    """The quarter of the calendar in which a day lies."""
    return cycle_of(today, CycleKind.QUARTER)


def add_running_quarter(store: Store, today: date) -> CycleLine:
    """Add the quarter in which today lies as an active cycle, in one step: for the first goal of all.

    Raises:
        CycleExists: There is one of that name.
    """
    draft = _draft(str(quarter_of(today)), "", None)
    with store.write(Label(mark("Added cycle {name}"), {"name": draft.name})):
        _check_name(store, draft.name)
        cycle_id = store.new_id()
        store.insert("cycle", id=cycle_id, **_columns(draft), state=CycleState.ACTIVE.value)
    return cycle(store, cycle_id, today)


def edit_cycle(store: Store, cycle_id: str, version: int, today: date, **changes: object) -> CycleLine:
    """Change name, kind, start or end; check-ins that are due by the start move along.

    Args:
        store: The store.
        cycle_id: The cycle.
        version: As it was read.
        today: For the view that is returned.
        changes: `name`, `kind`, `start`, `end`; what is not given stays.

    Raises:
        CycleExists: There is another of that name.
        FieldError: A field is missing, wrong or unknown.
        CycleEndsFirst: The end is not after the start.
        Changed: Somebody else has changed it since.
        Gone: There is no such cycle.
    """
    from perftui.domain.people import CycleDraft
    from perftui.domain.validation import validated
    from perftui.storage import nodes

    row = _get(store, cycle_id)
    before = {"name": row["name"], "kind": row["kind"], "start": row["start_date"], "end": row["end_date"]}
    draft = validated(CycleDraft, **(before | changes))
    with store.write(Label(mark("Changed cycle {name}"), {"name": draft.name})):
        _check_name(store, draft.name, cycle_id)
        store.update("cycle", cycle_id, version, **_columns(draft))
        nodes.sync(store, cycles=[cycle_id])
    return cycle(store, cycle_id, today)


def next_state(state: CycleState) -> CycleState | None:
    """The state that follows; None after closed."""
    return None if state is CycleState.CLOSED else ORDER[ORDER.index(state) + 1]


def change_state(store: Store, cycle_id: str, version: int, state: CycleState, today: date) -> CycleLine:
    """Take a cycle one step on, or one step back.

    Raises:
        WrongCycleStep: The state is neither the next nor the one before.
        GoalsNotScored: It would be closed while goals in it are active; `cycle_steps.close_cycle` settles them in the same step.
        Changed: Somebody else has changed it since.
        Gone: There is no such cycle.
    """
    from perftui.domain.people import check_cycle_step

    row = _get(store, cycle_id)
    old = CycleState(row["state"])
    if next_state(state) is not old:
        check_cycle_step(old, state)
    unscored = cycle_goals.states(store, cycle_id).get(GoalState.ACTIVE, 0) if state is CycleState.CLOSED else 0
    if unscored:
        raise GoalsNotScored(name=row["name"], n=unscored)
    with store.write(Label(_MOVED[state], {"name": row["name"]})):
        store.update("cycle", cycle_id, version, state=state.value)
    return cycle(store, cycle_id, today)


def _draft(name: str, kind: str, bounds: tuple[date, date] | None) -> CycleDraft:
    from perftui.domain.people import CycleDraft
    from perftui.domain.validation import validated

    try:
        told = cycle_name(name)
    except CycleNameUnclear:
        if not (kind and bounds):
            raise
        return validated(CycleDraft, name=name, kind=kind, start=bounds[0], end=bounds[1])
    start, end = bounds or (told.start, told.end)
    return validated(CycleDraft, name=str(told), kind=kind or told.kind, start=start, end=end)


def _columns(draft: CycleDraft) -> dict[str, str]:
    return {"name": draft.name, "kind": draft.kind.value, "start_date": draft.start.isoformat(), "end_date": draft.end.isoformat()}


def _get(store: Store, cycle_id: str) -> Row:
    row = units.cycle(store, cycle_id)
    if row is None:
        raise Gone
    return row


def _check_name(store: Store, name: str, cycle_id: str = "") -> None:
    row = units.cycle_named(store, name)
    if row is not None and row["id"] != cycle_id:
        raise CycleExists(name=name)
