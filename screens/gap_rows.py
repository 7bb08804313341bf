"""Gaps as rows of a table: each root cause and each measure on its own line, and one empty line where the next is typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from perftui.domain.gaps import GapState, Severity
from perftui.i18n import gettext as _
from perftui.i18n import pgettext, say
from perftui.services.cause_categories import category_name
from perftui.services.gap_views import measure_text
from widgets.cells import StyledCell, Tone
from widgets.columns import Column

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from perftui.services.gap_listings import GapListing, PairLine
    from widgets.cells import Cell
    from widgets.glyphs import Glyphs

TONES = {
    Severity.NO_DATA: Tone.MUTED,
    Severity.MET: Tone.GOOD,
    Severity.MINOR: Tone.PLAIN,
    Severity.MODERATE: Tone.FAIR,
    Severity.SEVERE: Tone.POOR,
}
SORTABLE = ("dimension", "gap", "cause", "measure", "owner", "due", "severity", "whose")
"""Keys of the columns that can give the order."""
OF_GAP = frozenset(("dimension", "target", "actual", "gap", "severity", "whose"))
"""Columns that stand only in the first row of a gap."""
WAITING = "+"
"""Ends the key of the line in which the next cause or measure is typed."""
NO_CELLS: tuple[Cell, ...] = ("",) * 10


@dataclass(frozen=True, slots=True)
class GapRow:
    """A gap with one cause and one measure as the table draws them."""

    key: str
    cells: tuple[Cell, ...]
    line: PairLine | None
    """None of what is gone meanwhile."""

    @property
    def is_waiting(self) -> bool:
        """Whether nothing is typed in it yet."""
        return self.key.endswith(WAITING)


class GapSource:
    """The listing as rows of a table."""

    def __init__(self, listing: GapListing, today: date, glyphs: Glyphs) -> None:
        self.listing, self._today, self._glyphs = listing, today, glyphs
        self._above: PairLine | None = None
        self.waiting_at: int | None = None
        """Where the line stands in which the next cause or measure is typed; None while there is none."""

    def count(self) -> int:
        """How many rows there are."""
        return self.listing.count() + (self.waiting_at is not None)

    def rows(self, start: int, count: int) -> Sequence[GapRow]:
        """Some of them."""
        at = self.waiting_at
        if at is None or start + count <= at:
            return self._read(start, count)
        if start > at:
            return self._read(start - 1, count)
        before = self._read(start, at - start)
        return [*before, self._waiting(), *self._read(at, count - len(before) - 1)]

    def _read(self, start: int, count: int) -> list[GapRow]:
        lines = self.listing.window(start, count) if count > 0 else []
        return [GapRow(line.key, self._cells(line), line) if line else GapRow("", NO_CELLS, None) for line in lines]

    def _waiting(self) -> GapRow:
        above = self._above
        assert above is not None  # set together with its place
        line = above._replace(key=f"{above.gap_id}/{above.cause_id}/{WAITING}", is_first=False, is_first_of_cause=False)
        line = line._replace(action_id="", action_version=0, measure="", measure_type="", owner_id="", owner="", due=None, is_done=False)
        return GapRow(line.key, self._cells(line, is_waiting=True), line)

    def index_of(self, key: str) -> int | None:
        """Where a row stands."""
        if key.endswith(WAITING):
            return self.waiting_at
        index = self.listing.index_of(key)
        return index if index is None or self.waiting_at is None else index + (index >= self.waiting_at)

    def wait_below(self, index: int) -> bool:
        """Have an empty line below the measures of a row's cause; False where that row itself still has room for what comes next."""
        self.stop_waiting()
        line = self.listing.window(index, 1)[0]
        if line is None or not line.cause_id:
            return False
        self._above, self.waiting_at = line, self.listing.end_of(index)
        return True

    def take_over(self, other: GapSource) -> None:
        """Have the empty line where another list of the same gaps had it, if that row is still there."""
        index = self.listing.index_of(other._above.key) if other._above else None
        if index is not None:
            self.wait_below(index)

    def stop_waiting(self) -> None:
        """Take the empty line away."""
        self._above = self.waiting_at = None

    def _cells(self, line: PairLine, *, is_waiting: bool = False) -> tuple[Cell, ...]:
        cause = StyledCell("" if not line.is_first_of_cause else line.cause, raw="" if is_waiting else cause_raw(line))
        return (
            *self._of_gap(line),
            cause,
            StyledCell(self._measure(line), Tone.MUTED if line.is_done else self._tone(line), raw=measure_raw(line)),
            line.owner,
            StyledCell(line.due.isoformat() if line.due else "", self._tone(line)),
            StyledCell(say(line.severity) if line.is_first else "", TONES[line.severity]),
            line.whose if line.is_first else "",
        )

    def _of_gap(self, line: PairLine) -> tuple[Cell, ...]:
        texts = (line.dimension, line.target_text, line.actual_text)
        if not line.is_first:
            return (*(StyledCell("", raw=text) for text in texts), "")
        tone = Tone.PLAIN if line.state is GapState.OPEN else Tone.MUTED
        return (*(StyledCell(text, tone) for text in texts), gap_cell(line, self._glyphs))

    def _tone(self, line: PairLine) -> Tone:
        is_late = line.due is not None and line.due < self._today and not line.is_done
        return Tone.POOR if is_late else Tone.PLAIN

    def _measure(self, line: PairLine) -> str:
        if not line.action_id:
            return ""
        sign = f"{self._glyphs.done} " if line.is_done else "" if line.owner_id and line.due else "! "
        return sign + measure_text(line.measure, line.measure_type)


