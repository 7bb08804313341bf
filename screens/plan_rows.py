"""Plans as rows of a table: who, what, the state as word, sign and colour, closure against time, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.domain.formats import short_date
from perftui.domain.plans import UNPUBLISHED, PlanState
from perftui.i18n import gettext as _
from perftui.i18n import pgettext, say
from perftui.services import readiness
from perftui.services.plan_listings import pace_text
from perftui.services.report_sheets import share_text
from screens.plan_sheet_rows import day_text
from widgets.cells import StyledCell, Tone
from widgets.columns import Column

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date
    from decimal import Decimal

    from perftui.services.plan_listings import ListedPlan, PlanListing
    from widgets.cells import Cell
    from widgets.glyphs import Glyphs

S = PlanState
SIGNS = {
    **dict.fromkeys((S.DRAFT, S.HR_REVIEW, S.APPROVED, S.CANCELLED), "no_data"),
    **dict.fromkeys((S.ISSUED, S.PAUSED), "outdated"),
    **dict.fromkeys((S.ACKNOWLEDGED, S.ACTIVE, S.MONITORING), "on_track"),
    **dict.fromkeys((S.REFUSED_WITNESSED, S.EXTENDED, S.DUE), "at_risk"),
    **dict.fromkeys((S.FAILED, S.RELAPSED), "off_track"),
    **dict.fromkeys((S.PASSED, S.SUSTAINED, S.DECIDED, S.CLOSED), "done"),
}
"""State to its sign, by the sign's name."""
TONES = {
    "no_data": Tone.MUTED,
    "outdated": Tone.FAIR,
    "on_track": Tone.GOOD,
    "at_risk": Tone.FAIR,
    "off_track": Tone.POOR,
    "done": Tone.DONE,
}


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan as the table draws it."""

    key: str
    cells: tuple[Cell, ...]
    listed: ListedPlan


class PlanSource:
    """The listing as rows of a table."""

    def __init__(self, listing: PlanListing, glyphs: Glyphs) -> None:
        self.listing, self._glyphs = listing, glyphs

    def count(self) -> int:
        """How many there are."""
        return self.listing.count()

    def rows(self, start: int, count: int) -> Sequence[PlanRow]:
        """Some of them."""
        listed = self.listing.window(start, count)
        shown = [each.line.id for each in listed if each.line.id and each.line.state not in UNPUBLISHED]
        ready = readiness.counts(self.listing.store, shown)
        return [PlanRow(each.line.id, self._cells(each, ready.get(each.line.id)), each) for each in listed]

    def index_of(self, key: str) -> int | None:
        """Where one stands."""
        return self.listing.index_of(key)

    def known(self, keys: Collection[str]) -> Collection[str]:
        """Those of some plans that still exist."""
        return self.listing.known(keys)

    def _cells(self, each: ListedPlan, ready: tuple[int, int] | None) -> tuple[Cell, ...]:
        line, today = each.line, self.listing.today
        if not line.id:
            return ("",) * len(columns())
        is_late = line.next_date is not None and line.next_date < today
        return (
            line.person,
            line.title,
            say(line.kind),
            state_cell(line.state, self._glyphs),
            span_text(line.start, line.end, today),
            closure_cell(each.closure),
            StyledCell("–", Tone.MUTED) if each.elapsed is None else share_text(each.elapsed),
            pace_cell(each.on_pace, self._glyphs),
            StyledCell(day_text(line.next_date, today), Tone.POOR if is_late else Tone.PLAIN),
            ready_cell(ready),
        )


def state_text(state: PlanState, glyphs: Glyphs) -> str:
    """A state with its sign."""
    return f"{getattr(glyphs, SIGNS[state])} {say(state)}"


def state_cell(state: PlanState, glyphs: Glyphs) -> StyledCell:
    """A state with its sign and tone."""
    return StyledCell(state_text(state, glyphs), TONES[SIGNS[state]])


def span_text(start: date | None, end: date | None, today: date) -> str:
    """From when to when."""
    return "–".join(short_date(day, today) if day else "?" for day in (start, end)) if start or end else ""


def closure_cell(closure: Decimal | None) -> Cell:
    """The closure in percent; a dash where nothing was measured again."""
    return StyledCell("–", Tone.MUTED) if closure is None else share_text(closure)


def pace_cell(on_pace: bool | None, glyphs: Glyphs) -> Cell:
    """The pace as a word with its sign."""
    if on_pace is None:
        return ""
    sign = glyphs.on_track if on_pace else glyphs.at_risk
    return StyledCell(f"{sign} {pace_text(on_pace)}", Tone.GOOD if on_pace else Tone.FAIR)


def ready_cell(ready: tuple[int, int] | None) -> Cell:
    """How many requirements of its evidence pack are met, of how many; empty before it is issued."""
    if ready is None:
        return ""
    return StyledCell(f"{ready[0]}/{ready[1]}", Tone.DONE if ready[0] == ready[1] else Tone.PLAIN)


def columns() -> list[Column]:
    """The columns."""
    return [
        Column("person", _("Person"), 14, min_width=10, grow=1, priority=-1),
        Column("title", _("Title"), 20, min_width=11, grow=3, priority=0),
        Column("kind", _("Kind"), 16, min_width=11, priority=9),
        Column("state", _("State"), 17, min_width=14, priority=0),
        Column("span", _("From – to"), 20, min_width=13, priority=6),
        Column("closure", _("Closure"), 7, align="right", priority=1),
        Column("elapsed", _("Time"), 5, align="right", priority=5),
        Column("pace", pgettext("plan", "Pace"), 11, min_width=10, priority=2),
        Column("next", pgettext("plan", "Next"), 10, min_width=8, priority=1),
        Column("evidence", pgettext("plan", "Evidence"), 8, align="right", priority=2),
    ]


ORDER_OF = {"span": "start"}
"""Column to the order that a click on its title gives, where that is called otherwise."""
