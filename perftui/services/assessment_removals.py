"""Drafts of assessments that were made for the wrong people, cycle or template, taken away again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.assessments import AssessmentState, AssessmentStays
from perftui.i18n import mark
from perftui.services.assessments import assessment_row
from perftui.storage import assessments
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.storage.stores import Store


def remove_drafts(store: Store, assessment_ids: Sequence[str]) -> None:
    """Take drafts with their indicators away, in one step that undo takes back.

    Raises:
        AssessmentStays: One of them is no draft any more, or something is built on it; then none is taken away.
        Gone: There is no such assessment.
    """
    rows = [assessment_row(store, each) for each in assessment_ids]
    for row in rows:
        if row["state"] != AssessmentState.DRAFT.value or assessments.is_built_on(store, row["id"]):
            raise AssessmentStays(person=row["person"])
    if len(rows) == 1:
        label = Label(mark("Removed the assessment of {person}"), {"person": rows[0]["person"]})
    else:
        label = Label(mark("Removed {n} assessments"), {"n": len(rows)})
    with store.write(label):
        for row in rows:
            assessments.remove(store, row["id"])
