"""A cycle as lists and details show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from perftui.domain.codes import CycleKind, CycleState
from perftui.domain.cycles import elapsed_share

if TYPE_CHECKING:
    from decimal import Decimal

    from perftui.storage.drivers import Row


@dataclass(frozen=True, slots=True)
class CycleLine:
    """A cycle as the list shows it."""

    id: str
    number: int
    """Its row number, by which `TreeFilter.cycles` knows it."""
    name: str
    kind: CycleKind
    start: date
    """The first day."""
    end: date
    """The last day, included."""
    state: CycleState
    goals: int
    """Goals that are not archived."""
    elapsed: Decimal
    """The share that has passed, 0 to 1."""
    is_running: bool
    """Whether it holds today and is not closed."""
    version: int


class Span(NamedTuple):
    """From a day to a day, both included."""

    start: date
    end: date


def span_of(row: Row) -> Span:
    """The days of a row with `start_date` and `end_date`."""
    return Span(date.fromisoformat(row["start_date"]), date.fromisoformat(row["end_date"]))


def cycle_line(row: Row, today: date) -> CycleLine:
    """A row of `units.all_cycles` as a line."""
    span, state = span_of(row), CycleState(row["state"])
    return CycleLine(
        id=row["id"],
        number=row["number"],
        name=row["name"],
        kind=CycleKind(row["kind"]),
        start=span.start,
        end=span.end,
        state=state,
        goals=row["goals"],
        elapsed=elapsed_share(span, today),
        is_running=span.start <= today <= span.end and state is not CycleState.CLOSED,
        version=row["version"],
    )
