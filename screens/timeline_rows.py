"""Plans, and the parts of one plan, as rows of a timeline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.domain.plans import PlanState
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import pgettext, say
from perftui.services.report_sheets import share_text
from screens.plan_rows import SIGNS, TONES, state_cell
from widgets.cells import StyledCell, Tone
from widgets.columns import Column
from widgets.glyphs import ASCII
from widgets.timelines import AXIS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from perftui.domain.timeline_marks import Mark
    from perftui.services.plan_listings import ListedPlan
    from perftui.services.plan_timelines import PartLane, PlanTimeline
    from perftui.services.timelines import PlanLane, TimelineListing
    from widgets.cells import Cell
    from widgets.glyphs import Glyphs

BAR_TONES = {True: Tone.GOOD, False: Tone.FAIR, None: Tone.PLAIN}
"""Whether something keeps pace to the tone of its bar; the column beside it says so with a sign."""
_ENDED = {PlanState.FAILED: Tone.POOR, PlanState.RELAPSED: Tone.POOR, PlanState.CANCELLED: Tone.MUTED}


@dataclass(frozen=True, slots=True)
class LaneRow:
    """A row as the timeline draws it."""

    key: str
    cells: tuple[Cell, ...]
    start: date | None
    end: date | None
    solid_until: date | None
    tone: Tone
    marks: tuple[Mark, ...]
    lane: PlanLane | PartLane


class PlanSource:
    """All plans of a scope, a row each."""

    def __init__(self, listing: TimelineListing, glyphs: Glyphs) -> None:
        self.listing, self._glyphs = listing, glyphs

    def count(self) -> int:
        """How many there are."""
        return self.listing.count()

    def rows(self, start: int, count: int) -> Sequence[LaneRow]:
        """Some of them."""
        return [self._row(lane) for lane in self.listing.window(start, count)]

    def index_of(self, key: str) -> int | None:
        """Where one stands."""
        return self.listing.index_of(key)

    def known(self, keys: Collection[str]) -> Collection[str]:
        """Those of some plans that still exist."""
        return self.listing.known(keys)

    def bounds(self) -> tuple[date, date] | None:
        """The first and the last day of them all."""
        return self.listing.bounds()

    def _row(self, lane: PlanLane) -> LaneRow:
        listed, line, glyphs = lane.listed, lane.listed.line, self._glyphs
        if not line.id:
            return LaneRow("", ("",) * 6, None, None, None, Tone.MUTED, (), lane)
        sign = SIGNS[line.state]
        cells = (
            StyledCell(getattr(glyphs, sign), TONES[sign]),
            line.person,
            line.title,
            StyledCell(say(line.state), state_cell(line.state, glyphs).tone),
            "",
            pace_cell(listed, glyphs),
        )
        tone = _ENDED.get(line.state, BAR_TONES[listed.on_pace])
        return LaneRow(line.id, cells, line.start, line.end, lane.solid_until(self.listing.today), tone, lane.marks, lane)


def pace_cell(listed: ListedPlan, glyphs: Glyphs) -> Cell:
    """What is closed against the time, with the sign of the pace: `▲ 40/62%`."""
    if listed.elapsed is None:
        return ""
    text = f"{share_text(listed.closure).rstrip('%'):>3}/{share_text(listed.elapsed):<4}"
    if listed.on_pace is None:
        return StyledCell(f"{' ' * len(glyphs.on_track)} {text}", Tone.MUTED)
    return StyledCell(f"{pace_sign(listed.on_pace, glyphs)} {text}", BAR_TONES[listed.on_pace])


def pace_sign(on_pace: bool | None, glyphs: Glyphs) -> str:
    """A sign for the pace; empty where nothing can be said."""
    return "" if on_pace is None else glyphs.on_track if on_pace else glyphs.at_risk


def plan_columns(glyphs: Glyphs) -> list[Column]:
    """The columns of all plans."""
    wide = glyphs is ASCII
    return [
        Column("sign", "", 4 if wide else 1, priority=-1),
        Column("person", _("Person"), 12, min_width=9, priority=1),
        Column("title", _("Title"), 18, min_width=9, priority=3),
        Column("state", _("State"), 12, priority=8),
        Column(AXIS, "", 36 if wide else 41, min_width=29 if wide else 34, grow=6, priority=0),
        Column("pace", pgettext("plan", "Pace"), 13 if wide else 10, priority=-1),
    ]


class PartSource:
    """One plan in full, a row for each of its parts."""

    def __init__(self, found: PlanTimeline | None, glyphs: Glyphs, text: str = "") -> None:
        lanes = found.lanes if found else ()
        self.found, self._glyphs = found, glyphs
        self.lanes = [lane for lane in lanes if fold(text) in fold(f"{lane.what} {lane.title}")]
        self._places = {lane.key: place for place, lane in enumerate(self.lanes)}

    def count(self) -> int:
        """How many there are."""
        return len(self.lanes)

    def rows(self, start: int, count: int) -> Sequence[LaneRow]:
        """Some of them."""
        return [self._row(lane) for lane in self.lanes[start : start + count]]

    def index_of(self, key: str) -> int | None:
        """Where one stands."""
        return self._places.get(key)

    def bounds(self) -> tuple[date, date] | None:
        """The first and the last day of them all."""
        return self.found.bounds() if self.found else None

    def _row(self, lane: PartLane) -> LaneRow:
        sign = pace_sign(lane.is_good, self._glyphs)
        tone = BAR_TONES[lane.is_good]
        blank = " " * len(self._glyphs.on_track)
        figure = StyledCell(f"{sign or blank} {lane.figure}", tone) if lane.figure else ""
        cells = (StyledCell(lane.what, Tone.MUTED), lane.title, "", figure)
        return LaneRow(lane.key, cells, lane.start, lane.end, lane.solid_until, tone, lane.marks, lane)


def part_columns(glyphs: Glyphs) -> list[Column]:
    """The columns of one plan in full."""
    wide = glyphs is ASCII
    return [
        Column("what", _("Kind"), 15, min_width=9, priority=4),
        Column("title", _("Title"), 24, min_width=12, priority=1),
        Column(AXIS, "", 36 if wide else 40, min_width=30, grow=6, priority=0),
        Column("figure", _("How far"), 13 if wide else 10, priority=-1),
    ]
