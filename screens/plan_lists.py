"""The plans to look at: filter, order, search, views and details; what changes them is added by `PlanWorks`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on

from perftui.i18n import gettext as _
from perftui.i18n import ngettext
from perftui.services import people, plan_listings
from perftui.services.plan_listings import ORDERS, PlanFilter, PlanListing
from perftui.services.plan_subjects import subject_of
from screens.hosts import Place
from screens.plan_details import plan_detail
from screens.plan_filters import filter_choices, filter_words, filtered, is_narrowed, without
from screens.plan_rows import ORDER_OF, PlanRow, PlanSource, columns
from screens.plan_works import PlanWorks
from widgets.dialogs.jumps import MOST
from widgets.dialogs.pickers import Picker, narrowed
from widgets.find_bars import FindBar
from widgets.pick_lists import Choice
from widgets.row_tables import RowTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.content import Content

    from perftui.services.plan_lines import PlanLine


class PlanList(PlanWorks):
    """The table with its filter, order and search."""

    shown = PlanFilter()
    _read: tuple[tuple[object, ...], PlanListing] | None = None
    """What the list was read for, and the list."""

    def make_list(self) -> RowTable:
        """The table, read now."""
        visible = self.host.is_accessible
        return RowTable(columns(), self._source(), empty=self._empty(), glyphs=self.host.glyphs, visible_cursor=visible)

    def _source(self) -> PlanSource:
        stamp = self.shown, self.host.today(), people.stamp(self.store)
        if self._read is None or self._read[0] != stamp:
            self._read = stamp, PlanListing(self.store, self.shown, self.host.today())
        return PlanSource(self._read[1], self.host.glyphs)

    def _empty(self) -> str:
        if self.shown.text or is_narrowed(self.shown):
            return _("No plan is like that. Esc ends the search or takes the filter away, Ctrl+L changes it.")
        return _("No plans yet. Ctrl+N makes one: name; template; +90d. On a gap (4), F8 “Plan from this gap” makes one.")

    @property
    def table(self) -> RowTable:
        """The table."""
        return self.query_one(RowTable)

    @property
    def line(self) -> PlanLine | None:
        """The plan under the cursor."""
        row = self.table.row_at(self.table.cursor)
        return row.listed.line if isinstance(row, PlanRow) and row.key else None

    # what is shown

    def apply(self, shown: PlanFilter) -> None:
        """Show other plans, or the same ones in another order."""
        self.shown = shown
        self.reload()

    def reload(self) -> None:
        """Read list and detail again."""
        self.table.empty = self._empty()
        self.table.source = self._source()
        self.table.show_order(self.shown.order, is_descending=self.shown.is_descending)
        self.show_detail()
        self.show_summary()

    def narrow(self, text: str) -> None:
        """Show only plans whose title, or whose person, matches."""
        self.apply(replace(self.shown, text=text))

    def summary(self) -> str:
        """How many are listed, and what the list is narrowed to."""
        n = self.table.row_count
        return " · ".join((ngettext("{n} plan", "{n} plans", n).format(n=n), *filter_words(self.store, self.shown)))

    def detail(self, key: str) -> Content:
        """A plan in short."""
        return plan_detail(self.store, key, self.host.today(), self.host.glyphs)

    # going somewhere

    def place(self) -> Place:
        """The plan under the cursor."""
        return Place("plans", self.key)

    def show(self, place: Place) -> None:
        """Go to a plan, or show those of a person or a gap; a filter that hides them is taken away."""
        if place.owner:
            is_gap = bool(subject_of(self.store, place.owner).gaps)
            self._search_for(PlanFilter(state="", gap=place.owner) if is_gap else PlanFilter(state="", person=place.owner))
        elif place.key and not self.table.move_to_key(place.key):
            self._search_for(PlanFilter(state=""))
        self.table.move_to_key(place.key)
        self.table.focus()
        self.show_detail()

    def _search_for(self, shown: PlanFilter) -> None:
        find = self.query_one(FindBar)
        if find.text and not shown.text:
            find.action_close()
        self.apply(shown)

    def places(self) -> Sequence[tuple[str, str]]:
        """The plans in view."""
        shown = range(self.table.top, min(self.table.row_count, self.table.top + min(MOST, self.table.body_height)))
        rows = [row for index in shown if isinstance(row := self.table.row_at(index), PlanRow) and row.key]
        return [(row.key, f"{row.listed.line.person}  {row.listed.line.title}") for row in rows]

    def jump_to(self, key: str) -> None:
        """Go to a plan."""
        self.table.move_to_key(key)
        self.table.focus()

    # narrowing and ordering

    def action_filter(self) -> None:
        """Narrow the list by one criterion more, or one less."""
        picker = Picker(_("Filter"), filter_choices(self.store, self.shown), placeholder=_("a state, a kind, a unit"))
        self.app.push_screen(picker, lambda key: self.apply(filtered(self.store, self.shown, key)) if key else None)

    def action_back(self) -> None:
        """As in every list; but the filter goes before the section does."""
        has_more = self.has_class("-detail") or self.table.marks or self.query_one(FindBar).text
        if not has_more and is_narrowed(self.shown):
            self.apply(without(self.shown))
        else:
            super().action_back()

    def action_sort(self) -> None:
        """Choose the column that gives the order; the same again turns it round."""
        titles = {ORDER_OF.get(column.key, column.key): column.title for column in columns()} | {"end": _("End")}
        choices = [Choice(order, titles[order]) for order in ORDERS]
        self.app.push_screen(Picker(_("Sort by"), lambda text: narrowed(choices, text), current=self.shown.order), self._sort)

    @on(RowTable.HeaderSelected)
    def _sort_clicked(self, event: RowTable.HeaderSelected) -> None:
        self._sort(ORDER_OF.get(event.column, event.column))

    def _sort(self, order: str | None) -> None:
        if order in ORDERS:
            is_descending = order == self.shown.order and not self.shown.is_descending
            self.apply(replace(self.shown, order=order, is_descending=is_descending))

    def view_spec(self) -> Mapping[str, str]:
        """Filter and order, to be saved under a name."""
        return plan_listings.spec(self.shown)

    def apply_view(self, spec: Mapping[str, str]) -> None:
        """Show a saved filter and order."""
        self._search_for(plan_listings.from_spec(self.store, spec))

    def action_send_out(self) -> None:
        """Write the list to a file."""
        from perftui.services.report_exports import ENDINGS, export
        from screens.exports import export_rows

        listing, title = PlanListing(self.store, self.shown, self.host.today()), _("Export the plans in the list")
        sheet = plan_listings.list_sheet(listing.every())
        self.run_worker(export_rows(self, title, "plans.xlsx", ENDINGS, lambda _store, path, is_there: export(sheet, path, is_there)))
