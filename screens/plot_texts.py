"""Values over time as the details show them: a line of steps, the target beside it, and the numbers that the steps stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.formats import short_date
from perftui.domain.yardsticks import ZERO
from perftui.i18n import gettext as _
from widgets.plots import plot

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from perftui.services.value_series import Point, Series
    from widgets.glyphs import Glyphs

WIDTH = 32
"""Cells of the line: the narrowest pane has room for it, with its numbers below."""


def series_lines(series: Series, today: date, glyphs: Glyphs) -> list[str]:
    """A plot with its target, the first and last value with their days, and the lowest and highest; empty for fewer than two.

    Args:
        series: The values.
        today: What dates are seen from.
        glyphs: The signs that this terminal can draw.
    """
    shown = series.points[-(WIDTH - len(series.targets) - 1) :]
    measured = [point for point in shown if point.value is not None]
    drawn = plot([point.value for point in shown], WIDTH, glyphs, series.targets)
    if not drawn or len(measured) < 2:
        return []
    first, last = measured[0], measured[-1]
    target = _("target {target}").format(target=series.target) if series.target else ""
    lines = ["  ".join(filter(None, (drawn, target)))]
    ends = [_("{value} on {day}").format(value=point.text, day=short_date(point.on, today)) for point in (first, last)]
    lines.append(" … ".join(ends))
    lowest, highest = min(measured, key=_value), max(measured, key=_value)
    return [*lines, _("lowest {low}, highest {high}").format(low=lowest.text, high=highest.text)]


def _value(point: Point) -> Decimal:
    return point.value or ZERO
