"""The way into the library, from any section."""

from __future__ import annotations

from screens.file_actions import FileActions
from screens.hosts import Place


class LibraryLinks(FileActions):
    """Goes to what the library holds."""

    def action_go_measures(self) -> None:
        """Show the library of measures."""
        self.host.go_to(Place("measures"))
