"""Meetings, actions and resources as they come in from forms; only what writes imports this."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from perftui.domain.gaps import MeasureType
from perftui.domain.meetings import MeetingKind
from perftui.domain.recurrence_texts import parse_recurrence
from perftui.domain.validation import BLANK, Draft, Line, Number, Paragraphs
from perftui.errors import BadInput
from perftui.i18n import mark

NEEDS_OWNER_AND_DATE = frozenset(("meeting", "retro_note", "assessment", "talk"))
"""Origins whose actions need both: what a meeting decides, or an evaluation asks for, without them is not done (R48, R51)."""


class ActionWithoutOwner(BadInput):
    """An action of a meeting or an assessment that is nobody's."""

    template = mark("Say who does it: an action of a meeting or an assessment needs an owner.")
    field = "owner"


class ActionWithoutDate(BadInput):
    """An action of a meeting or an assessment that is never due."""

    template = mark("Say by when: an action of a meeting or an assessment needs a date.")
    field = "due"


class EndsBeforeDue(BadInput):
    """A series whose last day is before its first."""

    template = mark("The last day is before the due date: nothing would ever be due.")
    field = "until"


class CapacityNegative(BadInput):
    """Less than nothing."""

    template = mark("An amount cannot be below zero.")
    field = "capacity"


class MeetingDraft(Draft):
    """A meeting."""

    kind: Annotated[MeetingKind, Field(title=mark("Kind"))]
    title: Annotated[Line, Field(min_length=1, max_length=300, title=mark("Title"))]
    on: Annotated[date, Field(title=mark("Date"))]
    place: Annotated[Line, Field(max_length=200, title=mark("Place"))] = ""
    agenda: Annotated[Paragraphs, Field(title=mark("Agenda"))] = ""
    minutes: Annotated[Paragraphs, Field(title=mark("Minutes"))] = ""


class ActionDraft(Draft):
    """Something that somebody does by a day.

    Raises:
        ActionWithoutOwner: It comes out of a meeting and has no owner.
        ActionWithoutDate: It comes out of a meeting and has no date.
        BadRecurrence: What it says of how often it repeats cannot be read.
        EndsBeforeDue: Its last day is before its due date.
    """

    title: Annotated[Line, Field(min_length=1, max_length=300, title=mark("Action"))]
    owner: Annotated[str | None, BLANK, Field(title=mark("Owner"))] = None
    """Id of a person."""
    role: Annotated[Line, Field(max_length=120, title=mark("Role"))] = ""
    """In which role somebody does it, such as mentor; with or without an owner."""
    due: Annotated[date | None, BLANK, Field(title=mark("Due date"))] = None
    recurrence: Annotated[Line, Field(max_length=60, title=mark("Repeats"))] = ""
    """As typed, or as `domain.recurrences` stores it."""
    until: Annotated[date | None, BLANK, Field(title=mark("Ends on"))] = None
    """Of a series; None where it goes on until somebody ends it."""
    measure: Annotated[Line, Field(max_length=300, title=mark("Measured by"))] = ""
    kind: Annotated[MeasureType | None, BLANK, Field(title=mark("Type"))] = None
    """Of a measure against a cause: an action, which is what None means too, or a document (R46)."""
    note: Annotated[Paragraphs, Field(title=mark("Note"))] = ""
    origin: Annotated[str, Field(title=mark("Comes from"))] = ""
    """The table of the record out of which it comes."""

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if self.origin in NEEDS_OWNER_AND_DATE:
            if not self.owner:
                raise ActionWithoutOwner
            if self.due is None:
                raise ActionWithoutDate
        if self.recurrence:
            parse_recurrence(self.recurrence)
        if self.until and self.due and self.until < self.due:
            raise EndsBeforeDue
        return self


class ResourceDraft(Draft):
    """Something of which goals need a part: money, people, hours, machines.

    Raises:
        CapacityNegative: There is less than nothing of it.
    """

    name: Annotated[Line, Field(min_length=1, max_length=120, title=mark("Resource"))]
    unit: Annotated[Line, Field(max_length=40, title=mark("Unit of measure"))] = ""
    capacity: Annotated[Number | None, BLANK, Field(title=mark("How much there is"))] = None
    owner_unit: Annotated[str | None, BLANK, Field(title=mark("Owning unit"))] = None
    note: Annotated[Paragraphs, Field(title=mark("Note"))] = ""

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        if self.capacity is not None and self.capacity < 0:
            raise CapacityNegative
        return self


class AllocationDraft(Draft):
    """How much of a resource a goal needs.

    Raises:
        CapacityNegative: Less than nothing.
    """

    amount: Annotated[Number | None, BLANK, Field(title=mark("Amount"))] = None
    note: Annotated[Paragraphs, Field(title=mark("Note"))] = ""

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        if self.amount is not None and self.amount < 0:
            raise CapacityNegative
        return self
