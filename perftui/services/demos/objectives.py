"""The sample's themes, goals and key results, and what stands between goals."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from perftui.domain.codes import GoalState, Level
from perftui.services import goals
from perftui.services.goal_links import LinkKind

if TYPE_CHECKING:
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
    pace: float
    """How much of the way its owner makes in a whole cycle; about 0.85 on average."""
    is_chinese: bool


@dataclass(slots=True)
class Made:
    """The goals of one cycle."""

    by_title: dict[str, str] = field(default_factory=dict)
    results: list[Result] = field(default_factory=list)


def add_themes(store: Store, plan: dict[str, Any], cycles: Spans, today: date) -> dict[str, str]:
    """The year's themes: key to id."""
    made = {}
    for theme in plan["themes"]:
        made[theme["key"]] = goals.add_goal(store, today, title=theme["title"], level=Level.THEME, cycle=cycles.year.id)
    _activate(store, list(made.values()))
    return made


def add_goals(  # noqa: PLR0913  # all that the sample is made of
    store: Store, plan: dict[str, Any], staff: Staff, themes: dict[str, str], cycle: CycleLine, chance: Random, today: date
) -> Made:
    """The goals of units and people in one cycle, with their key results."""
    made, added = Made(), []
    for goal in plan["goals"]:
        parent = made.by_title.get(goal.get("parent", "")) or themes.get(goal["theme"])
        unit_id = staff.unit_ids[goal["unit"]]
        goal_id = goals.add_goal(store, today, title=goal["title"], owner_unit=unit_id, parent=parent, cycle=cycle.id)
        made.by_title[goal["title"]] = goal_id
        added.append(goal_id)
        _add_results(store, made, goal_id, goal["results"], chance)
        for person_id in staff.members[goal["unit"]] if goal.get("personal") else ():
            if chance.random() < WITH_GOALS:
                title, *result = chance.choice(goal["personal"])
                own = goals.add_goal(store, today, title=title, owner_person=person_id, parent=goal_id, cycle=cycle.id)
                added.append(own)
                _add_results(store, made, own, [result], chance)
        goals.equal_weights(store, made.results[-1].id if not goal.get("personal") else added[-1])
    _activate(store, added)
    return made


def _activate(store: Store, ids: list[str]) -> None:
    for state in READY:
        goals.set_state(store, ids, state)


def _add_results(store: Store, made: Made, goal_id: str, results: list[list[str]], chance: Random) -> None:
    for title, operator, baseline, target, unit, *tolerance in results:
        values: dict[str, object] = {"title": title, "operator": operator, "unit": unit, "baseline": baseline or None, "cadence_days": 30}
        if operator == "range":
            values["low"], _dash, values["high"] = target.partition("-")
        elif operator == "within":
            values |= {"target": target, "tolerance": tolerance[0], "baseline": None}
        elif operator != "yes_no":
            values["target"] = target
        result_id = goals.add_key_result(store, goal_id, **values)
        is_chinese = not title.isascii()
        made.results.append(Result(result_id, operator, baseline, target, chance.gauss(0.85, 0.3), is_chinese))


def add_links(store: Store, plan: dict[str, Any], running: CycleLine) -> None:
    """The conflicts and dependencies between goals of the running cycle."""
    for kind, key in ((LinkKind.CONFLICTS, "conflicts"), (LinkKind.DEPENDS, "dependencies")):
        for pair in plan[key]:
            goals.link(store, _titled(store, pair["from"], running), _titled(store, pair["to"], running), kind)


def _titled(store: Store, title: str, cycle: CycleLine) -> str:
    from perftui.storage.goals import search

    return next(str(row["id"]) for row in search(store, title, 10) if row["cycle"] == cycle.name)
