"""The gap table to look at: rows, search and details; what narrows and orders it is added by `GapOrders`."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.widgets import Static

from perftui.domain.formats import clauses
from perftui.i18n import gettext as _
from perftui.i18n import ngettext
from perftui.services import gap_listings, gap_subjects, people
from perftui.services.gap_listings import GapFilter
from perftui.services.gap_views import gap_view
from perftui.storage.stores import Gone
from screens.gap_details import below_texts, gap_detail
from screens.gap_filters import count_words, criteria, filter_words, first_filter
from screens.gap_rows import GapRow, GapSource, columns
from screens.gap_tables import GapTable
from screens.hosts import Place
from screens.told_lists import ToldList
from widgets.cells import safe
from widgets.detail_panes import DetailPane
from widgets.dialogs.jumps import MOST
from widgets.find_bars import FindBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.content import Content

    from perftui.services.gap_listings import GapListing, PairLine
    from perftui.services.gap_views import GapView


class GapList(ToldList):
    """The table with what it shows."""

    DEFAULT_CSS = """
    GapList VirtualList { width: 5fr; }
    GapList #whole { height: 3; padding: 0 2; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    GapList:ansi #whole { color: ansi_default; }
    """
    shown: GapFilter | None = None
    """None until it is shown for the first time."""
    is_history_open = False
    own_filter: GapFilter | None = None
    """What was shown before a filter only served to show a place."""
    _listed: tuple[tuple[object, ...], GapListing] | None = None
    """What the table was read for, and its rows."""
    _counted: tuple[tuple[object, ...], str] = ((), "")

    def body(self) -> ComposeResult:
        """The table with the details, the row under the cursor in full, and the find line."""
        with Horizontal(id="halves"):
            yield self.make_list()
            yield DetailPane()
        yield Static(id="whole", markup=False)
        yield FindBar()

    @property
    def filter(self) -> GapFilter:
        """Which gaps are listed."""
        if self.shown is None:
            self.shown = first_filter(self.store, self.host.today())
        return self.shown

    def make_list(self) -> GapTable:
        """The table, read now."""
        return GapTable(
            columns(),
            self._source(),
            edit_on_enter=True,
            cell_cursor=True,
            empty=self._empty(),
            glyphs=self.host.glyphs,
            visible_cursor=self.host.is_accessible,
        )

    def _stamp(self) -> tuple[object, ...]:
        return self.filter, people.stamp(self.store)

    def _source(self) -> GapSource:
        if self._listed is None or self._listed[0] != self._stamp():
            self._listed = self._stamp(), gap_listings.listing(self.store, self.filter)
        return GapSource(self._listed[1], self.host.today(), self.host.glyphs)

    def renew(self, gap_id: str) -> None:
        """Read the rows of one gap again; the others stand as they did before it was written."""
        if self._listed is not None:
            self._listed[1].renew(gap_id)
            self._listed = self._stamp(), self._listed[1]

    def _empty(self) -> str:
        if self.filter.text:
            return _("No gap matches “{text}”. Esc shows all of them again.").format(text=self.filter.text)
        if self.own_filter is not None:
            return _("No gaps here. Ctrl+N adds one: dimension; target; actual. F8 makes them out of what was measured.")
        if criteria(self.filter) != first_filter(self.store, self.host.today()):
            return _("No gap is like that. Esc takes the filter away; Ctrl+N adds a gap here.")
        return _("No gaps in this cycle. Ctrl+N adds one: dimension; target; actual. F8 makes them out of what was measured.")

    @property
    def table(self) -> GapTable:
        """The table."""
        return self.query_one(GapTable)

    @property
    def row(self) -> GapRow | None:
        """The row under the cursor."""
        row = self.table.row_at(self.table.cursor)
        return row if isinstance(row, GapRow) and row.line else None

    @property
    def line(self) -> PairLine | None:
        """The gap with the cause and measure under the cursor."""
        return self.row.line if self.row else None

    @property
    def gap_id(self) -> str:
        """The gap under the cursor; empty when there is none."""
        return self.line.gap_id if self.line else ""

    @property
    def gap(self) -> GapView | None:
        """Everything about the gap under the cursor; None when there is none, or it is gone."""
        with suppress(Gone):
            return gap_view(self.store, self.gap_id) if self.gap_id else None
        return None

    # what is shown

    def apply(self, shown: GapFilter) -> None:
        """Show other gaps, or the same ones in another order."""
        self.shown = shown
        self.reload()

    def reload(self) -> None:
        """Read table and detail again; the empty line in which one is about to type stays."""
        source, before = self._source(), self.table.gaps
        if before.waiting_at is not None and before.waiting_at == self.table.cursor:
            source.take_over(before)
        self.table.source = source
        self.table.empty = self._empty()
        self.table.show_order(self.filter.order, is_descending=self.filter.is_descending)
        self.show_detail()
        self.show_summary()

    def narrow(self, text: str) -> None:
        """Show only gaps whose name, dimension, cause, measure or owner holds a text."""
        self.apply(self.filter._replace(text=text))

    def summary(self) -> str:
        """How many gaps there are, how many are open, severe and without a measure, and what the table is narrowed to."""
        stamp = self._stamp()
        if self._counted[0] != stamp:
            self._counted = stamp, self._count_words()
        marked = [_("{n} marked").format(n=len(self.table.marks))] if self.table.marks else []
        return " · ".join((clauses([self._counted[1], *marked]), *filter_words(self.store, self.filter, self.host.today())))

    def _count_words(self) -> str:
        if self.filter.text:  # while somebody types, one count must do: the others take as long as the search itself
            n = len(set(self.table.gaps.listing.positions.gaps))
            return ngettext("{n} gap", "{n} gaps", n).format(n=n)
        return count_words(gap_listings.counts(self.store, self.filter))

    def detail(self, key: str) -> Content:
        """Everything about the gap under the cursor."""
        return gap_detail(self.store, self.gap_id, self.host.today(), with_history=self.is_history_open)

    def show_whole(self) -> None:
        """The row under the cursor in full, below the table; on its way nobody reads it, and each key would cost ten times as much."""
        self.query_one("#whole", Static).update("\n".join(map(safe, below_texts(self.line, self.gap, self.host.today()))))

    def show_detail(self) -> None:
        """The lines below the table, and the pane where there is room for it."""
        super().show_detail()
        if self.query("#whole"):
            self.show_whole()

    def action_show_history(self) -> None:
        """Show in the details who changed what, or hide it again."""
        self.is_history_open = not self.is_history_open
        self.action_open()

    # going somewhere

    def place(self) -> Place:
        """The gap under the cursor."""
        return Place("gaps", self.gap_id)

    def show(self, place: Place) -> None:
        """Go to a gap, or to that of a cause or measure; or show those of a person, unit, goal, key result or assessment."""
        own = self.own_filter or self.filter
        if place.owner:
            self.search_for(gap_subjects.shown_for(self.store, place.owner) or self.filter)
            self.go_to_gap(place.key)
        elif not self.go_to_gap(place.key):
            self.search_for(GapFilter())
            self.go_to_gap(place.key)
        self.own_filter = own if self.filter != own else None
        self.table.empty = self._empty()
        self.table.focus()
        self.show_detail()

    def go_to_gap(self, record_id: str) -> bool:
        """Go to a gap, or to that of a cause or measure; False where the filter hides it."""
        gap_id = gap_subjects.gap_id_of(self.store, record_id)
        return bool(gap_id) and self.table.move_to_key(f"{gap_id}//")

    def reveal(self, gap_id: str) -> None:
        """Go to a gap that the filter hides: it is taken away, and that is said."""
        self.search_for(GapFilter())
        self.go_to_gap(gap_id)
        self.tell(_("The filter did not show it: all gaps are shown now."))

    def come_to(self) -> None:
        """Take away the filter that only served to show a place, when somebody comes to the gaps as such."""
        if self.own_filter is not None:
            own, self.own_filter = self.own_filter, None
            self.search_for(own)

    def search_for(self, shown: GapFilter) -> None:
        """Show what a filter says, with the find line in step."""
        find = self.query_one(FindBar)
        if find.text and not shown.text:
            find.action_close()
        self.apply(shown)

    def places(self) -> Sequence[tuple[str, str]]:
        """The gaps in view."""
        rows = [self.table.row_at(index) for index in range(self.table.top, self.table.top + min(MOST, self.table.body_height))]
        lines = [row.line for row in rows if isinstance(row, GapRow) and row.line and row.line.is_first]
        return [(line.gap_id, f"{line.dimension}  {line.gap_text}  {line.whose}") for line in lines]

    def jump_to(self, key: str) -> None:
        """Go to a gap."""
        self.go_to_gap(key)
        self.table.focus()

    def action_open(self) -> None:
        """Go to the details of the gap."""
        if self.gap_id:
            super().action_open()
