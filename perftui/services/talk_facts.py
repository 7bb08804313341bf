"""What is known about the one with whom a talk is: figures, open gaps, the running plan, promises and what became of them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.measures import describe_gap, target_text
from perftui.domain.plans import OVER, UNPUBLISHED
from perftui.records import NamedTuple
from perftui.services import actions, cycles, plan_views
from perftui.services import promises as plan_promises
from perftui.services.gap_views import gap_view
from perftui.services.measured_values import value_text
from perftui.services.talks import day
from perftui.storage import gap_sources, lookups, talk_facts
from perftui.storage.yardsticks import yardstick_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from perftui.domain.yardsticks import Yardstick
    from perftui.services.actions import ActionLine
    from perftui.services.gap_views import GapView
    from perftui.services.plan_lines import PlanLine
    from perftui.services.promises import PromiseLine
    from perftui.services.talk_views import TalkView
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

GAPS, FIGURES, PROMISES = 3, 5, 6
"""How many of each a page has room for."""


class Figure(NamedTuple):
    """Something that is measured, in words."""

    name: str
    target: str
    actual: str
    """Empty without data."""
    gap: str
    """Empty where nothing is missing, or nothing is known."""
    period: str
    """Empty where it is not known."""


class Promise(NamedTuple):
    """What was agreed in an earlier talk."""

    held: date | None
    """On which day."""
    action: ActionLine


class Subjects(NamedTuple):
    """What a talk may be about: ids with names."""

    goals: tuple[tuple[str, str], ...]
    gaps: tuple[tuple[str, str], ...]
    plans: tuple[tuple[str, str], ...]


def figures(store: Store, view: TalkView, today: date) -> list[Figure]:
    """The figures that a talk is about: its gap first, then its goal, the plan, else what the person is measured by now."""
    found = [_of_gap(gap_view(store, view.gap_id))] if view.gap else []
    if view.goal:
        found += _results(store, gap_sources.of_goal(store, view.goal_id))
    plan = plan_of(store, view.line.person_id)
    if plan is not None:
        goals = plan_views.plan_view(store, plan.id).goals
        found += [Figure(goal.title, goal.target, goal.now_text, _missing(goal.yardstick, goal.now), plan.title) for goal in goals]
    running = cycles.running(store, today)
    if running is not None and len(found) < FIGURES:
        found += _results(store, gap_sources.of_person(store, view.line.person_id, running.id))
    by_name = {(figure.name, figure.target): figure for figure in reversed(found)}
    return [by_name.pop((figure.name, figure.target)) for figure in found if (figure.name, figure.target) in by_name][:FIGURES]


def open_gaps(store: Store, person_id: str) -> list[GapView]:
    """The open gaps of a person, the most severe first."""
    return [gap_view(store, gap_id) for gap_id in talk_facts.open_gaps(store, person_id, GAPS)]


def subjects(store: Store, person_id: str) -> Subjects:
    """What a talk with a person may be about, each with its name: goals that run, open gaps, plans that are issued."""
    goals = tuple((row["id"], row["title"]) for row in talk_facts.goals_of(store, person_id))
    gaps = tuple((gap.id, gap.dimension) for gap in open_gaps(store, person_id))
    plans = tuple((line.id, line.title) for line in plan_views.of_person(store, person_id) if line.state not in UNPUBLISHED)
    return Subjects(goals, gaps, plans)


def called(store: Store, table: str, record_id: str) -> str:
    """What a goal, gap or plan is called; empty for none, and for one that the actor may not see."""
    return lookups.names(store, table, [record_id]).get(record_id, "") if record_id else ""


def plan_of(store: Store, person_id: str) -> PlanLine | None:
    """The plan that runs for a person; None for none, and for one that is not issued."""
    lines = plan_views.of_person(store, person_id)
    return next((line for line in lines if line.state not in UNPUBLISHED | OVER), None)


def promises(store: Store, view: TalkView) -> list[Promise]:
    """What was agreed in earlier talks, the latest first."""
    rows = talk_facts.promised(store, view.line.person_id, view.line.id, PROMISES)
    return [Promise(day(row["held_on"]), actions.line_of(row)) for row in rows]


def owed(store: Store, person_id: str, today: date) -> list[PromiseLine]:
    """What the employer promised in the running plan of a person, and neither kept nor settled in writing."""
    plan = plan_of(store, person_id)
    ledger = plan_promises.ledger(store, plan.id, today) if plan else []
    return [line for line in ledger if not line.is_settled][:PROMISES]


def gap_figure(store: Store, person_id: str) -> Figure | None:
    """The most severe open gap of a person in words; None for none."""
    found = open_gaps(store, person_id)
    return _of_gap(found[0]) if found else None


def _of_gap(view: GapView) -> Figure:
    missing = view.figures
    return Figure(view.dimension, view.target_text, view.actual_text, missing.points if missing else "", view.cycle or "")


def _results(store: Store, rows: Sequence[Row]) -> list[Figure]:
    periods = lookups.names(store, "cycle", [row["cycle_id"] for row in rows])
    return [_of_result(row, periods.get(row["cycle_id"], "")) for row in rows]


def _of_result(row: Row, period: str) -> Figure:
    yardstick = yardstick_of(row)
    actual = None if row["actual"] is None else Decimal(row["actual"])
    return Figure(row["title"], target_text(yardstick), value_text(yardstick, actual), _missing(yardstick, actual), period)


def _missing(yardstick: Yardstick, actual: Decimal | None) -> str:
    found = describe_gap(yardstick, actual)
    return found.points if found else ""
