"""The goals and milestones of a plan added and changed, and any part moved or taken away; locked once the plan is issued."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from perftui.domain.plans import UNPUBLISHED, PlanState
from perftui.domain.texts import shorten
from perftui.domain.yardsticks import Yardstick
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.services.gaps import read_actual, read_yardstick
from perftui.services.plan_locks import require_editable
from perftui.services.plan_rows import GOAL_COLUMNS, MILESTONE_COLUMNS, fields_of, goal_columns, milestone_columns
from perftui.storage import plan_parts, plans
from perftui.storage.stores import Gone, Label
from perftui.storage.yardsticks import yardstick_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from perftui.domain.plan_drafts import MilestoneDraft, PlanGoalDraft
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

ADDED = mark("Added “{part}” to the plan “{title}”")
CHANGED = mark("Changed “{part}” in the plan “{title}”")
LONGEST_TOLD = 60
"""Characters of a part that are told of what was done to it."""
REMOVED = mark("Removed “{part}” from the plan “{title}”")
MOVED = mark("Moved “{part}” in the plan “{title}”")


class PartIsPublished(Refused):
    """A part of a plan that the person knows is to be taken away."""

    template = mark("The person knows this plan: what is in it is changed while it is paused, and never removed.")


def add_goal(store: Store, plan_id: str, *, target: str | Yardstick, start: object = "", **values: object) -> str:
    """Add a goal to a plan.

    Args:
        store: The store.
        plan_id: The plan.
        target: As typed, such as `≥95%`, or a yardstick.
        start: What is measured at the beginning, as typed or as a number; empty where it is not known.
        **values: Fields of `PlanGoalDraft` but the start.

    Returns:
        Its id.

    Raises:
        PlanLocked: The plan is issued.
        TargetMissing, BadTarget, BadValue, FieldError: A value cannot be used.
        Gone: There is no such plan.
    """
    row = require_editable(store, plan_id)
    yardstick = target if isinstance(target, Yardstick) else read_yardstick(target)
    values.setdefault("weight", plan_parts.mean_weight(store, plan_id))
    values.setdefault("due", row["end_date"])
    draft, goal_id = goal_draft(values | {"start": read_actual(yardstick, start)}), store.new_id()
    with changing(store, plan_id, label(ADDED, draft.title, row)):
        pos = plans.next_position(store, "plan_goal", plan_id)
        store.insert("plan_goal", id=goal_id, plan_id=plan_id, pos=pos, **goal_columns(draft, yardstick))
    return goal_id


def edit_goal(store: Store, goal_id: str, version: int, **values: object) -> int:
    """Change a goal of a plan; fields that are left out stay as they are.

    Args:
        store: The store.
        goal_id: The goal.
        version: The one that was looked at.
        **values: Fields of `PlanGoalDraft`, `target` as typed, `start` as typed.

    Returns:
        The version afterwards.

    Raises:
        PlanLocked: The plan is issued.
        TargetMissing, BadTarget, BadValue, FieldError: A value cannot be used.
        Changed: Somebody else was first.
        Gone: There is no such goal.
    """
    row = part_row(store, "plan_goal", goal_id)
    plan = require_editable(store, row["plan_id"])
    yardstick = read_yardstick(str(values.pop("target"))) if "target" in values else yardstick_of(row)
    start = read_actual(yardstick, values.pop("start") if "start" in values else row["start_value"])
    fields = {**fields_of(row, GOAL_COLUMNS), "must_meet": bool(row["must_meet"])}
    draft = goal_draft(fields | values | {"start": start})
    with changing(store, row["plan_id"], label(CHANGED, draft.title, plan)):
        return store.update("plan_goal", goal_id, version, **goal_columns(draft, yardstick))


def add_milestone(store: Store, plan_id: str, **values: object) -> str:
    """Add a milestone to a plan.

    Args:
        store: The store.
        plan_id: The plan.
        **values: Fields of `MilestoneDraft`.

    Returns:
        Its id.

    Raises:
        PlanLocked: The plan is issued.
        FieldError: A value cannot be used.
        Gone: There is no such plan.
    """
    row, draft, milestone_id = require_editable(store, plan_id), _milestone(values), store.new_id()
    with changing(store, plan_id, label(ADDED, draft.title, row)):
        store.insert("plan_milestone", id=milestone_id, plan_id=plan_id, **milestone_columns(draft))
    return milestone_id


def edit_milestone(store: Store, milestone_id: str, version: int, **values: object) -> int:
    """Change a milestone; fields that are left out stay as they are.

    Raises:
        PlanLocked: The plan is issued.
        FieldError: A value cannot be used.
        Changed: Somebody else was first.
        Gone: There is no such milestone.
    """
    row = part_row(store, "plan_milestone", milestone_id)
    plan, draft = require_editable(store, row["plan_id"]), _milestone(fields_of(row, MILESTONE_COLUMNS) | values)
    with changing(store, row["plan_id"], label(CHANGED, draft.title, plan)):
        return store.update("plan_milestone", milestone_id, version, **milestone_columns(draft))


def remove_part(store: Store, table: str, record_id: str) -> None:
    """Take a goal with its milestones, a milestone or a step away, as long as the person does not know the plan.

    Raises:
        PlanLocked, PartIsPublished: The plan is issued, or was.
        Gone: There is no such part.
    """
    row = part_row(store, table, record_id)
    plan = require_editable(store, row["plan_id"])
    if PlanState(plan["state"]) not in UNPUBLISHED:
        raise PartIsPublished
    with changing(store, row["plan_id"], label(REMOVED, _title(table, row), plan)):
        plan_parts.remove(store, table, record_id)


def move_part(store: Store, table: str, record_id: str, places: int) -> None:
    """Move a goal or step up (-1) or down (1) among the others; at the edge it stays.

    Raises:
        PlanLocked: The plan is issued.
        KeyError: Milestones stand in the order of their dates.
        Gone: There is no such part.
    """
    row = part_row(store, table, record_id)
    plan = require_editable(store, row["plan_id"])
    order = plan_parts.ids_in_order(store, table, row["plan_id"])
    here = next(place for place, (key, _version) in enumerate(order) if key == record_id)
    there = max(0, min(len(order) - 1, here + places))
    order.insert(there, order.pop(here))
    with changing(store, row["plan_id"], label(MOVED, _title(table, row), plan)):
        for pos, (key, version) in enumerate(order):
            store.update(table, key, version, pos=pos)


@contextmanager
def changing(store: Store, plan_id: str, said: Label) -> Iterator[None]:
    """A step of the user's in a plan that is not locked: asked for inside of it, so that nobody issues it in between.

    Raises:
        PlanLocked: It is issued.
        Gone: There is no such plan.
    """
    with store.write(said):
        require_editable(store, plan_id)
        yield


def part_row(store: Store, table: str, record_id: str) -> Row:
    """A part as it is stored.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    row = plan_parts.get(store, table, record_id)
    if row is None:
        raise Gone
    return row


def goal_draft(values: dict[str, object]) -> PlanGoalDraft:
    """A goal as it was typed."""
    from perftui.domain.plan_drafts import PlanGoalDraft
    from perftui.domain.validation import validated

    return validated(PlanGoalDraft, **values)


def _milestone(values: dict[str, object]) -> MilestoneDraft:
    from perftui.domain.plan_drafts import MilestoneDraft
    from perftui.domain.validation import validated

    return validated(MilestoneDraft, **values)


def _title(table: str, row: Row) -> str:
    return str(row["text" if table == "plan_step" else "title"])


def label(template: str, part: str, plan: Row) -> Label:
    """What a step of the user's does to a part of a plan."""
    return Label(template, {"part": shorten(part, LONGEST_TOLD), "title": plan["title"]})
