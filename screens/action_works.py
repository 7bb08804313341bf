"""What is done with the action under the cursor, and with the marked ones: done, missed, cancelled, changed, exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.meetings import ActionState
from perftui.i18n import gettext as _
from perftui.services import action_entries, actions
from screens.action_lists import ActionList
from screens.hosts import Place
from screens.places import SCREENS
from widgets.virtual_tables import VirtualTable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from perftui.commands.models import Command

FOR_OPEN = frozenset(("actions.finish", "actions.cancel"))
FOR_SERIES = frozenset(("actions.miss", "actions.miss_all", "actions.end_series"))


class ActionWorks(ActionList):
    """The commands that change actions, or lead from them elsewhere."""

    def is_enabled(self, command: Command) -> bool:
        """Whether a command makes sense for the action under the cursor."""
        line = self.line
        if line is None or not super().is_enabled(command):
            return super().is_enabled(command)
        is_open = line.state is ActionState.OPEN
        if command.id in FOR_SERIES:
            return is_open and bool(line.recurrence)
        if command.id == "actions.reopen":
            return not is_open
        if command.id == "actions.show_origin":
            return bool(self.listed and self.listed.comes_from.section)
        return is_open if command.id in FOR_OPEN else True

    def _do(self, act: Callable[[str], object]) -> None:
        """One service call on the action under the cursor; in the list the cursor stays in its place, lest the same key do more to it."""
        key, index = self.key, self.table.cursor
        if key:
            with self.attempt():
                act(key)
                self.done()
                if not self.has_class("-detail"):
                    self.table.go_to(index)

    def action_finish(self) -> None:
        """Done: of a series the day that is due next."""
        self._do(lambda key: action_entries.mark_done(self.store, key, self.host.today()))

    def action_miss(self) -> None:
        """The day of the series that is due next was missed."""
        self._do(lambda key: action_entries.mark_missed(self.store, key, self.host.today()))

    def action_miss_all(self) -> None:
        """All its days before today were missed."""
        self._do(lambda key: action_entries.miss_until(self.store, key, self.host.today()))

    def action_end_series(self) -> None:
        """It is not needed again."""
        self._do(lambda key: actions.finish(self.store, key, self.host.today()))

    def action_reopen(self) -> None:
        """It is not done, or not cancelled, after all."""
        self._do(lambda key: action_entries.reopen(self.store, key))

    def action_cancel(self) -> None:
        """It is no longer needed."""
        self._do(lambda key: actions.cancel(self.store, key))

    def action_change(self) -> None:
        """Change all marked actions, after a preview."""
        from screens.action_changes import change_actions  # not everybody changes many

        self.run_worker(self._changed(change_actions(self, self.keys)))

    async def _changed(self, asking: Awaitable[bool]) -> None:
        if await asking:
            with self.prevent(VirtualTable.Marked):  # counting the marks would take the place of saying what was done
                self.table.marks = ()
            self.done()

    # leading elsewhere

    def action_show_origin(self) -> None:
        """Go to the record out of which it comes."""
        origin = self.listed.comes_from if self.listed else None
        if origin is None or not origin.section:
            self.tell(_("It comes out of nothing else: somebody added it by hand."))
        elif origin.section in SCREENS:
            self.host.go_to(Place(origin.section, origin.key))

    def action_show_owner(self) -> None:
        """Go to the person who does it."""
        line = self.line
        if line is not None and line.owner_id:
            self.host.go_to(Place("people", line.owner_id))
        else:
            self.tell(_("Nobody does it yet: F2 gives it an owner."))

    def action_send_out(self) -> None:
        """Export the actions that are listed."""
        from screens.action_exports import export_actions

        self.run_worker(export_actions(self))
