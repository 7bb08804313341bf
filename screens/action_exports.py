"""The listed actions written to a file: a calendar, or a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.i18n import gettext as _
from perftui.services.action_sheets import ENDINGS, export
from screens.exports import export_rows

if TYPE_CHECKING:
    from pathlib import Path

    from perftui.storage.stores import Store
    from screens.action_lists import ActionList

FEW = 1_000
"""Actions that are written at once, without a thread."""


async def export_actions(screen: ActionList) -> None:
    """Ask for a name, ask again before replacing a file, and write what is listed."""
    shown, today = screen.shown, screen.host.today()

    def write(store: Store, path: Path, is_there: bool) -> int:
        return export(store, path, shown, today, is_there)

    await export_rows(screen, _("Export the actions in the list"), "actions.ics", ENDINGS, write, is_long=screen.table.row_count > FEW)
