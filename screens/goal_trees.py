"""The goal tree itself: what it shows of a filter, how much that is, and what stands beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from perftui.commands.models import Needs
from perftui.domain.formats import clauses
from perftui.i18n import gettext as _
from perftui.i18n import ngettext
from perftui.services import trees
from perftui.services.cycle_names import cycle_names
from perftui.services.goal_counts import GoalCounts, goal_counts_of
from perftui.services.trees import TreeFilter, TreeListing
from screens.goal_details import goal_detail
from screens.goal_filters import default_words, filter_words
from screens.goal_sources import GoalRow, GoalSource, columns, title_column
from screens.lists import ListSection
from widgets.find_bars import FindBar
from widgets.virtual_trees import VirtualTree

if TYPE_CHECKING:
    from textual.content import Content


FEW = 200
"""A tree that stays shorter than this is shown opened by one level."""


class GoalTree(ListSection):
    """The tree behind a filter; how one walks through it and changes it is added by others."""

    shown: TreeFilter | None = None
    """None until it is shown for the first time."""
    _open_cycles: tuple[int, ...] = ()
    """The cycles that were not closed when the tree was read last."""
    _found_for: TreeFilter | None = None
    """The filter whose matches were shown last."""
    _counts = GoalCounts(0, 0, False)
    _last_key = ""
    is_history_open = False
    """Whether the details say who changed what."""

    def make_list(self) -> VirtualTree:
        """The tree, opened by one level where it is small."""
        glyphs, today, is_accessible = self.host.glyphs, self.host.today(), self.host.is_accessible
        shown = columns(glyphs, today)
        return VirtualTree(title_column(), shown, self.source(), empty=self._empty(), glyphs=glyphs, visible_cursor=is_accessible)

    def _empty(self) -> str:
        if self.filter().text:
            return _("No goal matches “{text}”. Esc shows all of them again.").format(text=self.filter().text)
        if filter_words(self.store, self.filter(), self.host.today()):
            return _("There are no goals with this filter. Ctrl+L takes it away.")
        if not cycle_names(self.store):
            return _("No goals yet, and no cycle. Ctrl+N adds a goal and offers the quarter that runs; Ctrl+G C shows the cycles.")
        return _("No goals yet. Ctrl+N adds one; F8 offers to import OKRs from Markdown, CSV or XLSX.")

    @property
    def goal_tree(self) -> VirtualTree:
        """The tree."""
        return self.query_one(VirtualTree)

    @property
    def row(self) -> GoalRow | None:
        """The goal or key result under the cursor."""
        row = self.goal_tree.row_at(self.goal_tree.cursor)
        return row if isinstance(row, GoalRow) else None

    def has(self, needs: Needs) -> bool:
        """Whether the row under the cursor is what a command needs."""
        if needs in {Needs.GOAL, Needs.KEY_RESULT}:
            return self.row is not None and self.row.is_key_result is (needs is Needs.KEY_RESULT)
        return super().has(needs)

    # what is shown

    def filter(self) -> TreeFilter:
        """What is shown: at first the cycles that are not closed."""
        if self.shown is None:
            self._open_cycles = trees.running_cycles(self.store)
            self.shown = TreeFilter(cycles=self._open_cycles)
        return self.shown

    def source(self) -> GoalSource:
        """The rows behind the filter."""
        listing = TreeListing(self.store, self.filter(), self.host.today())
        return GoalSource(listing, self.host.glyphs, self.host.today())

    def populate(self) -> None:
        """Show the tree for the first time, or again in another language, where one was."""
        key = self._last_key
        if self.filter().text:
            self.show_in_find(self.filter().text)
        self.apply(self.filter())
        if key:
            self.goal_tree.reveal(key)

    def show_detail(self) -> None:
        """Show the row under the cursor, and remember it."""
        if self.query(VirtualTree):  # the rest of a key can end after the screen did, when the language changes
            self._last_key = self.key or self._last_key
            super().show_detail()

    def show_in_find(self, text: str) -> None:
        """Put into the find line what the tree is narrowed to, so that Esc takes it away."""
        find = self.query_one(FindBar)
        if text:
            find.open(text)
            find.action_leave()
        elif find.text:
            find.action_close()

    def apply(self, shown: TreeFilter) -> None:
        """Show another part of the tree; the cursor stays on its row where that is still there."""
        key, self.shown = self.key, shown
        self.goal_tree.source = self.source()
        self._open_a_level()
        if key:
            self.goal_tree.reveal(key)
        self.reload()

    def _open_a_level(self) -> None:
        """Open the topmost goals, all of them or none."""
        source, roots = self.source(), self.goal_tree.row_count
        if roots >= FEW or roots + sum(len(source.children(node)) for node in source.roots()) >= FEW:
            return
        for index in reversed(range(roots)):
            self.goal_tree.go_to(index)
            self.goal_tree.action_expand()
        self.goal_tree.go_to(0)

    def reload(self) -> None:
        """Read tree, numbers and detail again; a cycle that was opened or closed comes in or goes out."""
        before, self._open_cycles = self._open_cycles, trees.running_cycles(self.store)
        if before != self._open_cycles and self.filter().cycles == before:
            self.apply(replace(self.filter(), cycles=self._open_cycles))
            return
        if self.filter().is_search():
            self._show_found()
        else:
            self.goal_tree.show_all()
        self._counts = goal_counts_of(self.store, self.filter())
        self.goal_tree.empty = self._empty()
        super().reload()

    def _show_found(self) -> None:
        shown = self.filter()
        found = trees.filter_tree(self.store, shown)
        self.goal_tree.show_only(found.nodes, found.depths, keeps_open=self._found_for == shown)
        self._found_for = shown

    def narrow(self, text: str) -> None:
        """Show only what matches, with all that stands above it; the cursor stands on the first that does."""
        self.shown = replace(self.filter(), text=text)
        self.reload()
        if text and self.goal_tree.is_filtered:
            found = trees.filter_tree(self.store, self.filter())
            if found.found:
                self.goal_tree.go_to(found.nodes.index(found.found[0]))

    def summary(self) -> str:
        """How many goals and key results are shown, how many are marked, and what the tree is narrowed to."""
        goals, results, is_more = self._counts
        more = "+" if is_more else ""
        words = [
            ngettext("{n} goal", "{n} goals", goals).format(n=f"{goals}{more}"),
            ngettext("{n} key result", "{n} key results", results).format(n=f"{results}{more}"),
        ]
        if self.goal_tree.marks:
            words.append(_("{n} marked").format(n=len(self.goal_tree.marks)))
        filters = filter_words(self.store, self.filter(), self.host.today())
        return " · ".join((clauses(words), *default_words(self.store, self.filter()), *filters))

    @property
    def amount(self) -> int:
        """How many goals and key results are shown."""
        return self._counts.goals + self._counts.key_results

    def detail(self, key: str) -> Content:
        """Everything about a goal or key result."""
        return goal_detail(self.store, self.row, self.host.today(), self.host.glyphs, with_history=self.is_history_open)
