"""Alignment: everything that is poor about the goal tree, each line with the place where it is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from perftui.bindings import bindings_of
from perftui.commands.models import Scope
from perftui.domain.misalignments import FindingKind
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, say
from perftui.services.alignment_reports import AlignmentReport, alignment_report
from screens.alignment_rows import AlignmentSource, columns, line_detail, place_of
from screens.details import Detail
from screens.hosts import Place
from screens.report_filters import words
from screens.report_lists import ReportList
from widgets.row_tables import RowTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from textual.content import Content

    from perftui.services.alignment_reports import AlignmentLine, ReportFilter
    from perftui.storage.stores import Store


class AlignmentsScreen(ReportList[AlignmentReport]):
    """The alignment report."""

    NAME = "alignments"
    SECTION = "goals"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.ALIGNMENTS, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.ALIGNMENTS, Scope.APP)
    HELP_TEXT = mark(
        "What is poor about the goal tree, by kind. Nothing here is forbidden: each line is worth a look. Enter opens the place where "
        "it is mended, goals, weights or conflicts, with the key that stands in the last column; Esc comes back to the line."
    )
    _lines: Sequence[AlignmentLine] = ()

    def make_list(self) -> RowTable:
        """The table, empty."""
        source = AlignmentSource((), self.host.glyphs)
        return RowTable(columns(self.host.glyphs), source, glyphs=self.host.glyphs, visible_cursor=self.host.is_accessible)

    def read(self, store: Store, shown: ReportFilter) -> AlignmentReport:
        """Look at all goals."""
        return alignment_report(store, shown)

    def show_rows(self) -> None:
        """Show the findings of the kind that is chosen, with the text that is looked for."""
        if self.report is not None:
            self._lines = self.report.narrowed(self.chosen.kind, self.text)
            self.table.empty = self._empty(self.report)
            self.table.source = AlignmentSource(self._lines, self.host.glyphs)

    def _empty(self, report: AlignmentReport) -> str:
        if self.text:
            return _("No finding matches “{text}”. Esc shows all of them again.").format(text=self.text)
        if report.lines:
            return _("Nothing of this kind. Esc takes the filter away.")
        if report.goals:
            return _("Nothing is poor about these goals. Ctrl+L looks at other cycles or units.")
        return _("There are no goals to look at. 3 shows the goal tree, where Ctrl+N adds one; Ctrl+L looks at other cycles.")

    def summary(self) -> str:
        """What the report is narrowed to, and how many findings there are of each kind."""
        told = words(self.store, self.chosen, self.host.today())
        if self.report is None:
            return " · ".join(told)
        n = len(self._lines)
        if self.chosen.kind or self.text:
            told.insert(0, _("{n} of {all} findings").format(n=n, all=len(self.report.lines)))
            told += [say(FindingKind(self.chosen.kind))] if self.chosen.kind else []
        elif n:
            told += [_("{kind} {n}").format(kind=say(kind), n=n) for kind, n in self.kinds().items()]
        else:
            told.insert(0, ngettext("{n} finding", "{n} findings", n).format(n=n))
        return " · ".join(told)

    def kinds(self) -> Mapping[FindingKind, int]:
        """Those of which there is something, in their order."""
        return {kind: self.report.counts[kind] for kind in FindingKind if kind in self.report.counts} if self.report else {}

    @property
    def line(self) -> AlignmentLine | None:
        """The finding under the cursor."""
        index = self.table.cursor
        return self._lines[index] if 0 <= index < len(self._lines) else None

    def detail(self, key: str) -> Content:
        """The finding in full, with what mends it."""
        return line_detail(self.line, self.host.glyphs) if self.line else Detail("").content()

    def places(self) -> Sequence[tuple[str, str]]:
        """The first finding of each kind."""
        first: dict[FindingKind, str] = {}
        for line in self._lines:
            first.setdefault(line.kind, line.key)
        return [(key, say(kind)) for kind, key in first.items()]

    def jump_to(self, key: str) -> None:
        """Go to a finding."""
        self.show(Place(self.NAME, key))

    def action_open(self) -> None:
        """Go to where it is mended."""
        line = self.line
        if line is not None:
            self.host.go_to(place_of(line))

    def action_send_out(self) -> None:
        """Export the findings that are shown."""
        self.run_worker(self._send_out())

    async def _send_out(self) -> None:
        from perftui.services.report_exports import ENDINGS, export
        from perftui.services.reports import findings_sheet
        from screens.exports import export_rows

        if self.report is None:
            return
        sheet = findings_sheet(self.report._replace(lines=tuple(self._lines)))

        def write(_store: Store, path: Path, is_there: bool) -> int:
            return export(sheet, path, is_there)

        await export_rows(self, _("Export the report as it is shown"), "alignment.md", ENDINGS, write)
