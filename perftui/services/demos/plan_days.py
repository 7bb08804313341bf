"""What happened in a plan of the sample day by day: steps done, habits counted, checks held and missed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import cycle
from typing import TYPE_CHECKING, Any

from perftui.domain.recurrences import occurrences, read
from perftui.services import actions, plan_milestones
from perftui.services.plan_issues import next_check
from perftui.storage import plans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.domain.plans import CheckKind
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

MISSED = -1
"""Instead of a count: the day was missed."""


@dataclass(frozen=True, slots=True)
class PlanDays:
    """Writes it down; inside `write()`."""

    store: Store
    plan_id: str
    start: date
    today: date

    def go_through(self, step: Row, line: dict[str, Any]) -> None:
        """What became of a step up to today."""
        if "done" in line:
            actions.finish(self.store, step["action_id"], self.start + timedelta(line["done"]))
        series = read(step["recurrence"])
        action = actions.action(self.store, step["action_id"])
        if series is None or action.due is None or "counts" not in line:
            return
        last = min(self.today - timedelta(1), action.until or self.today)
        for day, count in zip(occurrences(series, action.due, last), cycle(line["counts"]), strict=False):
            self._enter(step, day, count)
        following = next(iter(occurrences(series, last + timedelta(1), last + timedelta(40))))
        is_over = bool(action.until and following > action.until)
        end = {"state": "done", "done_on": last.isoformat()} if is_over else {"due_date": following.isoformat()}
        self.store.update("action", action.id, action.version, **end)

    def _enter(self, step: Row, day: date, count: int) -> None:
        is_missed = count == MISSED
        value = None if is_missed or step["baseline"] is None else str(count)
        told = {"due_date": day.isoformat(), "state": "missed" if is_missed else "done", "done_on": None if is_missed else day.isoformat()}
        self.store.insert("action_entry", id=self.store.new_id(), action_id=step["action_id"], **told, value=value)

    def hold(self, lines: Sequence[dict[str, Any]], kinds: tuple[CheckKind, ...]) -> None:
        """What became of the checks of some kinds, in order, and when the next one is."""
        checks = [check for check in plans.parts(self.store, "plan_check", self.plan_id) if check["kind"] in kinds]
        for check, line in zip(checks, lines, strict=False):
            if "missed" in line:
                self.store.update("plan_check", check["id"], check["version"], is_missed=1, by_name=self.store.actor.name)
            else:
                self._hold(check, line)
        row = plans.get(self.store, self.plan_id)
        if row is not None:
            self.store.update("plan", self.plan_id, row["version"], next_date=next_check(self.store, self.plan_id))

    def _hold(self, check: Row, line: dict[str, Any]) -> None:
        on = min(self.today, date.fromisoformat(check["due_date"]) + timedelta(line["late"]))
        told = {"held_on": on.isoformat(), "entered_on": on.isoformat(), "verdict": line["verdict"], "by_name": self.store.actor.name}
        notes = {"manager_note": line["manager"], "employee_note": line["person"]}
        self.store.update("plan_check", check["id"], check["version"], **told, **notes)
        self.measure(on, line["value"], check["id"])

    def measure(self, on: date, value: str, check_id: str | None = None) -> None:
        """A value of the plan's goal by its own definition."""
        goals = plans.parts(self.store, "plan_goal", self.plan_id)
        for goal in goals:
            told = {"on_date": min(on, self.today).isoformat(), "value": value, "definition_hash": goal["definition_hash"]}
            self.store.insert("plan_value", id=self.store.new_id(), plan_goal_id=goal["id"], check_id=check_id, **told)
        plan_milestones.follow(self.store, self.plan_id, {goal["id"]: Decimal(value) for goal in goals}, min(on, self.today))
