"""Reviews as rows of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.domain.formats import percent
from perftui.domain.goal_reviews import Decision, ReviewState
from perftui.i18n import gettext as _
from perftui.i18n import say
from widgets.cells import StyledCell, Tone
from widgets.columns import Column

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from perftui.services.review_lines import ReviewLine, ReviewListing
    from widgets.cells import Cell
    from widgets.glyphs import Glyphs

TONES = {Decision.KEEP: Tone.GOOD, Decision.ADJUST: Tone.FAIR, Decision.REWORK: Tone.POOR}
LATE = "!"
"""Behind a state that came after its due date."""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review as the table draws it."""

    key: str
    cells: tuple[Cell, ...]
    line: ReviewLine


class ReviewSource:
    """The listing as rows of a table."""

    def __init__(self, listing: ReviewListing, glyphs: Glyphs, today: date) -> None:
        self.listing, self._glyphs, self._today = listing, glyphs, today

    def count(self) -> int:
        """How many there are."""
        return self.listing.count()

    def rows(self, start: int, count: int) -> Sequence[ReviewRow]:
        """Some of them."""
        return [ReviewRow(line.id, self._cells(line), line) for line in self.listing.window(start, count)]

    def index_of(self, key: str) -> int | None:
        """Where one stands."""
        return self.listing.index_of(key)

    def known(self, keys: Collection[str]) -> Collection[str]:
        """Those of some reviews that still exist."""
        return self.listing.known(keys)

    def _cells(self, line: ReviewLine) -> tuple[Cell, ...]:
        reached = "–" if line.attainment is None else percent(line.attainment)
        return (
            line.title,
            state_cell(line, self._glyphs),
            line.due.isoformat(),
            reached,
            decision_cell(line),
            line.owner,
            line.quarter,
        )


def state_cell(line: ReviewLine, glyphs: Glyphs) -> StyledCell:
    """Where a review stands, in a word, a sign and a tone."""
    if line.state is ReviewState.SKIPPED:
        return StyledCell(f"{glyphs.no_data} {say(line.state)}", Tone.MUTED)
    if line.state is ReviewState.HELD:
        late = _("{state}, late").format(state=say(line.state)) if line.is_late else say(line.state)
        return StyledCell(f"{glyphs.done} {late}", Tone.DONE)
    return (
        StyledCell(f"{glyphs.off_track} " + _("Overdue"), Tone.POOR) if line.is_late else StyledCell(f"{glyphs.on_track} {say(line.state)}")
    )


def decision_cell(line: ReviewLine) -> Cell:
    """What was decided, or in question marks what the figures propose."""
    if line.decision is not None:
        return StyledCell(say(line.decision), TONES[line.decision])
    if line.proposal is None or line.state is not ReviewState.OPEN:
        return ""
    return StyledCell(_("{decision}?").format(decision=say(line.proposal)), Tone.MUTED)


def columns() -> list[Column]:
    """The columns."""
    return [
        Column("title", _("Goal"), 30, min_width=18, grow=3, priority=-1),
        Column("state", _("State"), 14, priority=0),
        Column("due", _("Due"), 10, priority=1),
        Column("attained", _("Pace"), 10, align="right", priority=3),
        Column("decision", _("Decision"), 10, priority=2),
        Column("owner", _("Owner"), 16, min_width=10, grow=1, priority=4),
        Column("quarter", _("Quarter"), 8, priority=5),
    ]
