"""Numbers with their units, as they are written in tables and reports of either language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Operator
from perftui.i18n import gettext as _

if TYPE_CHECKING:
    from decimal import Decimal

    from perftui.domain.yardsticks import Yardstick

_PERCENTS: Final = frozenset({"%", "％", "percent", "per cent", "pct", "百分比"})
_SIGNS: Final = {Operator.AT_LEAST: "≥", Operator.AT_MOST: "≤", Operator.EQUALS: "="}


def is_percent(unit: str) -> bool:
    """Whether gaps in this unit are percentage points."""
    return unit.strip().casefold() in _PERCENTS


def number_text(number: Decimal) -> str:
    """A number in plain digits without needless zeros: 95.0 and 95 are the same text."""
    return "0" if number == 0 else f"{number.normalize():f}"


def quantity_text(number: Decimal, unit: str) -> str:
    """A number with its unit, as in `95 %`, `2 days` or `10:1`."""
    if not unit or unit.startswith(":"):
        return number_text(number) + unit
    if is_percent(unit):
        return _("{n} %").format(n=number_text(number))
    return f"{number_text(number)} {unit}"


def target_text(yardstick: Yardstick) -> str:
    """The target as people write it, such as `≥95 %`, `8–12 min`, `100 ±5` or `4/5`; empty for milestones and yes-no."""
    target, unit = yardstick.whole, yardstick.unit
    sign = _SIGNS.get(yardstick.operator)
    if sign:
        return sign + quantity_text(target, unit)
    if yardstick.tolerance is not None:
        return f"{number_text(target)} ±{quantity_text(yardstick.tolerance, unit)}"
    if yardstick.low is not None and yardstick.high is not None:
        return f"{number_text(yardstick.low)}–{quantity_text(yardstick.high, unit)}"
    return f"{number_text(target)}/{yardstick.scale}" if yardstick.operator is Operator.ORDINAL else ""
