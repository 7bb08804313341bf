"""Gaps between target and actual: added, changed, measured again (R43, R44)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from perftui.domain.codes import Operator
from perftui.domain.gaps import severity
from perftui.domain.measures import check_actual, definition_hash, gap
from perftui.domain.targets import parse_target
from perftui.domain.yardstick_errors import ImpossibleYardstick
from perftui.domain.yardsticks import NUMBERS, Yardstick
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.services.gap_views import gap_view
from perftui.services.goal_rows import stored
from perftui.services.measured_values import is_level, is_yes, parse_value
from perftui.storage import lookups, units
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from perftui.domain.gap_drafts import GapDraft
    from perftui.services.gap_views import GapView
    from perftui.storage.stores import Store

_COLUMNS = {"commit": "commit_value", "stretch": "stretch_value"}
"""Fields of a yardstick whose columns have another name."""
_KEPT = ("baseline", "red_low", "red_high")
"""Fields of a yardstick that a target as typed says nothing of."""


class TargetMissing(Refused):
    """A gap without a target."""

    template = mark("Write the target, such as ≥95%, <= 2 days or 8-12 min: without one there is no gap.")


def add_gap(
    store: Store,
    today: date,
    *,
    target: str | Yardstick,
    actual: object = "",
    origin: Mapping[str, str | None] | None = None,
    **values: object,
) -> str:
    """Add a gap.

    Args:
        store: The store.
        today: When it was measured where nothing else is said; also decides the cycle where none is given.
        target: As typed, such as `≥95%`, or a yardstick.
        actual: As typed, such as `88%`, or a number; empty where it is not measured.
        origin: Columns of what it comes from: `assessment_id`, `indicator_id`, `goal_id`, `key_result_id`, `measure_id`, `earlier_id`.
        **values: Fields of `GapDraft` but the actual.

    Returns:
        Its id.

    Raises:
        FieldError, BadTarget, BadValue: A value cannot be used.
        TargetMissing: There is no target.
        GapWithoutSubject: It is of nobody.
        Gone: The person, unit or cycle does not exist.
    """
    yardstick = target if isinstance(target, Yardstick) else read_yardstick(target)
    number = read_actual(yardstick, actual)
    if not values.get("cycle"):
        running = units.running_cycle(store, today.isoformat())
        values["cycle"] = running["id"] if running else None
    if number is not None and not values.get("measured_on"):
        values["measured_on"] = today
    draft, gap_id = _draft(store, values | {"actual": number}), store.new_id()
    with store.write(Label(mark("Added the gap {dimension}"), {"dimension": draft.dimension})):
        columns = _columns(draft) | yardstick_columns(yardstick) | figures(yardstick, number, draft.dimension)
        store.insert("gap", id=gap_id, **columns, **(origin or {}))
    return gap_id


def edit_gap(store: Store, gap_id: str, version: int, **values: object) -> int:
    """Change a gap; fields that are left out stay as they are.

    Args:
        store: The store.
        gap_id: The gap.
        version: The one that was looked at.
        **values: Fields of `GapDraft`, `target` as typed, `actual` as typed.

    Returns:
        The version afterwards.

    Raises:
        FieldError, BadTarget, BadValue: A value cannot be used.
        Changed: Somebody else was first.
        Gone: There is no such gap.
    """
    before = gap_view(store, gap_id)
    yardstick = _retargeted(before.yardstick, str(values.pop("target"))) if "target" in values else before.yardstick
    number = read_actual(yardstick, values.pop("actual")) if "actual" in values else before.actual
    check_actual(yardstick, number)
    draft = _draft(store, _fields(before) | values | {"actual": number})
    with store.write(Label(mark("Changed the gap {dimension}"), {"dimension": draft.dimension})):
        columns = _columns(draft) | yardstick_columns(yardstick) | figures(yardstick, number, draft.dimension)
        return store.update("gap", gap_id, version, **columns)


def measure_again(store: Store, gap_id: str, actual: object, today: date, *, cycle: str = "", evidence: str = "") -> str:  # noqa: PLR0913  # what a measurement is
    """Measure a gap again against the same yardstick; the earlier one stays as it is.

    Args:
        store: The store.
        gap_id: The gap that was measured before.
        actual: As typed, or a number.
        today: The day of the measurement.
        cycle: Its cycle; empty: the running one.
        evidence: What shows it.

    Returns:
        The id of the new gap.

    Raises:
        BadValue: The actual value cannot be used.
        Gone: There is no such gap or cycle.
    """
    before = gap_view(store, gap_id)
    origin = {"earlier_id": gap_id, "key_result_id": before.key_result_id or None, "goal_id": before.goal_id or None}
    fields = _fields(before) | {"cycle": cycle, "evidence": evidence, "measured_on": today, "note": ""}
    with store.write(Label(mark("Measured the gap {dimension} again"), {"dimension": before.dimension})):
        return add_gap(store, today, target=before.yardstick, actual=actual, origin=origin, **fields)


def read_yardstick(text: str) -> Yardstick:
    """The yardstick of a target as typed; `4/5` is a level on a scale, and `yes` where only that counts.

    Raises:
        TargetMissing: Nothing was typed.
        BadTarget: It is not understood.
        ImpossibleYardstick: No value could be judged by it.
    """
    if not text.strip():
        raise TargetMissing
    if is_yes(text):
        return Yardstick(Operator.YES_NO)
    level = f"level {text}" if is_level(text) else text
    return Yardstick(**parse_target(level).fields())  # type: ignore[arg-type]  # its fields are those of a yardstick


def _retargeted(before: Yardstick, text: str) -> Yardstick:
    """The yardstick of another target; from where it started and how far is too far stays where that still makes sense."""
    typed = read_yardstick(text)
    if (typed.operator, typed.unit) != (before.operator, before.unit):
        return typed
    kept = {name: value for name in _KEPT if getattr(typed, name) is None and (value := getattr(before, name)) is not None}
    try:
        return replace(typed, **kept)
    except ImpossibleYardstick:
        return typed


def read_actual(yardstick: Yardstick, actual: object) -> Decimal | None:
    """The actual value as typed, or a number, checked against the yardstick; None for an empty one.

    Raises:
        BadValue: It cannot be read.
        Refused: The yardstick cannot have such a value.
    """
    return parse_value(yardstick, str("" if actual is None else actual))


def yardstick_columns(yardstick: Yardstick) -> dict[str, object]:
    """A yardstick as the tables keep it."""
    numbers = {_COLUMNS.get(name, name): stored(getattr(yardstick, name)) for name in NUMBERS}
    return {"operator": yardstick.operator.value, "unit": yardstick.unit, **numbers, "maximum": yardstick.levels}


def figures(yardstick: Yardstick, actual: Decimal | None, dimension: str) -> dict[str, object]:
    """What is computed of a gap and kept beside it, so that a long table can be ordered and filtered by it."""
    return {
        "gap_value": stored(gap(yardstick, actual)),
        "severity": severity(yardstick, actual).value,
        "definition_hash": definition_hash(yardstick, dimension),
    }


def _fields(found: GapView) -> dict[str, object]:
    names = {"person": "person_id", "unit": "unit_id", "cycle": "cycle_id"}
    kept = ("dimension", "measured_on", "evidence", "note")
    return {field: getattr(found, name) for field, name in names.items()} | {name: getattr(found, name) for name in kept}


def _draft(store: Store, values: Mapping[str, object]) -> GapDraft:
    from perftui.domain.gap_drafts import GapDraft
    from perftui.domain.validation import validated

    draft = validated(GapDraft, **values)
    for table, record in (("person", draft.person), ("unit", draft.unit), ("cycle", draft.cycle)):
        if record and not lookups.names(store, table, [record]):
            raise Gone
    return draft


def _columns(draft: GapDraft) -> dict[str, object]:
    ids = {"person_id": draft.person, "unit_id": draft.unit, "cycle_id": draft.cycle}
    texts = {"dimension": draft.dimension, "evidence": draft.evidence, "note": draft.note}
    return ids | texts | {"actual": stored(draft.actual), "measured_on": stored(draft.measured_on)}
