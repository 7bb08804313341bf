"""What the history calls the fields of gaps and causes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.codes import Code, Operator, Words
from perftui.domain.gaps import CauseState, GapState, MeasureType, Severity
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS: Mapping[str, Words] = {
    "dimension": Words(mark("Dimension")),
    "actual": Words(mark("Actual")),
    "measured_on": Words(mark("Measured on")),
    "severity": Words(mark("Severity")),
    "earlier_id": Words(mark("Measured before")),
    "gap_id": Words(mark("Gap")),
    "cause_id": Words(mark("Root cause")),
    "category": Words(mark("Category")),
}
"""Column to its label."""
TABLES: Mapping[str, str] = {"earlier_id": "gap", "gap_id": "gap", "cause_id": "cause"}
"""Column to the table it points to."""
CODES: Mapping[tuple[str, str], type[Code]] = {
    ("gap", "operator"): Operator,
    ("gap", "severity"): Severity,
    ("gap", "state"): GapState,
    ("cause", "state"): CauseState,
    ("action", "kind"): MeasureType,
}
"""Table and column to the code that it holds."""
TOLD_WHEN_NEW: Mapping[str, tuple[str, ...]] = {"cause": ("text", "category")}
"""Of records that belong to another: what is told of a new one."""
