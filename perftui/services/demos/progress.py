"""The sample's check-ins: most in time, some late, some missing; the way goes up and down as it does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from perftui.services.check_ins import check_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from random import Random

    from perftui.services.cycles import CycleLine
    from perftui.services.demos.objectives import Made, Result
    from perftui.storage.stores import Store

FIRST_DAY, EVERY_DAYS = 6, 28
"""Days after the start of the cycle, and from one check-in to the next."""
SILENT, LAZY = 0.08, 0.15
"""Share of key results that nobody ever checks in, and of check-ins that are left out."""
LOW = Decimal("0.4")
DIVISIBLE = frozenset(("%", "分", "h", "days", "次"))
"""Units of which there are tenths; of customers and machines there are none."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One check-in to be made."""

    result: Result
    day: date
    value: str
    confidence: str
    note: str
    blocker: str
    next_action: str

    def __call__(self, store: Store) -> None:
        """Make it."""
        check_in(
            store,
            self.result.id,
            self.value,
            self.confidence,
            note=self.note,
            blocker=self.blocker,
            next_action=self.next_action,
            on=self.day,
        )


def check_in_months(made: Made, cycle: CycleLine, talk: dict[str, Any], chance: Random, today: date) -> Iterator[tuple[date, list[Entry]]]:
    """The check-ins of a cycle up to today, month by month: the day on which they are written, and what is written."""
    loud = [result for result in made.results if chance.random() >= SILENT and not result.is_draft]
    day = cycle.start + timedelta(days=FIRST_DAY)
    while day <= min(cycle.end, today):
        share = ((day - cycle.start).days + 1) / ((cycle.end - cycle.start).days + 1)
        writing = [result for result in loud if chance.random() > LAZY]
        yield day, [_entry(result, day, share, talk, chance) for result in writing]
        day += timedelta(days=EVERY_DAYS)


def _entry(result: Result, day: date, share: float, talk: dict[str, Any], chance: Random) -> Entry:
    reached = max(-0.1, share * result.pace + chance.gauss(0, 0.06))
    is_well = reached >= share * 0.8
    confidence = Decimal(min(1.0, max(0.1, 0.45 + (reached - share * 0.8) + chance.gauss(0, 0.1)))).quantize(Decimal("0.1"))
    language = "zh" if result.is_chinese else "en"
    is_low = confidence < LOW
    return Entry(
        result,
        day,
        _value(result, reached, share),
        str(confidence),
        chance.choice(talk["good" if is_well else "slow"][language]),
        chance.choice(talk["blockers"][language]) if is_low else "",
        chance.choice(talk["next"][language]) if is_low else "",
    )


def _value(result: Result, reached: float, share: float) -> str:
    if result.operator == "yes_no":
        return "1" if reached >= share > 0.6 else "0"
    if result.operator == "range":
        low, high = (float(part) for part in result.target.split("-"))
        return f"{low + (high - low) * (1.6 - reached):.1f}"
    if result.operator == "ordinal":
        return str(max(1, min(5, round(float(result.target) * (0.5 + reached / 2)))))
    start, goal = float(result.baseline or result.target), float(result.target)
    places = max(len(text.partition(".")[2]) for text in (result.baseline, result.target))
    if result.operator == "within":
        return f"{goal + (0.5 - reached) * 8:.1f}"
    is_fine = abs(goal - start) < 20 and result.unit in DIVISIBLE
    return f"{max(0.0, start + (goal - start) * reached):.{max(places, 1 if is_fine else 0)}f}"
