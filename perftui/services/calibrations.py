"""What HR writes down when it calibrates goals: ratings, weights with their reason, and who looked at them when (R13, R17, R20)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.texts import clean_text
from perftui.errors import BadInput
from perftui.i18n import mark
from perftui.services import goal_labels, goal_rows
from perftui.services.goal_changes import Why, change_goal
from perftui.storage import goal_lookups

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from perftui.storage.stores import Store

RATINGS = ("challenge", "feasibility")
"""The fields that are rated from 1 to 5."""


class BadRating(BadInput):
    """No rating."""

    template = mark("“{text}” is no rating: write 1 to 5, or nothing.")


def read_rating(text: str) -> int | None:
    """A rating as typed, in full or half width; None for an empty text.

    Raises:
        BadRating: It is no whole number from 1 to 5.
    """
    plain = clean_text(text).strip()
    if not plain:
        return None
    # isdecimal takes ５ for a digit too, and int() reads it.
    if not plain.isdecimal() or len(plain) > 1 or not 1 <= int(plain) <= 5:
        raise BadRating(text=plain[:20])
    return int(plain)


def rate(store: Store, goal_id: str, version: int, field: str, rating: int | None) -> int:
    """Rate a goal.

    Args:
        store: The store.
        goal_id: The goal.
        version: The one that was looked at.
        field: One of `RATINGS`.
        rating: 1 to 5; None takes it away.

    Returns:
        The version afterwards.

    Raises:
        Changed: Somebody else was first.
        Gone: There is no such goal.
    """
    row = goal_rows.goal_row(store, goal_id)
    with store.write(goal_labels.changed(row["title"], [field])):
        return store.update("goal", goal_id, version, **{field: rating})


def set_weight(store: Store, goal_id: str, version: int, weight: int, reason: str = "") -> int:
    """Give a goal another weight; of an agreed one the old weight is kept with the reason.

    Args:
        store: The store.
        goal_id: The goal.
        version: The one that was looked at.
        weight: Basis points.
        reason: Why; asked for where the goal is agreed.

    Returns:
        The version afterwards.

    Raises:
        ReasonMissing: The goal is agreed, and there is no reason.
        Changed: Somebody else was first.
        Gone: There is no such goal.
        FieldError: The weight is out of range.
    """
    row = goal_rows.goal_row(store, goal_id)
    with store.write(goal_labels.changed(row["title"], ["weight"])):
        changed = change_goal(store, goal_id, version, {"weight": weight}, Why(reason))
        goal_rows.follow(store, changed.goals)
    return changed.version


def calibrate(store: Store, goal_ids: Sequence[str], note: str, today: date) -> int:
    """Write down that goals were calibrated: by the actor, today, with a note; in one step.

    Args:
        store: The store.
        goal_ids: The goals.
        note: What was found; may be empty.
        today: When.

    Returns:
        How many goals there are.
    """
    rows = goal_lookups.goals(store, goal_ids)
    if not rows:
        return 0
    values = {
        "calibrated_by": store.actor.name,
        "calibrated_on": today.isoformat(),
        "calibration_note": clean_text(note, multiline=True).strip(),
    }
    label = goal_labels.of_many(mark("Calibrated {title}"), mark("Calibrated {title} and {n} more"), [row["title"] for row in rows])
    with store.write(label):
        for row in rows:
            store.update("goal", row["id"], row["version"], **values)
    return len(rows)
