"""How goals hang together: what may stand under what, the steps from draft to archive, and what makes a poor tree."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from perftui.domain.codes import GoalState, Level
from perftui.domain.findings import Finding, Severity
from perftui.domain.quantities import number_text
from perftui.domain.rollups import FULL_WEIGHT
from perftui.errors import Message, Refused
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

STEPS: Final[Mapping[GoalState, frozenset[GoalState]]] = {
    GoalState.DRAFT: frozenset({GoalState.PROPOSED, GoalState.ARCHIVED}),
    GoalState.PROPOSED: frozenset({GoalState.AGREED, GoalState.RETURNED, GoalState.ARCHIVED}),
    GoalState.RETURNED: frozenset({GoalState.PROPOSED, GoalState.ARCHIVED}),
    GoalState.AGREED: frozenset({GoalState.ACTIVE, GoalState.RETURNED, GoalState.ARCHIVED}),
    GoalState.ACTIVE: frozenset({GoalState.SCORED, GoalState.ARCHIVED}),
    GoalState.SCORED: frozenset({GoalState.CLOSED, GoalState.ARCHIVED}),
    GoalState.CLOSED: frozenset({GoalState.ARCHIVED}),
    GoalState.ARCHIVED: frozenset(),
}
"""From each state of a goal, the states that may follow."""


class WrongGoalStep(Refused):
    """A step that leaves out another, or goes back."""

    template = mark("A goal that is “{old}” cannot become “{new}”.")


class ThemeUnderGoal(Refused):
    """A theme with a parent that is not a theme."""

    template = mark("A theme stands at the top or under another theme, not under a goal of a unit or a person.")


class GoalUnderItself(Refused):
    """A parent that is the goal itself or stands below it."""

    template = mark("A goal cannot stand under itself or under one of its own sub-goals: choose another parent.")


class Misplacement(StrEnum):
    """What is poor about the place of a goal in the tree."""

    EMPTY_THEME = "empty_theme"
    ORPHAN = "orphan"
    SKIPS_UNITS = "skips_units"
    UPSIDE_DOWN = "upside_down"


MISPLACED: Final[Mapping[Misplacement, tuple[Severity, str]]] = {
    Misplacement.EMPTY_THEME: (Severity.WARNING, mark("No goal serves this theme yet.")),
    Misplacement.ORPHAN: (Severity.WARNING, mark("This goal serves no other goal: give it a parent.")),
    Misplacement.SKIPS_UNITS: (
        Severity.INFO,
        mark("This personal goal stands right under a theme: no goal of a unit lies between."),
    ),
    Misplacement.UPSIDE_DOWN: (Severity.INFO, mark("This goal of a unit stands under a personal goal: is it the other way round?")),
}
"""How much each of them matters, and what is said at the goal itself."""


@dataclass(frozen=True, slots=True)
class GoalFacts:
    """What the tree's findings look at; only goals that are not archived."""

    id: str
    level: Level
    parent: str | None
    weight: int
    """In basis points."""
    cycle: str
    key_result_weights: int = 0
    """Sum of the weights of its own key results, in basis points."""


def check_step(old: GoalState, new: GoalState) -> None:
    """Refuse a change of state that is not in `STEPS`.

    Raises:
        WrongGoalStep: The new state does not follow the old one.
    """
    if new not in STEPS[old]:
        raise WrongGoalStep(old=old, new=new)


def check_parent(level: Level, parent_level: Level | None) -> None:
    """Refuse a parent that is impossible: a theme stands under a theme or at the top, all others anywhere.

    Raises:
        ThemeUnderGoal: A theme is to stand under a goal.
    """
    if level is Level.THEME and parent_level not in (None, Level.THEME):
        raise ThemeUnderGoal


def check_acyclic(goal: str, new_parent: str | None, parent_of: Callable[[str], str | None]) -> None:
    """Refuse a parent that stands below the goal. The cost is the depth of the new parent.

    Args:
        goal: Id of the goal that is moved.
        new_parent: Id of its parent-to-be; None for the top.
        parent_of: The parent's id of a goal, before the move.

    Raises:
        GoalUnderItself: The new parent is the goal itself or stands below it.
    """
    seen: set[str] = set()
    above = new_parent
    while above is not None and above not in seen:
        if above == goal:
            raise GoalUnderItself
        seen.add(above)
        above = parent_of(above)


def tree_findings(goals: Iterable[GoalFacts]) -> list[Finding]:
    """What is poor about a tree of goals: orphans, empty themes, level skips, and weights that do not sum to 10,000.

    Args:
        goals: All goals of the organisation that are not archived; a parent that is missing here is taken to be elsewhere.

    Returns:
        In the order of the goals, weights last. Linear in the number of goals.
    """
    by_id = {goal.id: goal for goal in goals}
    parents = {goal.parent for goal in by_id.values()}
    found = [finding for goal in by_id.values() for finding in _placed(goal, by_id, is_parent=goal.id in parents)]
    return [*found, *_unbalanced(by_id.values())]


def misplacement(level: Level, parent_level: Level | None, *, has_parent: bool, is_parent: bool) -> Misplacement | None:
    """What is poor about the place of one goal.

    Args:
        level: Its own.
        parent_level: Of the goal right above; None where there is none, or where it is not known.
        has_parent: Whether there is a goal above, known or not.
        is_parent: Whether a goal stands right below.
    """
    if level is Level.THEME:
        return None if is_parent else Misplacement.EMPTY_THEME
    if not has_parent:
        return Misplacement.ORPHAN
    return None if parent_level is None else _SKIPS.get((level, parent_level))


_SKIPS: Final[Mapping[tuple[Level, Level], Misplacement]] = {
    (Level.PERSON, Level.THEME): Misplacement.SKIPS_UNITS,
    (Level.UNIT, Level.PERSON): Misplacement.UPSIDE_DOWN,
}


def _placed(goal: GoalFacts, by_id: Mapping[str, GoalFacts], *, is_parent: bool) -> Iterator[Finding]:
    parent = by_id.get(goal.parent or "")
    found = misplacement(goal.level, parent.level if parent else None, has_parent=goal.parent is not None, is_parent=is_parent)
    if found is not None:
        severity, template = MISPLACED[found]
        yield Finding(severity, Message(template), "goal", goal.id)


def _unbalanced(goals: Iterable[GoalFacts]) -> Iterator[Finding]:
    below: dict[tuple[str, str], int] = defaultdict(int)
    at_top: dict[tuple[str, str], int] = defaultdict(int)
    for goal in goals:
        if goal.parent is not None:
            below[goal.parent, goal.cycle] += goal.weight
        elif goal.level is Level.THEME:
            at_top[goal.cycle, goal.cycle] += goal.weight
        if goal.key_result_weights:
            below[goal.id, goal.cycle] += goal.key_result_weights
    template = mark("The weights below sum to {percent} %, not to 100 %.")
    for entity, sums in (("goal", below), ("cycle", at_top)):
        for entity_id, _cycle, total in not_whole(sums):
            percent = number_text(Decimal(total) / 100)
            yield Finding(Severity.WARNING, Message(template, {"percent": percent}), entity, entity_id)


def not_whole(sums: Mapping[tuple[str, str], int]) -> Iterator[tuple[str, str, int]]:
    """The sums of siblings that are not 10,000, as approval needs: where they stand, their cycle, and the sum.

    Args:
        sums: The goal above (or the cycle, at the top) and the cycle of the siblings, to their weights together in basis points. Each cycle
            is a whole of its own.
    """
    for (above, cycle), total in sums.items():
        if total != FULL_WEIGHT:
            yield above, cycle, total
