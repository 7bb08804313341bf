"""What the history calls the fields of assessments, indicators and rating policies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.assessments import AssessmentState, FollowUp
from perftui.domain.codes import Code, Operator, Words
from perftui.domain.measure_codes import MeasureKind
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS: Mapping[str, Words] = {
    "assessment_id": Words(mark("Assessment")),
    "indicator_id": Words(mark("Indicator")),
    "template": Words(mark("Template")),
    "second_reader_id": Words(mark("Second reader")),
    "second_reader_note": Words(mark("Second reader's note")),
    "self_note": Words(mark("Note of the person")),
    "manager_note": Words(mark("Note of the manager")),
    "development_note": Words(mark("Development note")),
    "statement": Words(mark("Statement of the person")),
    "potential": Words(mark("Potential")),
    "shared_on": Words(mark("Shared on")),
    "answered_on": Words(mark("Answered on")),
    "follow_up": Words(mark("Follow-up")),
    "follow_up_note": Words(mark("Why no follow-up")),
    "actual": Words(mark("Actual")),
    "self_score": Words(mark("Own score")),
    "manager_score": Words(mark("Manager's score")),
    "calibrated_score": Words(mark("Calibrated score")),
    "bands": Words(mark("Rating bands")),
    "most_share": Words(mark("One indicator weighs at most")),
}
"""Column to its label."""
TABLES: Mapping[str, str] = {"second_reader_id": "person"}
"""Column to the table it points to."""
CODES: Mapping[tuple[str, str], type[Code]] = {
    ("assessment", "state"): AssessmentState,
    ("assessment", "follow_up"): FollowUp,
    ("indicator", "kind"): MeasureKind,
    ("indicator", "operator"): Operator,
}
"""Table and column to the code that it holds."""
TOLD_WHEN_NEW: Mapping[str, tuple[str, ...]] = {
    "assessment": ("cycle_id",),
    "assessment_change": ("field", "old", "new", "reason"),
}
"""Of records that belong to another: what is told of a new one."""
