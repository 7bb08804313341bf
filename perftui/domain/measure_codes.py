"""What kinds of measures there are, how often they are taken, and the stand-in yardstick by which their values are read."""

from __future__ import annotations

from typing import Final

from perftui.domain.codes import Code, Operator
from perftui.domain.yardsticks import ONE, ZERO, Yardstick
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext

DEFAULT_CADENCE: Final = 30
"""Days from one value to the next where nothing else is said."""


class MeasureKind(Code):
    """Whether a measure is counted or judged; an assessment needs both (R40)."""

    QUANTITATIVE = "quantitative", mark("Quantitative")
    QUALITATIVE = "qualitative", mark("Qualitative")


def stand_in(operator: Operator, unit: str, levels: int | None = None) -> Yardstick:
    """A yardstick by which the values of a measure are read and written: its operator and unit, with targets that nobody sees."""
    numbers = {
        Operator.RANGE: {"low": ZERO, "high": ONE},
        Operator.WITHIN: {"target": ZERO, "tolerance": ONE},
        Operator.YES_NO: {},
        Operator.MILESTONE: {},
        Operator.ORDINAL: {},
    }.get(operator, {"target": ONE})
    return Yardstick(operator=operator, unit=unit, levels=levels if operator is Operator.ORDINAL else None, **numbers)


def cadence_text(days: int) -> str:
    """How often a measure is taken, in words."""
    named = {1: _("daily"), 7: _("weekly"), 14: _("every two weeks"), 30: _("monthly"), 90: _("quarterly"), 365: _("yearly")}
    return named.get(days) or ngettext("every day", "every {n} days", days).format(n=days)
