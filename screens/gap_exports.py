"""Export of the gap table: what the filter shows, or one gap, to a file that the user names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.i18n import gettext as _
from screens.exports import export_rows

if TYPE_CHECKING:
    from pathlib import Path

    from perftui.services.gap_listings import GapFilter
    from perftui.storage.stores import Store
    from screens.sections import Section

FEW = 500
"""Rows that are written at once, without a thread."""


async def export_gaps(screen: Section, shown: GapFilter, count: int) -> None:
    """Ask for a name, ask again before replacing a file, and write the rows of the gap table.

    Args:
        screen: Where one is.
        shown: Which gaps.
        count: How many rows there are, as far as is known.
    """
    from perftui.services import gap_exports

    today = screen.host.today()

    def write(store: Store, path: Path, is_there: bool) -> int:
        return gap_exports.export(store, path, shown, today, is_there)

    title = _("Export this gap") if shown.gap else _("Export the gaps in the list")
    await export_rows(screen, title, "gaps.xlsx", gap_exports.ENDINGS, write, is_long=count > FEW)
