"""One cell of an assessment's sheet, written as it was typed: the scores with their reasons, weights, targets, actual values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from perftui.domain.assessment_scores import level_of, read_level, read_share
from perftui.domain.assessments import OPEN, WRITTEN_IN, AssessmentState, NotWrittenNow, StepReasonMissing
from perftui.domain.codes import Operator
from perftui.domain.measure_codes import stand_in
from perftui.domain.targets import parse_target
from perftui.domain.texts import clean_text
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.services.assessments import Change, keep_change
from perftui.services.bulk_values import read_weight
from perftui.services.goal_rows import stored
from perftui.services.measured_values import parse_value
from perftui.storage import assessments
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from perftui.domain.assessment_drafts import IndicatorDraft
    from perftui.services.assessment_views import IndicatorView
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

SCORES = tuple(WRITTEN_IN)
"""The columns that hold scores."""
FREE = ("evidence", "self_note", "note")
"""Columns that are written in any state but the final one."""
NUMBERS = {
    **{name: name for name in ("baseline", "target", "low", "high", "red_low", "red_high", "tolerance")},
    **{"commit": "commit_value", "stretch": "stretch_value"},
}
"""Number of a yardstick to its column."""
COLUMNS = {
    **{name: name for name in ("name", "kind", "weight", "operator", "unit", "anchors", "evidence", "self_note", "note")},
    **NUMBERS,
    **{"measure": "measure_id", "levels": "maximum"},
}
_CLEARED = (*NUMBERS.values(), "operator", "unit", "maximum")


class Typed(NamedTuple):
    """What was typed into a cell; why, where that is needed; and in which meeting it was decided."""

    column: str
    """`name`, `weight`, `target`, `actual`, one of `SCORES`, `evidence`, `note` or `self_note`."""
    text: str
    """Empty takes the value away."""
    reason: str = ""
    """Needed where a measured score is overridden, and for each calibrated score."""
    meeting_id: str = ""


def write_cell(store: Store, shown: IndicatorView, typed: Typed, today: date) -> None:
    """Write one cell of the sheet as it was typed.

    Args:
        store: The store.
        shown: The indicator as it was looked at.
        typed: Into which column, what, and why.
        today: When.

    Raises:
        StepReasonMissing: A reason is needed, and there is none; nothing was changed.
        NotWrittenNow: The state of the assessment has closed this column.
        Gone: The indicator does not exist any more.
        Changed: Somebody else was first.
        BadInput: The text cannot be read.
    """
    row, column = indicator_row(store, shown.id), typed.column
    check_open(AssessmentState(row["state"]), column)
    values = _read(shown, column, typed.text)
    with store.write(Label(mark("Changed “{name}” of {person}"), {"name": shown.name, "person": row["person"]})):
        if column in SCORES and _needs_reason(shown, column, values[column]):
            if not typed.reason.strip():
                raise StepReasonMissing
            old = shown.part.counts if column == "calibrated_score" else shown.part.manager
            change = Change(column, _text(old), _text(values[column]), typed.reason, typed.meeting_id, shown.id)
            keep_change(store, row["assessment_id"], change, today)
        store.update("indicator", shown.id, shown.version, **{name: stored(value) for name, value in values.items()})


def check_open(state: AssessmentState, column: str) -> None:
    """Refuse to write in a column that the state of the assessment has closed.

    Raises:
        NotWrittenNow: It has.
    """
    allowed = WRITTEN_IN.get(column, OPEN)
    if column in FREE:
        allowed = frozenset(AssessmentState) - {AssessmentState.FINAL}
    if state not in allowed:
        raise NotWrittenNow(state=state)


def _needs_reason(shown: IndicatorView, column: str, new: Decimal | None) -> bool:
    if column == "calibrated_score":
        return new != shown.part.calibrated_score
    overrides = column == "manager_score" and not shown.is_level and shown.part.measured is not None
    return overrides and new is not None and new != shown.part.manager_score


def read_score(shown: IndicatorView, text: str) -> Decimal | None:
    """A score as it is typed: a level of a judged indicator, else percent; None for an empty text.

    Raises:
        LevelUnclear, ShareUnclear: It cannot be read.
    """
    return read_level(text, shown.levels) if shown.is_level else read_share(text)


def _read(shown: IndicatorView, column: str, text: str) -> dict[str, Any]:
    if column in SCORES:
        return {column: read_score(shown, text)}
    if column == "weight":
        return {"weight": read_weight(text)}
    if column == "actual":
        reader = shown.yardstick or stand_in(shown.operator, shown.unit, shown.levels)
        return {"actual": parse_value(reader, text)}
    if column == "target":
        return _target(shown, text)
    if column == "name":
        from perftui.domain.assessment_drafts import IndicatorDraft
        from perftui.domain.validation import validated

        return {"name": validated(IndicatorDraft, name=text).name}
    return {column: clean_text(text, multiline=True).strip()}


def _target(shown: IndicatorView, text: str) -> dict[str, Any]:
    """A target as it is typed: a bare number keeps the operator, a sign or a range gives its own; red limits stay where they fit."""
    from perftui.domain.assessment_drafts import IndicatorDraft
    from perftui.domain.validation import validated

    typed = clean_text(text).strip()
    fields = _fields(shown)
    if not typed:
        return columns_of(validated(IndicatorDraft, **(fields | dict.fromkeys(NUMBERS))), _CLEARED)
    if shown.is_level:
        level = read_level(typed, shown.levels)
        wanted = None if level is None else level_of(level, shown.levels)
        return columns_of(validated(IndicatorDraft, **(fields | {"target": wanted})), _CLEARED)
    parsed = parse_target(typed)
    is_bare = typed[0].isdecimal() and parsed.operator is Operator.AT_LEAST
    operator = shown.operator if is_bare and shown.operator in _ONE_NUMBER else parsed.operator
    kept = {} if operator is not shown.operator else {name: fields[name] for name in ("baseline", "red_low", "red_high", "tolerance")}
    given = {**kept, **{name: value for name, value in parsed.fields().items() if value is not None}, "operator": operator}
    given["unit"] = parsed.unit or shown.unit
    draft = validated(IndicatorDraft, **(fields | dict.fromkeys(NUMBERS) | given))
    return columns_of(draft, _CLEARED)


_ONE_NUMBER = (Operator.AT_LEAST, Operator.AT_MOST, Operator.EQUALS, Operator.WITHIN, Operator.MILESTONE)


def _fields(shown: IndicatorView) -> dict[str, Any]:
    numbers = {name: getattr(shown.yardstick, name) for name in NUMBERS} if shown.yardstick else dict.fromkeys(NUMBERS)
    levels = shown.levels if shown.is_level else None
    return {"name": shown.name, "kind": shown.kind, "operator": shown.operator, "unit": shown.unit, "levels": levels, **numbers}


def columns_of(draft: IndicatorDraft, only: tuple[str, ...] = ()) -> dict[str, Any]:
    """The columns of an indicator, or only some of them."""
    values = {column: stored(getattr(draft, field)) for field, column in COLUMNS.items()}
    values["maximum"] = draft.levels if draft.operator is Operator.ORDINAL else None
    return {column: value for column, value in values.items() if not only or column in only}


def indicator_row(store: Store, indicator_id: str) -> Row:
    """One indicator with person, cycle and state.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    row = assessments.indicator(store, indicator_id)
    if row is None:
        raise Gone
    return row


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
