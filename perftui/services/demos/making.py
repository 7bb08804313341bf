"""Makes the sample company: always the same for the same day."""

from __future__ import annotations

import random
import tomllib
from datetime import UTC, datetime, time, timedelta
from importlib import resources
from typing import TYPE_CHECKING, Any

from perftui.i18n import mark
from perftui.services.demos.objectives import add_goals, add_links, add_themes
from perftui.services.demos.progress import check_in_months
from perftui.services.demos.spans import add_cycles
from perftui.services.demos.staff import add_staff
from perftui.storage.stores import Actor, Label, Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

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
    chance = random.Random(SEED)  # noqa: S311  # sample data, not a secret
    sample = Store(store.connection, SAMPLE, store.path)
    company, plan, talk = (load(name) for name in ("company", "goals", "talk"))

    def at(day: date) -> None:
        sample.clock = lambda: datetime.combine(day, time(9, 30), UTC)

    at(today - timedelta(days=400))
    with sample.write(Label(mark("Made the sample company"))):
        staff = add_staff(sample, company, chance, today)
    tell(25)
    with sample.write(Label(mark("Made the sample cycles"))):
        cycles = add_cycles(sample, today)
        themes = add_themes(sample, plan, cycles, today)
    for cycle, share in ((cycles.closed, 45), (cycles.running, 70)):
        at(cycle.start - timedelta(days=10))
        with sample.write(Label(mark("Made the sample goals of {cycle}"), {"cycle": cycle.name})):
            goals = add_goals(sample, plan, staff, themes, cycle, chance, today)
        tell(share)
        for day, entries in check_in_months(goals, cycle, talk, chance, today):
            at(day)
            with sample.write(Label(mark("Checked in the sample goals"))):
                for entry in entries:
                    entry(sample)
        tell(share + 20)
    with sample.write(Label(mark("Made the sample links"))):
        add_links(sample, plan, cycles.running)
        cycles.settle(sample, today)
    tell(100)


def load(name: str) -> dict[str, Any]:
    """One of the sample's tables."""
    return tomllib.loads(resources.files("perftui.content.demo").joinpath(f"{name}.toml").read_text(encoding="utf-8"))
