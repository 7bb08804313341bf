"""Gaps as lists and details show them: target, actual and gap in words, with the causes and the measures against them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.gaps import CauseState, GapState, MeasureType, Severity
from perftui.domain.measures import describe_gap
from perftui.i18n import gettext as _
from perftui.records import NamedTuple
from perftui.services import actions
from perftui.services.measured_values import value_text, wanted_text
from perftui.storage import causes, gaps
from perftui.storage.stores import Gone
from perftui.storage.yardsticks import yardstick_of

if TYPE_CHECKING:
    from perftui.domain.measures import GapFigures
    from perftui.domain.yardsticks import Yardstick
    from perftui.services.actions import ActionLine
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

CAUSE = "cause"
"""The entity out of which the measures of a gap come."""


class CauseLine(NamedTuple):
    """A cause of a gap."""

    id: str
    version: int
    gap_id: str
    parent_id: str
    """The cause that it explains; empty at the beginning of a chain."""
    text: str
    category: str
    """A code of the library; empty for none."""
    evidence: str
    is_root: bool
    state: CauseState
    question: str
    measures: tuple[ActionLine, ...] = ()
    """The actions against it."""


class GapView(NamedTuple):
    """Everything about a gap."""

    id: str
    version: int
    person_id: str
    unit_id: str
    """Of a gap of a unit; empty for a person's."""
    whose: str
    dimension: str
    cycle_id: str
    cycle: str
    assessment_id: str
    indicator_id: str
    goal_id: str
    key_result_id: str
    earlier_id: str
    yardstick: Yardstick
    actual: Decimal | None
    measured_on: date | None
    evidence: str
    severity: Severity
    state: GapState
    note: str
    causes: tuple[CauseLine, ...]

    @property
    def target_text(self) -> str:
        """Such as `≥95 %`."""
        return wanted_text(self.yardstick)

    @property
    def actual_text(self) -> str:
        """Such as `88 %`; empty without data."""
        return value_text(self.yardstick, self.actual)

    @property
    def figures(self) -> GapFigures | None:
        """The gap in its unit, as a share, and the attainment; None without data."""
        return describe_gap(self.yardstick, self.actual)

    @property
    def roots(self) -> tuple[CauseLine, ...]:
        """The confirmed root causes."""
        return tuple(cause for cause in self.causes if cause.is_root and cause.state is CauseState.CONFIRMED)


def gap_view(store: Store, gap_id: str) -> GapView:
    """Everything about a gap.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    row = gaps.get(store, gap_id)
    if row is None:
        raise Gone
    return view_of(row, tuple(cause_line(store, each) for each in causes.of_gap(store, gap_id)))


def view_of(row: Row, found: tuple[CauseLine, ...] = ()) -> GapView:
    """A row of storage's `get` as a view."""
    ids = ("person_id", "unit_id", "cycle_id", "assessment_id", "indicator_id", "goal_id", "key_result_id", "earlier_id")
    return GapView(
        version=row["version"],
        **{name: row[name] or "" for name in ids},
        **{name: row[name] for name in ("id", "whose", "dimension", "cycle", "evidence", "note")},
        yardstick=yardstick_of(row),
        actual=None if row["actual"] is None else Decimal(row["actual"]),
        measured_on=date.fromisoformat(row["measured_on"]) if row["measured_on"] else None,
        severity=Severity(row["severity"]),
        state=GapState(row["state"]),
        causes=found,
    )


def cause_line(store: Store, row: Row) -> CauseLine:
    """A row of `cause` with the measures against it."""
    return CauseLine(
        **{name: row[name] for name in ("id", "version", "gap_id", "text", "category", "evidence", "question")},
        parent_id=row["parent_id"] or "",
        is_root=bool(row["is_root"]),
        state=CauseState(row["state"]),
        measures=tuple(actions.of_cause(store, row["id"])),
    )


def measure_text(title: str, measure_type: str) -> str:
    """What a measure is called; the title of a document in quotation marks, unless it has its own."""
    is_quoted = measure_type == MeasureType.DOCUMENT and not title.startswith("《")
    return _("“{text}”").format(text=title) if is_quoted else title
