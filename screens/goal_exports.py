"""Export goals: those of the cycles that are shown, to a file that the user names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from perftui.i18n import gettext as _
from perftui.i18n import ngettext
from perftui.services import goal_exports
from screens.works import worked
from widgets.dialogs.confirms import YES, yes_no
from widgets.dialogs.paths import PathPrompt

if TYPE_CHECKING:
    from screens.goal_lists import GoalList

ENDINGS = (".md", ".csv", ".xlsx", ".json", ".jsonl")
FEW = 1_000
"""Goals and key results that are written at once, without a thread."""


async def export_goals(screen: GoalList) -> None:
    """Ask for a name, ask again before replacing a file, and write."""
    title = _("Export the goals of the cycles that are shown: .md, .csv, .xlsx or .jsonl")
    named = await screen.app.push_screen_wait(PathPrompt(title, text="goals.md", endings=ENDINGS, must_exist=False))
    if named is None:
        return
    path, is_there = Path(named), Path(named).exists()
    if is_there and await screen.app.push_screen_wait(yes_no(_("Replace {path}?").format(path=path), is_yes_first=False)) != YES:
        return
    cycles = screen.filter().cycles
    with screen.attempt():
        written = await worked(
            screen,
            _("Writing {path} …").format(path=path),
            lambda store, _told: goal_exports.export(store, path, is_there, cycles),
            is_long=screen.amount > FEW,
        )
        if written is not None:
            words = ngettext("Wrote {n} goal or key result to {path}.", "Wrote {n} goals and key results to {path}.", written)
            screen.tell(words.format(n=written, path=path))
