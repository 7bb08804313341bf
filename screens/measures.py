"""Measures: the library of what key results are measured by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from perftui.bindings import bindings_of
from perftui.commands.models import Scope
from perftui.domain.measure_codes import cadence_text
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, pgettext, say
from perftui.services import measures
from perftui.services.measures import MeasureFilter
from screens.measure_actions import MeasureActions
from screens.measure_details import measure_detail
from screens.measure_filters import filter_words
from widgets.cells import StyledCell, Tone
from widgets.columns import Column
from widgets.find_bars import FindBar
from widgets.row_tables import RowTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

    from perftui.services.measures import MeasureLine
    from screens.hosts import Place
    from widgets.cells import Cell


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure as the table draws it."""

    key: str
    cells: tuple[Cell, ...]


class MeasureSource:
    """The measures as rows of a table."""

    def __init__(self, lines: Sequence[MeasureLine]) -> None:
        self.lines = lines

    def count(self) -> int:
        """How many there are."""
        return len(self.lines)

    def rows(self, start: int, count: int) -> Sequence[MeasureRow]:
        """Some of them."""
        return [MeasureRow(line.id, _cells(line)) for line in self.lines[start : start + count]]

    def index_of(self, key: str) -> int | None:
        """Where one stands."""
        return next((index for index, line in enumerate(self.lines) if line.id == key), None)


def _cells(line: MeasureLine) -> tuple[Cell, ...]:
    name = StyledCell(_("{name} (archived)").format(name=line.name), Tone.MUTED) if line.is_archived else line.name
    return name, line.area, say(line.operator), line.unit, str(line.uses or ""), cadence_text(line.cadence_days), say(line.kind)


def columns() -> list[Column]:
    """The columns."""
    return [
        Column("name", _("Name"), 28, min_width=22, grow=3, priority=-1),
        Column("area", _("Area"), 16, min_width=14, grow=1, priority=1),
        Column("operator", _("Counts when"), 18, min_width=16, priority=2),
        Column("unit", _("Measured in"), 11, min_width=8, priority=3),
        Column("uses", _("Used"), 5, align="right", priority=4),
        Column("cadence", _("Taken"), 10, min_width=9, priority=5),
        Column("kind", pgettext("measure", "Kind"), 12, priority=6),
    ]


class MeasuresScreen(MeasureActions):
    """The measures by area and name."""

    SECTION = "measures"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.MEASURES, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.MEASURES, Scope.APP)
    HELP_TEXT = mark(
        "What key results are measured by: each measure says how it is computed, where its data come from and how it counts. "
        "In a key result F4 in the field “Measure” picks one; operator, unit, cadence and anchors follow."
    )

    def make_list(self) -> RowTable:
        """The table, read now."""
        empty = _("No measures yet. F8 offers to add the built-in measures, or to import yours; Ctrl+N adds one.")
        return RowTable(columns(), self._source(), empty=empty, glyphs=self.host.glyphs)

    def _source(self) -> MeasureSource:
        text = self.query_one(FindBar).text if self.query(FindBar) else ""
        return MeasureSource(measures.listing(self.store, replace(self.shown, text=text)))

    @property
    def table(self) -> RowTable:
        """The table."""
        return self.query_one(RowTable)

    @property
    def line(self) -> MeasureLine | None:
        """The measure under the cursor, as it is recorded now."""
        lines = measures.listing(self.store, MeasureFilter(with_archived=True))
        return next((line for line in lines if line.id == self.key), None)

    def reload(self) -> None:
        """Read the measures again."""
        self.table.source = self._source()
        super().reload()

    def narrow(self, text: str) -> None:
        """Show only measures that hold a text."""
        self.table.source = self._source()

    def summary(self) -> str:
        """How many there are, and what the list is narrowed to."""
        count = self.table.row_count
        return " · ".join((ngettext("{n} measure", "{n} measures", count).format(n=count), *filter_words(self.shown)))

    def show(self, place: Place) -> None:
        """Go to a measure; a filter that hides it is taken away."""
        if place.key and self._source().index_of(place.key) is None:
            self.shown = MeasureFilter(with_archived=True)
            self.reload()
        self.table.move_to_key(place.key)
        self.table.focus()

    def detail(self, key: str) -> Content:
        """Everything about a measure."""
        return measure_detail(self.store, self.line, self.host.today(), self.host.glyphs, with_history=self.is_history_open)

    def go_to_measure(self, measure_id: str) -> None:
        """Put the cursor on a measure that was just changed."""
        self.table.move_to_key(measure_id)

    def places(self) -> list[tuple[str, str]]:
        """The first measure of each area."""
        found: dict[str, str] = {}
        for line in self._source().lines:
            found.setdefault(line.area or _("without an area"), line.id)
        return [(measure_id, area) for area, measure_id in found.items()]

    def jump_to(self, key: str) -> None:
        """Go to a measure."""
        self.table.move_to_key(key)
        self.table.focus()
