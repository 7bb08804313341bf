"""Values over time as the details show them: a line of steps, the target beside it, and the numbers that the steps stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.formats import short_date
from perftui.i18n import gettext as _
from widgets.plots import plot

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from perftui.services.value_series import Series
    from widgets.glyphs import Glyphs

WIDTH = 32
"""Cells of the line: the narrowest pane has room for it, with its numbers below."""


def series_lines(series: Series, today: date, glyphs: Glyphs) -> list[str]:
    """A plot with its target, the first and last value with their days, and the lowest and highest; empty without any value.

    Args:
        series: The values.
        today: What dates are seen from.
        glyphs: The signs that this terminal can draw.
    """
    shown = series.points[-(WIDTH - len(series.targets) - 1) :]
    measured = [point for point in shown if point.value is not None]
    drawn = plot([point.value for point in shown], WIDTH, glyphs, series.targets)
    if not drawn or not measured:
        return []
    first, last = measured[0], measured[-1]
    target = _("target {target}").format(target=series.target) if series.target else ""
    lines = ["  ".join(filter(None, (drawn, target)))]
    ends = dict.fromkeys(_("{value} on {day}").format(value=point.text, day=short_date(point.on, today)) for point in (first, last))
    lines.append(" … ".join(ends))
    if len(measured) > 1:
        lowest, highest = min(measured, key=_value), max(measured, key=_value)
        lines.append(_("lowest {low}, highest {high}").format(low=lowest.text, high=highest.text))
    return lines


def _value(point: object) -> Decimal:
    value: Decimal = getattr(point, "value")  # noqa: B009  # only measured points come here
    return value
