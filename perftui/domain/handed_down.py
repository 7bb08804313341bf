"""Which of several key results with one yardstick are shares of another, as handing a goal down makes them."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class CountedResult(NamedTuple):
    """A key result of which another measures the same."""

    id: str
    title: str
    yardstick: str
    """What makes it the same: the id of its measure, or else the hash of its definition."""
    cycle: str
    root: str
    """The topmost goal above it, into which it rolls up."""
    path: str
    """Where its goal stands: begins with the paths of all goals above."""
    goal: str
    person: str
    """The person who owns the goal; empty where it is a unit or nobody."""
    parent: str = ""
    """The goal right above its goal; empty where there is none."""
    aim: str = ""
    """Its target, or its two ends; empty where it has none."""


def shares_of(group: Sequence[CountedResult]) -> tuple[list[tuple[CountedResult, CountedResult]], frozenset[str]]:
    """Which stand below the goal of another, and which of these are shares of it.

    A share has the title of a key result of the goal right above its own; and either all shares have its target too, or their targets sum
    to no more than that.

    Args:
        group: In the order of their paths.

    Returns:
        Lower and upper ones in pairs, and the ids of the shares.
    """
    nested = list(_nested(group))
    named = {(result.goal, result.title): result for result in group}
    below: dict[str, list[CountedResult]] = defaultdict(list)
    for result, _above in nested:
        upper = named.get((result.parent, result.title))
        if upper is not None:
            below[upper.id].append(result)
    shares = (found for upper in named.values() if _are_shares(upper, found := below[upper.id]))
    return nested, frozenset(result.id for found in shares for result in found)


def _nested(group: Sequence[CountedResult]) -> Iterable[tuple[CountedResult, CountedResult]]:
    # In the order of their paths, whatever stands below a goal comes right behind it.
    above: list[CountedResult] = []
    for result in group:
        while above and not result.path.startswith(above[-1].path):
            above.pop()
        if above:
            yield result, above[-1]
        above.append(result)


def _are_shares(upper: CountedResult, found: Sequence[CountedResult]) -> bool:
    if all(result.aim == upper.aim for result in found):
        return True
    try:
        return sum(abs(Decimal(result.aim)) for result in found) <= abs(Decimal(upper.aim))
    except InvalidOperation:
        return False
