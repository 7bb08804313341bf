"""Lists whose status line keeps what was done in sight, also when the screen comes back from behind a dialog."""

from __future__ import annotations

from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import undo
from screens.lists import ListSection
from widgets.notices import StatusLine


class ToldList(ListSection):
    """A list that counts its records again only where the count or the filter is another one."""

    _summed = ""
    """What the status line last said of the list."""

    def populate(self) -> None:
        """Fill the list for the first time, or again in another language."""
        self._summed = ""
        self.reload()

    def reload(self) -> None:
        """Read list and detail again; what was said last stays to be read, unless the list is another one."""
        self.list.reload()
        self.show_detail()
        self.show_summary()

    def show_summary(self) -> None:
        """Say what the list holds, where that is not as before."""
        words = self.summary()
        if words != self._summed:
            self._summed = words
            self.query_one(StatusLine).show(words)

    def done(self) -> None:
        """Show the list again, and name what was done by its step."""
        label = undo.next_undo(self.store)
        self.saved(_("{what}. Ctrl+Z takes it back.").format(what=say(label)) if label else _("Saved."))
