"""Gap, progress and attainment: how far an actual value is from its yardstick.

Formulas: the table of the design's chapter on measures; zones after puzzle/okr [P]. Values stay raw: over-achievement and
falling behind the baseline are not lost, `clamped` is for display. None in means None out: no data is not zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from itertools import pairwise
from typing import Final

from perftui.domain.codes import Operator
from perftui.domain.quantities import is_percent, number_text, quantity_text, target_text
from perftui.domain.yardsticks import AROUND, DIRECTED, NUMBERS, ONE, ZERO, Yardstick, check_level, check_number
from perftui.errors import Refused
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext

__all__ = [
    "ActualNotPossible",
    "GapFigures",
    "Operator",
    "Yardstick",
    "attainment",
    "check_actual",
    "clamped",
    "definition_hash",
    "describe_gap",
    "gap",
    "is_percent",
    "number_text",
    "progress",
    "quantity_text",
    "target_text",
]

_ZONE_SCORES: Final = (ZERO, Decimal("0.3"), Decimal("0.7"), ONE)
_TENTH: Final = Decimal("0.1")
_WIDE: Final = Context(prec=60)
"""Holds any share with one decimal: numbers below 10^15 over numbers with 12 decimals."""


class ActualNotPossible(Refused):
    """A measured value that its operator does not know."""

    template = mark("“{operator}” cannot be measured as {actual}: give 1 for yes or 0 for no, and never less than 0 for a milestone.")


def check_actual(yardstick: Yardstick, actual: Decimal | None) -> None:
    """Refuse a measured value that the yardstick cannot have.

    Raises:
        NumberOutOfBounds: Not finite, too large, or with too many decimals.
        ActualNotPossible: Yes-no other than 0 or 1, or a milestone below 0.
        LevelOutOfScale: An ordinal value that is not a whole level from 1 to the highest.
    """
    if actual is None:
        return
    check_number(actual)
    operator = yardstick.operator
    if operator is Operator.ORDINAL:
        check_level(actual, yardstick.scale)
    is_wrong_share = operator is Operator.MILESTONE and actual < 0
    if is_wrong_share or (operator is Operator.YES_NO and actual not in (ZERO, ONE)):
        raise ActualNotPossible(operator=operator, actual=actual)


def gap(yardstick: Yardstick, actual: Decimal | None) -> Decimal | None:
    """What is missing to the target.

    Returns:
        In the unit of the yardstick, 0 or more; 0 is met. For percent units these are percentage points. For ordinals the
        levels missing, for milestones and yes-no the share missing. None without data.
    """
    if actual is None:
        return None
    low, high = yardstick.bounds
    below = ZERO if low is None else low - actual
    above = ZERO if high is None else actual - high
    return max(ZERO, below, above)


def progress(yardstick: Yardstick, actual: Decimal | None) -> Decimal | None:
    """How much of the way is done; for milestones `actual` is the largest share reached so far.

    Returns:
        0 at the baseline and 1 at the target, raw: below 0 and above 1 are possible. With zones, the score through
        (baseline, 0), (commit, 0.3), (target, 0.7), (stretch, 1). An ordinal gives level / highest level. Where no
        baseline is known, a red limit stands for it; without both, at least and at most fall back on the attainment, and
        ranges are 0 outside ([own]). None without data.
    """
    if actual is None:
        return None
    if yardstick.has_zones:
        return _through_zones(yardstick, actual)
    if yardstick.operator in DIRECTED:
        return _from_start(yardstick, actual)
    if yardstick.operator in AROUND or yardstick.operator is Operator.RANGE:
        return _within_bounds(yardstick, actual)
    whole = Decimal(yardstick.scale) if yardstick.operator is Operator.ORDINAL else yardstick.whole
    return actual / whole


def attainment(yardstick: Yardstick, actual: Decimal | None) -> Decimal | None:
    """The actual value as a share of the target, which pays no regard to the baseline.

    Returns:
        x / t for at least; 2 - x / t, never below 0, for at most, and with t = 0 the progress from the baseline or red limit;
        for all others the progress. Raw above 1. None without data, and where the target is negative (or 0 for at least).
    """
    target = yardstick.target
    if actual is None or target is None or yardstick.operator not in DIRECTED:
        return progress(yardstick, actual)
    if target > 0:
        return actual / target if yardstick.operator is Operator.AT_LEAST else max(ZERO, 2 - actual / target)
    if target < 0 or yardstick.operator is Operator.AT_LEAST:
        return None
    share = _from_start(yardstick, actual)
    return None if share is None else max(ZERO, share)


def clamped(share: Decimal | None) -> Decimal | None:
    """A share within 0 to 1, for display only; None stays None."""
    return None if share is None else min(ONE, max(ZERO, share))


def _from_start(yardstick: Yardstick, actual: Decimal) -> Decimal | None:
    red = yardstick.red_low if yardstick.operator is Operator.AT_LEAST else yardstick.red_high
    start = red if yardstick.baseline is None else yardstick.baseline
    if start is None:
        return attainment(yardstick, actual)
    return (actual - start) / (yardstick.whole - start)


def _through_zones(yardstick: Yardstick, actual: Decimal) -> Decimal:
    points = [point for point in (yardstick.baseline, yardstick.commit, yardstick.target, yardstick.stretch) if point is not None]
    is_rising = points[0] < points[-1]
    pieces = list(zip(pairwise(points), pairwise(_ZONE_SCORES), strict=True))
    (start, end), (score, next_score) = next(
        (piece for piece in pieces if actual == piece[0][1] or (actual < piece[0][1]) is is_rising),
        pieces[-1],
    )
    return score + (next_score - score) * (actual - start) / (end - start)


def _within_bounds(yardstick: Yardstick, actual: Decimal) -> Decimal:
    low, high = yardstick.bounds
    baseline = yardstick.baseline
    if low is not None and actual < low:
        start = baseline if yardstick.red_low is None and baseline is not None and baseline < low else yardstick.red_low
        return ZERO if start is None else (actual - start) / (low - start)
    if high is not None and actual > high:
        start = baseline if yardstick.red_high is None and baseline is not None and baseline > high else yardstick.red_high
        return ZERO if start is None else (actual - start) / (high - start)
    return ONE


@dataclass(frozen=True, slots=True)
class GapFigures:
    """A gap in words, in the order in which it is shown: percentage points first, so that 7 pp is never read as 7 %."""

    points: str
    """The gap in its unit, exact: `7 pp` for percent, `3 days` otherwise."""
    relative: str
    """The gap as a share of the target (of the nearer end of a range), such as `7.4 %`; empty where the target is 0."""
    attainment: str
    """Such as `92.6 %`; empty where it is not defined."""


def describe_gap(yardstick: Yardstick, actual: Decimal | None) -> GapFigures | None:
    """The gap in the language in use; shares have one decimal, and never look met or empty by rounding alone.

    Returns:
        None without data.
    """
    missing = gap(yardstick, actual)
    if missing is None or actual is None:
        return None
    low, high = yardstick.bounds
    bound = low if high is None or (low is not None and actual < low) else high
    share = missing / abs(bound) if bound else None
    return GapFigures(_points(yardstick, missing), _percent(share, missing), _percent(attainment(yardstick, actual), missing))


def _points(yardstick: Yardstick, missing: Decimal) -> str:
    if is_percent(yardstick.unit):
        return _("{n} pp").format(n=number_text(missing))
    if yardstick.operator is Operator.ORDINAL:
        return ngettext("{n} level", "{n} levels", int(missing)).format(n=number_text(missing))
    if yardstick.operator is Operator.YES_NO:
        return _("not met") if missing else _("none")
    if yardstick.operator is Operator.MILESTONE and not yardstick.unit:
        return _("{n} pp").format(n=number_text(missing * 100 / yardstick.whole))
    return quantity_text(missing, yardstick.unit)


def _percent(share: Decimal | None, missing: Decimal) -> str:
    if share is None:
        return ""
    percent = (share * 100).quantize(_TENTH, ROUND_HALF_EVEN, _WIDE)
    if missing and percent == 100 and share < 1:
        percent -= _TENTH
    if missing and percent == 0 and share > 0:
        percent += _TENTH
    return quantity_text(percent, "%")


def definition_hash(yardstick: Yardstick, title: str) -> str:
    """A fingerprint of what is measured and how, so that a second test provably uses the same yardstick.

    Returns:
        64 hexadecimal digits (SHA-256). Spaces around and within the title and zeros after the last decimal do not count;
        every other change does.
    """
    # Only plans and exports need these, and every start imports this module.
    import hashlib
    import json

    numbers = {name: number_text(number) for name in NUMBERS if (number := getattr(yardstick, name)) is not None}
    scale = yardstick.scale if yardstick.operator is Operator.ORDINAL else None
    unit = "%" if is_percent(yardstick.unit) else yardstick.unit.strip()
    content = ["yardstick/1", yardstick.operator.value, numbers, unit, scale, " ".join(title.split())]
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=True).encode()).hexdigest()
