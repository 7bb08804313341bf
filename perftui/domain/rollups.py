"""Roll-up: the progress of a goal from that of its children, exact, and cheap to keep up to date.

P = Σ wᵢpᵢ / Σ wᵢ over the measured children, coverage = Σ w measured / Σ w (the design's chapter on goals). A child without
data counts in the coverage only: no data is not zero.

The database stores progress as whole millionths, so that a parent's sums change by whole numbers and never drift.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING, Final

from perftui.errors import Refused
from perftui.i18n import mark
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FULL_WEIGHT: Final = 10_000
"""Basis points of the whole: what the weights of siblings sum to."""
MILLION: Final = 1_000_000
"""Stored progress of 1."""
PROGRESS_LIMIT: Final = 100 * MILLION
"""Stored progress stays within ±100 times the way, so that the sums of 9 million children of full weight fit 64 bits."""
_EXACT: Final = Context(prec=120, rounding=ROUND_HALF_EVEN)
_ROUNDED: Final = Context(prec=28, rounding=ROUND_HALF_EVEN)


class WeightNegative(Refused):
    """A weight below 0."""

    template = mark("A weight cannot be below 0: {weight} is.")


class Rollup(NamedTuple):
    """What the children of a goal say about it."""

    progress: Decimal | None
    """Weighted mean, raw; None where nothing with a weight is measured."""
    coverage: Decimal
    """Share of the weight that is measured, 0 to 1; 0 where there is no weight at all."""
    weight_measured: int
    weight_total: int


def rolled_up(children: Iterable[tuple[int, Decimal | None]]) -> Rollup:
    """The weighted progress of all measured children; leave archived ones out.

    Args:
        children: Weight (0 or more, any scale) and raw progress, None without data.

    Raises:
        WeightNegative: A weight is below 0.
    """
    weighted, measured, total = Decimal(0), 0, 0
    for weight, progress in children:
        _check_weight(weight)
        total += weight
        if progress is not None:
            measured += weight
            weighted = _EXACT.fma(Decimal(weight), progress, weighted)
    mean = _ROUNDED.plus(_EXACT.divide(weighted, Decimal(measured))) if measured else None
    coverage = _ROUNDED.divide(Decimal(measured), Decimal(total)) if total else Decimal(0)
    return Rollup(mean, coverage, measured, total)


class Sums(NamedTuple):
    """What a parent stores of its children; a change of one child is one subtraction and one addition."""

    weighted: int = 0
    """Σ weight * progress over measured children, in basis points times millionths."""
    measured: int = 0
    """Σ weight over measured children, in basis points."""
    total: int = 0
    """Σ weight over all children, in basis points."""

    def add(self, other: Sums) -> Sums:
        """The sums with the contribution of one child more."""
        return Sums(self.weighted + other.weighted, self.measured + other.measured, self.total + other.total)

    def remove(self, other: Sums) -> Sums:
        """The sums without a contribution that was added before."""
        return Sums(self.weighted - other.weighted, self.measured - other.measured, self.total - other.total)

    def replace(self, old: Sums, new: Sums) -> Sums:
        """The sums after one child changed, at a cost that does not depend on its siblings."""
        return self.remove(old).add(new)


def contribution(weight: int, progress: int | None) -> Sums:
    """What one child adds to its parent's sums.

    Args:
        weight: In basis points.
        progress: In millionths; None without data.

    Raises:
        WeightNegative: The weight is below 0.
    """
    _check_weight(weight)
    return Sums(0, 0, weight) if progress is None else Sums(weight * progress, weight, weight)


def sums_of(children: Iterable[tuple[int, int | None]]) -> Sums:
    """The sums computed anew from the weight and stored progress of all children."""
    sums = Sums()
    for weight, progress in children:
        sums = sums.add(contribution(weight, progress))
    return sums


def progress_of(sums: Sums) -> int | None:
    """The parent's progress in millionths, halves rounded to the even neighbour; None where nothing is measured."""
    return _half_even(sums.weighted, sums.measured) if sums.measured else None


def coverage_of(sums: Sums) -> int:
    """The measured share of the weight in basis points, rounded down so that only full coverage shows as 10,000."""
    return FULL_WEIGHT * sums.measured // sums.total if sums.total else 0


def stored_progress(progress: Decimal | None) -> int | None:
    """Progress as the database keeps it: millionths, halves to even, within ±100,000,000; None stays None."""
    if progress is None:
        return None
    scaled = _EXACT.multiply(progress, Decimal(MILLION))
    return max(-PROGRESS_LIMIT, min(PROGRESS_LIMIT, int(_EXACT.to_integral_value(scaled))))


def read_progress(millionths: int | None) -> Decimal | None:
    """Stored progress as a share; None stays None."""
    return None if millionths is None else Decimal(millionths) / MILLION


def equal_weights(n: int) -> list[int]:
    """Weights for n siblings that sum to exactly 10,000; the first ones carry what does not divide. Empty for none."""
    return scaled_weights([1] * n)


def scaled_weights(weights: Sequence[int]) -> list[int]:
    """Weights in the same proportion that sum to exactly 10,000 (largest remainders first, then from the left).

    Args:
        weights: 0 or more each, any scale; all 0 means equal ones.

    Raises:
        WeightNegative: A weight is below 0.
    """
    for weight in weights:
        _check_weight(weight)
    whole = sum(weights)
    if not whole:
        return equal_weights(len(weights)) if weights else []
    scaled = [weight * FULL_WEIGHT // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: -(weights[i] * FULL_WEIGHT % whole))
    for i in by_remainder[: FULL_WEIGHT - sum(scaled)]:
        scaled[i] += 1
    return scaled


def _half_even(numerator: int, denominator: int) -> int:
    quotient, remainder = divmod(numerator, denominator)
    twice = 2 * remainder
    return quotient + (twice > denominator or (twice == denominator and quotient % 2))


def _check_weight(weight: int) -> None:
    if weight < 0:
        raise WeightNegative(weight=weight)
