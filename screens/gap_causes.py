"""The causes of one gap in depth: chains of whys as a list, root causes by category as a fishbone."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal
from textual.widgets import Static

from perftui.bindings import bindings_of
from perftui.commands.models import Scope
from perftui.domain.gaps import CauseState
from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext
from perftui.services.cause_trees import cause_tree, gap_of
from screens.cause_rows import CauseSource, cause_detail, columns, fish, gap_words
from screens.cause_works import CauseWorks
from screens.details import Detail
from screens.hosts import Place
from widgets.cells import safe
from widgets.detail_panes import DetailPane
from widgets.find_bars import FindBar
from widgets.fishbone import Fishbone
from widgets.row_tables import RowTable

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.content import Content

    from perftui.commands.models import Command
    from perftui.services.cause_trees import CauseTree

TEXT_WIDTH = 74
"""Cells of a line in a text panel."""
NEEDED_STATES = {
    "gap_causes.confirm": {CauseState.CANDIDATE, CauseState.DISMISSED},
    "gap_causes.wave_off": {CauseState.CANDIDATE, CauseState.CONFIRMED},
    "gap_causes.add_why": {CauseState.CANDIDATE, CauseState.CONFIRMED},
    "gap_causes.add_measure": {CauseState.CONFIRMED},
}
"""Command to the states of a cause in which it makes sense."""


class GapCausesScreen(CauseWorks):
    """The causes of one gap."""

    SECTION = "gaps"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.GAP_CAUSES, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.GAP_CAUSES, Scope.APP)
    HELP_TEXT = mark(
        "Why the gap is there. Ctrl+N begins a chain, Ins asks why below the cause under the cursor, up to five deep: the last why is "
        "the root cause, and the measures go along with it. F4 draws the root causes by category; F7 runs the checklist, whose answers "
        "become candidates until F8 confirms or dismisses them."
    )
    DEFAULT_CSS = """
    GapCausesScreen #above { height: 1; padding: 0 1; text-style: bold; }
    GapCausesScreen Fishbone { display: none; height: 1fr; }
    GapCausesScreen.-fish Fishbone { display: block; }
    GapCausesScreen.-fish > #halves { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.gap_id = ""
        self.causes: CauseTree | None = None

    def body(self) -> ComposeResult:
        """Which gap it is, the causes with the details, the fishbone in their place, and the find line."""
        yield Static(id="above", markup=False)
        with Horizontal(id="halves"):
            yield self.make_list()
            yield DetailPane()
        yield Fishbone(self.host.glyphs)
        yield FindBar(_("part of a cause; Enter to the list, Esc shows everything"))

    def make_list(self) -> RowTable:
        """The table, empty; `reload` fills it."""
        return RowTable(columns(), CauseSource(None, self.host.glyphs), glyphs=self.host.glyphs, visible_cursor=self.host.is_accessible)

    @property
    def table(self) -> RowTable:
        """The table."""
        return self.query_one(RowTable)

    def is_enabled(self, command: Command) -> bool:
        """Whether a command makes sense for the cause under the cursor."""
        states = NEEDED_STATES.get(command.id)
        node = self.node
        if states is not None and node is not None:
            return node.line.state in states
        return super().is_enabled(command) and (self.causes is not None or command.scope is not Scope.GAP_CAUSES)

    # what is shown

    def reload(self) -> None:
        """Read the gap again."""
        try:
            self.causes = cause_tree(self.store, self.gap_id) if self.gap_id else None
        except PerftuiError:  # it was taken back, or belongs to another file
            self.causes = None
        self._show()
        super().reload()

    def _show(self) -> None:
        text = self.query_one(FindBar).text
        self.table.empty = self._empty(text)
        self.table.source = CauseSource(self.causes, self.host.glyphs, text)
        self.query_one("#above", Static).update(safe(gap_words(self.causes.gap)) if self.causes else "")
        if self.causes:
            self.query_one(Fishbone).show(fish(self.causes))
        self.refresh_bindings()

    def _empty(self, text: str) -> str:
        if self.causes is None:
            return _("There is no gap here any more. Esc goes back to the gap table.")
        if text:
            return _("No cause matches “{text}”. Esc shows all of them again.").format(text=text)
        return _("No causes yet. Ctrl+N adds one; F7 runs the checklist.")

    def narrow(self, text: str) -> None:
        """Show only causes whose text or evidence holds a text."""
        self.remove_class("-fish")
        self._show()

    def summary(self) -> str:
        """How many causes there are, how many of them are roots, and how many are only supposed."""
        lines = [node.line for node in self.causes.nodes] if self.causes else []
        roots = sum(line.is_root and line.state is CauseState.CONFIRMED for line in lines)
        parts = [
            ngettext("{n} cause", "{n} causes", len(lines)).format(n=len(lines)),
            ngettext("{n} root", "{n} roots", roots).format(n=roots),
        ]
        if supposed := sum(line.state is CauseState.CANDIDATE for line in lines):
            parts.append(ngettext("{n} candidate", "{n} candidates", supposed).format(n=supposed))
        return " · ".join(parts)

    def detail(self, key: str) -> Content:
        """One cause with its chain."""
        node = self.causes.node(key) if self.causes else None
        return cause_detail(self.causes, node) if self.causes and node else Detail("").content()

    def place(self) -> Place | None:
        """The gap."""
        return Place("gap_causes", self.gap_id) if self.gap_id else None

    def show(self, place: Place) -> None:
        """Show the causes of a gap, or go to one cause of its gap."""
        with self.attempt():
            gap_id = gap_of(self.store, place.key)
            if gap_id != self.gap_id:
                self.gap_id = gap_id
                self.remove_class("-fish", "-detail")
                if self.query_one(FindBar).text:
                    self.query_one(FindBar).action_close()
            self.reload()
            self.table.move_to_key(place.key)
        self._focus_shown()

    def action_switch(self) -> None:
        """The fishbone in place of the list, or the list again."""
        self.toggle_class("-fish")
        self._focus_shown()

    def _focus_shown(self) -> None:
        self.set_focus(self.query_one(Fishbone) if self.has_class("-fish") else self.table)

    def action_open(self) -> None:
        """Go to the details of the cause; from the fishbone, to the list."""
        if self.has_class("-fish"):
            self.action_switch()
        else:
            super().action_open()

    def action_back(self) -> None:
        """From the fishbone to the list, then back to where the gap was opened."""
        if self.has_class("-fish"):
            self.action_switch()
        else:
            super().action_back()

    def action_show_text(self) -> None:
        """The fishbone as one text."""
        from widgets.dialogs.texts import TextPanel
        from widgets.fish_drawings import draw, text_of

        if self.causes is not None:
            text = text_of(draw(fish(self.causes), TEXT_WIDTH, self.host.glyphs))
            self.app.push_screen(TextPanel(self.causes.gap.dimension, text))
