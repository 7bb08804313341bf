"""The end of the sample's last quarter: scored with notes, partly carried over; and its reviews, held, skipped and overdue."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from perftui.domain.carry_overs import Leftover
from perftui.domain.goal_reviews import Decision, ReviewState, quarter_of
from perftui.services import carry_overs, goal_reviews, goals
from perftui.services.demos.objectives import Result
from perftui.services.goal_reviews import Held
from perftui.services.goal_scores import Scoring, score_goals, sheet
from perftui.services.review_lines import ReviewFilter, ReviewListing
from perftui.storage import cycle_goals, lookups

if TYPE_CHECKING:
    from datetime import date

    from perftui.services.cycle_lines import CycleLine
    from perftui.services.demos.objectives import Made, Maker
    from perftui.services.goal_scores import ScoreLine
    from perftui.services.review_lines import ReviewLine
    from perftui.storage.stores import Store

SEED = 7
"""Chance of its own, so that the rest of the sample stays as it is."""
CARRIED = 5
"""Goals that go on in the next quarter, at most: those of people who have no other goal there."""
BY_HAND, NOTED = 0.12, 0.3
"""Share of scores that are changed by hand, and of those that have a note nevertheless."""
LATE, SKIPPED, FORGOTTEN = 0.05, 0.04, 0.02
"""Share of reviews that are held late, skipped, or still to be held though the quarter is over."""
MIDDLE_HELD = 0.5
"""Share of the reviews in the middle of the quarter that were held in time."""


@dataclass(slots=True)
class CycleStory:
    """What is told of one quarter after the other."""

    store: Store
    today: date
    words: dict[str, Any]
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))
    _last: CycleLine | None = None

    def carry(self, maker: Maker) -> None:
        """Let some unfinished goals of the quarter before go on; inside the making of this quarter, before its goals are weighed."""
        if self._last is None:
            return
        busy = {row["owner_person_id"] for row in cycle_goals.in_cycle(self.store, maker.cycle.id)}
        found = carry_overs.preview(self.store, self._last.id, self.today, target=maker.cycle.name).lines
        rows = cycle_goals.by_ids(self.store, [line.id for line in found if line.results])
        free = [row for row in rows if row["owner_person_id"] and row["owner_person_id"] not in busy]
        chosen = self.chance.sample(free, min(CARRIED, len(free)))
        if not chosen:
            return
        done = carry_overs.carry_over(self.store, [row["id"] for row in chosen], maker.cycle.name, Leftover.LEAVE, self.today)
        titles = lookups.names(self.store, "goal", [row["parent_id"] for row in chosen])
        above = {row["id"]: maker.made.by_title[titles[row["parent_id"]]] for row in chosen}
        for copy in cycle_goals.by_ids(self.store, done.goals):
            goals.move_goal(self.store, copy["id"], above[copy["carried_from_id"]])
        maker.made.goals.extend(done.goals)
        maker.made.results.extend(self._results(done.goals))

    def _results(self, goal_ids: tuple[str, ...]) -> list[Result]:
        return [
            Result(row["id"], row["operator"], row["baseline"], row["target"], row["unit"], 0.8, not row["title"].isascii())
            for row in cycle_goals.key_results(self.store, goal_ids)
        ]

    def plan(self, cycle: CycleLine, made: Made) -> None:
        """Plan the reviews of a quarter: those of the units for its middle where it runs, all others for its end."""
        quarter = quarter_of(cycle.start)
        middle = self.today - timedelta(days=6)
        if cycle.end >= self.today and (middle - cycle.start).days > 20:
            goal_reviews.plan(self.store, quarter, middle, set(made.by_title.values()))
        goal_reviews.plan(self.store, quarter, goal_ids=set(made.goals))

    def end(self, cycle: CycleLine) -> None:
        """Hold the reviews whose day has come, and score what is over; once the quarter is checked in."""
        quarter = str(quarter_of(cycle.start))
        listing = ReviewListing(self.store, ReviewFilter(quarter), self.today)
        for line in listing.window(0, listing.count()):
            if line.due < self.today:
                self._review(line, is_over=cycle.end < self.today)
        if cycle.end < self.today:
            score_goals(self.store, [self._scored(line) for line in sheet(self.store, cycle.id)])
            self._last = cycle

    def _review(self, line: ReviewLine, *, is_over: bool) -> None:
        dice = self.chance.random()
        if line.state is not ReviewState.OPEN or dice < (FORGOTTEN if is_over else 1 - MIDDLE_HELD):
            return
        if dice > 1 - SKIPPED:
            goal_reviews.skip(self.store, line.id, line.version, self._said("skipped", line.title), self.today)
            return
        is_late = is_over and self.chance.random() < LATE
        on = min(self.today, line.due + timedelta(days=2)) if is_late else line.due - timedelta(days=self.chance.randint(0, 5))
        texts = {name: self._said(name, line.title) for name in ("went_well", "hindered", "next_step")}
        decision = line.proposal or Decision.ADJUST
        goal_reviews.hold(self.store, line.id, line.version, Held(on, decision.value, **texts), self.today)

    def _scored(self, line: ScoreLine) -> Scoring:
        if line.proposed is None:
            return Scoring(line.id, line.version, None)
        dice = self.chance.random()
        score, note = line.proposed, ""
        if dice < BY_HAND:
            by = self.chance.choice((Decimal("0.1"), Decimal("-0.1")))
            score = min(Decimal(1), max(Decimal(0), line.proposed + by))
            note = self._said("score_up" if by > 0 else "score_down", line.title)
        elif dice < BY_HAND + NOTED:
            note = self._said("score_plain", line.title)
        return Scoring(line.id, line.version, score, note)

    def _said(self, what: str, title: str) -> str:
        return str(self.chance.choice(self.words[what]["en" if title.isascii() else "zh"]))
