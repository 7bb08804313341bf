"""Assessments as screens, files and the command line show them: indicators with their yardsticks, totals, findings, changes."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.anchors import anchor_lines
from perftui.domain.assessment_scores import MOST_SHARE, Part, Totals, findings, level_of, measured_share, totals
from perftui.domain.assessments import AssessmentState, FollowUp
from perftui.domain.codes import Operator
from perftui.domain.measure_codes import MeasureKind, stand_in
from perftui.domain.quantities import target_text
from perftui.domain.ratings import band_of
from perftui.domain.yardstick_errors import ImpossibleYardstick
from perftui.i18n import say
from perftui.records import NamedTuple
from perftui.services import assessment_policies, builtin_measures
from perftui.services.measured_values import value_text
from perftui.storage import assessments
from perftui.storage.stores import Gone
from perftui.storage.yardsticks import yardstick_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.domain.findings import Finding
    from perftui.domain.ratings import RatingBand
    from perftui.domain.yardsticks import Yardstick
    from perftui.services.assessment_policies import RatingPolicy
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class IndicatorView(NamedTuple):
    """An indicator with its yardstick."""

    id: str
    version: int
    assessment_id: str
    name: str
    """In the language in use while it is a built-in one."""
    kind: MeasureKind
    measure_id: str
    key_result_id: str
    weight: int
    """Basis points."""
    operator: Operator
    unit: str
    yardstick: Yardstick | None
    """None where no target is set yet."""
    target: str
    """With sign and unit; empty without one."""
    actual: Decimal | None
    actual_text: str
    levels: int
    anchors: tuple[str, ...]
    """What each level looks like, level 1 first."""
    part: Part
    """Its scores."""
    self_note: str
    note: str

    @property
    def is_level(self) -> bool:
        """Whether it is scored by levels."""
        return self.operator is Operator.ORDINAL

    @property
    def judged(self) -> Decimal | None:
        """What a gap is measured by: the actual value, or of a judged one the level that counts."""
        if self.actual is None and self.is_level and self.part.counts is not None:
            return Decimal(level_of(self.part.counts, self.levels))
        return self.actual


class AssessmentLine(NamedTuple):
    """An assessment as the list shows it."""

    id: str
    """Empty where it was taken back since the list was read."""
    version: int
    person_id: str
    person: str
    staff_no: str
    unit_id: str
    unit: str
    position: str
    cycle_id: str
    cycle: str
    cycle_number: int
    state: AssessmentState
    totals: Totals
    band: RatingBand | None
    potential: int | None
    lacks_follow_up: bool
    """Whether somebody was evaluated and nothing follows."""
    has_action: bool
    follow_up: FollowUp | None
    shared_on: date | None


class AssessmentView(NamedTuple):
    """An assessment in full."""

    line: AssessmentLine
    manager_id: str
    manager: str
    second_reader_id: str
    second_reader: str
    template: str
    texts: dict[str, str]
    """The notes and statements, by column."""
    answered_on: date | None
    indicators: tuple[IndicatorView, ...]
    findings: tuple[Finding, ...]
    ends_on: date


TEXTS = ("second_reader_note", "self_note", "manager_note", "development_note", "statement", "follow_up_note")
"""The columns of an assessment that hold what was written."""


def possible_yardstick(row: Row) -> Yardstick | None:
    """The yardstick of an indicator; None while its target is missing."""
    try:
        return yardstick_of(row)
    except ImpossibleYardstick:
        return None


def indicator_of(row: Row) -> IndicatorView:
    """A row of `assessments.indicators` as a view."""
    yardstick, actual = possible_yardstick(row), _number(row["actual"])
    operator, levels = Operator(row["operator"]), int(row["maximum"] or 5)
    name, unit, anchors = (builtin_measures.shown(row["code"], field, row[field] or "") for field in ("name", "unit", "anchors"))
    reader = yardstick or stand_in(operator, unit, levels)
    measured = measured_share(yardstick, actual)
    scores = {field: _number(row[field]) for field in ("self_score", "manager_score", "calibrated_score")}
    kind = MeasureKind(row["kind"])
    return IndicatorView(
        **{field: row[field] for field in ("id", "version", "assessment_id", "weight", "self_note", "note")},
        name=name,
        kind=kind,
        measure_id=row["measure_id"] or "",
        key_result_id=row["key_result_id"] or "",
        operator=operator,
        unit=unit,
        yardstick=yardstick,
        target="" if yardstick is None else target_text(yardstick) or say(operator),
        actual=actual,
        actual_text=value_text(reader, actual),
        levels=levels,
        anchors=anchor_lines(anchors),
        part=Part(row["id"], name, kind, row["weight"], measured, evidence=row["evidence"], **scores),
    )


def indicator(store: Store, indicator_id: str) -> IndicatorView:
    """One indicator.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    row = assessments.indicator(store, indicator_id)
    if row is None:
        raise Gone
    return indicator_of(row)


def lines_of(store: Store, rows: Sequence[Row]) -> list[AssessmentLine]:
    """Rows of assessments with their totals and bands."""
    parts: dict[str, list[Part]] = defaultdict(list)
    for row in assessments.indicators(store, [row["id"] for row in rows]):
        parts[row["assessment_id"]].append(indicator_of(row).part)
    policies = {cycle: assessment_policies.policy(store, cycle) for cycle in {row["cycle_id"] for row in rows}}
    return [_line(row, parts[row["id"]], policies[row["cycle_id"]]) for row in rows]


def view(store: Store, assessment_id: str) -> AssessmentView:
    """One assessment in full.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    row = assessments.get(store, assessment_id)
    if row is None:
        raise Gone
    shown = tuple(indicator_of(each) for each in assessments.indicators(store, [assessment_id]))
    rules = assessment_policies.policy(store, row["cycle_id"])
    parts = [each.part for each in shown]
    has_note = bool(row["development_note"])
    return AssessmentView(
        line=_line(row, parts, rules),
        manager_id=row["manager_id"] or "",
        manager=row["manager"],
        second_reader_id=row["second_reader_id"] or "",
        second_reader=row["second_reader"],
        template=row["template"],
        texts={name: row[name] for name in TEXTS},
        answered_on=_day(row["answered_on"]),
        indicators=shown,
        findings=tuple(findings(parts, rules.most_share or MOST_SHARE, assessment_id=assessment_id, has_note=has_note)),
        ends_on=date.fromisoformat(row["end_date"]),
    )


def _line(row: Row, parts: Sequence[Part], rules: RatingPolicy) -> AssessmentLine:
    found = totals(parts)
    return AssessmentLine(
        **{name: row[name] for name in ("id", "version", "person_id", "person", "staff_no", "unit", "position", "cycle_id", "cycle")},
        unit_id=row["unit_id"] or "",
        cycle_number=row["cycle_number"],
        state=AssessmentState(row["state"]),
        totals=found,
        band=band_of(found.counts.share, rules.bands),
        potential=row["potential"],
        lacks_follow_up=bool(row["lacks_follow_up"]),
        has_action=bool(row["has_action"]),
        follow_up=FollowUp(row["follow_up"]) if row["follow_up"] else None,
        shared_on=_day(row["shared_on"]),
    )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
