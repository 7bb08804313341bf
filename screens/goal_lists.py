"""The goal tree to look at: what it shows, how it is narrowed, and what stands beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from perftui.commands.models import Needs
from perftui.i18n import gettext as _
from perftui.i18n import ngettext
from perftui.services import people, trees, views
from perftui.services.goal_counts import GoalCounts, goal_counts_of
from perftui.services.trees import TreeFilter, TreeListing
from screens.goal_details import goal_detail
from screens.goal_filters import filter_choices, filter_words, filtered
from screens.goal_sources import GoalRow, GoalSource, columns, title_column, title_of
from screens.hosts import Place
from screens.lists import ListSection
from widgets.dialogs.jumps import MOST
from widgets.dialogs.pickers import Picker
from widgets.find_bars import FindBar
from widgets.notices import StatusLine
from widgets.virtual_trees import VirtualTree

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.content import Content


FEW = 200
"""A tree that stays shorter than this is shown opened by one level."""


class GoalList(ListSection):
    """The tree with its filter, search and views; what changes goals is added by `GoalsScreen`."""

    shown: TreeFilter | None = None
    """None until it is shown for the first time."""
    _counts = GoalCounts(0, 0, False)
    _is_history_open = False

    def make_list(self) -> VirtualTree:
        """The tree, opened by one level where it is small."""
        glyphs, today, is_accessible = self.host.glyphs, self.host.today(), self.host.is_accessible
        shown = columns(glyphs, today)
        return VirtualTree(title_column(), shown, self._source(), empty=self._empty(), glyphs=glyphs, visible_cursor=is_accessible)

    def _empty(self) -> str:
        if self.filter().text:
            return _("No goal matches “{text}”. Esc shows all of them again.").format(text=self.filter().text)
        if filter_words(self.store, self.filter(), self.host.today()):
            return _("There are no goals with this filter. Ctrl+L takes it away.")
        return _("No goals yet. Ctrl+N adds one; F8 offers to import OKRs from Markdown, CSV or XLSX.")

    @property
    def tree(self) -> VirtualTree:
        """The tree."""
        return self.query_one(VirtualTree)

    @property
    def row(self) -> GoalRow | None:
        """The goal or key result under the cursor."""
        row = self.tree.row_at(self.tree.cursor)
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
            self.shown = TreeFilter(cycles=trees.running_cycles(self.store))
        return self.shown

    def _source(self) -> GoalSource:
        listing = TreeListing(self.store, self.filter(), self.host.today())
        return GoalSource(listing, self.host.glyphs, self.host.today())

    def populate(self) -> None:
        """Show the tree for the first time, or again in another language."""
        self.apply(self.filter())

    def apply(self, shown: TreeFilter) -> None:
        """Show another part of the tree; the cursor stays on its row where that is still there."""
        key, self.shown = self.key, shown
        self.tree.source = self._source()
        self._open_a_level()
        if key:
            self.tree.reveal(key)
        self.reload()

    def _open_a_level(self) -> None:
        for index in reversed(range(min(self.tree.row_count, FEW))):
            if self.tree.row_count < FEW:
                self.tree.go_to(index)
                self.tree.action_expand()
        self.tree.go_to(0)

    def reload(self) -> None:
        """Read tree, numbers and detail again."""
        if self.filter().is_search():
            self._show_found()
        else:
            self.tree.show_all()
        self._counts = goal_counts_of(self.store, self.filter())
        self.tree.empty = self._empty()
        super().reload()

    def _show_found(self) -> None:
        found = trees.filter_tree(self.store, self.filter())
        self.tree.show_only(found.nodes, found.depths)

    def narrow(self, text: str) -> None:
        """Show only what matches, with all that stands above it."""
        self.shown = replace(self.filter(), text=text)
        self.reload()

    def summary(self) -> str:
        """How many goals and key results are shown, how many are marked, and what the tree is narrowed to."""
        goals, results, is_more = self._counts
        more = "+" if is_more else ""
        words = [
            ngettext("{n} goal", "{n} goals", goals).format(n=f"{goals}{more}"),
            ngettext("{n} key result", "{n} key results", results).format(n=f"{results}{more}"),
        ]
        if self.tree.marks:
            words.append(_("{n} marked").format(n=len(self.tree.marks)))
        filters = filter_words(self.store, self.filter(), self.host.today())
        return " · ".join((_(", ").join(words), *filters))

    def detail(self, key: str) -> Content:
        """Everything about a goal or key result."""
        return goal_detail(self.store, self.row, self.host.today(), self.host.glyphs, with_history=self._is_history_open)

    def tell(self, text: str) -> None:
        """Say what was done; once more a moment later, since the list is read anew when a dialog has closed."""
        super().tell(text)
        self.call_after_refresh(super().tell, text)

    def warn(self, text: str) -> None:
        """Say what was refused; once more a moment later."""
        super().warn(text)
        self.call_after_refresh(super().warn, text)

    # going somewhere

    def place(self) -> Place:
        """The row under the cursor."""
        return Place(self.SECTION, self.key)

    def show(self, place: Place) -> None:
        """Go to a goal or key result, or show those of a person or unit; a filter that hides them is taken away."""
        if place.owner:
            is_person = people.person_line(self.store, place.owner, self.host.today()) is not None
            running = TreeFilter(cycles=trees.running_cycles(self.store))
            self._search_for(replace(running, **{"owner_person" if is_person else "owner_unit": place.owner}))
        elif not self.tree.reveal(place.key):
            self._search_for(TreeFilter(with_archived=True))
            self.tree.reveal(place.key)
        self.tree.focus()
        self.show_detail()

    def _search_for(self, shown: TreeFilter) -> None:
        find = self.query_one(FindBar)
        if find.text:
            find.action_close()
        self.apply(shown)

    def places(self) -> Sequence[tuple[str, str]]:
        """The topmost goals."""
        source = self._source()
        return [(line.key, title_of(line)) for line in source.listing.lines(source.roots()[:MOST])]

    def jump_to(self, key: str) -> None:
        """Go to a topmost goal."""
        self.tree.reveal(key)
        self.tree.focus()

    # narrowing

    def action_filter(self) -> None:
        """Narrow the tree by one criterion more, or one less."""
        picker = Picker(
            _("Filter"),
            lambda text: filter_choices(self.store, self.filter(), text, self.host.today()),
            placeholder=_("a cycle, level, state, person or unit"),
        )
        self.app.push_screen(picker, self._filter)

    def _filter(self, picked: str | None) -> None:
        if picked:
            self.apply(filtered(self.store, self.filter(), picked))

    def view_spec(self) -> Mapping[str, str]:
        """The filter, to be saved under a name."""
        return views.goals_spec(self.store, self.filter())

    def apply_view(self, spec: Mapping[str, str]) -> None:
        """Show a saved filter."""
        shown = views.goals_filter(self.store, spec)
        find = self.query_one(FindBar)
        if shown.text:
            find.open(shown.text)
            find.action_leave()
        elif find.text:
            find.action_close()
        self.apply(shown)

    # opening and closing

    def action_expand_all(self) -> None:
        """Open the goal under the cursor with everything below it."""
        self.tree.action_expand_all()

    def action_collapse_all(self) -> None:
        """Close the goal under the cursor."""
        self.tree.action_collapse_all()

    def action_expand_tree(self) -> None:
        """Open the whole tree."""
        self.tree.expand_everything()

    def action_collapse_tree(self) -> None:
        """Close the whole tree."""
        key = self.key
        self.tree.source = self._source()
        self.tree.go_to(self.tree.index_near(key) or 0)
        self.reload()

    def action_show_history(self) -> None:
        """Show in the details who changed what, or hide it again."""
        self._is_history_open = not self._is_history_open
        if self.size.width < 100 and not self.has_class("-detail"):
            self.action_open()
        self.show_detail()
        self.query_one(StatusLine).show(self.summary())
