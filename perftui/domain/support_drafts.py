"""Support as it comes in from forms, each field called as its column; only what writes imports this."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from perftui.domain.recurrence_texts import parse_recurrence
from perftui.domain.support import (
    AccommodationKind,
    Audience,
    InitiativeKind,
    MentorReason,
    SupportKind,
    SupportTable,
)
from perftui.domain.validation import BLANK, Draft, Line, Number, Paragraphs
from perftui.errors import BadInput
from perftui.i18n import mark

Reference = Annotated[str | None, BLANK]
Day = Annotated[date | None, BLANK]
Title = Annotated[Line, Field(min_length=1, max_length=300, title=mark("Title"))]


class EndsBeforeStart(BadInput):
    """A last day before the first."""

    template = mark("The last day is before the first one.")
    field = "end_date"


class HoursOutOfRange(BadInput):
    """Less than nothing, or more than a week has."""

    template = mark("Hours per week go from 0 to 60.")
    field = "hours_per_week"


class OwnMentor(BadInput):
    """Somebody is to mentor themselves."""

    template = mark("Nobody is their own mentor: choose another person.")
    field = "mentee_id"


class MentorshipDraft(Draft):
    """Somebody who goes along with somebody else for a while."""

    mentor_id: Annotated[str, Field(min_length=1, title=mark("Mentor"))]
    mentee_id: Annotated[str, Field(min_length=1, title=mark("Mentee"))]
    reason: Annotated[MentorReason, Field(title=mark("Reason"))]
    start_date: Annotated[date, Field(title=mark("Start"))]
    end_date: Annotated[Day, Field(title=mark("End"))] = None
    recurrence: Annotated[Line, Field(min_length=1, max_length=60, title=mark("How often"))] = "weekly"
    plan_id: Annotated[Reference, Field(title=mark("Plan"))] = None
    note: Annotated[Paragraphs, Field(title=mark("Note"))] = ""

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        if self.mentor_id == self.mentee_id:
            raise OwnMentor
        if self.end_date and self.end_date < self.start_date:
            raise EndsBeforeStart
        parse_recurrence(self.recurrence)
        return self


class MentorEntryDraft(Draft):
    """One talk of a mentorship: what it was about, what was practised, what was seen, what comes next (R35)."""

    on_date: Annotated[date, Field(title=mark("Date"))]
    situation: Annotated[Paragraphs, Field(min_length=1, title=mark("Situation"))]
    practised: Annotated[Paragraphs, Field(title=mark("Practised"))] = ""
    observed: Annotated[Paragraphs, Field(title=mark("Observed"))] = ""
    next_step: Annotated[Paragraphs, Field(title=mark("Next step"))] = ""


class SkillGapDraft(Draft):
    """What somebody can do less well than the work needs (R30)."""

    person_id: Annotated[str, Field(min_length=1, title=mark("Person"))]
    competency: Annotated[Line, Field(min_length=1, max_length=200, title=mark("Competency"))]
    level_now: Annotated[Annotated[int, Field(ge=1, le=5)] | None, BLANK, Field(title=mark("Level now"))] = None
    level_needed: Annotated[int, Field(ge=1, le=5, title=mark("Level needed"))] = 3
    goal_id: Annotated[Reference, Field(title=mark("Goal"))] = None
    gap_id: Annotated[Reference, Field(title=mark("Gap"))] = None
    plan_id: Annotated[Reference, Field(title=mark("Plan"))] = None
    note: Annotated[Paragraphs, Field(title=mark("Note"))] = ""


class CourseDraft(Draft):
    """A course that somebody can be sent to."""

    name: Annotated[Line, Field(min_length=1, max_length=200, title=mark("Course"))]
    code: Annotated[Line, Field(max_length=60, title=mark("Code"))] = ""
    provider: Annotated[Line, Field(max_length=200, title=mark("Provider"))] = ""
    audience: Annotated[Audience, Field(title=mark("For whom"))] = Audience.EVERYBODY
    note: Annotated[Paragraphs, Field(title=mark("Note"))] = ""


class TrainingDraft(Draft):
    """A request for training (R31)."""

    person_id: Annotated[str, Field(min_length=1, title=mark("Person"))]
    title: Title
    course_id: Annotated[Reference, Field(title=mark("Course"))] = None
    provider: Annotated[Line, Field(max_length=200, title=mark("Provider"))] = ""
    reason: Annotated[Paragraphs, Field(title=mark("Reason"))] = ""
    requested_on: Annotated[date, Field(title=mark("Requested on"))]
    start_date: Annotated[Day, Field(title=mark("Start"))] = None
    end_date: Annotated[Day, Field(title=mark("End"))] = None
    result: Annotated[Paragraphs, Field(title=mark("Result"))] = ""
    gap_id: Annotated[Reference, Field(title=mark("Gap"))] = None
    skill_gap_id: Annotated[Reference, Field(title=mark("Skill gap"))] = None
    plan_id: Annotated[Reference, Field(title=mark("Plan"))] = None

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        if self.start_date and self.end_date and self.end_date < self.start_date:
            raise EndsBeforeStart
        return self


class RequestDraft(Draft):
    """Something that somebody needs from another unit (R36)."""

    title: Title
    kind: Annotated[SupportKind, Field(title=mark("Kind"))] = SupportKind.TOOL
    person_id: Annotated[Reference, Field(title=mark("For"))] = None
    provider_unit_id: Annotated[Reference, Field(title=mark("Provider"))] = None
    goal_id: Annotated[Reference, Field(title=mark("Blocked goal"))] = None
    plan_id: Annotated[Reference, Field(title=mark("Plan"))] = None
    initiative_id: Annotated[Reference, Field(title=mark("Initiative"))] = None
    priority: Annotated[int, Field(ge=1, le=3, title=mark("Priority"))] = 2
    requested_on: Annotated[date, Field(title=mark("Requested on"))]
    needed_by: Annotated[Day, Field(title=mark("Needed by"))] = None
    promised_for: Annotated[Day, Field(title=mark("Promised for"))] = None
    days_lost: Annotated[Annotated[int, Field(ge=0, le=9999)] | None, BLANK, Field(title=mark("Days lost"))] = None
    note: Annotated[Paragraphs, Field(title=mark("Note"))] = ""


class InitiativeDraft(Draft):
    """What answers several requests at once (R38)."""

    title: Title
    kind: Annotated[InitiativeKind, Field(title=mark("Kind"))] = InitiativeKind.SYSTEM
    owner_person_id: Annotated[Reference, Field(title=mark("Owner"))] = None
    unit_id: Annotated[Reference, Field(title=mark("Unit"))] = None
    start_date: Annotated[Day, Field(title=mark("Start"))] = None
    due_date: Annotated[Day, Field(title=mark("Due date"))] = None
    note: Annotated[Paragraphs, Field(title=mark("Note"))] = ""


class AccommodationDraft(Draft):
    """What makes somebody's work fit while they learn (R75)."""

    person_id: Annotated[str, Field(min_length=1, title=mark("Person"))]
    kind: Annotated[AccommodationKind, Field(title=mark("Kind"))] = AccommodationKind.FLEXIBLE_HOURS
    hours_per_week: Annotated[Number | None, BLANK, Field(title=mark("Hours per week"))] = None
    valid_from: Annotated[date, Field(title=mark("Valid from"))]
    valid_until: Annotated[Day, Field(title=mark("Valid until"))] = None
    plan_id: Annotated[Reference, Field(title=mark("Plan"))] = None
    note: Annotated[Paragraphs, Field(title=mark("Note"))] = ""

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        if self.hours_per_week is not None and not 0 <= self.hours_per_week <= Decimal(60):
            raise HoursOutOfRange
        if self.valid_until and self.valid_until < self.valid_from:
            raise EndsBeforeStart
        return self


DRAFTS: dict[SupportTable, type[Draft]] = {
    SupportTable.REQUEST: RequestDraft,
    SupportTable.INITIATIVE: InitiativeDraft,
    SupportTable.ACCOMMODATION: AccommodationDraft,
    SupportTable.TRAINING: TrainingDraft,
    SupportTable.SKILL_GAP: SkillGapDraft,
    SupportTable.COURSE: CourseDraft,
    SupportTable.MENTORSHIP: MentorshipDraft,
}
"""Table to the model of its records."""
