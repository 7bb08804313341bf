"""Plans and their parts as they come in from forms and cells; only what writes imports this."""

from datetime import date
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from perftui.domain.plan_limits import check_span
from perftui.domain.plans import PlanKind, PlanStepKind
from perftui.domain.validation import BLANK, Draft, Line, Number, Paragraphs
from perftui.errors import BadInput
from perftui.i18n import mark

PACKS: Final = ("generic", "cn", "uk")
"""Codes of the evidence packs."""


class PackUnknown(BadInput):
    """No evidence pack of that code."""

    template = mark("There is no evidence pack “{pack}”.")
    field = "pack"


class PlanDraft(Draft):
    """A plan.

    Raises:
        PlanEndsBeforeStart, PlanTooShortOrLong: Its dates do not make a plan of 14 to 180 days.
        PackUnknown: There is no such evidence pack.
    """

    person: Annotated[str, Field(min_length=1, title=mark("Person"))]
    kind: Annotated[PlanKind, Field(title=mark("Kind"))] = PlanKind.PIP
    title: Annotated[Line, Field(min_length=1, max_length=200, title=mark("Title"))]
    manager: Annotated[str | None, BLANK, Field(title=mark("Manager"))] = None
    hr: Annotated[str | None, BLANK, Field(title=mark("HR"))] = None
    pack: Annotated[str, Field(title=mark("Evidence pack"))] = "generic"
    start: Annotated[date | None, BLANK, Field(title=mark("Start"))] = None
    end: Annotated[date | None, BLANK, Field(title=mark("End"))] = None
    pass_closure: Annotated[int, Field(ge=0, le=10_000, title=mark("Closure that passes"))] = 8_000
    purpose: Annotated[Paragraphs, Field(max_length=4000, title=mark("Purpose"))] = ""
    reason: Annotated[Paragraphs, Field(max_length=4000, title=mark("Reason"))] = ""
    consequences: Annotated[Paragraphs, Field(max_length=4000, title=mark("Consequences"))] = ""
    choice: Annotated[Line, Field(max_length=200, title=mark("Choice"))] = ""
    choice_note: Annotated[Paragraphs, Field(max_length=2000, title=mark("Note on the choice"))] = ""

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        if self.pack not in PACKS:
            raise PackUnknown(pack=self.pack)
        if self.start is not None and self.end is not None:
            check_span(self.start, self.end)
        return self


class PlanGoalDraft(Draft):
    """What a goal of a plan says besides its yardstick."""

    title: Annotated[Line, Field(min_length=1, max_length=200, title=mark("Goal"))]
    start: Annotated[Number | None, BLANK, Field(title=mark("Start value"))] = None
    start_on: Annotated[date | None, BLANK, Field(title=mark("Measured on"))] = None
    weight: Annotated[int, Field(ge=0, le=10_000, title=mark("Weight"))] = 10_000
    must_meet: Annotated[bool, Field(title=mark("Must be met"))] = True
    due: Annotated[date | None, BLANK, Field(title=mark("Due date"))] = None


class MilestoneDraft(Draft):
    """A milestone of a plan."""

    title: Annotated[Line, Field(min_length=1, max_length=200, title=mark("Milestone"))]
    due: Annotated[date, Field(title=mark("Due date"))]
    wanted: Annotated[Line, Field(max_length=80, title=mark("Wanted"))] = ""
    goal: Annotated[str | None, BLANK, Field(title=mark("Goal"))] = None


class PlanStepDraft(Draft):
    """A step of a plan."""

    text: Annotated[Line, Field(min_length=1, max_length=300, title=mark("Step"))]
    kind: Annotated[PlanStepKind, Field(title=mark("Kind"))] = PlanStepKind.PROCESS
    owner: Annotated[str | None, BLANK, Field(title=mark("Owner"))] = None
    role: Annotated[Line, Field(max_length=120, title=mark("Role"))] = ""
    due: Annotated[date | None, BLANK, Field(title=mark("Due date"))] = None
    recurrence: Annotated[Line, Field(max_length=60, title=mark("Repeats"))] = ""
    until: Annotated[date | None, BLANK, Field(title=mark("Ends on"))] = None
    is_support: Annotated[bool, Field(title=mark("Support by the employer"))] = False
    evidence_wanted: Annotated[Line, Field(max_length=300, title=mark("Evidence wanted"))] = ""
    baseline: Annotated[Number | None, BLANK, Field(title=mark("Baseline"))] = None
    uplift: Annotated[Annotated[int, Field(ge=-10_000, le=1_000_000)] | None, BLANK, Field(title=mark("Uplift"))] = None
    unit: Annotated[Line, Field(max_length=40, title=mark("Unit of measure"))] = ""
    cause: Annotated[str | None, BLANK, Field(title=mark("Cause"))] = None
