"""Weights: goals and key results that weigh in one sum, changed together until it is 100 %."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.widgets import Static

from perftui.bindings import bindings_of
from perftui.commands.models import Scope
from perftui.domain.formats import basis_points
from perftui.domain.texts import fold
from perftui.domain.weights import sum_text
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, say
from perftui.services import sibling_weights
from screens.details import Detail
from screens.weight_closings import WeightClosings
from screens.weight_rows import WeightSource, WeightTable, columns
from widgets.cells import safe
from widgets.detail_panes import DetailPane
from widgets.find_bars import FindBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.content import Content

    from screens.hosts import Place


class WeightsScreen(WeightClosings):
    """The weights of siblings, with their sum below."""

    SECTION = "goals"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.WEIGHTS, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.WEIGHTS, Scope.APP)
    HELP_TEXT = mark(
        "Goals and key results of one cycle below one goal, or the topmost goals of a cycle: together they weigh 100 %. "
        "Type a number, Enter goes down. A locked one keeps its weight when the others are made equal or scaled. Nothing is saved "
        "before Ctrl+S, which saves all in one step; a star marks what is not saved yet, and it survives a dropped line."
    )
    DEFAULT_CSS = """
    WeightsScreen #above { height: 1; padding: 0 1; text-style: bold; }
    WeightsScreen #sum { height: 1; padding: 0 2; text-style: bold; }
    WeightsScreen #sum.-poor { color: $text-warning; }
    WeightsScreen:ansi #sum.-poor { color: ansi_default; }
    """

    def body(self) -> ComposeResult:
        """Where one is, the siblings with the details, their sum, and the find line."""
        yield Static(id="above", markup=False)
        with Horizontal(id="halves"):
            yield self.make_list()
            yield DetailPane()
        yield Static(id="sum", markup=False)
        yield FindBar()

    def make_list(self) -> WeightTable:
        """The table, empty; `reload` fills it."""
        source = WeightSource(self.sheet, self.host.glyphs)
        return WeightTable(columns(), source, edit_on_enter=True, empty=self._empty(""), glyphs=self.host.glyphs)

    def _empty(self, text: str) -> str:
        if text:
            return _("No row matches “{text}”. Esc shows all of them again.").format(text=text)
        return _("Nothing weighs here yet. F4 picks other siblings; in Goals Ctrl+N adds a goal.")

    def reload(self) -> None:
        """Read the siblings again; what is typed stays."""
        self.read_again()
        super().reload()
        self.show_unsaved()

    def show_sheet(self) -> None:
        """Draw what is typed, and what it sums to."""
        text = self.query_one(FindBar).text
        self.table.empty = self._empty(text)
        self.table.source = WeightSource(self.sheet, self.host.glyphs, fold(text))
        found = self.sheet.found
        above = _("Below “{title}”").format(title=found.above) if found.above else _("At the top")
        self.query_one("#above", Static).update(safe(f"{above} · {found.cycle}" if found.key else ""))
        line = self.query_one("#sum", Static)
        line.set_class(not self.sheet.is_whole, "-poor")
        line.update(self._sum_line() if found.key else "")
        self.show_unsaved()
        self.refresh_bindings()

    def _sum_line(self) -> str:
        parts = [sum_text(self.sheet.total)]
        if self.sheet.found.unseen:
            parts.append(_("{weight} of it not shown to you").format(weight=basis_points(self.sheet.found.unseen)))
        if changed := len(self.sheet.changed):
            parts.append(ngettext("{n} weight changed, not saved", "{n} weights changed, not saved", changed).format(n=changed))
        return " · ".join(parts)

    def narrow(self, text: str) -> None:
        """Show only titles and owners that hold a text; the sum stays that of all."""
        self.show_sheet()

    def summary(self) -> str:
        """How many siblings there are, and how many of them are marked."""
        count = len(self.sheet.found.lines)
        words = [ngettext("{n} sibling", "{n} siblings", count).format(n=count)]
        if self.table.marks:
            words.append(_("{n} marked").format(n=len(self.table.marks)))
        return " · ".join(words)

    def detail(self, key: str) -> Content:
        """One of the siblings in full."""
        line = next((line for line in self.sheet.found.lines if line.ref == key), None)
        if line is None:
            return Detail("").content()
        weight = self.sheet.weights[key]
        rows = [
            (_("Weight"), basis_points(weight)),
            (_("Recorded"), basis_points(line.weight) if weight != line.weight else ""),
            (_("Locked"), _("yes") if key in self.sheet.locked else ""),
            (_("Owner"), line.owner),
            (_("Kind"), _("Key result") if line.is_key_result else _("Goal")),
            (_("State"), say(line.state)),
        ]
        why = _("It is agreed already: a change of its weight asks why, once for all of them.") if line.is_agreed else ""
        return Detail(line.title).lines(rows).text(why, "dim").content()

    def places(self) -> Sequence[tuple[str, str]]:
        """The siblings."""
        return [(line.ref, line.title) for line in self.sheet.found.lines]

    def jump_to(self, key: str) -> None:
        """Go to one of them."""
        self.table.move_to_key(key)
        self.table.focus()

    def show(self, place: Place) -> None:
        """Show the siblings of a goal or key result, or those at a place."""
        with self.attempt():
            self.open_at(place.key)
            self.table.move_to_key(place.key)
        self.table.focus()

    @on(WeightTable.CellEdited)
    def _take_typed(self, event: WeightTable.CellEdited) -> None:
        fault = self.type_weight(event.key, event.text)
        if fault:
            event.table.reject_edit(fault)
        else:
            self.show_sheet()

    @on(WeightTable.Pasted)
    def _take_pasted(self, event: WeightTable.Pasted) -> None:
        texts = [row[-1] for row in event.grid]
        first = self.table.index_of(event.key) or 0
        refs = [key for index in range(first, self.table.row_count) if (key := self.table.key_at(index))]
        for ref, text in zip(refs, texts, strict=False):
            fault = self.type_weight(ref, text)
            if fault:
                self.warn(fault)
                break
        self.show_sheet()

    def first_place(self) -> str:
        """Where to begin when nothing was picked: what needs it most."""
        from perftui.services import trees

        found = sibling_weights.places(self.store, trees.running_cycles(self.store))
        return found[0].key if found else ""
