"""Talks, cadences, worksheets and bottlenecks as they come in from forms; only what writes imports this."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from perftui.domain.recurrence_texts import parse_recurrence
from perftui.domain.talks import TalkKind, Visibility, WorksheetState
from perftui.domain.validation import BLANK, Draft, Line, Paragraphs
from perftui.errors import BadInput
from perftui.i18n import mark


class TalksToSelf(BadInput):
    """Manager and person are the same."""

    template = mark("Manager and person are the same: a talk needs two.")
    field = "manager"


class TalkDraft(Draft):
    """A talk that is planned.

    Raises:
        TalksToSelf: Manager and person are the same.
    """

    person: Annotated[str, Field(min_length=1, title=mark("Person"))]
    manager: Annotated[str | None, BLANK, Field(title=mark("Manager"))] = None
    kind: Annotated[TalkKind, Field(title=mark("Kind"))]
    planned: Annotated[date, Field(title=mark("Planned for"))]
    visibility: Annotated[Visibility, Field(title=mark("Read by"))] = Visibility.BOTH
    goal: Annotated[str | None, BLANK, Field(title=mark("Goal"))] = None
    gap: Annotated[str | None, BLANK, Field(title=mark("Gap"))] = None
    plan: Annotated[str | None, BLANK, Field(title=mark("Improvement plan"))] = None
    script: Annotated[Line, Field(max_length=60, title=mark("Script"))] = ""
    """The code of a script of the library; empty for the one that goes with the kind."""
    note: Annotated[Paragraphs, Field(title=mark("Note"))] = ""

    @model_validator(mode="after")
    def _has_two(self) -> Self:
        if self.manager == self.person:
            raise TalksToSelf
        return self


class GrowDraft(Draft):
    """What was said in a talk."""

    held: Annotated[date | None, BLANK, Field(title=mark("Day of talk"))] = None
    """None where it is only prepared."""
    goal_text: Annotated[Paragraphs, Field(title=mark("Goal"))] = ""
    reality: Annotated[Paragraphs, Field(title=mark("Reality"))] = ""
    options: Annotated[Paragraphs, Field(title=mark("Options"))] = ""
    way_forward: Annotated[Paragraphs, Field(title=mark("Way forward"))] = ""
    note: Annotated[Paragraphs, Field(title=mark("Note"))] = ""


class CadenceDraft(Draft):
    """How often there is a talk with somebody.

    Raises:
        BadRecurrence: What it says of how often cannot be read.
    """

    recurrence: Annotated[Line, Field(min_length=1, max_length=60, title=mark("Repeats"))]
    start: Annotated[date, Field(title=mark("Since"))]
    note: Annotated[Paragraphs, Field(title=mark("Note"))] = ""

    @model_validator(mode="after")
    def _is_understood(self) -> Self:
        parse_recurrence(self.recurrence)
        return self


class WorksheetDraft(Draft):
    """What another department needs, and what is asked of it (R26)."""

    title: Annotated[Line, Field(min_length=1, max_length=300, title=mark("Title"))]
    unit: Annotated[str | None, BLANK, Field(title=mark("Other party"))] = None
    person: Annotated[str | None, BLANK, Field(title=mark("For"))] = None
    goal: Annotated[str | None, BLANK, Field(title=mark("Goal"))] = None
    talk: Annotated[str | None, BLANK, Field(title=mark("Talk"))] = None
    measured_on: Annotated[Paragraphs, Field(title=mark("They are measured on"))] = ""
    needs: Annotated[Paragraphs, Field(title=mark("They need from us"))] = ""
    ask: Annotated[Paragraphs, Field(title=mark("We ask"))] = ""
    offer: Annotated[Paragraphs, Field(title=mark("We offer"))] = ""
    decider: Annotated[Line, Field(max_length=200, title=mark("Who decides"))] = ""
    state: Annotated[WorksheetState, Field(title=mark("State"))] = WorksheetState.OPEN
    on: Annotated[date, Field(title=mark("Date"))]


class BottleneckDraft(Draft):
    """Where the work gets stuck (R25)."""

    tag: Annotated[Line, Field(min_length=1, max_length=60, title=mark("Tag"))]
    text: Annotated[Line, Field(min_length=1, max_length=500, title=mark("Bottleneck"))]
    person: Annotated[str | None, BLANK, Field(title=mark("Of"))] = None
    unit: Annotated[str | None, BLANK, Field(title=mark("Unit"))] = None
    goal: Annotated[str | None, BLANK, Field(title=mark("Goal"))] = None
    talk: Annotated[str | None, BLANK, Field(title=mark("Talk"))] = None
    on: Annotated[date, Field(title=mark("Date"))]
