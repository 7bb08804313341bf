"""What changes of an agreed goal: never silently, always with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.codes import GoalState
from perftui.errors import BadInput
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Mapping

AGREED_STATES: Final = frozenset({GoalState.AGREED, GoalState.ACTIVE, GoalState.SCORED, GoalState.CLOSED})
"""States in which owner and manager rely on what the goal says; the score was given for it as well."""
GOAL_TERMS: Final = frozenset(
    (
        "title",
        "description",
        "level",
        "owner_person_id",
        "owner_unit_id",
        "parent_id",
        "cycle_id",
        "kind",
        "weight",
        "start_date",
        "due_date",
    )
)
"""Columns of a goal that were agreed on; places among siblings, tags and ratings are not."""
KEY_RESULT_TERMS: Final = frozenset(
    (
        *("title", "operator", "unit", "baseline", "target", "low", "high", "red_low", "red_high", "tolerance"),
        *("commit_value", "stretch_value", "maximum", "weight", "due_date", "measure_id", "anchors"),
    )
)
"""Columns of a key result that were agreed on."""


class ReasonMissing(BadInput):
    """An agreed goal is to be changed without saying why."""

    template = mark("“{title}” is agreed already: say why it is changed.")


def amended(state: GoalState, before: Mapping[str, object], after: Mapping[str, object], terms: frozenset[str]) -> dict[str, object]:
    """The changed columns that need a reason; empty before a goal is agreed.

    Args:
        state: The goal's.
        before: Column to value as it was; a database row will do.
        after: Column to new value; columns that stay may be left out.
        terms: `GOAL_TERMS` or `KEY_RESULT_TERMS`.
    """
    if state not in AGREED_STATES:
        return {}
    return {column: value for column, value in after.items() if column in terms and before[column] != value}
