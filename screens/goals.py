"""Goals: themes, goals and key results in one tree."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from perftui.bindings import bindings_of
from perftui.commands.models import Needs, Scope
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext
from perftui.services import trees
from perftui.services.trees import TreeFilter, TreeListing
from screens.details import Detail
from screens.goal_sources import GoalSource, columns
from screens.lists import ListSection
from widgets.virtual_trees import VirtualTree

if TYPE_CHECKING:
    from textual.content import Content

    from screens.hosts import Place


class GoalsScreen(ListSection):
    """The goal tree."""

    SECTION = "goals"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.GOALS, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.GOALS, Scope.APP)
    HELP_TEXT = mark(
        "Themes, unit goals, personal goals and their key results. Progress rolls up by weight over what is measured; "
        "what has no data counts as nothing, not as zero."
    )

    def __init__(self) -> None:
        super().__init__()
        self.shown: TreeFilter | None = None

    def make_list(self) -> VirtualTree:
        """The tree, closed."""
        empty = _("No goals yet. Ctrl+N adds one; F8 offers to import OKRs from Markdown, CSV or XLSX.")
        return VirtualTree(_("Goal"), columns(), self._source(), empty=empty, glyphs=self.host.glyphs)

    def _filter(self) -> TreeFilter:
        """What is shown: at first the cycles that are not closed."""
        if self.shown is None:
            self.shown = TreeFilter(cycles=trees.running_cycles(self.store))
        return self.shown

    def _source(self) -> GoalSource:
        listing = TreeListing(self.store, self._filter(), self.host.today())
        return GoalSource(listing, self.host.glyphs, self.host.today())

    @property
    def tree(self) -> VirtualTree:
        """The tree."""
        return self.query_one(VirtualTree)

    def narrow(self, text: str) -> None:
        """Show only what matches, with all that stands above it."""
        self.shown = replace(self._filter(), text=text)
        source = self._source()
        if self.shown.is_search():
            self.tree.show_only(*source.listing.found())
        else:
            self.tree.show_all()

    def summary(self) -> str:
        """How many goals and key results are shown."""
        count = self.tree.row_count
        return ngettext("{n} line", "{n} lines", count).format(n=count)

    def show(self, place: Place) -> None:
        """Go to a goal or key result."""
        if not self.tree.reveal(place.key):
            self.shown = TreeFilter(with_archived=True)
            self.tree.source = self._source()
            self.tree.reveal(place.key)
        self.tree.focus()

    def has(self, needs: Needs) -> bool:
        """Whether the row under the cursor is what a command needs."""
        return super().has(needs)

    def detail(self, key: str) -> Content:
        """Everything about a goal or key result."""
        line = trees.line(self.store, key, self.host.today()) if key else None
        return Detail(line.title if line else "").content()

    def action_expand_all(self) -> None:
        """Open the whole tree."""
        self.tree.expand_everything()

    def action_collapse_all(self) -> None:
        """Close the whole tree."""
        self.tree.source = self._source()
