"""The ageing report as a text to read, and the limit of mentees asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from perftui.i18n import gettext as _
from perftui.services import mentors
from perftui.services.report_sheets import line_texts
from perftui.services.support_reports import ageing
from widgets.cells import fit
from widgets.dialogs.values import ValuePrompt
from widgets.fields import Field

if TYPE_CHECKING:
    from datetime import date

    from perftui.storage.stores import Store
    from screens.support_lists import SupportList

OFF = "off"
LEFT_OUT = frozenset(("delivered",))
"""Columns that are in files alone: the panel is narrow."""
WIDTH, LEAST = 74, 10
"""Cells of the panel, and the least that are left for a name."""


def ageing_text(store: Store, today: date) -> tuple[str, str]:
    """Title and text of the report, its columns below each other."""
    sheet = ageing(store, today)
    if not sheet.rows:
        return sheet.title, _("Nobody has asked for anything yet: Ctrl+N does.")
    places = [place for place, column in enumerate(sheet.columns) if column.key not in LEFT_OUT]
    lines = [[line[place] for place in places] for line in (tuple(column.title for column in sheet.columns), *line_texts(sheet))]
    widths = [max(cell_len(line[place]) for line in lines) for place in range(len(places))]
    widths[0] = max(LEAST, min(widths[0], WIDTH - sum(widths[1:]) - len(widths) + 1))
    rows = [" ".join((fit(line[0], widths[0]), *map(_padded, line[1:], widths[1:]))) for line in lines]
    notes = (*sheet.notes, _("Days are counted from the request until today. “perftui report support” prints or writes it."))
    return sheet.title, "\n".join((*rows, "", *notes))


def _padded(text: str, width: int) -> str:
    return " " * (width - cell_len(text)) + text


def ask_limit(screen: SupportList) -> None:
    """Ask how many one may mentor at the same time, and keep it."""
    most = mentors.limit(screen.store)
    explained = _("A number, or “off” for any number. Enter takes · Esc leaves")
    field = Field("limit", _("Mentees at most"), value=OFF if most is None else str(most), help=explained, is_required=True)

    def take(text: str | None) -> None:
        if text is not None:
            with screen.attempt():
                mentors.set_limit(screen.store, None if text.strip().casefold() == OFF else mentors.read_limit(text))
                screen.reload()

    screen.app.push_screen(ValuePrompt(_("How many may one mentor at the same time?"), field), take)
