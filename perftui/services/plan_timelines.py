"""One plan in full along the axis: the plan with its checks, then goals with milestones, steps, habits and obstacles, a line each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from perftui.domain.codes import Code
from perftui.domain.meetings import ActionState
from perftui.domain.plans import CHECKED, UNPUBLISHED
from perftui.domain.timeline_marks import Mark, MarkKind, in_order
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, say
from perftui.records import NamedTuple
from perftui.services.plan_views import plan_view
from perftui.services.report_sheets import share_text
from perftui.services.timeline_marks import check_mark, milestone_mark, next_words, outcome_marks, step_mark
from perftui.services.timelines import passed_until
from perftui.storage import plans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from perftui.services.plan_lines import PlanGoalLine, PlanStepLine, PlanView
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class LaneKind(Code):
    """What a line of a plan stands for."""

    PLAN = "plan", mark("Checks")
    GOAL = "plan_goal", mark("Goal")
    MILESTONE = "plan_milestone", mark("Milestones")
    STEP = "plan_step", mark("Step")
    OBSTACLE = "obstacle", mark("Obstacle")


class PartLane(NamedTuple):
    """A part of a plan as one line along the axis."""

    kind: LaneKind
    id: str
    """Of the record: the plan's, the goal's, the step's, the obstacle's."""
    title: str
    what: str
    """What it is, in the language in use."""
    figure: str
    """How far it has come, in a few cells; empty where nothing can be said."""
    is_good: bool | None
    """Whether that is as it should be; None where nothing can be said."""
    start: date | None
    end: date | None
    solid_until: date | None
    marks: tuple[Mark, ...]

    @property
    def key(self) -> str:
        """Its own among the lines of the plan."""
        return f"{self.kind.value}:{self.id}"


class PlanTimeline(NamedTuple):
    """One plan in full."""

    view: PlanView
    lanes: tuple[PartLane, ...]
    today: date

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What stands on all lines, in the order of time."""
        return in_order(mark for lane in self.lanes for mark in lane.marks)

    @property
    def next_words(self) -> str:
        """What comes next, in words."""
        return next_words(self.marks, self.today) if self.view.line.state in CHECKED else ""

    def bounds(self) -> tuple[date, date] | None:
        """The first and the last day that there is to see; None without any."""
        days = [day for lane in self.lanes for day in (lane.start, lane.end, *(mark.day for mark in lane.marks)) if day]
        return (min(days), max(days)) if days else None


def plan_timeline(store: Store, plan_id: str, today: date) -> PlanTimeline:
    """A plan in full along the axis.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    view = plan_view(store, plan_id)
    lanes = [_whole(store, view, today), *_goals(view, today), *(_step(view, step, today) for step in view.steps)]
    lanes += [_obstacle(row, today) for row in plans.parts(store, "obstacle", plan_id)]
    return PlanTimeline(view, tuple(lanes), today)


def _whole(store: Store, view: PlanView, today: date) -> PartLane:
    line = view.line
    checks = [check_mark(check, line.state, today) for check in view.checks]
    marks = _kept([*checks, *outcome_marks(plans.parts(store, "plan_outcome", line.id))])
    elapsed = view.elapsed(today)
    figure = "" if elapsed is None else f"{share_text(view.closure)}/{share_text(elapsed)}"
    is_good = view.on_pace(today) if line.state in CHECKED else None
    until = passed_until(line.state, line.end, marks, today)
    return PartLane(LaneKind.PLAN, line.id, line.title, say(LaneKind.PLAN), figure, is_good, line.start, line.end, until, marks)


def _goals(view: PlanView, today: date) -> Iterator[PartLane]:
    state = view.line.state
    known = {goal.id for goal in view.goals}
    until = None if state in UNPUBLISHED else today
    for goal in view.goals:
        marks = _kept(milestone_mark(each, state, today) for each in view.milestones if each.plan_goal_id == goal.id)
        figure, is_good = _closed(view, goal, today)
        start, end = view.line.start, goal.due or view.line.end
        yield PartLane(LaneKind.GOAL, goal.id, goal.title, say(LaneKind.GOAL), figure, is_good, start, end, until, marks)
    loose = _kept(milestone_mark(each, state, today) for each in view.milestones if each.plan_goal_id not in known)
    if loose:
        what = say(LaneKind.MILESTONE)
        yield PartLane(LaneKind.MILESTONE, view.line.id, what, what, "", None, None, None, None, loose)


def _closed(view: PlanView, goal: PlanGoalLine, today: date) -> tuple[str, bool | None]:
    elapsed = view.elapsed(today)
    if goal.closure is None or elapsed is None:
        return "", None
    return share_text(goal.closure), goal.closure >= elapsed if view.line.state in CHECKED else None


def _step(view: PlanView, step: PlanStepLine, today: date) -> PartLane:
    end = step.until or (view.line.end if step.recurrence else step.done_on or step.due)
    marks = in_order(_entries(view, step, today)) if step.recurrence else _kept([_single(view, step, today)])
    figure, is_good = _done(step, today)
    until = None if view.line.state in UNPUBLISHED else step.done_on if step.done_on and not step.recurrence else today
    return PartLane(LaneKind.STEP, step.id, step.text, say(step.kind), figure, is_good, view.line.start, end, until, marks)


def _single(view: PlanView, step: PlanStepLine, today: date) -> Mark | None:
    action = step.state if step.action_id else None
    day = step.done_on or step.due
    return step_mark((step.id, step.text), day, action, view.line.state, today) if day else None


def _entries(view: PlanView, step: PlanStepLine, today: date) -> Iterator[Mark]:
    words = _("step “{title}”").format(title=step.text)
    for entry in step.entries:
        kind = MarkKind.ENTRY_MISSED
        if entry.is_done:
            kind = MarkKind.ENTRY_LATE if entry.done_on and entry.done_on > entry.due else MarkKind.ENTRY_DONE
        yield Mark("plan_step", step.id, entry.due, kind, words, entry.note)
    if step.next_due and step.state is ActionState.OPEN and view.line.state in CHECKED:
        mark = step_mark((step.id, step.text), step.next_due, step.state, view.line.state, today)
        if mark is not None:
            yield mark


def _done(step: PlanStepLine, today: date) -> tuple[str, bool | None]:
    if step.recurrence:
        done = sum(entry.is_done for entry in step.entries)
        return (f"{done}/{len(step.entries)}", done == len(step.entries)) if step.entries else ("", None)
    if not step.action_id:
        return "", None
    is_late = step.state is ActionState.OPEN and step.due is not None and step.due < today
    return (_("overdue"), False) if is_late else (say(step.state).lower(), True if step.state is ActionState.DONE else None)


def _obstacle(row: Row, today: date) -> PartLane:
    start = date.fromisoformat(row["opened_on"])
    closed = date.fromisoformat(row["closed_on"]) if row["closed_on"] else None
    days = ((closed or today) - start).days
    figure = ngettext("{n} day", "{n} days", days).format(n=days)
    what = say(LaneKind.OBSTACLE)
    return PartLane(
        LaneKind.OBSTACLE, row["id"], row["text"], what, figure, closed is not None, start, closed or today, closed or today, ()
    )


def _kept(marks: Iterable[Mark | None]) -> tuple[Mark, ...]:
    return in_order(mark for mark in marks if mark is not None)
