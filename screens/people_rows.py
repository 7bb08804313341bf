"""People as rows of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.i18n import gettext as _
from widgets.cells import StyledCell, Tone
from widgets.columns import Column
from widgets.pasted_grids import grid
from widgets.virtual_tables import VirtualTable

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from textual import events

    from perftui.services.people import PeopleListing, PersonLine
    from widgets.cells import Cell

SORTABLE = ("name", "staff_no", "unit", "position", "manager", "hire_date")
"""Keys of the columns that can give the order."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as the table draws them."""

    key: str
    cells: tuple[Cell, ...]
    line: PersonLine


class PeopleSource:
    """The listing as rows of a table."""

    def __init__(self, listing: PeopleListing) -> None:
        self.listing = listing

    def count(self) -> int:
        """How many people there are."""
        return self.listing.count()

    def rows(self, start: int, count: int) -> Sequence[PersonRow]:
        """Some of them."""
        return [PersonRow(line.id, _cells(line), line) for line in self.listing.window(start, count)]

    def index_of(self, key: str) -> int | None:
        """Where somebody stands."""
        return self.listing.index_of(key)

    def known(self, keys: Collection[str]) -> Collection[str]:
        """Those of some people who still exist."""
        return self.listing.known(keys)


def _cells(line: PersonLine) -> tuple[Cell, ...]:
    days = (day.isoformat() if day else "" for day in (line.hire_date, line.exit_date))
    name = StyledCell(line.name, Tone.MUTED) if line.is_archived else line.name
    return name, line.staff_no, line.unit, line.position, line.manager, *days


def columns() -> list[Column]:
    """The columns of the roster; the keys of those that are `SORTABLE` are the orders of `PeopleFilter`."""
    return [
        Column("name", _("Name"), 18, min_width=14, grow=2),
        Column("staff_no", _("Staff no."), 11, priority=1),
        Column("unit", _("Unit"), 20, min_width=16, grow=2, priority=2),
        Column("position", _("Position"), 18, min_width=14, grow=2, priority=3),
        Column("manager", _("Manager"), 14, min_width=12, grow=1, priority=4),
        Column("hire_date", _("Hired"), 10, priority=5),
        Column("exit_date", _("Last day"), 10, priority=6),
    ]


class PeopleTable(VirtualTable):
    """Nothing is edited in its cells, but it takes what a spreadsheet has on the clipboard."""

    def on_paste(self, event: events.Paste) -> None:
        """Say what was pasted; the screen asks where it belongs."""
        if cells := grid(event.text):
            self.post_message(self.Pasted(self, self.cursor_key or "", "", cells))
        event.stop()
        event.prevent_default()
