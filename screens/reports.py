"""Reports: alignment, coverage, check-in discipline and causes, by unit or by person."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on

from perftui.bindings import bindings_of
from perftui.commands.models import Scope
from perftui.i18n import gettext as _
from perftui.i18n import mark
from perftui.services.report_sheets import Form, Sheet, holding, ordered
from perftui.services.reports import By, ReportChoice, ReportKind, report
from screens.details import Detail
from screens.hosts import Place
from screens.report_filters import words
from screens.report_lists import ReportList
from screens.report_rows import TOTAL, SheetSource, columns, row_detail
from widgets.dialogs.pickers import Picker, narrowed
from widgets.pick_lists import Choice
from widgets.row_tables import RowTable

if TYPE_CHECKING:
    from pathlib import Path

    from textual.content import Content

    from perftui.services.alignment_reports import ReportFilter
    from perftui.storage.stores import Store

CHOICES = tuple(ReportChoice(kind, by) for kind in ReportKind for by in By)


class ReportsScreen(ReportList[Sheet]):
    """One report at a time, with its totals."""

    NAME = "reports"
    SECTION = "goals"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.REPORTS, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.REPORTS, Scope.APP)
    HELP_TEXT = mark(
        "Figures of units and people over the cycles that are not closed; Ctrl+L chooses others. A dash means that there is no data, "
        "which is not zero. The status line says on how much the figures rest."
    )
    choice = ReportChoice(ReportKind.COVERAGE, By.UNIT)
    _order = ""
    _is_descending = False

    def make_list(self) -> RowTable:
        """The table, empty."""
        found = Sheet("", (), ())
        return RowTable(columns(found), SheetSource(found), glyphs=self.host.glyphs, visible_cursor=self.host.is_accessible)

    def wanted(self) -> tuple[object, ...]:
        """The report that was chosen."""
        return self.choice

    def read(self, store: Store, shown: ReportFilter) -> Sheet:
        """Add up."""
        return report(store, self.choice, shown, self.host.today())

    @property
    def sheet(self) -> Sheet:
        """The rows that hold what is looked for, in their order."""
        found = holding(self.report, self.text) if self.report else Sheet("", (), ())
        return ordered(found, self._order, is_descending=self._is_descending) if self._order else found

    def show_rows(self) -> None:
        """Show the report in the order that was chosen."""
        shown = self.sheet
        self.table.show_columns(columns(shown))
        self.table.empty = self._empty()
        self.table.source = SheetSource(shown)
        self.table.show_order(self._order, is_descending=self._is_descending)

    def _empty(self) -> str:
        if self.text:
            return _("No row matches “{text}”. Esc shows all of them again.").format(text=self.text)
        return _("There is nothing to add up: no goals here. Ctrl+L looks at other cycles or units, F4 at another report.")

    def summary(self) -> str:
        """Which report it is, what it is narrowed to, and on how much it rests."""
        notes = self.report.notes if self.report else ()
        return " · ".join((self.choice.title(), *words(self.store, self.chosen, self.host.today()), *notes))

    def detail(self, key: str) -> Content:
        """All figures of the row, with what they mean."""
        row = next((row for row in self.sheet.rows if (row.key or "-") == key), None)
        if self.report is None or (row is None and key != TOTAL):
            return Detail("").content()
        return row_detail(self.report, row.cells if row else self.report.total, self.choice.kind)

    # choosing and ordering

    def action_choose(self) -> None:
        """Choose another report."""
        offered = [Choice(f"{choice.kind}:{choice.by}", choice.title()) for choice in CHOICES]
        picker = Picker(_("Choose a report"), lambda text: narrowed(offered, text), current=f"{self.choice.kind}:{self.choice.by}")
        self.app.push_screen(picker, self._choose)

    def _choose(self, key: str | None) -> None:
        if key:
            kind, _colon, by = key.partition(":")
            self.choice, self._order = ReportChoice(ReportKind(kind), By(by)), ""
            self.reload()

    def action_sort(self) -> None:
        """Choose the column that gives the order; the same again turns it round."""
        offered = [Choice(column.key, column.title) for column in self.sheet.columns]
        picker = Picker(_("Sort by"), lambda text: narrowed(offered, text), current=self._order)
        self.app.push_screen(picker, lambda key: self._sort(key) if key else None)

    def action_sort_right(self) -> None:
        """Sort by the next column."""
        self._step(1)

    def action_sort_left(self) -> None:
        """Sort by the column before."""
        self._step(-1)

    def _step(self, step: int) -> None:
        keys = [column.key for column in self.sheet.columns]
        if keys:
            at = keys.index(self._order) if self._order in keys else 0
            self._sort(keys[(at + step) % len(keys)])

    @on(RowTable.HeaderSelected)
    def _sort_clicked(self, event: RowTable.HeaderSelected) -> None:
        self._sort(event.column)

    def _sort(self, key: str) -> None:
        column = next((column for column in self.sheet.columns if column.key == key), None)
        if column is not None:
            is_number = column.form is not Form.TEXT
            self._is_descending = not self._is_descending if key == self._order else is_number
            self._order = key
            self._show()

    def action_show_coaching(self) -> None:
        """Show the coaching cards of the managers."""
        self._choose(f"{ReportKind.COACHING}:{By.PERSON}")

    # going on

    def action_open(self) -> None:
        """Open the goals of the unit or person; of a manager's coaching card the talks."""
        if self.choice == ReportChoice(ReportKind.COACHING, By.PERSON) and any(row.key == self.key for row in self.sheet.rows if row.key):
            self.host.go_to(Place("talks", owner=self.key))
        elif any(row.key == self.key for row in self.sheet.rows if row.key):
            self.host.go_to(Place("goals", owner=self.key))
        elif self.key:
            self.tell(_("These belong to no single unit or person: 3 shows all goals."))

    def action_send_out(self) -> None:
        """Export the report as it is shown."""
        self.run_worker(self._send_out())

    async def _send_out(self) -> None:
        from perftui.services.report_exports import ENDINGS, export
        from screens.exports import export_rows

        shown = self.sheet

        def write(_store: Store, path: Path, is_there: bool) -> int:
            return export(shown, path, is_there)

        await export_rows(self, _("Export the report as it is shown"), f"{self.choice.kind}-{self.choice.by}.md", ENDINGS, write)
