"""Walking through the goal tree: going to goals, narrowing it, opening and closing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.i18n import gettext as _
from perftui.services import people, trees, views
from perftui.services.trees import TreeFilter
from screens.goal_filters import filter_choices, filtered
from screens.goal_sources import title_of
from screens.goal_trees import GoalTree
from screens.hosts import Place
from widgets.dialogs.jumps import MOST
from widgets.dialogs.pickers import Picker
from widgets.find_bars import FindBar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class GoalList(GoalTree):
    """The tree with its filter, search, views and places; what changes goals is added by `GoalsScreen`."""

    _own: TreeFilter | None = None
    """What was shown before a filter only served to show a place."""
    _lent: TreeFilter | None = None
    """That filter; None when there is none."""

    # going somewhere

    def place(self) -> Place:
        """The row under the cursor."""
        return Place(self.SECTION, self.key)

    def show(self, place: Place) -> None:
        """Go to a goal or key result, or show those of a person or unit; a filter that hides them is taken away."""
        before = self.filter() if self._lent is None or self.shown != self._lent else self._own
        if place.owner:
            is_person = people.person_line(self.store, place.owner, self.host.today()) is not None
            person, unit = (place.owner, "") if is_person else ("", place.owner)
            self._search_for(TreeFilter(cycles=trees.running_cycles(self.store), owner_person=person, owner_unit=unit))
        elif not self.goal_tree.reveal(place.key):
            self._search_for(TreeFilter(with_archived=True))
            self.goal_tree.reveal(place.key)
        if self.shown != before:
            self._own, self._lent = before, self.shown
        self.goal_tree.focus()
        self.show_detail()

    def come_to(self) -> None:
        """Take away the filter that only served to show a place, when somebody comes to the goals as such."""
        if self._lent is not None and self.shown == self._lent and self._own is not None:
            self._search_for(self._own)
        self._lent = None

    def stay_on(self, key: str, words: str = "") -> None:
        """Keep the cursor on a row that was changed; a find that it no longer matches is dropped, and that is said.

        Args:
            key: Of the row.
            words: What was done.
        """
        text = self.filter().text
        if self.goal_tree.reveal(key) or not text or trees.line(self.store, key, self.host.today()) is None:
            return
        self.show_in_find("")
        self.narrow("")
        self.goal_tree.reveal(key)
        self.tell(" ".join(filter(None, (words, _("It no longer matches “{text}”: all is shown again.").format(text=text)))))

    def _search_for(self, shown: TreeFilter) -> None:
        find = self.query_one(FindBar)
        if find.text:
            find.action_close()
        self.apply(shown)

    def places(self) -> Sequence[tuple[str, str]]:
        """The topmost goals."""
        source = self.source()
        return [(line.key, title_of(line)) for line in source.listing.lines(source.roots()[:MOST])]

    def jump_to(self, key: str) -> None:
        """Go to a topmost goal."""
        self.goal_tree.reveal(key)
        self.goal_tree.focus()

    def go_to_cycle(self, name: str) -> None:
        """Go to the first of the topmost goals of a cycle."""
        source = self.source()
        found = next((line.key for line in source.listing.lines(source.roots()) if line.cycle == name), "")
        self.goal_tree.reveal(found)

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
        self.show_in_find(shown.text)
        self.apply(shown)

    # opening and closing

    def action_expand_all(self) -> None:
        """Open the goal under the cursor with everything below it."""
        self.goal_tree.action_expand_all()

    def action_collapse_all(self) -> None:
        """Close the goal under the cursor."""
        self.goal_tree.action_collapse_all()

    def action_expand_tree(self) -> None:
        """Open the whole tree."""
        self.goal_tree.expand_everything()

    def action_collapse_tree(self) -> None:
        """Close the whole tree."""
        key = self.key
        self.goal_tree.source = self.source()
        self.goal_tree.go_to(self.goal_tree.index_near(key) or 0)
        self.reload()

    def action_show_history(self) -> None:
        """Show in the details who changed what, or hide it again."""
        self.is_history_open = not self.is_history_open
        if self.size.width < 100 and not self.has_class("-detail"):
            self.action_open()
        self.show_detail()
        self.show_summary()
