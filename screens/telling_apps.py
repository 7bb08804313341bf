"""What the disk, the file or another writer refused is told on the screen that is up, and the program goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import settings
from perftui.storage import drivers
from screens.frames import Frame
from widgets.outliving_apps import OutlivingApp

if TYPE_CHECKING:
    from perftui.storage.stores import Store


class TellingApp(OutlivingApp[None]):
    """An app on one file."""

    store: Store

    def shown_frame(self) -> Frame | None:
        """The section on the screen; none under a dialog, and none while the program ends, when a timer may still ring."""
        screen = self.screen_stack[-1] if self.screen_stack else None
        return screen if isinstance(screen, Frame) else None

    def action_help_quit(self) -> None:
        """Ctrl+C does not quit; say what does, without covering anything."""
        if (frame := self.shown_frame()) is not None:
            frame.tell(_("Press Ctrl+Q to quit."))
        else:
            self.bell()

    def outlive(self, error: Exception) -> bool:
        """Go on after what the user can mend; a damaged file, which every look at it would find again, ends the program."""
        told = self._told(error)
        if told is None or isinstance(told, drivers.Damaged) or not self.screen_stack:
            return False
        self.call_later(self._warn, say(told.message))
        return True

    def explain(self, error: Exception) -> str:
        """What the disk or the file refused; empty for an error of the program itself."""
        told = self._told(error)
        return say(told.message) if told else ""

    def choose(self, name: str, value: str) -> None:
        """Remember a setting; it holds in this session even where it cannot be written down."""
        try:
            settings.change(self.store, name, value)
        except PerftuiError as error:
            self.call_after_refresh(self._warn, _("Chosen, but not remembered: {reason}").format(reason=say(error.message)))

    def _told(self, error: Exception) -> PerftuiError | None:
        if isinstance(error, PerftuiError):
            return error
        try:
            return drivers.translated(error, self.store.path or "") if isinstance(error, drivers.DatabaseError) else None
        except drivers.DatabaseError:
            return None

    def _warn(self, text: str) -> None:
        """Say it on the topmost screen that has a place for it."""
        for screen in reversed(self.screen_stack):
            warn = getattr(screen, "warn", None)
            if warn is not None:
                warn(text)
                return
