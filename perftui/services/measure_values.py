"""Values of measures with their evidence: written down, corrected, taken away, and listed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.anchors import levels_of
from perftui.domain.codes import Operator
from perftui.domain.measure_codes import stand_in
from perftui.domain.periods import Period, read_period
from perftui.errors import BadInput, Refused
from perftui.i18n import gettext as _
from perftui.i18n import mark
from perftui.services import builtin_measures
from perftui.services.goal_rows import stored
from perftui.services.measure_rows import measure_row, shown_name
from perftui.services.measured_values import parse_value, value_text
from perftui.storage import lookups, measures
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from perftui.domain.measure_drafts import MeasureValueDraft
    from perftui.domain.yardsticks import Yardstick
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class ValueMissing(BadInput):
    """A value without a value."""

    template = mark("Value is missing: no data is no value, so there is nothing to write down.")
    field = "value"


class ValueExists(Refused):
    """Two values of one measure, subject and period."""

    template = mark("There is a value for {period} already: {value}. Change that one instead.")
    field = "period"


@dataclass(frozen=True, slots=True)
class ValueLine:
    """A value as the detail of its measure shows it."""

    id: str
    version: int
    period: Period
    value: Decimal
    text: str
    """With its unit, in the language in use."""
    subject: str
    """The name of the person or unit; empty for the whole company."""
    person_id: str
    unit_id: str
    evidence: str
    note: str


def yardstick_of_measure(row: Row) -> Yardstick:
    """By which the values of a measure are read and written."""
    unit = builtin_measures.shown(row["code"], "unit", row["unit"])
    operator = Operator(row["operator"]) if row["operator"] in set(Operator) else Operator.AT_LEAST
    return stand_in(operator, unit, levels_of(row["anchors"]))


def values_of(store: Store, measure_id: str) -> list[ValueLine]:
    """The values of a measure, the latest period first.

    Raises:
        Gone: There is no such measure.
    """
    yardstick = yardstick_of_measure(measure_row(store, measure_id))
    return [_line(row, yardstick) for row in measures.values_of(store, measure_id)]


def _line(row: Row, yardstick: Yardstick) -> ValueLine:
    number = Decimal(row["value"])
    return ValueLine(
        id=row["id"],
        version=row["version"],
        period=Period(date.fromisoformat(row["period_start"]), date.fromisoformat(row["period_end"])),
        value=number,
        text=value_text(yardstick, number),
        subject=row["subject"],
        person_id=row["person_id"] or "",
        unit_id=row["unit_id"] or "",
        evidence=row["evidence"],
        note=row["note"],
    )


def add_value(store: Store, measure_id: str, values: Mapping[str, str]) -> str:
    """Write down a value.

    Args:
        store: The store.
        measure_id: Of what.
        values: As typed: `period` (see `periods.read_period`), `value`, `person` and `unit` (ids), `evidence`, `note`.

    Returns:
        Its id.

    Raises:
        Gone: There is no such measure, person or unit.
        BadInput: A text cannot be read, or there is no value.
        ValueExists: There is one for this subject and period.
        Refused: The measure cannot have such a value.
    """
    row = measure_row(store, measure_id)
    draft = _draft(row, values)
    value_id = store.new_id()
    with store.write(Label(mark("Added a value of {measure}"), {"measure": shown_name(row)})):
        _check(store, row, draft)
        store.insert("measure_value", id=value_id, measure_id=measure_id, **_columns(draft))
    return value_id


def edit_value(store: Store, value_id: str, version: int, values: Mapping[str, str]) -> int:
    """Change a value; arguments and errors as in `add_value`.

    Returns:
        The version afterwards.

    Raises:
        Changed: Somebody else was first.
    """
    row = measure_row(store, _value_row(store, value_id)["measure_id"])
    draft = _draft(row, values)
    with store.write(Label(mark("Changed a value of {measure}"), {"measure": shown_name(row)})):
        _check(store, row, draft, value_id)
        return store.update("measure_value", value_id, version, **_columns(draft))


def remove_value(store: Store, value_id: str) -> None:
    """Take a value away; undo brings it back.

    Raises:
        Gone: There is no such value.
    """
    row = measure_row(store, _value_row(store, value_id)["measure_id"])
    with store.write(Label(mark("Removed a value of {measure}"), {"measure": shown_name(row)})):
        measures.remove_value(store, value_id)


def _value_row(store: Store, value_id: str) -> Row:
    row = measures.value(store, value_id)
    if row is None:
        raise Gone
    return row


def _draft(row: Row, values: Mapping[str, str]) -> MeasureValueDraft:
    from perftui.domain.measure_drafts import MeasureValueDraft
    from perftui.domain.validation import validated

    period = read_period(values.get("period", ""))
    number = parse_value(yardstick_of_measure(row), values.get("value", ""))
    if number is None:
        raise ValueMissing
    rest = {name: values.get(name, "") for name in ("person", "unit", "evidence", "note")}
    return validated(MeasureValueDraft, start=period.start, end=period.end, value=number, **rest)


def _columns(draft: MeasureValueDraft) -> dict[str, object]:
    return {
        **{"period_start": stored(draft.start), "period_end": stored(draft.end), "value": stored(draft.value)},
        **{"person_id": draft.person, "unit_id": draft.unit, "evidence": draft.evidence, "note": draft.note},
    }


def _check(store: Store, row: Row, draft: MeasureValueDraft, value_id: str = "") -> None:
    for table, record in (("person", draft.person), ("unit", draft.unit)):
        if record and not lookups.names(store, table, [record]):
            raise Gone
    days = (draft.start.isoformat(), draft.end.isoformat())
    same = measures.same_value(store, row["id"], draft.person, draft.unit, days)
    if same is not None and same["id"] != value_id:
        text = value_text(yardstick_of_measure(row), Decimal(same["value"]))
        raise ValueExists(period=str(Period(draft.start, draft.end)), value=text)


def subject_text(line: ValueLine) -> str:
    """Whom a value is of, in words."""
    return line.subject or _("the company")
