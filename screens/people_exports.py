"""Export people: those who are listed, to a file that the user names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from perftui.i18n import gettext as _
from perftui.i18n import ngettext
from perftui.services import people_exports
from screens.works import worked
from widgets.dialogs.confirms import YES, yes_no
from widgets.dialogs.paths import PathPrompt

if TYPE_CHECKING:
    from screens.people_lists import PeopleList

ENDINGS = (".csv", ".xlsx", ".json", ".jsonl")
FEW = 2_000
"""People who are written at once, without a thread."""


async def export_people(screen: PeopleList) -> None:
    """Ask for a name, ask again before replacing a file, and write."""
    title = _("Export the people in the list: .csv, .xlsx or .jsonl")
    named = await screen.app.push_screen_wait(PathPrompt(title, text="people.csv", endings=ENDINGS, must_exist=False))
    if named is None:
        return
    path, is_there = Path(named), os.path.exists(named)  # unlike its namesake in Path it never raises
    if is_there and await screen.app.push_screen_wait(yes_no(_("Replace {path}?").format(path=path), is_yes_first=False)) != YES:
        return
    shown, today, count = screen.shown, screen.host.today(), screen.table.row_count
    with screen.attempt():
        written = await worked(
            screen,
            _("Writing {path} …").format(path=path),
            lambda store, _told: people_exports.export(store, path, today, is_there, shown),
            is_long=count > FEW,
        )
        if written is not None:
            words = ngettext("Wrote {n} person to {path}.", "Wrote {n} people to {path}.", written)
            screen.tell(words.format(n=written, path=path))
