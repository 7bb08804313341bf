"""What goals need of resources: given, changed and taken away (R20)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.domain.quantities import quantity_text
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.services import goal_amendments, goal_rows, resources
from perftui.storage import resources as tables
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from decimal import Decimal

    from perftui.domain.meeting_drafts import AllocationDraft
    from perftui.services.resources import ResourceLine
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class AllocatedAlready(Refused):
    """A goal has a part of the resource already."""

    template = mark("“{goal}” needs “{name}” already: change how much instead.")


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A need, seen from its goal."""

    id: str
    version: int
    resource: ResourceLine
    amount: Decimal | None
    note: str


def needs_of(store: Store, goal_id: str) -> list[NeedLine]:
    """What a goal needs, by the name of the resource."""
    return [
        NeedLine(row["id"], row["version"], resources.resource(store, row["resource_id"]), resources.number(row["amount"]), row["note"])
        for row in tables.of_goal(store, goal_id)
    ]


def allocate(store: Store, goal_id: str, resource_id: str, amount: object = None, note: str = "") -> str:
    """Say that a goal needs a part of a resource.

    Args:
        store: The store.
        goal_id: The goal.
        resource_id: The resource.
        amount: A number or its text; None or empty where nobody knows yet.
        note: What for.

    Returns:
        The id of the allocation.

    Raises:
        Gone: One of them does not exist.
        FieldError: The amount cannot be used.
        AllocatedAlready: The goal has a part of it already.
    """
    name, goal, draft = resources.resource(store, resource_id).name, goal_rows.goal_row(store, goal_id)["title"], draft_of(amount, note)
    with store.write(Label(mark("{goal} needs {resource}"), {"goal": goal, "resource": name})):
        if tables.is_allocated(store, resource_id, goal_id):
            raise AllocatedAlready(goal=goal, name=name)
        return _allot(store, goal_id, resource_id, draft)


def allocate_new(store: Store, goal_id: str, amount: object = None, **values: object) -> str:
    """Add a resource and say that a goal needs a part of it, in one step.

    Args:
        store: The store.
        goal_id: The goal.
        amount: As in `allocate`.
        **values: Fields of `ResourceDraft`.

    Returns:
        The id of the allocation.

    Raises:
        Gone: The goal does not exist.
        FieldError: A value cannot be used.
        ResourceExists: There is one of that name.
    """
    goal, draft, need = goal_rows.goal_row(store, goal_id)["title"], resources.draft_of(values), draft_of(amount, "")
    with store.write(Label(mark("{goal} needs {resource}"), {"goal": goal, "resource": draft.name})):
        return _allot(store, goal_id, resources.insert(store, draft), need)


def change_need(  # noqa: PLR0913  # what is changed, and why
    store: Store, need_id: str, version: int, amount: object, note: str, *, reason: str = ""
) -> int:
    """Change how much a goal needs, or what for.

    Args:
        store: The store.
        need_id: The need.
        version: The one that was looked at.
        amount: As in `allocate`.
        note: What for.
        reason: Why; needed where the goal is agreed and the amount changes.

    Returns:
        The version afterwards.

    Raises:
        Gone: It was taken away meanwhile.
        ReasonMissing: There is no reason where one is needed.
        FieldError: The amount cannot be used.
        Changed: Somebody else was first.
    """
    row, draft = need_row(store, need_id), draft_of(amount, note)
    with store.write(Label(mark("Changed how much {goal} needs of {resource}"), {"goal": row["title"], "resource": row["name"]})):
        new = goal_rows.stored(draft.amount)
        if new != row["amount"]:
            goal_amendments.keep_need(store, row, (said(row, row["amount"]), said(row, new)), reason)
        return store.update("allocation", need_id, version, amount=new, note=draft.note)


def release(store: Store, need_id: str, *, reason: str = "") -> None:
    """Say that a goal no longer needs a resource.

    Args:
        store: The store.
        need_id: The need.
        reason: Why; needed where the goal is agreed.

    Raises:
        ReasonMissing: There is no reason where one is needed.
        Gone: It was taken away meanwhile.
    """
    row = need_row(store, need_id)
    with store.write(Label(mark("{goal} no longer needs {resource}"), {"goal": row["title"], "resource": row["name"]})):
        goal_amendments.keep_need(store, row, (said(row, row["amount"]), None), reason)
        tables.remove_allocation(store, need_id)


def need_row(store: Store, need_id: str) -> Row:
    """A need with the names of its goal and resource.

    Raises:
        Gone: There is none.
    """
    row = tables.allocation(store, need_id)
    if row is None:
        raise Gone
    return row


def said(row: Row, amount: object) -> str:
    """How much of a resource, in words such as `Budget: 350 CNY`; its name alone where nobody knows.

    Args:
        row: The need with the name and unit of its resource.
        amount: As the column has it.
    """
    value = resources.number(None if amount is None else str(amount))
    return str(row["name"]) if value is None else f"{row['name']}: {quantity_text(value, row['unit'])}"


def draft_of(amount: object, note: str) -> AllocationDraft:
    """What was typed of a need, checked."""
    from perftui.domain.meeting_drafts import AllocationDraft
    from perftui.domain.validation import validated

    return validated(AllocationDraft, amount=amount, note=note)


def _allot(store: Store, goal_id: str, resource_id: str, draft: AllocationDraft) -> str:
    need_id, amount = store.new_id(), goal_rows.stored(draft.amount)
    store.insert("allocation", id=need_id, resource_id=resource_id, goal_id=goal_id, amount=amount, note=draft.note)
    return need_id
