"""Cells pasted into the roster: which column they are for, what they would change, and done as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.i18n import gettext as _
from perftui.i18n import ngettext
from perftui.services import people_pastes
from screens.people_plans import agreed
from widgets.dialogs.change_lists import YES
from widgets.dialogs.pickers import Picker, narrowed
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from perftui.services.people_imports import PeopleImportPlan
    from screens.people_lists import PeopleList
    from widgets.virtual_tables import VirtualTable

Grid = tuple[tuple[str, ...], ...]
MOST = 5_000
"""Rows that are pasted at most; longer lists are for the import."""


async def paste_people(screen: PeopleList, event: VirtualTable.Pasted) -> bool:
    """Ask which column is meant where no header says it, show what would happen, and do it.

    Returns:
        Whether anything was changed.
    """
    if len(event.grid) > MOST:
        screen.warn(_("This is too much to paste: save it as a file and import that (F8, Import people)."))
        return False
    with screen.attempt():
        planned = await _plan(screen, event.grid)
        n = len(event.grid)
        title = ngettext("Paste {n} row", "Paste {n} rows", n).format(n=n)
        if planned is not None and await agreed(screen, planned, title) == YES:
            people_pastes.apply(screen.store, planned)
            return True
    return False


async def _plan(screen: PeopleList, grid: Grid) -> PeopleImportPlan | None:
    store, today = screen.store, screen.host.today()
    if people_pastes.has_header(grid):
        return people_pastes.plan_table(store, grid, today)
    people = [line for line in screen.listing.window(screen.table.cursor, len(grid)) if line.id]
    if not people:
        screen.warn(_("There is nobody here to paste it over."))
        return None
    samples = [cell for row in grid[:3] for cell in row[:1] if cell]
    choices = [Choice(field, people_pastes.label_of(field), ", ".join(samples)) for field in people_pastes.FIELDS]
    title = _("Paste from {name} down, into").format(name=people[0].name)
    field = await screen.app.push_screen_wait(Picker(title, lambda text: narrowed(choices, text)))
    return people_pastes.plan_cells(store, people, field, grid, today) if field else None
