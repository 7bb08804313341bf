"""Quarterly reviews of goals as lists and details show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.codes import GoalKind
from perftui.domain.cycles import elapsed_share
from perftui.domain.goal_reviews import Decision, ReviewState, attained, proposal
from perftui.domain.rollups import read_progress
from perftui.services.cycle_lines import span_of
from perftui.storage import goal_reviews
from perftui.storage.stores import Gone

if TYPE_CHECKING:
    from array import array
    from collections.abc import Collection

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


@dataclass(frozen=True, slots=True)
class ReviewFilter:
    """Which reviews are listed; empty means all."""

    quarter: str = ""
    units: tuple[str, ...] = ()
    """Ids of units whose goals, or whose people's goals, are meant."""
    state: str = ""


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A review as the list shows it."""

    id: str
    version: int
    goal_id: str
    title: str
    owner: str
    unit: str
    cycle: str
    quarter: str
    due: date
    held_on: date | None
    state: ReviewState
    is_late: bool
    """Whether it was held after it was due, or is still to be held by now."""
    progress: Decimal | None
    attainment: Decimal | None
    """Of what was to be reached: as it was when it was held, else as it is now; None without data."""
    proposal: Decision | None
    decision: Decision | None
    went_well: str
    hindered: str
    """Of a skipped one: why."""
    next_step: str


class ReviewListing:
    """The reviews behind a filter: 8 bytes for each; what is shown is read when it is asked for."""

    def __init__(self, store: Store, shown: ReviewFilter, today: date, text: str = "") -> None:
        """Read which reviews there are.

        Args:
            store: The store.
            shown: Which are meant.
            today: For the lines.
            text: Part of the title of the goal.
        """
        self.store, self.shown, self.today = store, shown, today
        self.positions: array[int] = goal_reviews.listed(store, shown.quarter, shown.units, shown.state, text)

    def count(self) -> int:
        """How many there are."""
        return len(self.positions)

    def window(self, start: int, n: int) -> list[ReviewLine]:
        """At most n reviews from an index on; one that is gone meanwhile is left out."""
        wanted = self.positions[start : start + n]
        found = {row["position"]: line_of(row, self.today) for row in goal_reviews.window(self.store, wanted)}
        return [found[position] for position in wanted if position in found]

    def index_of(self, review_id: str) -> int | None:
        """Where a review stands; None when it is not in the list."""
        row = goal_reviews.get(self.store, review_id)
        return self.positions.index(row["position"]) if row is not None and row["position"] in self.positions else None

    def known(self, ids: Collection[str]) -> Collection[str]:
        """Those of some reviews that still exist, whatever the filter hides."""
        return goal_reviews.existing(self.store, ids)


def review(store: Store, review_id: str, today: date) -> ReviewLine:
    """One review.

    Raises:
        Gone: There is none, or the actor may not see its goal.
    """
    return line_of(review_row(store, review_id), today)


def reviews_of(store: Store, goal_id: str, today: date) -> list[ReviewLine]:
    """The reviews of a goal, the latest quarter first."""
    return [line_of(row, today) for row in goal_reviews.of_goal(store, goal_id)]


def line_of(row: Row, today: date) -> ReviewLine:
    """A row of storage as a line."""
    state, due = ReviewState(row["state"]), date.fromisoformat(row["due_date"])
    held_on = date.fromisoformat(row["held_on"]) if row["held_on"] else None
    kept = None if row["attainment"] is None else Decimal(row["attainment"])
    reached = kept if state is ReviewState.HELD else attained_by(row, today)
    return ReviewLine(
        **{name: row[name] for name in _AS_STORED},
        due=due,
        held_on=held_on,
        state=state,
        is_late=state is not ReviewState.SKIPPED and due < (held_on or today),
        progress=read_progress(row["progress"]),
        attainment=reached,
        proposal=Decision(row["proposal"]) if row["proposal"] else proposal(reached),
        decision=Decision(row["decision"]) if row["decision"] else None,
    )


_AS_STORED = ("id", "version", "goal_id", "title", "owner", "unit", "cycle", "quarter", "went_well", "hindered", "next_step")


def attained_by(row: Row, on: date) -> Decimal | None:
    """What a review's goal has attained by a day, but not beyond the day on which it is due: later nothing more was to be reached."""
    span = span_of(row)
    by = min(on, date.fromisoformat(row["due_date"]))
    elapsed = Decimal(1) if by >= span.end else elapsed_share(span, by)
    return attained(read_progress(row["progress"]), elapsed, GoalKind(row["kind"]))


def review_row(store: Store, review_id: str) -> Row:
    """The row of one review.

    Raises:
        Gone: There is none, or the actor may not see its goal.
    """
    row = goal_reviews.get(store, review_id)
    if row is None:
        raise Gone
    return row
