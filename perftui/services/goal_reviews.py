"""Quarterly reviews of goals: planned for a quarter in one step, held with the facts beside them, or skipped with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from perftui.domain.cycles import cycle_name
from perftui.domain.goal_reviews import Decision, ReviewState, due_date, proposal, quarter_of
from perftui.domain.texts import clean_text
from perftui.errors import BadInput, Refused
from perftui.i18n import mark
from perftui.services.cycle_lines import span_of
from perftui.services.review_lines import ReviewFilter, ReviewLine, ReviewListing, attained_by, review, review_row, reviews_of
from perftui.storage import goal_reviews
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from perftui.domain.cycles import CycleName
    from perftui.storage.stores import Store

__all__ = [
    "Decision",
    "Held",
    "ReviewFilter",
    "ReviewLine",
    "ReviewListing",
    "ReviewState",
    "hold",
    "plan",
    "preview_plan",
    "review",
    "reviews_of",
    "skip",
]

TEXT_LIMIT = 4_000
"""Characters of each text."""


class HeldInTheFuture(Refused):
    """A review held on a day that is not yet here."""

    template = mark("{on} is still to come: a review is written down once it was held.")
    field = "on"


class DecisionMissing(BadInput):
    """A review without its result."""

    template = mark("Choose what comes of it: keep, adjust or rework.")
    field = "decision"


class ReasonForSkipMissing(BadInput):
    """A review is skipped without saying why."""

    template = mark("Say why the review is skipped.")


class HeldAlready(Refused):
    """A review is skipped that was held."""

    template = mark("The review of “{title}” was held: it cannot be skipped any more.")


class Held(NamedTuple):
    """What was said in a review."""

    on: date
    decision: str
    """A code of `Decision`."""
    went_well: str = ""
    hindered: str = ""
    next_step: str = ""


class Planned(NamedTuple):
    """A review that would be planned."""

    goal_id: str
    title: str
    owner: str
    due: date


class ReviewPlan(NamedTuple):
    """What planning a quarter would do."""

    quarter: str
    reviews: tuple[Planned, ...]
    existing: int
    """Reviews that the quarter has already."""


def quarters(store: Store) -> list[str]:
    """The quarters of which there are reviews, the latest first."""
    return goal_reviews.quarters(store)


def preview_plan(store: Store, quarter: CycleName) -> ReviewPlan:
    """The reviews that `plan` would add: one for each active goal that runs in the quarter and has none."""
    rows = goal_reviews.without(store, str(quarter), quarter.start.isoformat(), quarter.end.isoformat())
    reviews = tuple(Planned(row["id"], row["title"], row["owner"], due_date(quarter, span_of(row))) for row in rows)
    return ReviewPlan(str(quarter), reviews, goal_reviews.planned(store, str(quarter)))


def plan(store: Store, quarter: CycleName, due: date | None = None, goal_ids: Collection[str] | None = None) -> int:
    """Plan the reviews of a quarter, in one step; goals that have one keep it.

    Args:
        store: The store.
        quarter: A quarter of the calendar.
        due: By when, where that is before the quarter ends.
        goal_ids: Only these goals; None for all.

    Returns:
        How many were added.
    """
    found = [each for each in preview_plan(store, quarter).reviews if goal_ids is None or each.goal_id in goal_ids]
    with store.write(Label(mark("Planned the goal reviews of {quarter}"), {"quarter": str(quarter)})):
        rows = [(store.new_id(), each.goal_id, str(quarter), min(due or each.due, each.due).isoformat()) for each in found]
        store.insert_many("goal_review", ("id", "goal_id", "quarter", "due_date"), rows)
    return len(found)


def hold(store: Store, review_id: str, version: int, held: Held, today: date) -> ReviewLine:
    """Write down a review that was held, or correct what was written; the attainment is kept as it is now.

    Raises:
        DecisionMissing: There is no decision.
        HeldInTheFuture: The day is still to come.
        Changed: Somebody else has changed it since.
        Gone: There is no such review.
    """
    if held.decision not in set(Decision):
        raise DecisionMissing
    if held.on > today:
        raise HeldInTheFuture(on=held.on)
    row = review_row(store, review_id)
    texts = {name: _cleaned(getattr(held, name)) for name in ("went_well", "hindered", "next_step")}
    figures = {"attainment": row["attainment"], "proposal": row["proposal"]}
    if row["state"] != ReviewState.HELD:
        reached = attained_by(row, held.on)
        proposed = proposal(reached)
        figures = {"attainment": None if reached is None else f"{reached:.4f}", "proposal": proposed.value if proposed else None}
    with store.write(Label(mark("Held the review of {title}"), {"title": row["title"]})):
        state = {"held_on": held.on.isoformat(), "state": ReviewState.HELD.value, "decision": str(held.decision)}
        store.update("goal_review", review_id, version, **state, **figures, **texts)
    return review(store, review_id, today)


def skip(store: Store, review_id: str, version: int, reason: str, today: date) -> ReviewLine:
    """Leave a review out.

    Args:
        store: The store.
        review_id: The review.
        version: As it was read.
        reason: Why.
        today: For the view that is returned.

    Raises:
        ReasonForSkipMissing: Nobody says why.
        HeldAlready: It was held.
        Changed: Somebody else has changed it since.
        Gone: There is no such review.
    """
    why, row = _cleaned(reason), review_row(store, review_id)
    if not why:
        raise ReasonForSkipMissing
    if row["state"] == ReviewState.HELD:
        raise HeldAlready(title=row["title"])
    with store.write(Label(mark("Skipped the review of {title}"), {"title": row["title"]})):
        store.update("goal_review", review_id, version, state=ReviewState.SKIPPED.value, hindered=why)
    return review(store, review_id, today)


def read_quarter(text: str, today: date) -> CycleName:
    """The quarter of a code such as `2026-Q4`; empty: the one that runs.

    Raises:
        CycleNameUnclear: It names none.
    """
    return cycle_name(text) if text else quarter_of(today)


def _cleaned(text: str) -> str:
    return clean_text(text, multiline=True, limit=TEXT_LIMIT).strip()
