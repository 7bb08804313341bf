"""What the sections of support have in common: one list at a time, narrowed, looked at, exported, and the way to the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from perftui.bindings import bindings_of
from perftui.commands.models import Scope
from perftui.domain.support import SupportTable
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from perftui.services.report_sheets import Form, holding, ordered
from perftui.services.support_choices import table_of
from perftui.services.support_lists import ALL, SupportFilter, sheet
from screens.hosts import Place
from screens.support_details import support_detail
from screens.support_filters import filter_choices, filter_words, filtered
from screens.support_rows import SupportSource, columns
from screens.told_lists import ToldList
from widgets.dialogs.pickers import Picker, narrowed
from widgets.find_bars import FindBar
from widgets.pick_lists import Choice
from widgets.row_tables import RowTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

    from perftui.services.report_sheets import Sheet

SECTION_OF = {
    **dict.fromkeys((SupportTable.REQUEST, SupportTable.INITIATIVE, SupportTable.ACCOMMODATION), "support"),
    **dict.fromkeys((SupportTable.TRAINING, SupportTable.SKILL_GAP, SupportTable.COURSE), "trainings"),
    SupportTable.MENTORSHIP: "mentors",
}
"""List to the section that shows it."""


class SupportList(ToldList):
    """The lists of one section of support, one at a time."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.SUPPORT, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.SUPPORT, Scope.APP)
    TABLES: ClassVar[tuple[SupportTable, ...]] = ()
    """Its lists, the first one first."""
    is_history_open = False

    def __init__(self) -> None:
        super().__init__()
        self.listed = self.TABLES[0]
        self.shown = SupportFilter()
        self._order, self._is_descending = "", False

    def make_list(self) -> RowTable:
        """The table, read now."""
        found = self._read()
        source = SupportSource(found, self.listed, self.host.today())
        return RowTable(columns(found), source, empty=self._empty(), glyphs=self.host.glyphs, visible_cursor=self.host.is_accessible)

    def _read(self) -> Sheet:
        found = sheet(self.store, self.listed, self.shown, self.host.today())
        found = holding(found, self.query_one(FindBar).text) if self.query(FindBar) else found
        return ordered(found, self._order, is_descending=self._is_descending) if self._order else found

    @property
    def table(self) -> RowTable:
        """The table."""
        return self.query_one(RowTable)

    # what is shown

    def reload(self) -> None:
        """Read list and detail again."""
        found = self._read()
        self.table.show_columns(columns(found))
        self.table.empty = self._empty()
        self.table.source = SupportSource(found, self.listed, self.host.today())
        self.table.show_order(self._order, is_descending=self._is_descending)
        self.show_detail()
        self.show_summary()

    def _empty(self) -> str:
        if self.shown != SupportFilter() or (self.query(FindBar) and self.query_one(FindBar).text):
            return _("Nothing here is like that. Esc ends the search or takes the filter away, Ctrl+L changes it.")
        return {
            SupportTable.REQUEST: _("Nobody waits for anything. Ctrl+N asks: what; who provides; by when. F4 shows the other lists."),
            SupportTable.INITIATIVE: _("No initiatives yet. Ctrl+N adds one: what; who; by when. F4 shows the other lists."),
            SupportTable.ACCOMMODATION: _("No accommodations yet. Ctrl+N adds one: who; what; hours a week; until when."),
            SupportTable.TRAINING: _("No training is asked for. Ctrl+N asks: who; which course. F4 shows skill gaps and courses."),
            SupportTable.SKILL_GAP: _("No skill gaps yet. Ctrl+N adds one: who; what; level now and needed, such as 2>4."),
            SupportTable.COURSE: _("No courses. Ctrl+N adds one: name; provider."),
            SupportTable.MENTORSHIP: _("Nobody has a mentor yet. Ctrl+N makes a pair: mentor; mentee; how often."),
        }[self.listed]

    def narrow(self, text: str) -> None:
        """Show only rows that hold a text."""
        self.reload()

    def summary(self) -> str:
        """Which list it is, how many records it shows, and what it is narrowed to."""
        n = self.table.row_count
        words = [say(self.listed), ngettext("{n} record", "{n} records", n).format(n=n)]
        if self.table.marks:
            words.append(_("{n} marked").format(n=len(self.table.marks)))
        return " · ".join((*words, *filter_words(self.store, self.listed, self.shown)))

    def detail(self, key: str) -> Content:
        """Everything about a record."""
        return support_detail(self.store, self.listed, key, self.host.today(), with_history=self.is_history_open)

    # going somewhere

    def switch(self, table: SupportTable, shown: SupportFilter | None = None) -> None:
        """Show another list."""
        if table not in self.TABLES:
            self.host.go_to(Place(SECTION_OF[table], table.value))
            return
        if table is not self.listed:
            self.table.marks = ()
            self.remove_class("-detail")
        self.listed, self.shown, self._order = table, shown or SupportFilter(), ""
        find = self.query_one(FindBar)
        if find.text:
            find.action_close()
        self.reload()

    def place(self) -> Place:
        """The record under the cursor, or else the list."""
        return Place(self.SECTION, self.key or self.listed.value)

    def show(self, place: Place) -> None:
        """Go to a list, or to a record and open it; a filter that hides it is taken away."""
        if place.key in set(SupportTable):
            if SupportTable(place.key) is not self.listed:
                self.switch(SupportTable(place.key))
            self.table.focus()
            return
        table = table_of(self.store, place.key, self.TABLES) or self.listed
        if table is not self.listed:
            self.switch(table)
        if not self.table.move_to_key(place.key):
            self.switch(table, SupportFilter(ALL))
            self.table.move_to_key(place.key)
        self.table.focus()
        if self.key == place.key:
            self.action_open()

    def places(self) -> Sequence[tuple[str, str]]:
        """The lists."""
        return [(table.value, say(table)) for table in SupportTable]

    def jump_to(self, key: str) -> None:
        """Go to a list."""
        self.switch(SupportTable(key))

    def action_choose(self) -> None:
        """Choose another list."""
        offered = [Choice(table.value, say(table)) for table in SupportTable]
        picker = Picker(_("Show a list"), lambda text: narrowed(offered, text, fold), current=self.listed.value)
        self.app.push_screen(picker, lambda key: self.switch(SupportTable(key)) if key else None)

    def action_show_requests(self) -> None:
        """Show the support requests."""
        self.switch(SupportTable.REQUEST)

    def action_show_initiatives(self) -> None:
        """Show the initiatives."""
        self.switch(SupportTable.INITIATIVE)

    def action_show_accommodations(self) -> None:
        """Show the accommodations."""
        self.switch(SupportTable.ACCOMMODATION)

    def action_show_trainings(self) -> None:
        """Show the training requests."""
        self.switch(SupportTable.TRAINING)

    def action_show_skill_gaps(self) -> None:
        """Show the skill gaps."""
        self.switch(SupportTable.SKILL_GAP)

    def action_show_courses(self) -> None:
        """Show the courses."""
        self.switch(SupportTable.COURSE)

    def action_show_mentors(self) -> None:
        """Show the mentors."""
        self.switch(SupportTable.MENTORSHIP)

    # narrowing and ordering

    def action_filter(self) -> None:
        """Narrow the list by one criterion more, or one less."""
        choices = filter_choices(self.store, self.listed, self.shown, self.host.today())
        self.app.push_screen(Picker(_("Filter"), choices, placeholder=_("pending, all, a state, a name")), self._filter)

    def _filter(self, picked: str | None) -> None:
        if picked:
            self.shown = filtered(self.shown, picked)
            self.reload()

    def action_back(self) -> None:
        """As in every list; but the filter goes before the section does."""
        has_more = self.has_class("-detail") or self.table.marks or self.query_one(FindBar).text
        if not has_more and self.shown != SupportFilter():
            self.shown = SupportFilter()
            self.reload()
        else:
            super().action_back()

    def action_sort(self) -> None:
        """Choose the column that gives the order; the same again turns it round."""
        offered = [Choice(column.key, column.title) for column in self._read().columns]
        picker = Picker(_("Sort by"), lambda text: narrowed(offered, text, fold), current=self._order)
        self.app.push_screen(picker, lambda key: self._sort(key) if key else None)

    @on(RowTable.HeaderSelected)
    def _sort_clicked(self, event: RowTable.HeaderSelected) -> None:
        self._sort(event.column)

    def _sort(self, key: str) -> None:
        column = next((column for column in self._read().columns if column.key == key), None)
        if column is not None:
            is_number = column.form is not Form.TEXT
            self._is_descending = not self._is_descending if key == self._order else is_number
            self._order = key
            self.reload()

    def action_show_history(self) -> None:
        """Show in the details who changed what, or hide it again."""
        self.is_history_open = not self.is_history_open
        self.action_open()
