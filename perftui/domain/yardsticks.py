"""The yardstick of a key result: what is measured against what, checked so that every formula has an answer."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from perftui.domain.codes import Operator, Words
from perftui.domain.yardstick_errors import (
    BaselineIsTarget,
    FieldHasNoMeaning,
    LevelOutOfScale,
    NeedsBaseline,
    NumberOutOfBounds,
    RangeMissing,
    RangeReversed,
    RedLimitInside,
    TargetMissing,
    ToleranceMissing,
    WholeNotPositive,
    WrongDirection,
    ZonesIncomplete,
    ZonesOutOfOrder,
)
from perftui.i18n import mark

LIMIT: Final = Decimal(10) ** 15
"""Numbers stay below this in size, so that Decimal's 28 digits hold every difference exactly."""
PLACES: Final = 12
"""The most decimals a number may have."""
ONE: Final = Decimal(1)
ZERO: Final = Decimal(0)
LEVELS: Final = 5
"""Levels of an ordinal scale when none are given (1 to 5, [own])."""
DIRECTED: Final = frozenset({Operator.AT_LEAST, Operator.AT_MOST})
"""Operators for which one direction is better."""
AROUND: Final = frozenset({Operator.EQUALS, Operator.WITHIN})
"""Operators with a target that may be missed on both sides."""
_ALLOWED: Final = {
    "target": frozenset(Operator) - {Operator.RANGE, Operator.YES_NO},
    "low": frozenset({Operator.RANGE}),
    "high": frozenset({Operator.RANGE}),
    "tolerance": frozenset({Operator.WITHIN}),
    "red_low": AROUND | {Operator.AT_LEAST, Operator.RANGE},
    "red_high": AROUND | {Operator.AT_MOST, Operator.RANGE},
    "commit": DIRECTED,
    "stretch": DIRECTED,
    "levels": frozenset({Operator.ORDINAL}),
}
FIELDS: Final = {
    "operator": Words(mark("Operator")),
    "baseline": Words(mark("Baseline")),
    "target": Words(mark("Target")),
    "low": Words(mark("Lowest good value")),
    "high": Words(mark("Highest good value")),
    "red_low": Words(mark("Red limit below")),
    "red_high": Words(mark("Red limit above")),
    "tolerance": Words(mark("Tolerance")),
    "commit": Words(mark("Commit value")),
    "stretch": Words(mark("Stretch value")),
    "unit": Words(mark("Unit of measure")),
    "levels": Words(mark("Highest level")),
}
"""The fields of a yardstick in words."""
NUMBERS: Final = ("baseline", "target", "low", "high", "red_low", "red_high", "tolerance", "commit", "stretch")
"""The fields of a yardstick that hold a `Decimal`."""


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What an actual value is held against; impossible ones cannot be made.

    Percent values are given in percent (95, not 0.95), with the unit `%`.

    Raises:
        ImpossibleYardstick: One subclass for each case.
    """

    operator: Operator
    baseline: Decimal | None = None
    """The value at the start; None where it is not known."""
    target: Decimal | None = None
    """The value to be reached. A milestone's whole is 1 and an ordinal's target the highest level where it is None."""
    low: Decimal | None = None
    """Lowest good value of a range, inclusive."""
    high: Decimal | None = None
    """Highest good value of a range, inclusive."""
    red_low: Decimal | None = None
    """Where progress is 0 below what is good."""
    red_high: Decimal | None = None
    """Where progress is 0 above what is good."""
    tolerance: Decimal | None = None
    """Allowed distance from the target on both sides, in the unit; only for `within`."""
    commit: Decimal | None = None
    """Scores 0.3; only with zones."""
    stretch: Decimal | None = None
    """Scores 1; only with zones."""
    unit: str = ""
    levels: int | None = None
    """Highest level of an ordinal scale, 2 or more; None means 5."""

    def __post_init__(self) -> None:
        self.check()

    def check(self) -> None:
        """Refuse what no value could be judged by; called at construction.

        Raises:
            ImpossibleYardstick: One subclass for each case.
        """
        for name in NUMBERS:
            check_number(getattr(self, name))
        for name, operators in _ALLOWED.items():
            if getattr(self, name) is not None and self.operator not in operators:
                raise FieldHasNoMeaning(field=FIELDS[name], operator=self.operator)
        if self.target is not None and self.baseline == self.target:
            raise BaselineIsTarget(baseline=self.baseline)
        _check_operator(self)
        _check_red_limits(self)

    @property
    def has_zones(self) -> bool:
        """Whether progress runs through commit, target and stretch."""
        return self.commit is not None

    @property
    def scale(self) -> int:
        """Highest level of an ordinal scale."""
        return LEVELS if self.levels is None else self.levels

    @property
    def whole(self) -> Decimal:
        """The value that is enough where one number says so: the target, or what stands for it."""
        if self.target is not None:
            return self.target
        return Decimal(self.scale) if self.operator is Operator.ORDINAL else ONE

    @property
    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        """Lowest and highest good value, both inclusive; None where that side is open."""
        if self.operator is Operator.RANGE:
            return self.low, self.high
        if self.operator is Operator.AT_MOST:
            return None, self.whole
        if self.operator in AROUND:
            tolerance = self.tolerance or ZERO
            return self.whole - tolerance, self.whole + tolerance
        return self.whole, None


def check_number(number: Decimal | None) -> None:
    """Refuse what cannot be computed with exactly.

    Raises:
        NumberOutOfBounds: NaN, infinite, 10^15 or more in size, or more than 12 decimals.
    """
    if number is None:
        return
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -PLACES or abs(number) >= LIMIT:
        raise NumberOutOfBounds(number=number)


def check_level(level: Decimal, levels: int) -> None:
    """Refuse a level that is not a whole number from 1 to `levels`, or a scale of fewer than two levels."""
    if levels < 2 or not 1 <= level <= levels or level != int(level):
        raise LevelOutOfScale(levels=levels, level=level)


def _check_operator(yardstick: Yardstick) -> None:
    if yardstick.operator in DIRECTED:
        _check_directed(yardstick)
    elif yardstick.operator in AROUND:
        _check_around(yardstick)
    elif yardstick.operator is Operator.RANGE:
        _check_range(yardstick)
    elif yardstick.operator is Operator.ORDINAL:
        check_level(yardstick.whole, yardstick.scale)
    elif yardstick.whole <= 0:
        raise WholeNotPositive(target=yardstick.whole)


def _check_around(yardstick: Yardstick) -> None:
    if yardstick.target is None:
        raise TargetMissing(operator=yardstick.operator)
    if yardstick.operator is Operator.WITHIN and (yardstick.tolerance is None or yardstick.tolerance <= 0):
        raise ToleranceMissing


def _check_range(yardstick: Yardstick) -> None:
    if yardstick.low is None or yardstick.high is None:
        raise RangeMissing
    if yardstick.low >= yardstick.high:
        raise RangeReversed(low=yardstick.low, high=yardstick.high)


def _check_directed(yardstick: Yardstick) -> None:
    target, baseline = yardstick.target, yardstick.baseline
    if target is None:
        raise TargetMissing(operator=yardstick.operator)
    is_rising = yardstick.operator is Operator.AT_LEAST
    if baseline is not None and (baseline < target) is not is_rising:
        raise WrongDirection(baseline=baseline, target=target)
    if yardstick.commit is not None or yardstick.stretch is not None:
        _check_zones(yardstick, is_rising=is_rising)
    red = yardstick.red_low if is_rising else yardstick.red_high
    if target <= 0 and baseline is None and red is None:
        raise NeedsBaseline(target=target)


def _check_zones(yardstick: Yardstick, *, is_rising: bool) -> None:
    points = (yardstick.baseline, yardstick.commit, yardstick.target, yardstick.stretch)
    known = [point for point in points if point is not None]
    if len(known) < len(points):
        raise ZonesIncomplete
    if any(before == after or (before < after) is not is_rising for before, after in pairwise(known)):
        raise ZonesOutOfOrder(baseline=known[0], commit=known[1], target=known[2], stretch=known[3])


def _check_red_limits(yardstick: Yardstick) -> None:
    low, high = yardstick.bounds
    if yardstick.red_low is not None and low is not None and yardstick.red_low >= low:
        raise RedLimitInside(limit=yardstick.red_low, bound=low)
    if yardstick.red_high is not None and high is not None and yardstick.red_high <= high:
        raise RedLimitInside(limit=yardstick.red_high, bound=high)
