"""Makes the sample company: always the same for the same day."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from importlib import resources
from typing import TYPE_CHECKING, Any

from perftui.i18n import mark
from perftui.services.demos.actions import Actions
from perftui.services.demos.alignments import add_findings
from perftui.services.demos.assessments import add_assessments
from perftui.services.demos.calibrated import add_calibrations
from perftui.services.demos.cascaded import hand_one_down
from perftui.services.demos.cycle_story import CycleStory
from perftui.services.demos.depths import Depths
from perftui.services.demos.evidence import Evidence
from perftui.services.demos.gaps import GapTable
from perftui.services.demos.library import add_library
from perftui.services.demos.objectives import Maker, add_links, add_themes
from perftui.services.demos.plan_people import add_people
from perftui.services.demos.plans import Plans
from perftui.services.demos.progress import check_in_months
from perftui.services.demos.quarrels import Quarrels
from perftui.services.demos.retrospectives import Retrospective
from perftui.services.demos.reviews import Reviews
from perftui.services.demos.round_ends import end_round
from perftui.services.demos.rounds import Rounds
from perftui.services.demos.spans import Spans, add_cycles
from perftui.services.demos.staff import add_staff
from perftui.services.demos.support import Support
from perftui.services.demos.talks import Talks
from perftui.storage.stores import Actor, Label, Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from perftui.services.cycles import CycleLine
    from perftui.services.demos.spans import Spans
    from perftui.services.demos.staff import Staff

SEED = 20
SAMPLE = Actor("sample")
"""Who has made it, so that the user's own undo does not reach back into it."""


def make_demo(store: Store, today: date, tell: Callable[[int], None] = lambda percent: None) -> None:
    """Fill an empty file with the sample company.

    Args:
        store: A store on the empty file; it is used for its connection only.
        today: The day on which it shall look natural.
        tell: Called with the percentage done.
    """
    work = _Work(Store(store.connection, SAMPLE, store.path), today, tell)
    work.turn_clock(today - timedelta(days=400))
    with work.store.write(Label(mark("Made the sample company"))):
        staff = add_staff(work.store, load("company"), work.chance, today)
    with work.store.write(Label(mark("Made the sample measures"))):
        add_library(work.store, staff, today)
    tell(25)
    with work.store.write(Label(mark("Made the sample cycles"))):
        cycles = add_cycles(work.store, today)
        themes = add_themes(work.store, work.plan, cycles, today)
    story = CycleStory(work.store, today, load("reviews"))
    for cycle, share in ((cycles.closed, 60), (cycles.running, 95)):
        work.fill(cycle, staff, themes, story)
        tell(share)
    with work.store.write(Label(mark("Made the sample links"))):
        add_links(work.store, work.plan, cycles.running)
        add_calibrations(work.store, work.plan, cycles.running, today)
        add_findings(work.store, staff, themes, cycles.running, today)
        hand_one_down(work.store, work.plan, cycles.running, today)
        cycles.settle(work.store, today)
    _tell_stories(work, staff, cycles)
    tell(100)


@dataclass(slots=True)
class _Work:
    """What is at hand while the sample is made."""

    store: Store
    today: date
    tell: Callable[[int], None]
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))
    plan: dict[str, Any] = field(default_factory=lambda: load("goals"))
    talk: dict[str, Any] = field(default_factory=lambda: load("talk"))

    def turn_clock(self, day: date) -> None:
        """Let it be the morning of a day, so that the log tells the sample's own past."""
        self.store.clock = lambda: datetime.combine(day, time(9, 30), UTC)

    def fill(self, cycle: CycleLine, staff: Staff, themes: dict[str, str], story: CycleStory) -> None:
        """Add the goals of a cycle and check them in, month by month; what is over is reviewed and scored."""
        self.turn_clock(cycle.start - timedelta(days=10))
        with self.store.write(Label(mark("Made the sample goals of {cycle}"), {"cycle": cycle.name})):
            maker = Maker(self.store, self.plan, staff, themes, cycle, self.chance, self.today)
            story.plan(cycle, maker.make(story.carry))
        for day, entries in check_in_months(maker.made, cycle, self.talk, self.chance, self.today):
            self.turn_clock(day)
            with self.store.write(Label(mark("Checked in the sample goals"))):
                for entry in entries:
                    entry(self.store)
        with self.store.write(Label(mark("Reviewed the sample goals of {cycle}"), {"cycle": cycle.name})):
            story.end(cycle)


def _tell_stories(work: _Work, staff: Staff, cycles: Spans) -> None:
    """What happened with the goals, each on its days."""
    Reviews(work.store, load("goal_talks"), cycles.running, work.today).add(staff)
    Quarrels(work.store, load("quarrels"), staff, cycles.running, work.today, work.turn_clock).make()
    end_round(
        work.store,
        Rounds(work.store, load("rounds"), staff, cycles.running, work.today, work.turn_clock).make(),
        work.today,
        work.turn_clock,
    )
    add_assessments(work.store, load("assessments"), staff, cycles.closed, work.today)
    Retrospective(work.store, load("retrospectives"), staff, work.today, work.turn_clock).make()
    Actions(work.store, load("actions"), staff, work.today, work.turn_clock).make()
    GapTable(work.store, load("gaps"), staff, cycles, work.today, work.turn_clock).make()
    Plans(work.store, load("plans"), staff, work.today, work.turn_clock).make()
    deep = Depths(work.store, load("causes"), staff, cycles.running, work.today, work.turn_clock).make()
    Evidence(work.store, load("evidence"), deep, work.today, work.turn_clock).make()
    Talks(work.store, load("talks"), staff, work.today, work.turn_clock).make()
    Support(work.store, load("support"), staff, work.today, work.turn_clock).make()
    add_people(work.store, load("plan_people"), work.today, work.turn_clock)


def load(name: str) -> dict[str, Any]:
    """One of the sample's tables."""
    return tomllib.loads(resources.files("perftui.content.demo").joinpath(f"{name}.toml").read_text(encoding="utf-8"))
