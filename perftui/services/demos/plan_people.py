"""The human side of the sample's plans: the purpose told, obstacles and how long they took, resistance and the response (R70, R71, R74)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from perftui.domain.plan_people import ResistanceLevel
from perftui.services import obstacles, plan_people
from perftui.services.plan_listings import PlanFilter, PlanListing

if TYPE_CHECKING:
    from collections.abc import Callable

    from perftui.services.plan_lines import PlanLine
    from perftui.storage.stores import Store


def add_people(store: Store, tale: dict[str, Any], today: date, turn_clock: Callable[[date], None]) -> None:
    """Write it down, each on its day.

    Args:
        store: The sample.
        tale: What stands in `plan_people.toml`.
        today: The day of the sample.
        turn_clock: Lets it be a day.
    """
    lines = [listed.line for listed in PlanListing(store, PlanFilter(state=""), today).every()]
    for told in tale["plans"]:
        line = next((line for line in lines if line.title.startswith(told["plan"])), None)
        if line is not None and line.start is not None:
            _tell(store, line, told, line.start, turn_clock)
    turn_clock(today)


def _tell(store: Store, line: PlanLine, told: dict[str, Any], start: date, turn_clock: Callable[[date], None]) -> None:
    def day(number: int) -> date:
        turn_clock(start + timedelta(number))
        return start + timedelta(number)

    on = day(told["purpose"]["day"])
    plan_people.tell_purpose(store, line.id, on, on, note=told["purpose"]["note"])
    for each in told["resistance"]:
        on = day(each["day"])
        level = ResistanceLevel(each["level"])
        plan_people.note_resistance(store, line.id, each["signal"], level, on, on, response=each["response"])
    for each in told["obstacles"]:
        on, due = day(each["day"]), start + timedelta(each["due"])
        found = obstacles.add(store, line.id, each["text"], on, owner=line.manager_id, due=due)
        if "closed" in each:
            closed = day(each["closed"])
            obstacles.change(store, found, 1, closed, closed_on=closed, resolution=each["resolution"])
