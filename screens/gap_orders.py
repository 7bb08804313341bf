"""How the gap table is narrowed, ordered and kept as a view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from perftui.i18n import gettext as _
from perftui.services import views
from screens.gap_filters import criteria, filter_choices, filtered, first_filter, refreshed
from screens.gap_lists import GapList
from screens.gap_rows import SORTABLE, columns
from widgets.dialogs.pickers import Picker, narrowed
from widgets.find_bars import FindBar
from widgets.pick_lists import Choice
from widgets.row_tables import RowTable

if TYPE_CHECKING:
    from collections.abc import Mapping


class GapOrders(GapList):
    """Filter, order and views."""

    def action_filter(self) -> None:
        """Narrow the table by one criterion more, or one less."""
        choices = filter_choices(self.store, self.filter, self.host.today())
        self.app.push_screen(Picker(_("Filter"), choices, placeholder=_("a cycle, severity, state, unit, category")), self._filter)

    def _filter(self, picked: str | None) -> None:
        if picked:
            self.apply(filtered(self.store, self.filter, picked, self.host.today()))

    def action_back(self) -> None:
        """As in every list; but the filter goes before the section does, unless one came here to see just that."""
        first = first_filter(self.store, self.host.today())
        has_more = self.has_class("-detail") or self.table.marks or self.query_one(FindBar).text or self.own_filter is not None
        if not has_more and criteria(self.filter) != first:
            self.apply(first._replace(order=self.filter.order, is_descending=self.filter.is_descending))
        else:
            super().action_back()

    def action_sort(self) -> None:
        """Choose the column that gives the order; the same again turns it round."""
        choices = [Choice("", _("As they were added")), *(Choice(each.key, each.title) for each in columns() if each.key in SORTABLE)]
        self.app.push_screen(Picker(_("Sort by"), lambda text: narrowed(choices, text), current=self.filter.order), self._sort)

    @on(RowTable.HeaderSelected)
    def _sort_clicked(self, event: RowTable.HeaderSelected) -> None:
        self._sort(event.column)

    def _sort(self, order: str | None) -> None:
        if order is not None and (order in SORTABLE or not order):
            is_descending = bool(order) and order == self.filter.order and not self.filter.is_descending
            self.apply(self.filter._replace(order=order, is_descending=is_descending))

    def view_spec(self) -> Mapping[str, str]:
        """Filter and order, to be saved under a name."""
        return views.gaps_spec(self.filter)

    def apply_view(self, spec: Mapping[str, str]) -> None:
        """Show a saved filter and order."""
        self.search_for(refreshed(self.store, views.gaps_filter(self.store, spec)))
