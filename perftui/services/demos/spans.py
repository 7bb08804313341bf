"""The sample's cycles: a year that runs, a quarter that is closed, and one that runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.domain.calendars import add_months
from perftui.domain.carry_overs import Leftover
from perftui.domain.codes import CycleState
from perftui.services.cycle_steps import close_cycle
from perftui.services.cycles import CycleLine, add_cycle, change_state, cycle

if TYPE_CHECKING:
    from datetime import date

    from perftui.storage.stores import Store


@dataclass(frozen=True, slots=True)
class Spans:
    """The cycles of the sample."""

    year: CycleLine
    closed: CycleLine
    running: CycleLine

    def settle(self, store: Store, today: date) -> None:
        """Close what is over, now that it is full."""
        version = cycle(store, self.closed.id, today).version
        under_review = change_state(store, self.closed.id, version, CycleState.REVIEWING, today)
        close_cycle(store, self.closed.id, under_review.version, today, leftover=Leftover.SCORE)


def quarter_name(day: date) -> str:
    """The quarter of a day, such as `2026-Q4`."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def add_cycles(store: Store, today: date) -> Spans:
    """Add them; all are active until the sample is full."""
    names = (str(today.year), quarter_name(add_months(today, -3)), quarter_name(today))
    year, closed, running = (_active(store, name, today) for name in names)
    return Spans(year, closed, running)


def _active(store: Store, name: str, today: date) -> CycleLine:
    made = add_cycle(store, name, today)
    return change_state(store, made.id, made.version, CycleState.ACTIVE, today)
