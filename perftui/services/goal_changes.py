"""One goal or key result changed by the rules of the field, inside a step that is already open; returns what the tree must follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from perftui.domain.codes import Level
from perftui.services import goal_amendments, goal_rows
from perftui.storage import goal_lookups, goals

if TYPE_CHECKING:
    from collections.abc import Mapping

    from perftui.domain.goals import KeyResultDraft
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class Changed(NamedTuple):
    """What a change touched."""

    version: int
    """The version of the record afterwards."""
    goals: tuple[str, ...] = ()
    key_results: tuple[str, ...] = ()


class Why(NamedTuple):
    """Why something that is agreed is changed."""

    reason: str = ""
    """Not needed before a goal is agreed."""
    meeting_id: str | None = None
    """Where it was decided."""


NO_REASON = Why()


def change_goal(store: Store, goal_id: str, version: int, changes: Mapping[str, object], why: Why = NO_REASON) -> Changed:
    """Change a goal, and keep as an amendment what was agreed of it; inside `write()`.

    Args:
        store: The store.
        goal_id: The goal.
        version: The one that was edited.
        changes: Field of `GoalDraft` to its new value. A new cycle takes along what runs in the same cycle below the goal.
        why: Why, of an agreed goal.

    Raises:
        ReasonMissing: The goal, or one that it takes along, is agreed, and there is no reason.
        Changed: Somebody else was first.
        Gone: The goal, its parent, owner or cycle does not exist.
        CycleIsClosed: It would go into a closed cycle.
        FieldError: A value cannot be used.
        Refused: The rules forbid it; see `goal_rows.check_placed`.
    """
    row = goal_rows.goal_row(store, goal_id)
    draft, after = goal_rows.goal_after(row, changes)
    goal_rows.check_owners(store, draft)
    if draft.cycle != row["cycle_id"]:
        goal_rows.check_cycle_open(store, draft.cycle)
    is_moved = after["parent_id"] != row["parent_id"]
    if is_moved or after["level"] != row["level"]:
        goal_rows.check_placed(store, row, Level(str(after["level"])), draft.parent)
    if is_moved:
        after["pos"] = goals.next_position(store, draft.parent)
    differing = _differing(row, after)
    goal_amendments.keep_goal(store, row, differing, *why)
    new_version = store.update("goal", goal_id, version, **differing)
    taken_along = _into_cycle(store, row, draft.cycle, why) if draft.cycle != row["cycle_id"] else ()
    return Changed(new_version, (goal_id, *taken_along))


def _into_cycle(store: Store, row: Row, cycle_id: str, why: Why) -> tuple[str, ...]:
    along = [goal for goal in goal_lookups.branch(store, [row["id"]]) if goal["id"] != row["id"] and goal["cycle_id"] == row["cycle_id"]]
    for goal in along:
        goal_amendments.keep_goal(store, goal, {"cycle_id": cycle_id}, *why)
        store.update("goal", goal["id"], goal["version"], cycle_id=cycle_id)
    return tuple(goal["id"] for goal in along)


def change_key_result(store: Store, key_result_id: str, version: int, changes: Mapping[str, object], why: Why = NO_REASON) -> Changed:
    """Change a key result, or move it to another goal, and keep as an amendment what was agreed of it; inside `write()`.

    Args:
        store: The store.
        key_result_id: The key result.
        version: The one that was edited.
        changes: Field of `KeyResultDraft` to its new value.
        why: Why, where its goal, or the one that it goes to, is agreed.

    Raises:
        ReasonMissing: One of these goals is agreed, and there is no reason.
        Changed: Somebody else was first.
        Gone: The key result or its goal does not exist.
        FieldError: A value cannot be used.
        Refused: The yardstick is impossible, or could not have the values that were checked in already.
    """
    from perftui.domain.goals import KeyResultDraft
    from perftui.domain.validation import validated

    row = goal_rows.key_result_row(store, key_result_id)
    draft = validated(KeyResultDraft, **goal_rows.key_result_fields(row) | dict(changes))
    goal_rows.check_measure(store, draft)
    after = goal_rows.key_result_values(draft)
    is_moved = draft.goal != row["goal_id"]
    if is_moved:
        _keep_moved(store, row, goal_rows.goal_row(store, draft.goal), why)
        after["pos"] = goals.next_key_result_position(store, draft.goal)
    differing = _differing(row, after)
    if "operator" in differing or "maximum" in differing:
        _check_values(store, key_result_id, draft)
    goal_amendments.keep_key_result(store, row, differing, *why)
    new_version = store.update("key_result", key_result_id, version, **differing)
    return Changed(new_version, (row["goal_id"], draft.goal) if is_moved else (), (key_result_id,))


def _keep_moved(store: Store, row: Row, to: Row, why: Why) -> None:
    goal_amendments.keep_left(store, goal_rows.goal_row(store, row["goal_id"]), row, *why)
    goal_amendments.keep_joined(store, to, row, *why)


def _check_values(store: Store, key_result_id: str, draft: KeyResultDraft) -> None:
    from decimal import Decimal

    from perftui.domain.measures import check_actual

    for check_in in goal_lookups.check_ins_by_day(store, key_result_id):
        if check_in["value"] is not None:
            check_actual(draft.yardstick(), Decimal(check_in["value"]))


def _differing(row: Row, after: Mapping[str, object]) -> dict[str, object]:
    return {column: value for column, value in after.items() if row[column] != value}


def owned_by(row: Row, person: str | None, unit: str | None) -> dict[str, object]:
    """The changes that give a goal another owner: a goal of a unit or person becomes the new owner's, a theme stays a theme.

    Args:
        row: The goal.
        person: Id of the person who owns it from now on, or None.
        unit: Id of the unit that does, or None.
    """
    level = Level(row["level"]) if row["level"] == Level.THEME else Level.PERSON if person else Level.UNIT
    return {"owner_person": person, "owner_unit": unit, "level": level}
