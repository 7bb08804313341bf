"""Assessments as rows of a list, and the indicators of one as rows of its sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.domain.assessments import AssessmentState
from perftui.domain.formats import basis_points, number, percentage_points
from perftui.domain.measure_codes import MeasureKind
from perftui.domain.quantities import number_text
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services.assessment_sheets import follow_up_text, score_text
from perftui.services.report_sheets import share_text
from screens.goal_form_bases import percent_of
from widgets.cell_edits import is_text
from widgets.cells import StyledCell, Tone, one_line
from widgets.columns import Column
from widgets.virtual_tables import VirtualTable

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from decimal import Decimal

    from textual import events

    from perftui.services.assessment_lists import AssessmentListing
    from perftui.services.assessment_views import AssessmentLine, IndicatorView
    from widgets.cells import Cell

NOTHING = StyledCell("–", Tone.MUTED, raw="")
TONES = {
    AssessmentState.DRAFT: Tone.MUTED,
    AssessmentState.DISPUTED: Tone.POOR,
    AssessmentState.ACKNOWLEDGED: Tone.GOOD,
    AssessmentState.FINAL: Tone.DONE,
}


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """An assessment as the list draws it."""

    key: str
    cells: tuple[Cell, ...]
    line: AssessmentLine


class AssessmentSource:
    """The listing as rows of a table."""

    def __init__(self, listing: AssessmentListing) -> None:
        self.listing = listing

    def count(self) -> int:
        """How many there are."""
        return self.listing.count()

    def rows(self, start: int, count: int) -> Sequence[AssessmentRow]:
        """Some of them."""
        return [AssessmentRow(line.id, _line_cells(line), line) for line in self.listing.window(start, count)]

    def index_of(self, key: str) -> int | None:
        """Where one stands."""
        return self.listing.index_of(key)

    def known(self, keys: Collection[str]) -> Collection[str]:
        """Those of some assessments that still exist."""
        return self.listing.known(keys)


def difference_text(difference: Decimal | None, *, is_short: bool = False) -> str:
    """How much higher the person sees it, in percentage points with a sign; empty without data.

    Args:
        difference: As a share.
        is_short: Without the unit, for a column that names it.
    """
    if difference is None:
        return ""
    sign = "+" if difference > 0 else ""
    return sign + (number(difference * 100, 0) if is_short else percentage_points(difference * 100, 0))


def _line_cells(line: AssessmentLine) -> tuple[Cell, ...]:
    counts = line.totals.counts
    return (
        line.person,
        line.unit,
        line.cycle,
        StyledCell(say(line.state), TONES.get(line.state, Tone.PLAIN)),
        NOTHING if counts.share is None else share_text(counts.share),
        line.band.title if line.band else "",
        share_text(counts.coverage),
        difference_text(line.totals.difference, is_short=True),
        StyledCell(follow_up_text(line), Tone.POOR if line.lacks_follow_up else Tone.PLAIN),
    )


def columns() -> list[Column]:
    """The columns of the list."""
    return [
        Column("person", _("Person"), 14, min_width=10, grow=2, priority=-1),
        Column("unit", _("Unit"), 14, min_width=8, grow=1, priority=8),
        Column("cycle", _("Cycle"), 8, min_width=7, priority=6),
        Column("state", _("State"), 16, min_width=12, priority=0),
        Column("total", _("Total"), 5, align="right", priority=1),
        Column("band", _("Band"), 12, min_width=9, priority=2),
        Column("coverage", _("Scored"), 6, align="right", priority=5),
        Column("difference", _("Self ±pp"), 8, align="right", priority=4),
        Column("follow_up", _("Follow-up"), 12, min_width=9, priority=0),
    ]


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator as the sheet draws it."""

    key: str
    cells: tuple[Cell, ...]
    line: IndicatorView


class IndicatorSource:
    """The indicators of an assessment as rows."""

    def __init__(self, lines: Sequence[IndicatorView]) -> None:
        self.lines = lines

    def count(self) -> int:
        """How many there are."""
        return len(self.lines)

    def rows(self, start: int, count: int) -> Sequence[IndicatorRow]:
        """Some of them."""
        return [IndicatorRow(line.id, _cells(line), line) for line in self.lines[start : start + count]]

    def index_of(self, key: str) -> int | None:
        """Where one stands."""
        return next((index for index, line in enumerate(self.lines) if line.id == key), None)


def kind_text(kind: MeasureKind) -> str:
    """A kind in one short word."""
    return _("count") if kind is MeasureKind.QUANTITATIVE else _("judge")


def _cells(line: IndicatorView) -> tuple[Cell, ...]:
    part = line.part
    is_measured = part.manager_score is None and part.measured is not None
    manager = StyledCell(score_text(line, part.manager), Tone.MUTED, raw="") if is_measured else _score(line, part.manager_score)
    return (
        line.name,
        kind_text(line.kind),
        StyledCell(basis_points(line.weight), raw=percent_of(line.weight)),
        StyledCell(line.target or _("none yet"), Tone.PLAIN if line.target else Tone.POOR, raw=line.target),
        NOTHING if line.actual is None else StyledCell(line.actual_text, raw=number_text(line.actual)),
        _score(line, part.self_score),
        manager,
        _score(line, part.calibrated_score),
        StyledCell(one_line(part.evidence), raw=part.evidence) if part.evidence else NOTHING,
    )


def _score(line: IndicatorView, share: Decimal | None) -> Cell:
    if share is None:
        return NOTHING
    text = score_text(line, share)
    return StyledCell(text, raw=text.partition("/")[0] if line.is_level else number_text(share * 100))


def sheet_columns() -> list[Column]:
    """The columns of the sheet; those in which one writes are nearly all."""
    return [
        Column("name", _("Indicator"), 20, min_width=13, grow=3, priority=-1, is_editable=True),
        Column("kind", _("Kind"), 5, priority=5),
        Column("weight", _("Weight"), 6, align="right", priority=2, is_editable=True, is_number=True),
        Column("target", _("Target"), 10, min_width=8, align="right", priority=1, is_editable=True, is_number=True),
        Column("actual", _("Actual"), 9, min_width=7, align="right", priority=0, is_editable=True, is_number=True),
        Column("self_score", _("Self"), 5, align="right", priority=0, is_editable=True, is_number=True),
        Column("manager_score", _("Mgr."), 5, align="right", priority=0, is_editable=True, is_number=True),
        Column("calibrated_score", _("Cal."), 5, align="right", priority=0, is_editable=True, is_number=True),
        Column("evidence", _("Evidence"), 14, min_width=9, grow=2, priority=3, is_editable=True),
    ]


WORDS = frozenset(("name", "evidence"))
"""Columns of text, in which any letter begins to write."""
SIGNS = frozenset("≥≤><=")
"""What a target may begin with besides a digit."""
KEYS = frozenset("/?？／、 ")
"""Characters that are keys on every screen."""


class SheetTable(VirtualTable):
    """The table of the sheet: whatever is typed on a cell begins to write in it."""

    def take_key(self, event: events.Key) -> bool:
        """A letter on a text, a sign on a target, and a digit on a number open the editor."""
        if self.open_edit is None and self.cursor_key is not None and is_text(event):
            begins_text = self.column in WORDS and event.character not in KEYS
            if begins_text or (self.column == "target" and event.character in SIGNS):
                self.action_edit()
        return super().take_key(event)

    def choose_column(self, key: str) -> None:
        """Go to another column; what stands below the table follows."""
        super().choose_column(key)
        if self.cursor_key is not None:
            self.post_message(self.Highlighted(self, self.cursor_key, self.cursor))
