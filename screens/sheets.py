"""The sheet of one assessment: its indicators in a table that is written in, with total, coverage and findings below."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.widgets import Static

from perftui.bindings import bindings_of
from perftui.commands.models import Scope
from perftui.domain.assessments import AssessmentState
from perftui.domain.rollups import FULL_WEIGHT
from perftui.domain.texts import fold
from perftui.domain.weights import sum_text
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, say
from perftui.services.assessment_views import indicator, view
from perftui.services.report_sheets import share_text
from perftui.storage.stores import Gone
from screens.assessment_details import assessment_detail, indicator_lines
from screens.assessment_rows import IndicatorRow, IndicatorSource, SheetTable, difference_text, sheet_columns
from screens.hosts import Place
from screens.sheet_writes import SheetWrites
from widgets.cells import safe
from widgets.detail_panes import DetailPane
from widgets.find_bars import FindBar
from widgets.virtual_lists import VirtualList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.content import Content

    from perftui.commands.models import Command
    from perftui.services.assessment_views import IndicatorView

LEVELS_SHOWN = 6
_MEASURING = frozenset((AssessmentState.DRAFT, AssessmentState.SELF))
"""States in which the cursor starts at the actual values; later at the scores."""
_OF_STATE = frozenset(("send_back", "need_none"))
_OF_ROW = frozenset(("edit", "edit_all", "remove"))


class SheetsScreen(SheetWrites):
    """One assessment at a time."""

    SECTION = "reviews"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.SHEETS, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.SHEETS, Scope.APP)
    HELP_TEXT = mark(
        "The indicators of one assessment. Type on a cell: Enter goes down, Tab right. Counted ones are scored by the attainment of their "
        "target; a score that is typed in its place asks why. Judged ones take a level, whose description stands below. A calibrated "
        "score stands before both, and always asks why. What is missing never counts as 0. F7 goes on to the next state."
    )
    DEFAULT_CSS = """
    SheetsScreen #above { height: 1; padding: 0 1; text-style: bold; }
    SheetsScreen VirtualList { width: 5fr; }
    SheetsScreen #levels { height: auto; max-height: 6; padding: 0 2; color: $text-muted; }
    SheetsScreen:ansi #levels { color: ansi_default; }
    SheetsScreen #sum { height: auto; max-height: 3; padding: 0 2; text-style: bold; }
    """
    _current = ""

    def body(self) -> ComposeResult:
        """Whose it is, the indicators with the details, the levels, the total, and the find line."""
        yield Static(id="above", markup=False)
        with Horizontal(id="halves"):
            yield self.make_list()
            yield DetailPane()
        yield Static(id="levels", markup=False)
        yield Static(id="sum", markup=False)
        yield FindBar()

    def make_list(self) -> SheetTable:
        """The table, empty; `reload` fills it."""
        return SheetTable(
            sheet_columns(),
            IndicatorSource(()),
            edit_on_enter=True,
            cell_cursor=True,
            empty=_("No indicators yet. Ctrl+N adds one; F4 shows another assessment."),
            glyphs=self.host.glyphs,
            visible_cursor=self.host.is_accessible,
        )

    @property
    def indicator(self) -> IndicatorView | None:
        """The indicator under the cursor."""
        row = self.table.row_at(self.table.cursor)
        return row.line if isinstance(row, IndicatorRow) else None

    def is_enabled(self, command: Command) -> bool:
        """Steps need an assessment, cells an indicator."""
        if command.scope is Scope.SHEETS and command.action not in _OF_ROW:
            can_be = self.line is not None or command.action in ("pick", "open")
            return can_be and (command.action not in _OF_STATE or super().is_enabled(command))
        return super().is_enabled(command)

    # what is shown

    def reload(self) -> None:
        """Read the assessment again."""
        self.found = None
        if self._current:
            with suppress(Gone):
                self.found = view(self.store, self._current)
        text = fold(self.query_one(FindBar).text)
        found = self.found.indicators if self.found else ()
        self.table.source = IndicatorSource([each for each in found if text in fold(each.name)])
        self.query_one("#above", Static).update(safe(self._above()))
        self.query_one("#sum", Static).update("\n".join(map(safe, self._sum_lines())))
        self.show_levels()
        self.show_detail()
        self.show_summary()
        self.refresh_bindings()

    def _above(self) -> str:
        line = self.line
        return "" if line is None else " · ".join(part for part in (line.person, line.unit, line.cycle, say(line.state)) if part)

    def _sum_lines(self) -> list[str]:
        found = self.found
        if found is None:
            return []
        counts, own = found.line.totals.counts, found.line.totals.own
        band = f" {found.line.band.title}" if found.line.band else ""
        parts = [_("Total {share}").format(share=share_text(counts.share)) + band]
        parts.append(_("{share} of the weight scored").format(share=share_text(counts.coverage)))
        if own.share is not None:
            difference = difference_text(found.line.totals.difference)
            parts.append(_("self {share}").format(share=share_text(own.share)) + (f" ({difference})" if difference else ""))
        whole, more = sum(each.weight for each in found.indicators), len(found.findings) - 1
        if whole != FULL_WEIGHT:
            parts.append(sum_text(whole))
        first = [f"! {say(found.findings[0].message)}"] if found.findings else []
        also = " " + ngettext("and {n} finding more", "and {n} findings more", more).format(n=more) if more > 0 else ""
        return [" · ".join(parts), *(f"{text}{also}" for text in first)]

    @on(VirtualList.Highlighted)
    def show_levels(self) -> None:
        """What stands below the table for the indicator under the cursor."""
        self.query_one("#levels", Static).update("\n".join(indicator_lines(self.indicator, self.table.column, LEVELS_SHOWN)))

    def narrow(self, text: str) -> None:
        """Show only indicators whose name holds a text; the total stays that of all."""
        self.reload()

    def summary(self) -> str:
        """How many indicators there are."""
        count = self.table.row_count
        return ngettext("{n} indicator", "{n} indicators", count).format(n=count)

    def detail(self, key: str) -> Content:
        """Everything about the assessment."""
        return assessment_detail(self.store, self._current if self.found else "", self.host.today())

    def place(self) -> Place:
        """This assessment."""
        return Place("sheets", self._current)

    def show(self, place: Place) -> None:
        """Show the sheet of an assessment, or the one with an indicator."""
        found = self._indicator(place.key)
        self._current = found.assessment_id if found else place.key
        self.remove_class("-detail")
        self.reload()
        if found:
            self.table.move_to_key(found.id)
        self.table.choose_column("actual" if self.found and self.found.line.state in _MEASURING else "manager_score")
        self.table.focus()

    def _indicator(self, key: str) -> IndicatorView | None:
        try:
            return indicator(self.store, key)
        except Gone:
            return None

    def places(self) -> Sequence[tuple[str, str]]:
        """The indicators."""
        return [(each.id, each.name) for each in (self.found.indicators if self.found else ())]

    def jump_to(self, key: str) -> None:
        """Go to one of them."""
        self.table.move_to_key(key)
        self.table.focus()

    def action_back(self) -> None:
        """From the details to the table, then to the list."""
        if self.has_class("-detail") or self.table.marks or self.query_one(FindBar).text:
            super().action_back()
        else:
            self.host.go_to(Place("reviews", self._current))
