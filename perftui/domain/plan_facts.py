"""What the steps of a plan are held against, and what can be missing: each a sentence that says what, and where to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.plan_lacks import PARTS, Lack
from perftui.errors import Message
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from perftui.domain.plan_lacks import Part
    from perftui.domain.plans import AcknowledgementKind, CheckKind, PlanKind, PlanState


class Missing(NamedTuple):
    """One thing that a step needs and that is not there."""

    message: Message
    part: Part
    """The part of the sheet that mends it."""
    lack: Lack


def lacking(lack: Lack, **values: object) -> Missing:
    """The sentence of what is missing, filled."""
    return Missing(Message(lack.template, values), PARTS[lack], lack)


class GoalFacts(NamedTuple):
    """A goal of a plan."""

    title: str
    has_number: bool = True
    """Whether there is something to be reached; levels, milestones and yes-no carry it in themselves."""
    has_unit: bool = True
    has_start: bool = True
    due: date | None = None
    """Its own date; None for that of the plan."""
    must_meet: bool = True
    is_met: bool | None = None
    """None: not measured again by the same yardstick."""
    measured_on: date | None = None
    """When it was measured last by the same yardstick."""


class StepFacts(NamedTuple):
    """A step of a plan."""

    text: str
    has_owner: bool = True
    has_date: bool = True
    """A day, or how often it repeats."""
    is_support: bool = False


class CheckFacts(NamedTuple):
    """A check of a plan."""

    due: date
    kind: CheckKind
    is_held: bool = False
    is_missed: bool = False

    @property
    def is_open(self) -> bool:
        """Whether nobody has said what became of it."""
        return not (self.is_held or self.is_missed)


class PlanFacts(NamedTuple):
    """Everything that the guards look at."""

    kind: PlanKind
    state: PlanState
    start: date | None
    end: date | None
    goals: tuple[GoalFacts, ...] = ()
    steps: tuple[StepFacts, ...] = ()
    checks: tuple[CheckFacts, ...] = ()
    causes: int = 0
    """How many causes the plan answers."""
    has_consequences: bool = False
    has_choice: bool = False
    """Whether the person's choice is written down, or why there was none (R73)."""
    acknowledged: AcknowledgementKind | None = None
    """How the version that holds came to be known; None where it has not."""
    is_changed: bool = False
    """Whether the plan differs from the version that holds."""
    is_standard_changed: bool = False
    """Whether other things are measured than in the version that holds, or otherwise."""
    closure: Decimal | None = None
    wanted: Decimal | None = None
    """The closure that passes, 0 to 1."""
    passes: bool = False
    """Whether the pass rule is met."""
    extensions: int = 0
    open_promises: tuple[str, ...] = ()
    """What the employer promised, has not kept and not settled in writing."""
    is_statement_offered: bool = False
