"""Plans as lists, sheets and files show them: the models that `plan_views` fills."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.measures import gap
from perftui.domain.plan_closures import GoalClosure, closure, coverage, elapsed_share, is_on_pace, passes, plan_closure
from perftui.domain.plans import CheckKind, CheckStatus, PlanKind, PlanState, PlanStepKind, Verdict
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from perftui.domain.meetings import ActionState
    from perftui.domain.yardsticks import Yardstick


class PlanLine(NamedTuple):
    """A plan as lists show it."""

    id: str
    version: int
    person_id: str
    person: str
    staff_no: str
    unit: str
    manager_id: str
    manager: str
    hr_id: str
    hr: str
    kind: PlanKind
    pack: str
    """The code of its evidence pack."""
    title: str
    state: PlanState
    start: date | None
    end: date | None
    next_date: date | None
    issued_on: date | None


class ValueLine(NamedTuple):
    """What was measured of a goal on a day."""

    id: str
    check_id: str
    on: date
    value: Decimal
    note: str
    is_same_yardstick: bool
    """Whether it was measured against the definition that the plan was issued with."""


class PlanGoalLine(NamedTuple):
    """A goal of a plan."""

    id: str
    version: int
    title: str
    yardstick: Yardstick
    target: str
    start: Decimal | None
    start_text: str
    start_on: date | None
    now: Decimal | None
    """The latest value; None: not measured again."""
    now_text: str
    weight: int
    """Basis points."""
    must_meet: bool
    due: date | None
    gap_id: str
    key_result_id: str
    goal_id: str
    measure_id: str
    definition_hash: str
    values: tuple[ValueLine, ...]

    @property
    def closure(self) -> Decimal | None:
        """-1 to 1; None: not measured again."""
        return closure(self.yardstick, self.start, self.now)

    @property
    def figures(self) -> GoalClosure:
        """As the plan's closure is computed."""
        missing = gap(self.yardstick, self.now)
        return GoalClosure(self.closure, self.weight, self.must_meet, None if missing is None else missing == 0)


class MilestoneLine(NamedTuple):
    """A milestone of a plan."""

    id: str
    version: int
    plan_goal_id: str
    title: str
    due: date
    wanted: str
    reached_on: date | None


class EntryLine(NamedTuple):
    """What became of one day of a step that repeats."""

    due: date
    is_done: bool
    done_on: date | None
    value: Decimal | None
    """What a habit counted."""
    note: str


class PlanStepLine(NamedTuple):
    """A step of a plan, with the action that carries it out once the plan is issued."""

    id: str
    version: int
    kind: PlanStepKind
    text: str
    owner_id: str
    owner: str
    role: str
    due: date | None
    recurrence: str
    until: date | None
    is_support: bool
    """Whether the employer promises it."""
    evidence_wanted: str
    baseline: Decimal | None
    uplift: int | None
    """Basis points over the baseline."""
    unit: str
    cause_id: str
    action_id: str
    """Empty before the plan is issued."""
    state: ActionState
    done_on: date | None
    next_due: date | None
    entries: tuple[EntryLine, ...]

    @property
    def habit_target(self) -> Decimal | None:
        """What a habit should count each time; None where there is no baseline."""
        if self.baseline is None:
            return None
        return self.baseline * (10_000 + (self.uplift or 0)) / 10_000


class CheckLine(NamedTuple):
    """A check of a plan."""

    id: str
    version: int
    kind: CheckKind
    due: date
    held_on: date | None
    entered_on: date | None
    is_missed: bool
    verdict: Verdict | None
    manager_note: str
    employee_note: str
    next_date: date | None
    by: str

    def status(self, today: date) -> CheckStatus:
        """What became of it; one that was missed stays missed, one that was entered after its day stays late."""
        if self.is_missed:
            return CheckStatus.MISSED
        if self.held_on is not None:
            return CheckStatus.LATE if (self.entered_on or self.held_on) > self.due else CheckStatus.HELD
        if self.due > today:
            return CheckStatus.PLANNED
        return CheckStatus.DUE if self.due == today else CheckStatus.OVERDUE


class PlanView(NamedTuple):
    """A plan with its parts."""

    line: PlanLine
    purpose: str
    reason: str
    choice: str
    choice_note: str
    consequences: str
    pass_closure: int
    """Basis points."""
    pause_reason: str
    template: str
    earlier_id: str
    gaps: tuple[tuple[str, str], ...]
    """Ids of the gaps that it answers, each with the id of a cause, or an empty text."""
    goals: tuple[PlanGoalLine, ...]
    milestones: tuple[MilestoneLine, ...]
    steps: tuple[PlanStepLine, ...]
    checks: tuple[CheckLine, ...]

    @property
    def closure(self) -> Decimal | None:
        """-1 to 1; None: nothing was measured again."""
        return plan_closure([goal.figures for goal in self.goals])

    @property
    def coverage(self) -> Decimal:
        """The share of the goals' weight that was measured again, 0 to 1."""
        return coverage([goal.figures for goal in self.goals])

    @property
    def passes(self) -> bool:
        """Whether the pass rule is met by what is measured so far."""
        return passes([goal.figures for goal in self.goals], Decimal(self.pass_closure) / 10_000)

    def elapsed(self, today: date) -> Decimal | None:
        """The share of its time that has passed, 0 to 1; None without dates."""
        return elapsed_share(self.line.start, self.line.end, today) if self.line.start and self.line.end else None

    def on_pace(self, today: date) -> bool | None:
        """Whether the closure keeps pace with the time; None where nothing can be said."""
        elapsed = self.elapsed(today)
        return None if elapsed is None else is_on_pace(self.closure, elapsed)
