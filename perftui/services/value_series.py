"""What was measured over time, of a key result or of a measure, in the order of time and with its gaps: for a plot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.quantities import target_text
from perftui.services import goal_rows
from perftui.services.measure_rows import measure_row
from perftui.services.measure_values import subject_text, values_of, yardstick_of_measure
from perftui.services.measured_values import value_text
from perftui.storage import goals
from perftui.storage.yardsticks import yardstick_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.domain.yardsticks import Yardstick
    from perftui.services.measure_values import ValueLine
    from perftui.storage.stores import Store


@dataclass(frozen=True, slots=True)
class Point:
    """One value; or a gap, where nothing was measured."""

    on: date
    value: Decimal | None
    """None: no data, which is not zero."""
    text: str
    """With its unit; empty for a gap."""


@dataclass(frozen=True, slots=True)
class Series:
    """Values over time."""

    points: tuple[Point, ...]
    """Oldest first."""
    subject: str = ""
    """Whose; empty for a key result."""
    targets: tuple[Decimal, ...] = ()
    """The ends of what is good: one number, two for a range; none without a target."""
    target: str = ""
    """The target in words, such as `≥95 %`."""

    @property
    def measured(self) -> tuple[Point, ...]:
        """The points with a value."""
        return tuple(point for point in self.points if point.value is not None)


def of_key_result(store: Store, key_result_id: str) -> Series:
    """What was checked in for a key result; a check-in without a value is a gap.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    yardstick = yardstick_of(goal_rows.key_result_row(store, key_result_id))
    rows = goals.check_ins_of(store, key_result_id, 1000)
    points = [_point(date.fromisoformat(row["on_date"]), row["value"], yardstick) for row in reversed(rows)]
    targets = tuple(bound for bound in yardstick.bounds if bound is not None)
    return Series(tuple(points), "", targets, target_text(yardstick))


def of_measure(store: Store, measure_id: str) -> list[Series]:
    """The values of a measure, a series for each subject; a period that is left out is a gap.

    Raises:
        Gone: There is no such measure.
    """
    yardstick = yardstick_of_measure(measure_row(store, measure_id))
    found: dict[tuple[str, str], list[ValueLine]] = {}
    for line in reversed(values_of(store, measure_id)):
        found.setdefault((line.person_id, line.unit_id), []).append(line)
    return [Series(tuple(_with_gaps(lines, yardstick)), subject_text(lines[0])) for lines in found.values()]


def _point(on: date, value: str | None, yardstick: Yardstick) -> Point:
    number = None if value is None else Decimal(value)
    return Point(on, number, value_text(yardstick, number))


def _with_gaps(lines: Sequence[ValueLine], yardstick: Yardstick) -> list[Point]:
    points: list[Point] = []
    end: date | None = None
    for line in lines:
        if end is not None and line.period.start > end + timedelta(days=1):
            points.append(Point(end + timedelta(days=1), None, ""))
        points.append(Point(line.period.end, line.value, value_text(yardstick, line.value)))
        end = line.period.end if end is None else max(end, line.period.end)
    return points
