"""All actions to look at: filter, order, search, the agenda's parts, and details; what changes them is added by `ActionWorks`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on

from perftui.domain.formats import clauses
from perftui.i18n import gettext as _
from perftui.i18n import ngettext
from perftui.services import action_listings, people, search
from perftui.services.action_listings import ORDERS, ActionFilter, ActionListing
from screens.action_filters import all_open, filter_choices, filter_words, filtered, is_narrowed
from screens.action_rows import ActionRow, ActionSource, action_detail, columns, when_text
from screens.hosts import Place
from screens.told_lists import ToldList
from widgets.dialogs.pickers import Picker, narrowed
from widgets.find_bars import FindBar
from widgets.pick_lists import Choice
from widgets.row_tables import RowTable
from widgets.virtual_tables import VirtualTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

    from perftui.services.action_listings import ListedAction
    from perftui.services.actions import ActionLine

PEOPLE_SHOWN = 30


class ActionList(ToldList):
    """The table with its filter, order and search."""

    shown = ActionFilter()
    is_history_open = False
    _read: tuple[tuple[object, ...], ActionListing] | None = None
    """What the list was read for, and the list."""

    def make_list(self) -> VirtualTable:
        """The actions, read now."""
        accessible = self.host.is_accessible
        return VirtualTable(columns(), self._source(), empty=self._empty(), glyphs=self.host.glyphs, visible_cursor=accessible)

    def _source(self) -> ActionSource:
        stamp = self.shown, self.host.today(), people.stamp(self.store)
        if self._read is None or self._read[0] != stamp:
            self._read = stamp, ActionListing(self.store, self.shown, self.host.today())
        return ActionSource(self._read[1])

    @property
    def table(self) -> VirtualTable:
        """The table."""
        return self.query_one(VirtualTable)

    @property
    def listed(self) -> ListedAction | None:
        """The action under the cursor, with where it comes from."""
        row = self.table.row_at(self.table.cursor)
        return row.listed if isinstance(row, ActionRow) and row.key else None

    @property
    def line(self) -> ActionLine | None:
        """The action under the cursor."""
        return self.listed.line if self.listed else None

    # what is shown

    def apply(self, shown: ActionFilter) -> None:
        """Show other actions, or the same ones in another order."""
        self.shown = shown
        self.reload()

    def reload(self) -> None:
        """Read list and detail again."""
        self.table.source = self._source()
        self.table.empty = self._empty()
        self.table.show_order(self.shown.order, is_descending=self.shown.is_descending)
        self.show_detail()
        self.show_summary()

    def _empty(self) -> str:
        if self.shown.text or is_narrowed(self.shown):
            return _("No action is like that. Esc ends the search or takes the filter away, Ctrl+L changes it.")
        return _("Nothing is to be done. Ctrl+N adds an action: what; who; by when or how often; in which role.")

    def narrow(self, text: str) -> None:
        """Show only actions whose title, owner, role or measure holds a text."""
        self.apply(replace(self.shown, text=text))

    def summary(self) -> str:
        """How many are listed, how many are marked, and what the list is narrowed to."""
        count = self.table.row_count
        words = [ngettext("{n} action", "{n} actions", count).format(n=count)]
        if self.table.marks:
            words.append(_("{n} marked").format(n=len(self.table.marks)))
        return " · ".join((clauses(words), *filter_words(self.store, self.shown, self.host.today())))

    def detail(self, key: str) -> Content:
        """Everything about an action."""
        return action_detail(self.store, self.listed, self.host.today(), with_history=self.is_history_open)

    def action_show_history(self) -> None:
        """Show in the details who changed what, or hide it again."""
        self.is_history_open = not self.is_history_open
        self.action_open()

    # going somewhere

    def place(self) -> Place:
        """The action under the cursor."""
        return Place("actions", self.key)

    def show(self, place: Place) -> None:
        """Go to an action and open it; a filter that hides it is taken away. Of a person, show what that one has to do."""
        if place.owner:
            self._search_for(ActionFilter(owner_id=place.owner))
        elif not self.table.move_to_key(place.key):
            self._search_for(all_open(replace(self.shown, text="")))
            if not self.table.move_to_key(place.key):
                self._search_for(ActionFilter(state="all"))
                self.table.move_to_key(place.key)
        self.table.focus()
        if place.key:
            self.action_open()

    def _search_for(self, shown: ActionFilter) -> None:
        find = self.query_one(FindBar)
        if find.text:
            find.action_close()
        self.apply(shown)

    def places(self) -> Sequence[tuple[str, str]]:
        """The first action in view of each part of the agenda."""
        found: dict[str, str] = {}
        for index in range(self.table.top, min(self.table.row_count, self.table.top + self.table.body_height)):
            row = self.table.row_at(index)
            if isinstance(row, ActionRow) and row.key:
                found.setdefault(when_text(row.listed), row.key)
        return [(key, words) for words, key in found.items()]

    def jump_to(self, key: str) -> None:
        """Go to an action."""
        self.table.move_to_key(key)
        self.table.focus()

    # narrowing and ordering

    def action_filter(self) -> None:
        """Narrow the list by one criterion more, or one less."""
        choices = filter_choices(self.store, self.shown, self.host.today())
        picker = Picker(_("Filter"), choices, placeholder=_("mine, a name, a role, overdue, this week, where from"))
        self.app.push_screen(picker, self._filter)

    def _filter(self, picked: str | None) -> None:
        if picked == "me:":
            self.action_show_mine()
        elif picked:
            self.apply(filtered(self.shown, picked, self.host.today()))

    def action_show_mine(self) -> None:
        """Show only what is mine, or everybody's again; who I am is asked once."""
        mine = action_listings.me(self.store)
        if mine:
            self.apply(replace(self.shown, owner_id="" if self.shown.owner_id == mine else mine))
        else:
            self.action_say_who()

    def action_say_who(self) -> None:
        """Choose the person who the actor is."""
        today = self.host.today()

        def found(text: str) -> list[Choice]:
            return [Choice(hit.id, hit.title, hit.subtitle) for hit in search.people_choices(self.store, text, today, PEOPLE_SHOWN)]

        hint = _("a name, initials such as zw, or a staff number")
        picker = Picker(_("Who are you?"), found, placeholder=hint, current=action_listings.me(self.store))
        self.app.push_screen(picker, self._be)

    def _be(self, person_id: str | None) -> None:
        if person_id:
            with self.attempt():
                action_listings.i_am(self.store, person_id)
                self.apply(replace(self.shown, owner_id=person_id))

    def action_back(self) -> None:
        """As in every list; but the filter goes before the section does."""
        has_more = self.has_class("-detail") or self.table.marks or self.query_one(FindBar).text
        if not has_more and is_narrowed(self.shown):
            self.apply(all_open(self.shown))
        else:
            super().action_back()

    def action_sort(self) -> None:
        """Choose the column that gives the order; the same again turns it round."""
        choices = [Choice(column.key, column.title) for column in columns() if column.key in ORDERS]
        picker = Picker(_("Sort by"), lambda text: narrowed(choices, text), current=self.shown.order)
        self.app.push_screen(picker, self._sort)

    @on(RowTable.HeaderSelected)
    def _sort_clicked(self, event: RowTable.HeaderSelected) -> None:
        self._sort(event.column)

    def _sort(self, order: str | None) -> None:
        if order in ORDERS:
            is_descending = order == self.shown.order and not self.shown.is_descending
            self.apply(replace(self.shown, order=order, is_descending=is_descending))
