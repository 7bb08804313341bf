"""What the sections with reports have in common: they are read once for each change, narrowed, looked at and exported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import language
from perftui.services.goal_counts import goal_counts_of
from perftui.services.reports import last_change
from perftui.services.trees import TreeFilter
from screens.hosts import Place
from screens.lists import ListSection
from screens.report_filters import Chosen, choices, picked
from screens.works import work
from widgets.dialogs.pickers import Picker, narrowed
from widgets.find_bars import FindBar
from widgets.row_tables import RowTable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from perftui.domain.misalignments import FindingKind
    from perftui.services.alignment_reports import ReportFilter
    from perftui.storage.stores import Store

ReportT = TypeVar("ReportT")
FEW_GOALS = 3_000
"""Goals that are looked at at once; more of them behind a line that says how far it is."""


class ReportList(ListSection, Generic[ReportT]):
    """A report as a table; what is in it is added by its section."""

    NAME = ""
    """Of the section."""
    chosen = Chosen()
    report: ReportT | None = None
    """None until it is read for the first time."""
    _read_for: tuple[object, ...] | None = None

    def read(self, store: Store, shown: ReportFilter) -> ReportT:
        """Make the report, perhaps in a thread of its own: touches nothing of the screen."""
        raise NotImplementedError

    def wanted(self) -> tuple[object, ...]:
        """What besides data and filter decides what the report says."""
        return ()

    def show_rows(self) -> None:
        """Show the rows of the report that hold what is looked for."""
        raise NotImplementedError

    @property
    def table(self) -> RowTable:
        """The table."""
        return self.query_one(RowTable)

    @property
    def text(self) -> str:
        """What is looked for."""
        return self.query_one(FindBar).text if self.query(FindBar) else ""

    # reading

    def reload(self) -> None:
        """Make the report anew where something has changed since, and show it."""
        shown = self.chosen.filter(self.store)
        now = (last_change(self.store), shown, language(), self.host.today(), self.wanted())
        if now == self._read_for:
            self._show()
            return
        self._read_for = now  # also when it is stopped with Esc: F5 tries again
        goals = goal_counts_of(self.store, TreeFilter(shown.cycles)).goals
        work(self, _("Looking at the goals …"), self._reader(shown), self._take, is_long=goals > FEW_GOALS)

    def _reader(self, shown: ReportFilter) -> Callable[[Store], ReportT]:
        return lambda store: self.read(store, shown)

    def _take(self, report: ReportT) -> None:
        self.report = report
        self._show()

    def _show(self) -> None:
        if self.report is not None:
            self.show_rows()
        self.show_detail()
        self.show_summary()

    def action_refresh(self) -> None:
        """Make the report again."""
        self._read_for = None
        super().action_refresh()

    def narrow(self, text: str) -> None:
        """Show only rows that hold a text."""
        if self.report is not None:
            self.show_rows()

    # going somewhere

    def place(self) -> Place:
        """The row under the cursor."""
        return Place(self.NAME, self.key)

    def show(self, place: Place) -> None:
        """Go to a row."""
        self.table.move_to_key(place.key)
        self.table.focus()

    def action_look(self) -> None:
        """The row in full."""
        super().action_open()

    def action_back(self) -> None:
        """As in every list; but the filter goes before the section does."""
        has_more = self.has_class("-detail") or self.list.marks or self.text
        if not has_more and self.chosen != Chosen():
            self.choose(Chosen())
        else:
            super().action_back()

    # narrowing

    def kinds(self) -> Mapping[FindingKind, int]:
        """The kinds of findings that can be picked."""
        return {}

    def choose(self, chosen: Chosen) -> None:
        """Look at other goals."""
        self.chosen = chosen
        self.reload()

    def action_filter(self) -> None:
        """Narrow the report by one criterion more, or one less."""
        fixed = choices(self.store, self.chosen, self.host.today(), self.kinds())
        picker = Picker(_("Filter"), lambda text: narrowed(fixed, text, fold), placeholder=_("a cycle, a unit, a kind of finding"))
        self.app.push_screen(picker, lambda key: self.choose(picked(self.chosen, key)) if key else None)
