"""The sample's themes, goals and key results, and what stands between goals."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from perftui.domain.codes import GoalState, Level
from perftui.domain.smart import Check
from perftui.services import goals
from perftui.services.demos.library import measured_by
from perftui.services.goal_links import LinkKind
from perftui.services.smart_checks import answers_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from random import Random

    from perftui.services.cycles import CycleLine
    from perftui.services.demos.spans import Spans
    from perftui.services.demos.staff import Staff
    from perftui.storage.stores import Store

READY = (GoalState.PROPOSED, GoalState.AGREED, GoalState.ACTIVE)
"""The states that a goal goes through before it runs."""
WITH_GOALS = 0.8
"""Share of a unit's people who have a personal goal."""


@dataclass(frozen=True, slots=True)
class Result:
    """A key result of the sample, and how its owner tends to do."""

    id: str
    operator: str
    baseline: str
    target: str
    unit: str
    pace: float
    """How much of the way its owner makes in a whole cycle; about 0.85 on average."""
    is_chinese: bool
    is_draft: bool = False
    """Whether its goal does not run yet, so that nobody checks in."""


@dataclass(slots=True)
class Made:
    """The goals of one cycle."""

    by_title: dict[str, str] = field(default_factory=dict)
    """Title of a unit's goal to its id."""
    goals: list[str] = field(default_factory=list)
    """Those that run, or did."""
    first_results: list[str] = field(default_factory=list)
    """Of each unit's goal one key result: the weights of what stands beside it are made equal."""
    below_themes: dict[str, str] = field(default_factory=dict)
    """Theme to one goal right below it, for the same purpose; empty for the top."""
    results: list[Result] = field(default_factory=list)


def add_themes(store: Store, plan: dict[str, Any], cycles: Spans, today: date) -> dict[str, str]:
    """The year's themes: key to id."""
    made = {}
    for theme in plan["themes"]:
        given = {"title": theme["title"], "weight": theme["weight"], "level": Level.THEME}
        made[theme["key"]] = goals.add_goal(store, today, cycle=cycles.year.id, **given)
    _take_through(store, list(made.values()), READY)
    return made


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the goals of one cycle, with their key results."""

    store: Store
    plan: dict[str, Any]
    staff: Staff
    themes: dict[str, str]
    cycle: CycleLine
    chance: Random
    today: date
    made: Made = field(default_factory=Made)

    def make(self, carry: Callable[[Maker], None]) -> Made:
        """Goals of units and people, weighed and running but for the drafts.

        Args:
            carry: Adds what goes on from the cycle before.
        """
        for goal in self.plan["goals"]:
            self._add_unit_goal(goal)
        carry(self)
        for ref in (*self.made.first_results, *self.made.below_themes.values()):
            goals.equal_weights(self.store, ref)
        _take_through(self.store, self.made.goals, READY)
        return self.made

    def _add_unit_goal(self, goal: dict[str, Any]) -> None:
        parent = self.made.by_title.get(goal.get("parent", "")) or self.themes.get(goal["theme"])
        unit_id, is_draft = self.staff.unit_ids[goal["unit"]], goal.get("is_draft", False)
        smart = answers_text({Check.MEASURABLE: goal.get("source", ""), Check.RELEVANT: goal.get("relevant", "")})
        place = {"parent": parent, "owner_unit": unit_id, "kind": goal.get("kind", "committed"), "smart": smart}
        before = len(self.made.results)
        goal_id = self._add(goal["title"], goal["results"], is_draft=is_draft, **place)
        self.made.by_title[goal["title"]] = goal_id
        self.made.first_results.append(self.made.results[before].id)
        if parent not in self.made.by_title.values():
            self.made.below_themes[parent or ""] = goal_id
        for person_id in self.staff.members[goal["unit"]] if goal.get("personal") else ():
            if self.chance.random() < WITH_GOALS:
                title, *result = self.chance.choice(goal["personal"])
                self._add(title, [result], parent=goal_id, owner_person=person_id)

    def _add(self, title: str, results: list[list[str]], *, is_draft: bool = False, **place: str | None) -> str:
        goal_id = goals.add_goal(self.store, self.today, title=title, cycle=self.cycle.id, **place)
        if not is_draft:
            self.made.goals.append(goal_id)
        for result in results:
            made = _add_result(self.store, goal_id, result, self.chance)
            self.made.results.append(replace(made, is_draft=is_draft))
        return goal_id


def _take_through(store: Store, ids: list[str], states: Sequence[GoalState]) -> None:
    for state in states:
        goals.set_state(store, ids, state)


def _add_result(store: Store, goal_id: str, result: list[str], chance: Random) -> Result:
    title, operator, baseline, target, unit, *tolerance = result
    values: dict[str, Any] = {"title": title, "operator": operator, "unit": unit, "baseline": baseline or None, "cadence_days": 30}
    if operator == "range":
        values["low"], _dash, values["high"] = target.partition("-")
    elif operator == "within":
        values |= {"target": target, "tolerance": tolerance[0], "baseline": None}
    elif operator != "yes_no":
        values["target"] = target
    result_id = goals.add_key_result(store, goal_id, **{**values, **measured_by(store, title)})
    return Result(result_id, operator, baseline, target, unit, chance.gauss(0.85, 0.3), not title.isascii())


def add_links(store: Store, plan: dict[str, Any], running: CycleLine) -> None:
    """The dependencies between goals of the running cycle; conflicts have a story of their own in `quarrels`."""
    for pair in plan["dependencies"]:
        goals.link(store, titled(store, pair["from"], running), titled(store, pair["to"], running), LinkKind.DEPENDS)


def titled(store: Store, title: str, cycle: CycleLine) -> str:
    """The id of the goal of a cycle with a title."""
    from perftui.storage.goals import search

    return next(str(row["id"]) for row in search(store, title, 10) if row["cycle"] == cycle.name)
