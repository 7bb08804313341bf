"""Goals, key results and check-ins as they come in from forms and files; only what writes imports this."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from perftui.domain.alignments import STEPS, check_acyclic, check_parent, check_step, tree_findings
from perftui.domain.anchors import check_anchors
from perftui.domain.challenges import HIGHEST, LOWEST
from perftui.domain.codes import GoalKind, GoalState, Level, Operator
from perftui.domain.findings import Finding, Severity
from perftui.domain.rollups import FULL_WEIGHT
from perftui.domain.statuses import check_confidence, needs_blocker
from perftui.domain.validation import BLANK, Draft, Line, Number, Paragraphs
from perftui.domain.yardsticks import FIELDS, NUMBERS, Yardstick
from perftui.errors import BadInput, Message, Refused
from perftui.i18n import mark

__all__ = [
    "STEPS",
    "CheckInDraft",
    "CheckInEmpty",
    "DueBeforeStart",
    "GoalDraft",
    "GoalKind",
    "GoalState",
    "KeyResultDraft",
    "Level",
    "OwnerMissing",
    "check_acyclic",
    "check_in_findings",
    "check_parent",
    "check_step",
    "tree_findings",
]

_Title = Annotated[Line, Field(min_length=1, max_length=300, title=mark("Title"))]
_Weight = Annotated[int, Field(ge=0, le=FULL_WEIGHT, title=mark("Weight"))]
_Priority = Annotated[Line, Field(max_length=20, title=mark("Priority"))]
_Tags = Annotated[Line, Field(max_length=300, title=mark("Tags"))]
_Due = Annotated[date | None, BLANK, Field(title=mark("Due date"))]
_Number = Annotated[Number | None, BLANK]
_Rating = Annotated[Annotated[int, Field(ge=LOWEST, le=HIGHEST)] | None, BLANK]


class OwnerMissing(BadInput):
    """A goal of a person or a unit without one."""

    template = mark("A “{level}” needs an owner: choose the person or unit whose goal it is.")


class DueBeforeStart(Refused):
    """Due before it starts."""

    template = mark("The due date {due} lies before the start {start}.")


class CheckInEmpty(BadInput):
    """A check-in that says nothing."""

    template = mark("A check-in needs a value, a confidence or a note.")


class GoalDraft(Draft):
    """A goal.

    Raises:
        OwnerMissing: A personal goal without a person, or a unit's goal without a unit.
        DueBeforeStart: The due date lies before the start.
    """

    title: _Title
    level: Annotated[Level, Field(title=mark("Goal level"))]
    cycle: Annotated[str, Field(min_length=1, title=mark("Cycle"))]
    """Id."""
    owner_person: Annotated[str | None, BLANK, Field(title=mark("Owner"))] = None
    """Id of a person."""
    owner_unit: Annotated[str | None, BLANK, Field(title=mark("Owning unit"))] = None
    """Id of a unit."""
    parent: Annotated[str | None, BLANK, Field(title=mark("Parent goal"))] = None
    """Id of the goal above; None at the top."""
    kind: Annotated[GoalKind, Field(title=mark("Kind of goal"))] = GoalKind.COMMITTED
    weight: _Weight = FULL_WEIGHT
    """In basis points, 0 to 10,000."""
    counts_in_appraisal: Annotated[bool, Field(title=mark("Counts in the appraisal"))] = True
    """Left out or None: True for all kinds but stretch ([O], [G])."""
    priority: _Priority = ""
    tags: _Tags = ""
    description: Annotated[Paragraphs, Field(title=mark("Description"))] = ""
    start: Annotated[date | None, BLANK, Field(title=mark("Start"))] = None
    due: _Due = None
    challenge: Annotated[_Rating, Field(title=mark("Challenge"))] = None
    """1 to 5; None: not rated."""
    feasibility: Annotated[_Rating, Field(title=mark("Feasibility"))] = None
    """1 to 5; None: not rated."""
    smart: Annotated[str | None, BLANK, Field(title=mark("SMART answers"))] = None
    """As `smart_checks.answers_text` writes them."""

    @model_validator(mode="before")
    @classmethod
    def _default_by_kind(cls, values: Any) -> Any:  # noqa: ANN401  # pydantic hands in whatever it was given
        if not isinstance(values, dict) or values.get("counts_in_appraisal") is not None:
            return values
        return {**values, "counts_in_appraisal": values.get("kind") != GoalKind.STRETCH}

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        has_owner = {Level.PERSON: self.owner_person, Level.UNIT: self.owner_unit}.get(self.level, "theme")
        if not has_owner:
            raise OwnerMissing(level=self.level)
        if self.start and self.due and self.due < self.start:
            raise DueBeforeStart(due=self.due, start=self.start)
        return self


class KeyResultDraft(Draft):
    """A key result with its yardstick.

    Raises:
        ImpossibleYardstick: No value could be judged by the numbers given; see `yardsticks`.
        AnchorsDoNotFit: More or fewer levels are described than the scale has.
    """

    goal: Annotated[str, Field(min_length=1, title=mark("Goal"))]
    """Id."""
    title: _Title
    operator: Annotated[Operator, Field(title=FIELDS["operator"])]
    baseline: Annotated[_Number, Field(title=FIELDS["baseline"])] = None
    target: Annotated[_Number, Field(title=FIELDS["target"])] = None
    low: Annotated[_Number, Field(title=FIELDS["low"])] = None
    high: Annotated[_Number, Field(title=FIELDS["high"])] = None
    red_low: Annotated[_Number, Field(title=FIELDS["red_low"])] = None
    red_high: Annotated[_Number, Field(title=FIELDS["red_high"])] = None
    tolerance: Annotated[_Number, Field(title=FIELDS["tolerance"])] = None
    commit: Annotated[_Number, Field(title=FIELDS["commit"])] = None
    stretch: Annotated[_Number, Field(title=FIELDS["stretch"])] = None
    unit: Annotated[Line, Field(max_length=40, title=FIELDS["unit"])] = ""
    levels: Annotated[Annotated[int, Field(ge=2, le=100)] | None, BLANK, Field(title=FIELDS["levels"])] = None
    weight: _Weight = FULL_WEIGHT
    """In basis points, 0 to 10,000."""
    priority: _Priority = ""
    tags: _Tags = ""
    due: _Due = None
    cadence_days: Annotated[int, Field(ge=1, le=366, title=mark("Days between check-ins"))] = 30
    measure: Annotated[str | None, BLANK, Field(title=mark("Measure"))] = None
    """Id of the measure of the library by which it is measured."""
    anchors: Annotated[Paragraphs | None, BLANK, Field(title=mark("Anchors"))] = None
    """What each level looks like, a line a level, level 1 first; only for ordinal ones."""

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        self.yardstick()
        if self.operator is Operator.ORDINAL:
            check_anchors(self.anchors, self.levels)
        return self

    def yardstick(self) -> Yardstick:
        """What its check-ins are held against."""
        numbers = {name: getattr(self, name) for name in NUMBERS}
        return Yardstick(operator=self.operator, unit=self.unit, levels=self.levels, **numbers)


class CheckInDraft(Draft):
    """What is known about a key result on a day. `measures.check_actual` holds the value against the yardstick.

    Raises:
        CheckInEmpty: There is no value, no confidence and no note.
        ConfidenceOutOfRange: The confidence is not within 0 to 1.
    """

    on: Annotated[date, Field(title=mark("Date"))]
    value: Annotated[_Number, Field(title=mark("Value"))] = None
    confidence: Annotated[Decimal | None, BLANK, Field(title=mark("Confidence"))] = None
    """0 to 1, both included."""
    note: Annotated[Paragraphs, Field(title=mark("Note"))] = ""
    blocker: Annotated[Paragraphs, Field(title=mark("Blocker"))] = ""
    blocker_owner: Annotated[str | None, BLANK, Field(title=mark("Owner of the blocker"))] = None
    """Id of a person."""
    next_action: Annotated[Paragraphs, Field(title=mark("Next action"))] = ""
    evidence: Annotated[Paragraphs | None, BLANK, Field(title=mark("Evidence"))] = None
    """Where the value can be looked up."""

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        check_confidence(self.confidence)
        if self.value is None and self.confidence is None and not self.note:
            raise CheckInEmpty
        return self


def check_in_findings(check_in: CheckInDraft, key_result_id: str) -> list[Finding]:
    """What a check-in of low confidence leaves open: the blocker, its owner, the next action [O]."""
    if not needs_blocker(check_in.confidence):
        return []
    asked = (
        (check_in.blocker, mark("Confidence is low: what stands in the way?")),
        (check_in.blocker_owner, mark("Confidence is low: who clears the way?")),
        (check_in.next_action, mark("Confidence is low: what is done next?")),
    )
    return [Finding(Severity.WARNING, Message(text), "key_result", key_result_id) for given, text in asked if not given]
