"""Measures and their values as they come in from forms and files; only what writes imports this."""

from datetime import date
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from perftui.domain.anchors import AnchorsDoNotFit, anchor_lines
from perftui.domain.codes import Operator, Words
from perftui.domain.measure_codes import DEFAULT_CADENCE, MeasureKind
from perftui.domain.validation import BLANK, Draft, Line, Number, Paragraphs
from perftui.domain.yardsticks import FIELDS
from perftui.errors import BadInput
from perftui.i18n import mark

TITLES: Final = {
    "code": Words(mark("Code")),
    "name": Words(mark("Measure name")),
    "description": Words(mark("Description")),
    "area": Words(mark("Area")),
    "unit": FIELDS["unit"],
    "kind": Words(mark("Kind of measure")),
    "operator": FIELDS["operator"],
    "formula": Words(mark("Formula")),
    "source": Words(mark("Data source")),
    "cadence_days": Words(mark("Days from value to value")),
    "anchors": Words(mark("Anchors")),
    "tags": Words(mark("Tags")),
}
"""The fields of a measure in words."""


class MeasureDraft(Draft):
    """A measure.

    Raises:
        AnchorsDoNotFit: An ordinal measure with a single level described.
    """

    name: Annotated[Line, Field(min_length=1, max_length=200, title=TITLES["name"])]
    code: Annotated[Line, Field(max_length=80, title=TITLES["code"])] = ""
    """Unique where it is given: by it a second import finds the measure again."""
    description: Annotated[Paragraphs, Field(max_length=5000, title=TITLES["description"])] = ""
    area: Annotated[Line, Field(max_length=80, title=TITLES["area"])] = ""
    unit: Annotated[Line, Field(max_length=40, title=TITLES["unit"])] = ""
    kind: Annotated[MeasureKind, Field(title=TITLES["kind"])] = MeasureKind.QUANTITATIVE
    operator: Annotated[Operator, Field(title=TITLES["operator"])] = Operator.AT_LEAST
    formula: Annotated[Paragraphs, Field(max_length=5000, title=TITLES["formula"])] = ""
    source: Annotated[Line, Field(max_length=300, title=TITLES["source"])] = ""
    cadence_days: Annotated[int, Field(ge=1, le=366, title=TITLES["cadence_days"])] = DEFAULT_CADENCE
    anchors: Annotated[Paragraphs, Field(max_length=10_000, title=TITLES["anchors"])] = ""
    """A line a level, level 1 first; only for ordinal measures."""
    tags: Annotated[Line, Field(max_length=300, title=TITLES["tags"])] = ""

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        if self.operator is Operator.ORDINAL and len(anchor_lines(self.anchors)) == 1:
            raise AnchorsDoNotFit(levels=2, n=1)
        return self


class SubjectTwice(BadInput):
    """A value of a person and a unit at once."""

    template = mark("A value is of a person, of a unit, or of the whole company: choose one of them.")
    field = "unit"


class MeasureValueDraft(Draft):
    """A value of a measure for a period. `measures.check_actual` holds it against the measure.

    Raises:
        SubjectTwice: Both a person and a unit.
    """

    start: Annotated[date, Field(title=mark("Start"))]
    end: Annotated[date, Field(title=mark("End"))]
    value: Annotated[Number, Field(title=mark("Value"))]
    person: Annotated[str | None, BLANK, Field(title=mark("Person"))] = None
    """Id of a person; neither person nor unit: the whole company."""
    unit: Annotated[str | None, BLANK, Field(title=mark("Measured in"))] = None
    """Id of a unit."""
    evidence: Annotated[Paragraphs, Field(max_length=5000, title=mark("Evidence"))] = ""
    note: Annotated[Paragraphs, Field(max_length=5000, title=mark("Note"))] = ""

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        if self.person and self.unit:
            raise SubjectTwice
        return self
