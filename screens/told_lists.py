"""Lists that name what was done by its step."""

from __future__ import annotations

from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import undo
from screens.lists import ListSection


class ToldList(ListSection):
    """A list whose changes are named in the status line, with the key that takes them back."""

    def done(self) -> None:
        """Show the list again, and name what was done by its step."""
        label = undo.next_undo(self.store)
        self.saved(_("{what}. Ctrl+Z takes it back.").format(what=say(label)) if label else _("Saved."))
