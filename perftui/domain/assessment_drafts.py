"""Assessments and indicators as they come in from forms; only what writes imports this."""

from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from perftui.domain.anchors import check_anchors
from perftui.domain.codes import Operator, Words
from perftui.domain.measure_codes import MeasureKind
from perftui.domain.rollups import FULL_WEIGHT
from perftui.domain.validation import BLANK, Draft, Line, Number, Paragraphs
from perftui.domain.yardsticks import FIELDS, NUMBERS, Yardstick
from perftui.i18n import mark

_Number = Annotated[Number | None, BLANK]
_Text = Annotated[Paragraphs, Field(max_length=10_000)]
TITLES: Final = {
    "second_reader": Words(mark("Second reader")),
    "second_reader_note": Words(mark("Second reader's note")),
    "self_note": Words(mark("Note of the person")),
    "manager_note": Words(mark("Note of the manager")),
    "development_note": Words(mark("Development note")),
    "statement": Words(mark("Statement of the person")),
    "potential": Words(mark("Potential")),
}
"""The notes of an assessment in words."""


class NotesDraft(Draft):
    """What is written beside the scores."""

    second_reader: Annotated[str | None, BLANK, Field(title=TITLES["second_reader"])] = None
    """Id of a person."""
    second_reader_note: Annotated[_Text, Field(title=TITLES["second_reader_note"])] = ""
    self_note: Annotated[_Text, Field(title=TITLES["self_note"])] = ""
    manager_note: Annotated[_Text, Field(title=TITLES["manager_note"])] = ""
    development_note: Annotated[_Text, Field(title=TITLES["development_note"])] = ""
    statement: Annotated[_Text, Field(title=TITLES["statement"])] = ""
    potential: Annotated[Annotated[int, Field(ge=1, le=3)] | None, BLANK, Field(title=TITLES["potential"])] = None


class IndicatorDraft(Draft):
    """An indicator with its yardstick; its target may still be missing.

    Raises:
        ImpossibleYardstick: There are numbers by which no value could be judged.
        AnchorsDoNotFit: More or fewer levels are described than the scale has.
    """

    name: Annotated[Line, Field(min_length=1, max_length=200, title=mark("Indicator"))]
    kind: Annotated[MeasureKind, Field(title=mark("Kind"))] = MeasureKind.QUANTITATIVE
    measure: Annotated[str | None, BLANK, Field(title=mark("Measure"))] = None
    weight: Annotated[int, Field(ge=0, le=FULL_WEIGHT, title=mark("Weight"))] = 0
    operator: Annotated[Operator, Field(title=FIELDS["operator"])] = Operator.AT_LEAST
    unit: Annotated[Line, Field(max_length=40, title=FIELDS["unit"])] = ""
    baseline: Annotated[_Number, Field(title=FIELDS["baseline"])] = None
    target: Annotated[_Number, Field(title=FIELDS["target"])] = None
    low: Annotated[_Number, Field(title=FIELDS["low"])] = None
    high: Annotated[_Number, Field(title=FIELDS["high"])] = None
    red_low: Annotated[_Number, Field(title=FIELDS["red_low"])] = None
    red_high: Annotated[_Number, Field(title=FIELDS["red_high"])] = None
    tolerance: Annotated[_Number, Field(title=FIELDS["tolerance"])] = None
    commit: Annotated[_Number, Field(title=FIELDS["commit"])] = None
    stretch: Annotated[_Number, Field(title=FIELDS["stretch"])] = None
    levels: Annotated[Annotated[int, Field(ge=2, le=100)] | None, BLANK, Field(title=FIELDS["levels"])] = None
    anchors: Annotated[Paragraphs | None, BLANK, Field(max_length=10_000, title=mark("Anchors"))] = None
    evidence: Annotated[_Text, Field(title=mark("Evidence"))] = ""
    self_note: Annotated[_Text, Field(title=mark("Note of the person"))] = ""
    note: Annotated[_Text, Field(title=mark("Note"))] = ""

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        if self.has_target:
            self.yardstick()
        if self.operator is Operator.ORDINAL:
            check_anchors(self.anchors, self.levels)
        return self

    @property
    def has_target(self) -> bool:
        """Whether there is anything to judge by: some operators need no number for it."""
        if self.operator in (Operator.ORDINAL, Operator.YES_NO, Operator.MILESTONE):
            return True
        return any(value is not None for value in (self.target, self.low, self.high))

    def yardstick(self) -> Yardstick:
        """What its actual value is held against."""
        numbers = {name: getattr(self, name) for name in NUMBERS}
        levels = self.levels if self.operator is Operator.ORDINAL else None
        return Yardstick(operator=self.operator, unit=self.unit, levels=levels, **numbers)
