"""The indicators of an assessment: added, edited in a form, and taken away; `indicator_cells` writes them cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.assessments import AssessmentState
from perftui.domain.codes import Operator
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.services import measures
from perftui.services.assessment_views import indicator_of
from perftui.services.assessments import assessment_row
from perftui.services.indicator_cells import COLUMNS, check_open, columns_of, indicator_row
from perftui.storage import assessments
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from perftui.storage.stores import Store


class IndicatorUsed(Refused):
    """An indicator that is the ground of something is to go."""

    template = mark("“{name}” stays: a gap or a kept change is about it. Give it the weight 0 so that it does not count.")


def add_indicator(store: Store, assessment_id: str, **values: object) -> str:
    """Add an indicator behind the others.

    Args:
        store: The store.
        assessment_id: The assessment.
        **values: Fields of `IndicatorDraft`; a measure fills in what is left out.

    Returns:
        Its id.

    Raises:
        FieldError: A value cannot be used.
        NotWrittenNow: The assessment is past the manager.
        Gone: There is no such assessment or measure.
    """
    from perftui.domain.assessment_drafts import IndicatorDraft
    from perftui.domain.validation import validated

    row = assessment_row(store, assessment_id)
    check_open(AssessmentState(row["state"]), "weight")
    draft = validated(IndicatorDraft, **(_filled(store, values) | values))
    indicator_id = store.new_id()
    with store.write(Label(mark("Added “{name}” for {person}"), {"name": draft.name, "person": row["person"]})):
        pos = assessments.next_position(store, assessment_id)
        store.insert("indicator", id=indicator_id, assessment_id=assessment_id, pos=pos, **columns_of(draft))
    return indicator_id


def _filled(store: Store, values: Mapping[str, object]) -> dict[str, object]:
    if not values.get("measure"):
        return {}
    line = measures.measure(store, str(values["measure"]))
    anchors = line.anchors if line.operator is Operator.ORDINAL else ""
    levels = len(anchors.splitlines()) if anchors else None
    return {"name": line.name, "kind": line.kind, "operator": line.operator, "unit": line.unit, "anchors": anchors, "levels": levels}


def edit_indicator(store: Store, indicator_id: str, version: int, **values: object) -> str:
    """Change fields of an indicator; those that are left out stay.

    Raises:
        FieldError: A value cannot be used.
        NotWrittenNow: The assessment is past the manager, and more than notes and evidence change.
        Gone: There is no such indicator.
        Changed: Somebody else was first.
    """
    from perftui.domain.assessment_drafts import IndicatorDraft
    from perftui.domain.validation import validated

    row = indicator_row(store, indicator_id)
    for field in values:
        check_open(AssessmentState(row["state"]), field)
    before = {field: row[column] for field, column in COLUMNS.items()}
    draft = validated(IndicatorDraft, **(before | values))
    with store.write(Label(mark("Changed “{name}” of {person}"), {"name": draft.name, "person": row["person"]})):
        store.update("indicator", indicator_id, version, **columns_of(draft))
    return indicator_id


def remove_indicator(store: Store, indicator_id: str) -> None:
    """Take an indicator away; undo brings it back.

    Raises:
        IndicatorUsed: A gap or a kept change is about it.
        NotWrittenNow: The assessment is past the manager.
        Gone: There is no such indicator.
    """
    row = indicator_row(store, indicator_id)
    check_open(AssessmentState(row["state"]), "weight")
    if assessments.is_used(store, indicator_id):
        raise IndicatorUsed(name=indicator_of(row).name)
    with store.write(Label(mark("Removed “{name}” of {person}"), {"name": row["name"], "person": row["person"]})):
        assessments.remove_indicator(store, indicator_id)
