"""Weights and shares of resources that a meeting changes: each kept with old value, new value, reason and meeting (R20)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.i18n import mark
from perftui.services import goal_amendments, goal_rows, needs
from perftui.services.meetings import meeting_row
from perftui.storage import goal_lookups
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from perftui.storage.stores import Store


def change_weight(store: Store, meeting_id: str, goal_id: str, weight: int, reason: str) -> int:
    """Give a goal another weight because a meeting decided it.

    Args:
        store: The store.
        meeting_id: The meeting.
        goal_id: The goal.
        weight: Basis points, 0 to 10,000.
        reason: Why; usually the decision.

    Returns:
        What the weights beside it, its own included, now sum to, in basis points.

    Raises:
        Gone: The meeting or goal does not exist.
        FieldError: The weight is out of range.
        ReasonMissing: Nobody says why.
    """
    meeting_row(store, meeting_id)
    row = goal_rows.goal_row(store, goal_id)
    _draft, after = goal_rows.goal_after(row, {"weight": weight})
    with store.write(Label(mark("Changed the weight of {title}"), {"title": row["title"]})):
        goal_amendments.keep_goal(store, row, {"weight": after["weight"]}, reason, meeting_id)
        store.update("goal", goal_id, row["version"], weight=after["weight"])
        goal_rows.follow(store, [goal_id])
    return sum(sibling["weight"] for sibling in goal_lookups.siblings(store, goal_id))


def change_allocation(store: Store, meeting_id: str, need_id: str, amount: object, reason: str) -> None:
    """Give a goal another share of a resource because a meeting decided it.

    Args:
        store: The store.
        meeting_id: The meeting.
        need_id: What the goal needs so far.
        amount: The new amount, or its text.
        reason: Why; usually the decision.

    Raises:
        Gone: The meeting or the need does not exist.
        FieldError: The amount cannot be used.
        ReasonMissing: Nobody says why.
    """
    meeting_row(store, meeting_id)
    row = needs.need_row(store, need_id)
    new = goal_rows.stored(needs.draft_of(amount, "").amount)
    if new == row["amount"]:
        return
    with store.write(Label(mark("Changed how much {goal} needs of {resource}"), {"goal": row["title"], "resource": row["name"]})):
        store.update("allocation", need_id, row["version"], amount=new)
        goal_amendments.keep_need(store, row, (needs.said(row, row["amount"]), needs.said(row, new)), reason, meeting_id)
