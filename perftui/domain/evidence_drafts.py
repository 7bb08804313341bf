"""Evidence and requirements as they come in from forms; only what writes imports this."""

from datetime import date
from typing import Annotated

from pydantic import Field

from perftui.domain.validation import Draft, Line, Paragraphs
from perftui.i18n import mark


class NoteDraft(Draft):
    """A note that shows something."""

    title: Annotated[Line, Field(min_length=1, max_length=300, title=mark("Title"))]
    text: Annotated[Paragraphs, Field(min_length=1, title=mark("Text"))]
    on: Annotated[date, Field(title=mark("Date"))]
    requirement: Annotated[Line, Field(max_length=60, title=mark("Requirement"))] = ""


class FileDraft(Draft):
    """What is said of a file."""

    title: Annotated[Line, Field(min_length=1, max_length=300, title=mark("Title"))]
    text: Annotated[Paragraphs, Field(title=mark("Text"))] = ""
    on: Annotated[date, Field(title=mark("Date"))]
    requirement: Annotated[Line, Field(max_length=60, title=mark("Requirement"))] = ""


class RequirementDraft(Draft):
    """Why a requirement is met, or waived."""

    note: Annotated[Paragraphs, Field(min_length=1, title=mark("Note"))]
    on: Annotated[date, Field(title=mark("Date"))]
