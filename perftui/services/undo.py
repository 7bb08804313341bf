"""Undo and redo of one's own steps, across restarts, with the computed tree brought up to date afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.storage import node_rebuilds, nodes, plan_reversals, round_steps, steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.errors import Message
    from perftui.storage.steps import Step, Touched
    from perftui.storage.stores import Store

ONE_BY_ONE = 500
"""Up to so many touched records the tree follows each; beyond, making it anew is faster."""


@dataclass(frozen=True, slots=True)
class Undone:
    """A step that was taken back or done again."""

    label: Message
    """What the step had done, such as `Added Li Na`; "Undone:" stands before it on the screen."""
    records: int
    """How many records changed."""
    entity: str
    """The kind of the record to show afterwards, such as `person`."""
    entity_id: str
    """Its id; it need not exist any more."""


def next_undo(store: Store) -> Message | None:
    """What `undo` would take back, for the menu."""
    step = steps.undoable(store)
    return None if step is None else step.label.message()


def just_done_for_good(store: Store) -> Message | None:
    """What the actor did last, where it is never taken back, such as a signature; None where undo would take it back."""
    step = steps.final(store)
    return None if step is None else step.label.message()


def changes_to_undo(store: Store) -> int:
    """How many changes of single records `undo` would take back: each costs about a third of a millisecond."""
    return steps.count_changes(store, steps.undoable(store))


def changes_to_redo(store: Store) -> int:
    """How many changes of single records `redo` would do again."""
    return steps.count_changes(store, steps.redoable(store))


def undo(store: Store) -> Undone | None:
    """Take the actor's last step back; None when there is none.

    Raises:
        ChangedSince: Somebody has changed one of its records meanwhile; nothing was taken back.
        StillUsed: A record that it made is in use; nothing was taken back.
        RoundStaysFrozen, RoundHasAnswers, ThresholdPromised: It belongs to a 360 round that is frozen, has answers, or is open with this
            promise; nothing was taken back.
        PlanWasDecided, PlanStaysAsSigned: A plan that was decided or signed rests on it; nothing was taken back.
    """
    return _reverse(store, steps.undoable(store), "undo")


def redo(store: Store) -> Undone | None:
    """Do the step again that was taken back last; None when something else was done since.

    Raises:
        ChangedSince: Somebody has changed one of its records meanwhile; nothing was done.
        StillUsed: A record that it would remove is in use; nothing was done.
        PlanWasDecided, PlanStaysAsSigned: A plan that was decided or signed rests on it; nothing was done.
    """
    return _reverse(store, steps.redoable(store), "redo")


def _reverse(store: Store, step: Step | None, kind: str) -> Undone | None:
    if step is None:
        return None
    with store.write(step.label, kind, step.id):
        round_steps.require_reversible(store, step)
        plan_ids = plan_reversals.require_reversible(store, step)
        touched = steps.revert(store, step)
        follow(store, touched)
        if plan_ids:
            _require_plans_kept(store, plan_ids)
    shown = touched[-1] if touched else None
    records = len({(record.entity, record.entity_id) for record in touched})
    return Undone(step.label.message(), records, shown.entity if shown else "", shown.entity_id if shown else "")


def _require_plans_kept(store: Store, plan_ids: set[str]) -> None:
    from perftui.services.plan_reversals import require_kept  # every start imports this module

    require_kept(store, plan_ids)


def follow(store: Store, touched: Sequence[Touched]) -> None:
    """Bring the computed tree up to date with goals, key results, check-ins and cycles that were changed; inside `write()`."""
    ids: dict[str, dict[str, None]] = {"goal": {}, "key_result": {}, "cycle": {}}
    for record in touched:
        if record.entity == "check_in" and record.parent_id:
            ids["key_result"][record.parent_id] = None
        elif record.entity in ids:
            ids[record.entity][record.entity_id] = None
    if sum(map(len, ids.values())) > ONE_BY_ONE:
        node_rebuilds.rebuild(store)
    elif any(ids.values()):
        nodes.sync(store, ids["goal"], ids["key_result"], ids["cycle"])
