"""Rounds, questions and raters as they come in from forms; only what writes imports this."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from perftui.domain.feedback import THRESHOLD, QuestionKind, RaterGroup
from perftui.domain.validation import BLANK, Draft, Line, Paragraphs
from perftui.errors import BadInput
from perftui.i18n import mark


class QuestionEmpty(BadInput):
    """A question in neither language."""

    template = mark("Write the question in at least one of the two languages.")
    field = "text_en"


class EmailWrong(BadInput):
    """An address without an @."""

    template = mark("“{value}” is no e-mail address.")
    field = "email"


class RoundDraft(Draft):
    """A round of 360 feedback."""

    title: Annotated[Line, Field(min_length=1, max_length=200, title=mark("Title"))]
    cycle: Annotated[str | None, BLANK, Field(title=mark("Cycle"))] = None
    questionnaire: Annotated[str, Field(title=mark("Questionnaire"))] = ""
    """Code of one of the library; empty to begin without questions."""
    due: Annotated[date | None, BLANK, Field(title=mark("Answers by"))] = None
    threshold: Annotated[int, Field(ge=THRESHOLD, le=10, title=mark("Fewest raters to show a group"))] = THRESHOLD
    note: Annotated[Paragraphs, Field(max_length=4000, title=mark("Note"))] = ""


class QuestionDraft(Draft):
    """A question of a round.

    Raises:
        QuestionEmpty: It is written in neither language.
    """

    kind: Annotated[QuestionKind, Field(title=mark("Answered"))] = QuestionKind.SCALE
    competency: Annotated[Line, Field(max_length=120, title=mark("Competency"))] = ""
    text_en: Annotated[Line, Field(max_length=500, title=mark("English"))] = ""
    text_zh: Annotated[Line, Field(max_length=500, title=mark("Chinese"))] = ""

    @model_validator(mode="after")
    def _is_written(self) -> Self:
        if not self.text_en and not self.text_zh:
            raise QuestionEmpty
        return self


class OutsiderDraft(Draft):
    """Somebody from outside who answers on paper or in a file, such as a customer.

    Raises:
        EmailWrong: The address has no @.
    """

    name: Annotated[Line, Field(min_length=1, max_length=120, title=mark("Name"))]
    email: Annotated[Line, Field(max_length=200, title=mark("E-mail"))] = ""
    group: Annotated[RaterGroup, Field(title=mark("Group"))] = RaterGroup.CUSTOMER

    @model_validator(mode="after")
    def _is_reachable(self) -> Self:
        if self.email and "@" not in self.email[1:-1]:
            raise EmailWrong(value=self.email)
        return self
