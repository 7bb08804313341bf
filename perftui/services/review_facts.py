"""The facts beside a review, gathered from what was written down in its quarter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.cycles import cycle_name
from perftui.domain.goal_reviews import Trend, trend
from perftui.domain.measures import describe_gap
from perftui.services.measured_values import value_text
from perftui.storage import cycle_goals, goal_reviews
from perftui.storage.yardsticks import yardstick_of

if TYPE_CHECKING:
    from perftui.services.review_lines import ReviewLine
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


@dataclass(frozen=True, slots=True)
class ResultFacts:
    """How a key result stands; texts are in the language in use."""

    title: str
    value: str
    """With its unit; empty without data."""
    gap: str
    """What is missing, percentage points first; empty without data."""
    is_met: bool


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """What a review can rely on."""

    check_ins: int
    """Held in the quarter."""
    late: int
    """Those of them that were late."""
    last_check_in: date | None
    first_confidence: Decimal | None
    last_confidence: Decimal | None
    trend: Trend | None
    """None where confidence was not said at least twice."""
    results: tuple[ResultFacts, ...]


def facts(store: Store, line: ReviewLine) -> ReviewFacts:
    """The facts of a review's goal in its quarter."""
    quarter = cycle_name(line.quarter)
    said = goal_reviews.check_ins(store, line.goal_id, quarter.start.isoformat(), quarter.end.isoformat())
    confidences = [Decimal(row["confidence"]) for row in said if row["confidence"] is not None]
    return ReviewFacts(
        check_ins=len(said),
        late=sum(bool(row["is_late"]) for row in said),
        last_check_in=date.fromisoformat(said[-1]["on_date"]) if said else None,
        first_confidence=confidences[0] if confidences else None,
        last_confidence=confidences[-1] if confidences else None,
        trend=trend(confidences),
        results=tuple(_result(row) for row in cycle_goals.key_results(store, [line.goal_id])),
    )


def _result(row: Row) -> ResultFacts:
    yardstick = yardstick_of(row)
    value = None if row["last"] is None else Decimal(row["last"])
    missing = describe_gap(yardstick, value)
    is_met = row["progress"] is not None and row["progress"] >= 1_000_000
    return ResultFacts(row["title"], value_text(yardstick, value), missing.points if missing else "", is_met)