def gap_cell(line: PairLine, glyphs: Glyphs) -> StyledCell:
    """The gap in its unit, with the sign of its severity; of one that is no longer open, the sign of what is done."""
    if line.state is not GapState.OPEN:
        return StyledCell(f"{glyphs.done} {line.gap_text}", Tone.MUTED)
    signs = {Severity.SEVERE: glyphs.off_track, Severity.MODERATE: glyphs.at_risk, Severity.MET: glyphs.done}
    return StyledCell(f"{signs.get(line.severity, ' ' * len(glyphs.done))} {line.gap_text or say(line.severity)}", TONES[line.severity])


def cause_raw(line: PairLine) -> str:
    """A cause as it is typed."""
    return f"{line.cause} #{category_name(line.category)}" if line.category else line.cause


def measure_raw(line: PairLine) -> str:
    """A measure as it is typed; owner and date stay where nothing is said of them."""
    return f"“{line.measure}”" if measure_text(line.measure, line.measure_type) != line.measure else line.measure


def columns() -> list[Column]:
    """The six columns of R43 in their order; behind them who does it by when, how severe it is, and whose gap it is."""
    points = cell_len(_("{n} pp").format(n="7.5")) + 2
    return [
        Column("dimension", _("Dimension"), 16, min_width=13, grow=2, priority=-6, is_editable=True),
        Column("target", _("Target"), 8, min_width=7, priority=-5, is_editable=True),
        Column("actual", _("Actual"), 7, min_width=6, priority=-4, is_editable=True),
        Column("gap", _("Gap"), points + 1, min_width=points, priority=-3),
        Column("cause", _("Root cause"), 18, min_width=15, grow=3, priority=-2, is_editable=True),
        Column("measure", pgettext("gap", "Measure"), 18, min_width=15, grow=3, priority=-1, is_editable=True),
        Column("owner", _("Owner"), 12, min_width=9, grow=1, priority=2, is_editable=True),
        Column("due", _("Due"), 10, priority=3, is_editable=True),
        Column("severity", _("Severity"), 11, min_width=9, priority=4),
        Column("whose", _("Of"), 12, min_width=9, grow=1, priority=1),
    ]
