"""Gaps and causes as they come in from forms and cells; only what writes imports this."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from perftui.domain.gaps import CauseState
from perftui.domain.validation import BLANK, Draft, Line, Number, Paragraphs
from perftui.errors import BadInput
from perftui.i18n import mark


class GapWithoutSubject(BadInput):
    """A gap that is nobody's, or of both a person and a unit."""

    template = mark("Say whose gap it is: one person, or one unit.")
    field = "person"


class GapDraft(Draft):
    """A gap.

    Raises:
        GapWithoutSubject: It is of nobody, or of a person and a unit.
    """

    dimension: Annotated[Line, Field(min_length=1, max_length=200, title=mark("Dimension"))]
    """What is looked at, such as the complaint handling rate."""
    person: Annotated[str | None, BLANK, Field(title=mark("Person"))] = None
    unit: Annotated[str | None, BLANK, Field(title=mark("Unit"))] = None
    cycle: Annotated[str | None, BLANK, Field(title=mark("Cycle"))] = None
    actual: Annotated[Number | None, BLANK, Field(title=mark("Actual"))] = None
    measured_on: Annotated[date | None, BLANK, Field(title=mark("Measured on"))] = None
    evidence: Annotated[Line, Field(max_length=500, title=mark("Evidence"))] = ""
    note: Annotated[Paragraphs, Field(title=mark("Note"))] = ""

    @model_validator(mode="after")
    def _has_one_subject(self) -> Self:
        if bool(self.person) is bool(self.unit):
            raise GapWithoutSubject
        return self


class CauseDraft(Draft):
    """A cause of a gap."""

    text: Annotated[Line, Field(min_length=1, max_length=300, title=mark("Cause"))]
    category: Annotated[Line, Field(max_length=40, title=mark("Category"))] = ""
    """A code of the library's categories; empty for none."""
    evidence: Annotated[Line, Field(max_length=500, title=mark("Evidence"))] = ""
    state: Annotated[CauseState, Field(title=mark("State"))] = CauseState.CONFIRMED
    question: Annotated[Line, Field(max_length=80, title=mark("Question"))] = ""
    """The code of the checklist's question out of which it came."""
