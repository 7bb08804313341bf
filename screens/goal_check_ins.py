"""Checking in from the tree: one key result, those of a goal, or the marked ones one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.i18n import gettext as _
from perftui.services import trees
from perftui.services.goal_views import goal_view
from screens.check_in_forms import CheckInForm
from screens.goal_changes import GoalChanges
from screens.goal_sources import standing, title_of
from widgets.dialogs.pickers import Picker, narrowed
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.services.trees import TreeLine


class GoalCheckIns(GoalChanges):
    """What checks in."""

    def action_check_in(self) -> None:
        """Check in the key result, that of the goal, or the marked ones."""
        if self.goal_tree.marks:
            keys = [line.key for key in self.keys for line in self._results(key)]
            self._start(list(dict.fromkeys(keys)))
            return
        results = self._results(self.key)
        if len(results) <= 1:
            self._start([line.key for line in results])
            return
        choices = [Choice(line.key, title_of(line), standing(line, self.host.glyphs).text) for line in results]
        picker = Picker(_("Check in"), lambda text: narrowed(choices, text))
        self.app.push_screen(picker, lambda key: self._start([key]) if key else None)

    def _results(self, key: str) -> Sequence[TreeLine]:
        """The key result, or the key results of the goal."""
        line = trees.line(self.store, key, self.host.today())
        if line is None or line.is_key_result:
            return [line] if line else []
        return goal_view(self.store, key, self.host.today()).key_results

    def _start(self, keys: Sequence[str]) -> None:
        if not keys:
            self.tell(_("There is no key result here to check in: Ins adds one, → opens the goals below."))
            return
        self._go_through(keys, 0)

    def _go_through(self, keys: Sequence[str], at: int) -> None:
        if not self.is_there(keys[at]):
            return
        form = CheckInForm(keys[at], f"{at + 1}/{len(keys)}" if len(keys) > 1 else "")

        def go_on(saved: str | None) -> None:
            if saved is None:
                return
            self.saved(form.said)
            if at + 1 < len(keys):
                self._go_through(keys, at + 1)
            else:
                self.goal_tree.marks = frozenset()
                self.tell(form.said)

        self.app.push_screen(form, go_on)
