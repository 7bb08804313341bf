"""The sample's goals in review: some wait, one was returned and proposed again, and one that was agreed was changed with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from perftui.domain.codes import GoalState
from perftui.domain.smart import Check
from perftui.i18n import mark
from perftui.services import goal_comments, goal_rows, goals, smart_checks
from perftui.storage.goals import search, search_key_results
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from perftui.services.cycles import CycleLine
    from perftui.services.demos.staff import Staff
    from perftui.storage.stores import Store

MOVED = {
    GoalState.PROPOSED: mark("Proposed sample goals"),
    GoalState.RETURNED: mark("Returned a sample goal"),
}


@dataclass(frozen=True, slots=True)
class Reviews:
    """Takes goals of the running cycle through what a review brings, day by day."""

    store: Store
    plan: dict[str, Any]
    cycle: CycleLine
    today: date

    def add(self, staff: Staff) -> None:
        """Do all of it, the oldest day first; no day lies before what the log tells already."""
        waiting = self.plan["waiting"]
        goal_id = self._goal(waiting["goal"])
        below = self._add_below(waiting, goal_id, staff)
        with self.store.write(Label(mark("Made the sample goals of {cycle}"), {"cycle": self.cycle.name})):
            version = goal_rows.goal_row(self.store, goal_id)["version"]
            smart_checks.answer(self.store, goal_id, version, {Check.SPECIFIC: waiting["specific"]})
        days: list[tuple[int, Callable[[], None]]] = [
            (waiting["proposed"], lambda: self._take([goal_id], GoalState.PROPOSED)),
            (waiting["returned"], lambda: self._take([goal_id], GoalState.RETURNED, waiting["comment"])),
            (self.plan["amended"]["day"], self._amend),
            (self.plan["said"]["day"], self._say),
            (waiting["again"], lambda: self._mend(goal_id, waiting)),
        ]
        days += [step for goal, entry in zip(below, waiting["goals"], strict=True) for step in self._steps(goal, entry)]
        for day, act in sorted(days, key=lambda step: -step[0]):
            self._turn_clock(day)
            act()

    def _add_below(self, waiting: dict[str, Any], goal_id: str, staff: Staff) -> list[str]:
        members, place = staff.members[waiting["unit"]], {"parent": goal_id, "cycle": self.cycle.id}
        with self.store.write(Label(mark("Made the sample goals of {cycle}"), {"cycle": self.cycle.name})):
            made = [
                goals.add_goal(self.store, self.today, title=entry["title"], owner_person=member, **place)
                for member, entry in zip(members, waiting["goals"], strict=False)
            ]
            for goal, entry in zip(made, waiting["goals"], strict=True):
                self._add_result(goal, entry["result"])
            goals.equal_weights(self.store, made[0])
        return made

    def _steps(self, goal: str, entry: dict[str, Any]) -> Sequence[tuple[int, Callable[[], None]]]:
        steps: list[tuple[int, Callable[[], None]]] = [(entry["day"], lambda: self._take([goal], GoalState.PROPOSED))]
        if "returned" in entry:
            steps.append((entry["returned"], lambda: self._take([goal], GoalState.RETURNED, entry["comment"])))
        return steps

    def _take(self, ids: Sequence[str], state: GoalState, comment: str = "") -> None:
        with self.store.write(Label(MOVED[state])):
            goals.set_state(self.store, ids, state, comment)

    def _mend(self, goal_id: str, waiting: dict[str, Any]) -> None:
        """What the comment asked for, and proposed again."""
        with self.store.write(Label(MOVED[GoalState.PROPOSED])):
            added = self._add_result(goal_id, waiting["result"])
            goals.equal_weights(self.store, added)
            version = goal_rows.goal_row(self.store, goal_id)["version"]
            goals.edit_goal(self.store, goal_id, version, description=waiting["description"])
            goals.set_state(self.store, [goal_id], GoalState.PROPOSED)

    def _amend(self) -> None:
        amended = self.plan["amended"]
        found = search_key_results(self.store, amended["result"], 10)
        result_id = next(row["id"] for row in found if (row["cycle"], row["owner"]) == (self.cycle.name, amended["goal"]))
        with self.store.write(Label(mark("Amended a sample goal"))):
            version = goal_rows.key_result_row(self.store, result_id)["version"]
            goals.edit_key_result(self.store, result_id, version, target=amended["target"], reason=amended["reason"])

    def _say(self) -> None:
        said = self.plan["said"]
        with self.store.write(Label(mark("Commented on a sample goal"))):
            goal_comments.comment(self.store, self._goal(said["goal"]), said["comment"])

    def _add_result(self, goal_id: str, result: Sequence[str]) -> str:
        title, operator, baseline, target, unit = result
        values: dict[str, Any] = {"title": title, "operator": operator, "baseline": baseline, "target": target, "unit": unit}
        return goals.add_key_result(self.store, goal_id, **values)

    def _goal(self, title: str) -> str:
        return next(str(row["id"]) for row in search(self.store, title, 10) if row["cycle"] == self.cycle.name)

    def _turn_clock(self, days: int) -> None:
        day = max(self.store.clock().date(), self.today - timedelta(days=days))
        self.store.clock = lambda: datetime.combine(day, time(9, 30), UTC)
