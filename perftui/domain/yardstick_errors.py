"""Why a yardstick is refused, one class for each case."""

from __future__ import annotations

from perftui.errors import Refused
from perftui.i18n import mark


class ImpossibleYardstick(Refused):
    """No value could ever be judged by this yardstick."""


class NumberOutOfBounds(ImpossibleYardstick):
    """Not finite, too large, or with too many decimals."""

    template = mark("{number} cannot be measured: give a number below 1,000,000,000,000,000 with at most 12 decimals.")


class FieldHasNoMeaning(ImpossibleYardstick):
    """A field that its operator does not know."""

    template = mark("“{field}” has no meaning for “{operator}”: leave it empty, or choose another operator.")


class TargetMissing(ImpossibleYardstick):
    """An operator that needs a target has none."""

    template = mark("“{operator}” needs a target: give the number to be reached.")


class BaselineIsTarget(ImpossibleYardstick):
    """b = t: the way to go has no length."""

    template = mark("The baseline {baseline} equals the target: there is nothing to improve. Change the target or the baseline.")


class WrongDirection(ImpossibleYardstick):
    """The baseline is already better than the target, so that getting worse would count as progress."""

    template = mark(
        "The baseline {baseline} is already better than the target {target}. Change the target; to hold a level, leave the baseline empty."
    )


class NeedsBaseline(ImpossibleYardstick):
    """t ≤ 0 with nothing to count from."""

    template = mark("A target of {target} needs a baseline or a red limit: without one, no progress can be computed.")


class WholeNotPositive(ImpossibleYardstick):
    """A milestone whose whole is nothing."""

    template = mark("The whole of a milestone must be above 0, not {target}.")


class RangeMissing(ImpossibleYardstick):
    """A range with one end only."""

    template = mark("A range needs both ends: give the lowest and the highest good value.")


class RangeReversed(ImpossibleYardstick):
    """L is not below U."""

    template = mark("A range runs from low to high: {low} is not below {high}.")


class RedLimitInside(ImpossibleYardstick):
    """A red limit where values are good."""

    template = mark("The red limit {limit} must lie outside of what is good, beyond {bound}.")


class ToleranceMissing(ImpossibleYardstick):
    """A tolerance that is missing, zero or negative."""

    template = mark("A tolerance above 0 is needed, such as 5; for none, choose “exactly”.")


class ZonesIncomplete(ImpossibleYardstick):
    """Some of the four points of the zones are missing."""

    template = mark("Zones need all four: baseline, commit, target and stretch.")


class ZonesOutOfOrder(ImpossibleYardstick):
    """The four points of the zones do not lead one way."""

    template = mark("Zones must lead one way: baseline {baseline}, commit {commit}, target {target}, stretch {stretch} do not.")


class LevelOutOfScale(ImpossibleYardstick):
    """A level that the scale does not have."""

    template = mark("The scale has whole levels from 1 to {levels}, at least two; {level} is not one of them.")
