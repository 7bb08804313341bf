"""The steps of a goal from draft to closed: what must hold before each, and what comes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.alignments import check_step
from perftui.domain.codes import GoalState
from perftui.domain.formats import basis_points
from perftui.domain.rollups import FULL_WEIGHT
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.services import smart_checks
from perftui.services.goal_comments import comment_at_step
from perftui.services.goal_versions import keep_at_step
from perftui.storage import goal_lookups

if TYPE_CHECKING:
    from collections.abc import Callable

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class WeightsNotFull(Refused):
    """A goal is to be agreed while what stands below it, or below the goal above it, weighs more or less than the whole."""

    template = mark("The weights below “{goal}” sum to {percent}, not to 100%: F8, Weights… changes them together, before it is agreed.")


class TopNotFull(Refused):
    """A goal at the top is to be agreed while those of its level weigh more or less than the whole."""

    template = mark("The weights beside “{goal}” at the top sum to {percent}, not to 100%: F8, Weights… changes them, before it is agreed.")


class ArchiveInstead(Refused):
    """Archiving is more than a state."""

    template = mark("To take goals out of the tree use Archive: it takes along what stands below them.")


def check(store: Store, row: Row, new: GoalState) -> None:
    """Refuse a state that does not follow, or for which the goal is not ready.

    Args:
        store: The store.
        row: The goal, as `goals.get` or `goal_lookups.goals` reads it.
        new: The state that it shall have.

    Raises:
        WrongGoalStep: The state does not follow.
        Refused: One of `GUARDS` does.
    """
    check_step(GoalState(row["state"]), new)
    for guard in GUARDS:
        guard(store, row, new)


def take(store: Store, row: Row, new: GoalState, comment: str = "") -> int:
    """Take a goal a step further with all that comes with it; inside `write()`.

    Returns:
        Its version afterwards.

    Raises:
        Changed: Somebody else was first.
        CommentMissing: It is returned without a comment.
        Refused: See `check`.
    """
    check(store, row, new)
    version = store.update("goal", row["id"], row["version"], state=new.value)
    for effect in EFFECTS:
        effect(store, row, new, comment)
    return version


def _archives_elsewhere(_store: Store, _row: Row, new: GoalState) -> None:
    if new is GoalState.ARCHIVED:
        raise ArchiveInstead


def _weighs_the_whole(store: Store, row: Row, new: GoalState) -> None:
    if new is not GoalState.AGREED:
        return
    for sums in goal_lookups.sums_below(store, row["id"]):
        if sums["total"] != FULL_WEIGHT:
            raise WeightsNotFull(goal=row["title"], percent=basis_points(sums["total"]))


def _weighs_with_its_siblings(store: Store, row: Row, new: GoalState) -> None:
    if new is not GoalState.AGREED:
        return
    total = goal_lookups.sum_beside(store, row["id"])
    if total == FULL_WEIGHT:
        return
    if row["parent_id"] is None:
        raise TopNotFull(goal=row["title"], percent=basis_points(total))
    raise WeightsNotFull(goal=goal_lookups.title_above(store, row["id"]), percent=basis_points(total))


GUARDS: tuple[Callable[[Store, Row, GoalState], None], ...] = (
    _archives_elsewhere,
    smart_checks.is_ready,
    _weighs_the_whole,
    _weighs_with_its_siblings,
)
"""What refuses a step, in this order."""
EFFECTS: tuple[Callable[[Store, Row, GoalState, str], None], ...] = (
    comment_at_step,
    keep_at_step,
)
"""What is written with a step: the goal as it was before, its new state, and what was said."""
