"""Goals to be calibrated as rows of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.domain.formats import basis_points, short_date
from perftui.domain.quantities import number_text
from perftui.domain.smart import COUNTED
from perftui.i18n import gettext as _
from perftui.services.calibrations import RATINGS
from perftui.services.measured_values import value_text
from screens.goal_form_bases import percent_of
from widgets.cells import StyledCell, Tone
from widgets.columns import Column
from widgets.virtual_tables import VirtualTable

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date
    from decimal import Decimal

    from textual import events

    from perftui.domain.yardsticks import Yardstick
    from perftui.services.calibration_lists import CalibrationLine, CalibrationListing, ResultLine
    from widgets.cells import Cell

FOUND = "!"
"""In the row of a goal about which something is to be said."""
NOTHING = "–"
"""Where nothing is rated or known."""


@dataclass(frozen=True, slots=True)
class CalibrationRow:
    """A goal as the table draws it."""

    key: str
    cells: tuple[Cell, ...]
    line: CalibrationLine


class CalibrationSource:
    """The listing as rows of a table."""

    def __init__(self, listing: CalibrationListing, today: date) -> None:
        self.listing, self._today = listing, today

    def count(self) -> int:
        """How many goals there are."""
        return self.listing.count()

    def rows(self, start: int, count: int) -> Sequence[CalibrationRow]:
        """Some of them."""
        return [CalibrationRow(line.id, self._cells(line), line) for line in self.listing.window(start, count)]

    def index_of(self, key: str) -> int | None:
        """Where one stands."""
        return self.listing.index_of(key)

    def known(self, keys: Collection[str]) -> Collection[str]:
        """Those of some goals that still exist."""
        return self.listing.known(keys)

    def _cells(self, line: CalibrationLine) -> tuple[Cell, ...]:
        result = line.shown
        calibrated = f"{short_date(line.calibrated_on, self._today)} {line.calibrated_by}" if line.calibrated_on else ""
        return (
            line.title,
            line.owner,
            StyledCell(basis_points(line.weight), raw=percent_of(line.weight)),
            _rating(line.challenge),
            _rating(line.feasibility),
            _plain(result.yardstick, result.yardstick.baseline) if result else NOTHING,
            result.target if result else NOTHING,
            past_text(result) if result else NOTHING,
            StyledCell(FOUND, Tone.POOR) if line.findings else "",
            calibrated,
        )


def _rating(rating: int | None) -> Cell:
    return StyledCell(NOTHING, Tone.MUTED, raw="") if rating is None else str(rating)


def _plain(yardstick: Yardstick, value: Decimal | None) -> str:
    """A value without its unit, which stands in the target; yes and no, levels and shares as they are read."""
    if value is None:
        return NOTHING
    return value_text(yardstick, value) if yardstick.operator in COUNTED else number_text(value)


def past_text(result: ResultLine) -> str:
    """The last and the best result, such as `88 / 91`; where they are the same, once."""
    last = _plain(result.yardstick, result.last)
    if result.best is None or result.best == result.last:
        return last
    return f"{last} / {_plain(result.yardstick, result.best)}"


def columns() -> list[Column]:
    """The columns; those that are left out first stand in the details."""
    return [
        Column("title", _("Goal"), 26, min_width=15, grow=3, priority=-1),
        Column("owner", _("Owner"), 14, min_width=8, grow=1, priority=5),
        Column("weight", _("Weight"), 6, align="right", priority=1, is_editable=True, is_number=True),
        Column("challenge", _("Chall."), 6, align="right", priority=0, is_editable=True, is_number=True),
        Column("feasibility", _("Feas."), 5, align="right", priority=0, is_editable=True, is_number=True),
        Column("baseline", _("Base"), 7, min_width=5, align="right", priority=4),
        Column("target", _("Target"), 12, min_width=9, align="right", priority=2),
        Column("past", _("Last / best"), 13, min_width=11, align="right", priority=3),
        Column("finding", FOUND, 1, priority=0),
        Column("calibrated", _("Calibrated"), 18, min_width=12, grow=1, priority=6),
    ]


class CalibrationTable(VirtualTable):
    """Left and Right go from cell to cell; F2 edits what is rated, wherever the cursor is in the row."""

    def take_key(self, event: events.Key) -> bool:
        """A rating is one digit: the next one typed takes its place."""
        edit = self.open_edit
        if edit is not None and edit.goal is None and edit.column in RATINGS and (event.character or "").isdecimal():
            edit.line.end()
            edit.line.clear_before()
        return super().take_key(event)

    def action_edit(self) -> None:
        """Edit the cell, or the first one of the row that can be."""
        if not self._editable_column():
            self.choose_column("challenge")
        super().action_edit()
