"""Goals and key results: add them, change them, and everything else that is done with them, from the rooms beside this one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.codes import Level
from perftui.i18n import mark
from perftui.services import goal_amendments, goal_labels, goal_rows
from perftui.services.goal_archives import archive, archiving_asks_why, preview_archive, unarchive
from perftui.services.goal_assignments import assign, preview_assign
from perftui.services.goal_bulks import change_many, preview_change, set_state
from perftui.services.goal_changes import Why, change_goal, change_key_result
from perftui.services.goal_links import LinkKind, link, settle, unlink
from perftui.services.goal_moves import move_among_siblings, move_goal, move_key_result
from perftui.services.goal_rows import NoCycleYet, StandsUnderItself
from perftui.services.goal_weights import equal_weights, weigh
from perftui.storage import goal_lookups, goals, nodes, units
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from perftui.storage.stores import Store

__all__ = [
    "LinkKind",
    "NoCycleYet",
    "StandsUnderItself",
    "add_goal",
    "add_key_result",
    "archive",
    "archiving_asks_why",
    "assign",
    "change_many",
    "edit_goal",
    "edit_key_result",
    "equal_weights",
    "link",
    "move_among_siblings",
    "move_goal",
    "move_key_result",
    "preview_archive",
    "preview_assign",
    "preview_change",
    "set_state",
    "settle",
    "unarchive",
    "unlink",
    "weigh",
]


def add_goal(store: Store, today: date, **values: object) -> str:
    """Add a goal as a draft, behind its siblings.

    Args:
        store: The store.
        today: Decides which cycle is running.
        **values: Fields of `GoalDraft`. Where they are left out, owner and cycle are those of the goal above (or the cycle that
            is running), the level follows from the owner (none: a theme), and the weight is the mean of the siblings'.

    Returns:
        Its id.

    Raises:
        FieldError: A value cannot be used.
        Gone: The parent, owner or cycle does not exist.
        Refused: The rules forbid it: no owner, or a theme under a goal of a unit or person.
        NoCycleYet: No cycle is open, and none was given.
        CycleIsClosed: Its cycle is closed.
    """
    from perftui.domain.goals import GoalDraft
    from perftui.domain.validation import validated

    draft = validated(GoalDraft, **_completed(store, today, values))
    goal_id = store.new_id()
    with store.write(Label(mark("Added {title}"), {"title": draft.title})):
        goal_rows.check_owners(store, draft)
        goal_rows.check_cycle_open(store, draft.cycle)
        goal_rows.check_placed(store, None, draft.level, draft.parent)
        pos = goals.next_position(store, draft.parent)
        store.insert("goal", id=goal_id, pos=pos, **goal_rows.goal_values(draft))
        nodes.sync(store, [goal_id])
    return goal_id


def _completed(store: Store, today: date, values: Mapping[str, object]) -> dict[str, object]:
    done, parent_id = dict(values), str(values.get("parent") or "") or None
    parent = goal_rows.goal_row(store, parent_id) if parent_id else None
    is_theme = done.get("level") == Level.THEME
    if parent and not is_theme and "owner_person" not in done and "owner_unit" not in done:
        done |= {"owner_person": parent["owner_person_id"], "owner_unit": parent["owner_unit_id"]}
    if not done.get("level"):
        done["level"] = Level.PERSON if done.get("owner_person") else Level.UNIT if done.get("owner_unit") else Level.THEME
    if not done.get("cycle"):
        cycle = parent["cycle_id"] if parent else _running(store, today)
        done["cycle"] = cycle
    if done.get("weight") is None:
        done["weight"] = goal_rows.mean_weight(goal_lookups.weights_below(store, parent_id, str(done["cycle"])))
    return done


def _running(store: Store, today: date) -> str:
    cycle = units.running_cycle(store, today.isoformat())
    if cycle is None:
        raise NoCycleYet
    return str(cycle["id"])


def edit_goal(store: Store, goal_id: str, version: int, *, reason: str = "", **changes: object) -> int:
    """Change fields of a goal.

    Args:
        store: The store.
        goal_id: The goal.
        version: The one that was edited.
        reason: Why; needed where the goal is agreed and a field that was agreed changes.
        **changes: Fields of `GoalDraft`; those left out stay as they are.

    Returns:
        The version afterwards.

    Raises:
        Changed: Somebody else was first.
        Gone: The goal, its parent, owner or cycle does not exist.
        ReasonMissing: There is no reason where one is needed.
        FieldError: A value cannot be used.
        Refused: The rules forbid it; see `goal_rows.check_placed`.
    """
    title = goal_rows.goal_row(store, goal_id)["title"]
    with store.write(goal_labels.changed(title, changes)):
        changed = change_goal(store, goal_id, version, changes, Why(reason))
        goal_rows.follow(store, changed.goals)
    return changed.version


def add_key_result(store: Store, goal_id: str, *, reason: str = "", **values: object) -> str:
    """Add a key result to a goal, behind the others.

    Args:
        store: The store.
        goal_id: The goal.
        reason: Why; needed where the goal is agreed.
        **values: Fields of `KeyResultDraft` but the goal. Without a weight it gets the mean of what stands below the goal.

    Returns:
        Its id.

    Raises:
        FieldError: A value cannot be used.
        ReasonMissing: There is no reason where one is needed.
        ImpossibleYardstick: No value could be judged by the numbers given.
        Gone: The goal does not exist.
    """
    from perftui.domain.goals import KeyResultDraft
    from perftui.domain.validation import validated

    goal = goal_rows.goal_row(store, goal_id)
    weight = values.get("weight")
    if weight is None:
        weight = goal_rows.mean_weight(goal_lookups.weights_below(store, goal_id, goal["cycle_id"]))
    draft = validated(KeyResultDraft, **{**values, "goal": goal_id, "weight": weight})
    key_result_id = store.new_id()
    with store.write(Label(mark("Added {title}"), {"title": draft.title})):
        goal_rows.check_measure(store, draft)
        pos = goals.next_key_result_position(store, goal_id)
        store.insert("key_result", id=key_result_id, pos=pos, **goal_rows.key_result_values(draft))
        goal_amendments.keep_joined(store, goal, goal_rows.key_result_row(store, key_result_id), reason)
        goal_rows.follow(store, (), [key_result_id])
    return key_result_id


def edit_key_result(store: Store, key_result_id: str, version: int, *, reason: str = "", **changes: object) -> int:
    """Change fields of a key result; the fingerprint of its yardstick follows.

    Args:
        store: The store.
        key_result_id: The key result.
        version: The one that was edited.
        reason: Why; needed where its goal is agreed and something that was agreed changes.
        **changes: Fields of `KeyResultDraft`; those left out stay as they are.

    Returns:
        The version afterwards.

    Raises:
        Changed: Somebody else was first.
        Gone: The key result or its goal does not exist.
        ReasonMissing: There is no reason where one is needed.
        FieldError: A value cannot be used.
        Refused: The yardstick is impossible, or could not have the values that were checked in already.
    """
    title = goal_rows.key_result_row(store, key_result_id)["title"]
    with store.write(goal_labels.changed(title, changes)):
        changed = change_key_result(store, key_result_id, version, changes, Why(reason))
        goal_rows.follow(store, changed.goals, changed.key_results)
    return changed.version
