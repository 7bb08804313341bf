"""What the timeline shows: all plans of a scope, filtered and in order, or one plan in full; with words below and details beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Static

from perftui.domain.timeline_marks import ENTRIES, MarkKind
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from perftui.services import people
from perftui.services.plan_listings import ORDERS, ListedPlan, PlanFilter
from perftui.services.plan_timelines import LaneKind, PartLane, PlanTimeline, plan_timeline
from perftui.services.timelines import PlanLane, TimelineListing
from perftui.storage.stores import Gone
from screens.details import Detail
from screens.plan_filters import filter_words, is_narrowed
from screens.timeline_moves import TimelineMoves
from screens.timeline_rows import LaneRow, PartSource, PlanSource, part_columns, plan_columns
from screens.timeline_words import in_words, legend, pace_line, sign_text, sign_texts, zoom_words
from widgets.cells import cut, one_line, safe
from widgets.find_bars import FindBar
from widgets.timelines import Timeline

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.content import Content

    from perftui.domain.timeline_marks import Mark
    from perftui.services.plan_lines import PlanLine

SIDE = 3
"""Cells left and right of the words that are no text."""


class TimelineList(TimelineMoves):
    """The timeline and what is said about it."""

    DEFAULT_CSS = """
    TimelineList #above { height: 1; padding: 0 1; text-style: bold; }
    TimelineList #words { height: 5; padding: 0 1; }
    TimelineList #legend { height: 1; padding: 0 1; color: $text-muted; }
    TimelineList:ansi #legend { color: ansi_default; text-style: dim; }
    TimelineList Timeline { width: 1fr; }
    TimelineList.-wide DetailPane { width: 35; }
    TimelineList.-narrow.-detail #words { display: none; }
    TimelineList.-narrow.-detail #legend { display: none; }
    """
    shown = PlanFilter()

    def __init__(self) -> None:
        super().__init__()
        self.plan = ""
        """The id of the plan that is shown in full; empty: all plans of the scope."""
        self.found: PlanTimeline | None = None
        self._listing: tuple[tuple[object, ...], TimelineListing] | None = None

    def body(self) -> ComposeResult:
        """Whose plan it is or what part of the time is in view, the timeline, and the words below."""
        yield Static(id="above", markup=False)
        yield from super().body()
        yield Static(id="words", markup=False)
        yield Static(id="legend", markup=False)

    def make_list(self) -> Timeline:
        """The timeline, read now."""
        glyphs, visible = self.host.glyphs, self.host.is_accessible
        columns = part_columns(glyphs) if self.plan else plan_columns(glyphs)
        return Timeline(columns, self._source(), self.host.today(), empty=self._empty(), glyphs=glyphs, visible_cursor=visible)

    def _source(self) -> PlanSource | PartSource:
        if not self.plan:
            return PlanSource(self.listing(), self.host.glyphs)
        try:
            self.found = plan_timeline(self.store, self.plan, self.host.today())
        except Gone:
            self.found = None
        text = self.query_one(FindBar).text if self.query(FindBar) else ""
        return PartSource(self.found, self.host.glyphs, text)

    def listing(self) -> TimelineListing:
        """The plans of the scope; read again only after something was written."""
        stamp = self.shown, self.host.today(), people.stamp(self.store)
        if self._listing is None or self._listing[0] != stamp:
            self._listing = stamp, TimelineListing(self.store, self.shown, self.host.today())
        return self._listing[1]

    def _empty(self) -> str:
        if self.plan:
            return _("There is nothing here any more, or nothing that is called so. Esc goes back to all plans.")
        if self.shown.text or is_narrowed(self.shown):
            return _("No plan is like that. Esc ends the search or takes the filter away, Ctrl+L changes it.")
        return _("No plans yet. In the list of plans (5), Ctrl+N makes one.")

    # the record under the cursor

    @property
    def row(self) -> LaneRow | None:
        """The row under the cursor."""
        row = self.timeline.row_at(self.timeline.cursor)
        return row if isinstance(row, LaneRow) and row.key else None

    @property
    def line(self) -> PlanLine | None:
        """The plan under the cursor, or the one that is shown."""
        listed = self.listed
        return listed.line if listed else None

    @property
    def listed(self) -> ListedPlan | None:
        """The same with closure and pace."""
        if self.plan:
            view = self.found.view if self.found else None
            return ListedPlan(view.line, view.closure, view.elapsed(self.host.today())) if view else None
        lane = self.row.lane if self.row else None
        return lane.listed if isinstance(lane, PlanLane) else None

    # what is shown

    def apply(self, shown: PlanFilter) -> None:
        """Show other plans, or the same ones in another order."""
        self.shown = shown
        self.reload()

    def reload(self) -> None:
        """Read everything again."""
        timeline = self.timeline
        timeline.empty, timeline.today = self._empty(), self.host.today()
        timeline.show_columns(part_columns(self.host.glyphs) if self.plan else plan_columns(self.host.glyphs))
        timeline.source = self._source()
        order = {"next": "", "end": "", "start": ""}.get(self.shown.order, self.shown.order)
        timeline.show_order("" if self.plan else order, is_descending=self.shown.is_descending)
        self.show_detail()
        self.show_summary()
        self.refresh_bindings()

    def narrow(self, text: str) -> None:
        """Show only plans whose title or person matches; in one plan only parts whose title holds a text."""
        if self.plan:
            self.reload()
        else:
            self.apply(replace(self.shown, text=text))

    def summary(self) -> str:
        """How much is listed, and what it is narrowed to."""
        n, zoom = self.timeline.row_count, say(self.timeline.axis.zoom)
        if self.plan:
            return " · ".join((ngettext("{n} line", "{n} lines", n).format(n=n), zoom))
        return " · ".join((ngettext("{n} plan", "{n} plans", n).format(n=n), zoom, *filter_words(self.store, self.shown)))

    def show_detail(self) -> None:
        """The words below, and the pane where there is room for it, once the cursor rests."""
        super().show_detail()
        self.show_words()

    @on(Timeline.Looked)
    def show_words(self) -> None:
        """Pace, what comes next, and what the cursor is on."""
        if not self.query("#words"):
            return
        self.query_one("#above", Static).update(self._above(), layout=False)
        self.query_one("#words", Static).update("\n".join(map(safe, filter(None, self._words()))), layout=False)
        self.query_one("#legend", Static).update(legend(self.size.width - SIDE, self.host.glyphs), layout=False)

    @on(Timeline.Looked)
    def _zoom_shown(self) -> None:
        self.show_summary()

    def _above(self) -> str:
        when = zoom_words(self.timeline.axis)
        line = self.line if self.plan else None
        return self._cut(" · ".join((when, line.person, line.title)) if line else when)

    def _cut(self, text: str) -> str:
        """On one line."""
        return cut(one_line(text), self.size.width - SIDE, self.host.glyphs.ellipsis)

    def _words(self) -> list[str]:
        listed, today, glyphs = self.listed, self.host.today(), self.host.glyphs
        if listed is None:
            return []
        chosen = self.timeline.chosen
        here = sign_text(chosen, today, glyphs) if chosen else ""
        return [self._cut(self._whose(listed)), pace_line(listed, glyphs), here, self._next(), "" if chosen else self._hint()]

    def _whose(self, listed: ListedPlan) -> str:
        if not self.plan:
            return " · ".join(filter(None, (listed.line.person, listed.line.unit, listed.line.title)))
        lane = self.row.lane if self.row else None
        return " · ".join(filter(None, (lane.what, lane.title, lane.figure))) if isinstance(lane, PartLane) else ""

    def _next(self) -> str:
        if self.plan:
            return self.found.next_words if self.found else ""
        lane = self.row.lane if self.row else None
        return lane.next_words(self.host.today()) if isinstance(lane, PlanLane) else ""

    def _hint(self) -> str:
        if self.row is not None and not self.row.marks:
            return ""
        return _("Tab goes along the signs of this line; Enter opens.")

    def detail(self, key: str) -> Content:
        """The plan, or the part under the cursor, with all its signs in words."""
        listed, row, today, glyphs = self.listed, self.row, self.host.today(), self.host.glyphs
        if listed is None or row is None:
            return Detail("").content()
        if isinstance(row.lane, PartLane) and row.lane.kind is not LaneKind.PLAN:
            lane = row.lane
            return (
                Detail(lane.title)
                .lines([(lane.what, lane.figure)])
                .group(_("On the line"), sign_texts(_told(lane), today, glyphs))
                .content()
            )
        marks = [each for each in self.found.marks if each.kind not in ENTRIES] if self.plan and self.found else row.marks
        return in_words(listed.line.title, listed, marks, self._next(), (today, glyphs))

    def sort_by(self, order: str | None) -> None:
        """Another order; the same again turns it round."""
        if order in ORDERS:
            is_descending = order == self.shown.order and not self.shown.is_descending
            self.apply(replace(self.shown, order=order, is_descending=is_descending))


def _told(lane: PartLane) -> list[Mark]:
    """What is said of a line: of the many days of a habit only those on which it went otherwise than planned."""
    return [mark for mark in lane.marks if mark.kind is not MarkKind.ENTRY_DONE]
