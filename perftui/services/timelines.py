"""Plans on one time axis: filtered and in order, each with what stands on its line, read only as far as it is shown."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from perftui.domain.meetings import ActionState
from perftui.domain.plans import CHECKED, UNPUBLISHED, PlanState
from perftui.domain.timeline_marks import Mark, MarkKind, in_order
from perftui.i18n import gettext as _
from perftui.records import NamedTuple
from perftui.services.plan_listings import OPEN, ListedPlan, PlanFilter, PlanListing
from perftui.services.plan_views import check_of, milestone_of
from perftui.services.report_sheets import share_text
from perftui.services.timeline_marks import check_mark, milestone_mark, next_words, outcome_marks, step_mark
from perftui.storage import timelines, units

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

CHUNK = 500
"""Plans read at once where all are wanted."""


class PlanLane(NamedTuple):
    """A plan as one line along the axis."""

    listed: ListedPlan
    marks: tuple[Mark, ...]
    """Checks, milestones and outcomes, in the order of time."""
    steps: tuple[Mark, ...]
    """Steps with one day: they are said in words alone."""

    def next_words(self, today: date) -> str:
        """What comes next, in words; a plan that is not issued, or over, has nothing that comes."""
        return next_words((*self.marks, *self.steps), today) if self.listed.line.state in CHECKED else ""

    def solid_until(self, today: date) -> date | None:
        """Up to which day its time has passed; None before it is issued."""
        return passed_until(self.listed.line.state, self.listed.line.end, self.marks, today)


class TimelineListing:
    """The plans behind a filter, along the axis."""

    def __init__(self, store: Store, shown: PlanFilter, today: date) -> None:
        self.store, self.shown, self.today = store, shown, today
        self.plans = PlanListing(store, shown, today)
        self._bounds: tuple[date, date] | None = None
        self._has_bounds = False

    def count(self) -> int:
        """How many there are."""
        return self.plans.count()

    def window(self, start: int, n: int) -> list[PlanLane]:
        """At most n of them from an index (0 is the first) on; one that is gone meanwhile leaves an empty line."""
        return list(self._lanes(self.plans.window(start, n)))

    def _lanes(self, listed: Sequence[ListedPlan]) -> Iterator[PlanLane]:
        states = {each.line.id: each.line.state for each in listed if each.line.id}
        marks = marks_of(self.store, states, self.today)
        steps = steps_of(self.store, states, self.today)
        for each in listed:
            yield PlanLane(each, in_order(marks[each.line.id]), in_order(steps[each.line.id]))

    def every(self) -> Iterator[PlanLane]:
        """All of them."""
        for start in range(0, self.count(), CHUNK):
            yield from (lane for lane in self.window(start, CHUNK) if lane.listed.line.id)

    def index_of(self, plan_id: str) -> int | None:
        """Where one stands; None when it is not in the list."""
        return self.plans.index_of(plan_id)

    def known(self, ids: Collection[str]) -> Collection[str]:
        """Those of some plans that still exist, whatever the filter hides."""
        return self.plans.known(ids)

    def bounds(self) -> tuple[date, date] | None:
        """The first and the last day that there is to see; None without any dates."""
        if not self._has_bounds:
            found = timelines.bounds(self.store, self.shown)
            self._bounds = (date.fromisoformat(found[0]), date.fromisoformat(found[1])) if found else None
            self._has_bounds = True
        return self._bounds


def marks_of(store: Store, states: dict[str, PlanState], today: date) -> defaultdict[str, list[Mark]]:
    """Checks, milestones and outcomes of some plans, by plan.

    Args:
        store: The store.
        states: Id of a plan to its state.
        today: By which they are late.
    """
    found: defaultdict[str, list[Mark]] = defaultdict(list)
    for row in timelines.parts(store, "plan_check", states.keys()):
        _keep(found, row, check_mark(check_of(row), states[row["plan_id"]], today))
    for row in timelines.parts(store, "plan_milestone", states.keys()):
        _keep(found, row, milestone_mark(milestone_of(row), states[row["plan_id"]], today))
    for row in timelines.parts(store, "plan_outcome", states.keys()):
        for mark in outcome_marks([row]):
            _keep(found, row, mark)
    return found


def steps_of(store: Store, states: dict[str, PlanState], today: date) -> defaultdict[str, list[Mark]]:
    """The steps of some plans that have one day, by plan."""
    found: defaultdict[str, list[Mark]] = defaultdict(list)
    for row in timelines.parts(store, "plan_step", states.keys()):
        action = ActionState(row["action_state"]) if row["action_state"] else None
        due = date.fromisoformat(row["due_date"])
        _keep(found, row, step_mark((row["id"], row["text"]), due, action, states[row["plan_id"]], today))
    return found


def _keep(found: defaultdict[str, list[Mark]], row: Row, mark: Mark | None) -> None:
    if mark is not None:
        found[row["plan_id"]].append(mark)


def passed_until(state: PlanState, end: date | None, marks: Sequence[Mark], today: date) -> date | None:
    """Up to which day the time of a plan counts as passed; None before it is issued."""
    if state in UNPUBLISHED:
        return None
    if state in CHECKED - {PlanState.MONITORING}:
        return today
    ended = next((mark.day for mark in marks if mark.kind in {MarkKind.PASSED, MarkKind.FAILED}), None)
    return min(ended, end) if ended and end else end


def pace_words(listed: ListedPlan) -> str:
    """`62% of time, 40% closed: behind pace`; less where less can be said."""
    if listed.elapsed is None:
        return _("no dates yet")
    time = _("{share} of time").format(share=share_text(listed.elapsed))
    if listed.closure is None:
        return _("{time}, not measured yet").format(time=time)
    values = {"time": time, "closed": share_text(listed.closure)}
    if listed.on_pace is None:
        return _("{time}, {closed} closed").format(**values)
    return (_("{time}, {closed} closed: on pace") if listed.on_pace else _("{time}, {closed} closed: behind pace")).format(**values)


def filter_called(store: Store, of: str, today: date, *, with_over: bool = False) -> PlanFilter:
    """The plans of a person, or of a unit with all below it, as the command line names them.

    Args:
        store: The store.
        of: A name, its pinyin, a staff number, or the name of a unit; empty for all.
        today: By which people are looked up.
        with_over: Whether plans in which nothing more is due are among them.

    Raises:
        NobodyCalledSo, SeveralPeople: Nobody, or several, are called so.
    """
    state = "" if with_over else OPEN
    if not of:
        return PlanFilter(state=state)
    from perftui.services.quick_parts import owner_called  # the screen needs neither

    owner = owner_called(store, of, today)
    if owner.entity == "person":
        return PlanFilter(state=state, person=owner.id)
    return PlanFilter(state=state, units=tuple(units.subtree(store, owner.id)))
