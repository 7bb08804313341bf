"""What was calibrated, overridden and sent back of an assessment, in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.assessment_scores import level_of
from perftui.domain.assessments import AssessmentState
from perftui.domain.codes import Operator
from perftui.i18n import say
from perftui.records import NamedTuple
from perftui.services.report_sheets import share_text
from perftui.storage import assessments

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class ChangeLine(NamedTuple):
    """One change with its reason."""

    on: date
    by: str
    field: str
    """Of `assessment` or `indicator`."""
    indicator: str
    """Its name; empty where the assessment itself was changed."""
    old: str
    new: str
    reason: str
    meeting: str


def changes_of(store: Store, assessment_id: str) -> list[ChangeLine]:
    """The changes of an assessment, the latest first."""
    return [_line(row) for row in assessments.changes(store, assessment_id)]


def _line(row: Row) -> ChangeLine:
    return ChangeLine(
        on=date.fromisoformat(row["on_date"]),
        by=row["by_name"],
        old=_said(row, row["old"]),
        new=_said(row, row["new"]),
        **{name: row[name] for name in ("field", "indicator", "reason", "meeting")},
    )


def _said(row: Row, value: str | None) -> str:
    if value is None:
        return ""
    if row["field"] == "state":
        return say(AssessmentState(value))
    if row["operator"] == Operator.ORDINAL.value:
        return f"{level_of(Decimal(value), row['maximum'])}/{row['maximum']}"
    return share_text(Decimal(value))
