"""The roster to look at: filter, order, search, views, jumps and details; what changes people is added by `PeopleScreen`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on

from perftui.domain.formats import clauses
from perftui.i18n import gettext as _
from perftui.i18n import ngettext
from perftui.services import people, search, views
from perftui.services.people import PeopleFilter
from screens.gap_ways import make_gaps, open_gaps
from screens.hosts import Place
from screens.people_details import person_detail
from screens.people_filters import everybody, filter_choices, filter_words, filtered, is_narrowed, refreshed, with_all_below
from screens.people_rows import SORTABLE, PeopleSource, PeopleTable, PersonRow, columns
from screens.plan_ways import make_plan, open_plans_of_person
from screens.support_ways import Helped, SupportWays
from screens.told_lists import ToldList
from widgets.dialogs.jumps import MOST
from widgets.dialogs.pickers import Picker, narrowed
from widgets.find_bars import FindBar
from widgets.pick_lists import Choice
from widgets.row_tables import RowTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.content import Content

    from perftui.services.people import PeopleListing, PersonLine


class PeopleList(ToldList, SupportWays):
    """The table with its filter, order, search and views."""

    shown = PeopleFilter()
    _is_history_open = False
    _listed: tuple[tuple[object, ...], PeopleListing] | None = None
    """What the roster was read for, and the roster."""

    def make_list(self) -> PeopleTable:
        """The roster, read now."""
        empty = _("No people yet. Ctrl+N adds one; F8 offers to import a roster from CSV or XLSX.")
        return PeopleTable(columns(), self._source(), empty=empty, glyphs=self.host.glyphs, visible_cursor=self.host.is_accessible)

    def _source(self) -> PeopleSource:
        """The roster; read anew only when something was written since, because a million take half a second."""
        stamp = self.shown, self.host.today(), people.stamp(self.store)
        if self._listed is None or self._listed[0] != stamp:
            self._listed = stamp, people.listing(self.store, self.shown, self.host.today())
        return PeopleSource(self._listed[1])

    @property
    def table(self) -> PeopleTable:
        """The roster."""
        return self.query_one(PeopleTable)

    @property
    def listing(self) -> PeopleListing:
        """The people behind the filter, in their order."""
        source = self.table.source
        assert isinstance(source, PeopleSource)
        return source.listing

    @property
    def line(self) -> PersonLine | None:
        """The person under the cursor."""
        row = self.table.row_at(self.table.cursor)
        return row.line if isinstance(row, PersonRow) and row.key else None

    # what is shown

    def apply(self, shown: PeopleFilter) -> None:
        """Show other people, or the same ones in another order; the cursor stays on its person where they are still there."""
        self.shown = shown
        self.reload()

    def reload(self) -> None:
        """Read roster and detail again."""
        self.table.source = self._source()
        self.table.empty = self._empty()
        self.table.show_order(self.shown.order, is_descending=self.shown.is_descending)
        self.show_detail()
        self.show_summary()

    def _empty(self) -> str:
        if self.shown.text:
            return _("Nobody matches “{text}”. Esc shows everybody again.").format(text=self.shown.text)
        if is_narrowed(self.shown):
            return _("Nobody is here with this filter. Esc takes it away.")
        return _("No people yet. Ctrl+N adds one; F8 offers to import a roster from CSV or XLSX.")

    def narrow(self, text: str) -> None:
        """Show only people whose name, pinyin, initials or number match."""
        self.apply(replace(self.shown, text=text))

    def summary(self) -> str:
        """How many are listed, how many are marked, and what the list is narrowed to."""
        count = self.table.row_count
        words = [ngettext("{n} person", "{n} people", count).format(n=count)]
        if self.table.marks:
            words.append(_("{n} marked").format(n=len(self.table.marks)))
        return " · ".join((clauses(words), *filter_words(self.store, self.shown, self.host.today())))

    def detail(self, key: str) -> Content:
        """Everything about a person."""
        return person_detail(self.store, key, self.host.today(), self.host.glyphs, with_history=self._is_history_open)

    # going somewhere

    def place(self) -> Place:
        """The person under the cursor."""
        return Place(self.SECTION, self.key)

    def show(self, place: Place) -> None:
        """Go to a person, or show those of a unit; a filter that hides them is taken away."""
        if place.owner:
            self._search_for(replace(everybody(self.shown), text="", units=with_all_below(self.store, place.owner)))
        elif not self.table.move_to_key(place.key):
            self._search_for(PeopleFilter(presence="all"))
            self.table.move_to_key(place.key)
        self.table.focus()
        self.show_detail()

    def _search_for(self, shown: PeopleFilter) -> None:
        """Show what a filter says, with the find line in step."""
        find = self.query_one(FindBar)
        if shown.text:
            find.open(shown.text)
            find.action_leave()
        elif find.text:
            find.action_close()
        self.apply(shown)

    def places(self) -> Sequence[tuple[str, str]]:
        """The people in view."""
        shown = range(self.table.top, min(self.table.row_count, self.table.top + min(MOST, self.table.body_height)))
        rows = [row for index in shown if isinstance(row := self.table.row_at(index), PersonRow) and row.key]
        return [(row.key, f"{row.line.name}  {row.line.staff_no}  {row.line.unit}") for row in rows]

    def jump_to(self, key: str) -> None:
        """Go to a person."""
        self.table.move_to_key(key)
        self.table.focus()

    def action_open(self) -> None:
        """Go to the details, and remember whom one looked at."""
        if self.key:
            search.remember(self.store, "person", self.key)
        super().action_open()

    def action_show_goals(self) -> None:
        """Open the goals of this person."""
        if self.key:
            self.host.go_to(Place("goals", owner=self.key))

    def action_show_gaps(self) -> None:
        """Open the gap table of this person."""
        open_gaps(self, self.key)

    def action_make_gaps(self) -> None:
        """Make gaps out of what was measured of this person."""
        make_gaps(self, self.key)

    def action_show_plans(self) -> None:
        """Open the plans of this person."""
        if self.key:
            open_plans_of_person(self, self.key)

    def helped(self) -> Helped:
        """The person under the cursor."""
        return Helped(self.key)

    def action_show_timeline(self) -> None:
        """Open the plans of this person along the time."""
        if self.key:
            self.host.go_to(Place("timelines", owner=self.key))

    def action_make_plan(self) -> None:
        """Make a plan for this person."""
        if self.key:
            make_plan(self, self.key)

    def action_go_units(self) -> None:
        """Open the department tree, at the unit of this person."""
        self.host.go_to(Place("units", self.line.unit_id if self.line else ""))

    def action_show_history(self) -> None:
        """Show in the details who changed what, or hide it again."""
        self._is_history_open = not self._is_history_open
        self.action_open()

    # narrowing and ordering

    def action_filter(self) -> None:
        """Narrow the list by one criterion more, or one less."""
        choices = filter_choices(self.store, self.shown, self.host.today(), self.key)
        chosen = f"unit:{self.shown.units[0]}" if self.shown.units else ""
        picker = Picker(_("Filter"), choices, placeholder=_("a unit, a manager, who has left, who is archived"), current=chosen)
        self.app.push_screen(picker, self._filter)

    def _filter(self, picked: str | None) -> None:
        if picked:
            self.apply(filtered(self.store, self.shown, picked))

    def action_back(self) -> None:
        """As in every list; but the filter goes before the section does."""
        has_more = self.has_class("-detail") or self.table.marks or self.query_one(FindBar).text
        if not has_more and is_narrowed(self.shown):
            self.apply(everybody(self.shown))
        else:
            super().action_back()

    def action_sort(self) -> None:
        """Choose the column that gives the order; the same again turns it round."""
        choices = [Choice(column.key, column.title) for column in columns() if column.key in SORTABLE]
        picker = Picker(_("Sort by"), lambda text: narrowed(choices, text), current=self.shown.order)
        self.app.push_screen(picker, self._sort)

    @on(RowTable.HeaderSelected)
    def _sort_clicked(self, event: RowTable.HeaderSelected) -> None:
        self._sort(event.column)

    def _sort(self, order: str | None) -> None:
        if order in SORTABLE:
            is_descending = order == self.shown.order and not self.shown.is_descending
            self.apply(replace(self.shown, order=order, is_descending=is_descending))

    def view_spec(self) -> Mapping[str, str]:
        """Filter and order, to be saved under a name."""
        return views.people_spec(self.shown)

    def apply_view(self, spec: Mapping[str, str]) -> None:
        """Show a saved filter and order."""
        self._search_for(refreshed(self.store, views.people_filter(self.store, spec)))
