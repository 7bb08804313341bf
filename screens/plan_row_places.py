"""Where the rows of a plan's sheet lead that are not written in: gaps, causes, checks, promises, records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.i18n import gettext as _
from screens.hosts import Place
from screens.places import SCREENS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from screens.plan_sheet_rows import SheetRow
    from screens.sections import Section

SECTION_OF: Final[Mapping[str, str]] = {"gap": "gaps", "cause": "gap_causes", "plan_check": "plan_checks"}
"""Table of a row to the section that opens it."""


def open_record(section: Section, row: SheetRow) -> None:
    """Go to the record of a row; where it is only read, show it in full."""
    from widgets.dialogs.texts import TextPanel

    place = SECTION_OF.get(row.table)
    if place is not None and place in SCREENS:
        section.host.go_to(Place(place, row.record))
    elif row.whole:
        section.app.push_screen(TextPanel(_("Details"), "\n".join(row.whole.split(" · "))))
