"""Cells pasted from a spreadsheet into the roster: read as an import of just these people and fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.texts import clean_text
from perftui.errors import Message, Problem
from perftui.i18n import gettext as _
from perftui.i18n import mark
from perftui.services import people_imports
from perftui.services.transfer.mappings import ColumnMapping, guess_mapping
from perftui.services.transfer.roster_fields import ROSTER_FIELDS
from perftui.services.transfer.tables import Table, TableRow, column_letter
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from perftui.services.people import PersonLine
    from perftui.services.people_imports import Counts, PeopleImportPlan
    from perftui.storage.stores import Store

FIELDS: Final = ("unit", "position", "manager", "hire_date", "exit_date", "email")
"""What can be pasted over, in the order in which columns beside one another are taken; names of `ROSTER_FIELDS`."""
_NOBODY: Final = mark("Nobody stands in this row of the list: it ends before.")
_NO_FIELD: Final = mark("There is no field for this column: {last} is the last one.")
_LONGEST: Final = 20_000


def label_of(field: str) -> str:
    """A field in the language in use."""
    label = next(each.label for each in ROSTER_FIELDS if each.name == field)
    return _(label)


def has_header(grid: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names columns, names or staff numbers among them, so that the rows need not be those of the list."""
    return len(grid) > 1 and bool({"name", "staff_no"} & _guessed(_whole(grid)).columns.keys())


def plan_table(store: Store, grid: Sequence[Sequence[str]], today: date) -> PeopleImportPlan:
    """What pasting a table with a header would do: the same as importing it."""
    table = _whole(grid)
    return people_imports.plan_table(store, table, today, _guessed(table))


def plan_cells(store: Store, people: Sequence[PersonLine], field: str, grid: Sequence[Sequence[str]], today: date) -> PeopleImportPlan:
    """What pasting cells over some people would do; an empty cell changes nothing.

    Args:
        store: The store.
        people: One a row of the grid, from the row of the cursor on; fewer when the list ends before.
        field: Of the first column, one of `FIELDS`; those to its right go into the fields that follow.
        grid: Rows of cells.
        today: From when managers count.
    """
    width = max(map(len, grid))
    fields = FIELDS[FIELDS.index(field) :][:width]
    header = (_("Staff no."), _("Name"), *map(label_of, fields))
    rows = [
        TableRow(number, (person.staff_no, person.name, *_cells(cells, len(fields))))
        for number, (person, cells) in enumerate(zip(people, grid, strict=False), 1)
    ]
    problems = [Problem(_("pasted"), number, "", Message(_NOBODY)) for number in range(len(people) + 1, len(grid) + 1)]
    if width > len(fields):
        problems.append(Problem(_("pasted"), 0, column_letter(len(fields)), Message(_NO_FIELD, {"last": label_of(FIELDS[-1])})))
    table = Table(_("pasted"), header, tuple(rows), problems=tuple(problems))
    mapping = ColumnMapping({"staff_no": 0, "name": 1} | {name: place for place, name in enumerate(fields, 2)})
    return people_imports.plan_table(store, table, today, mapping)


def apply(store: Store, planned: PeopleImportPlan) -> Counts:
    """Do what was planned as one step; raises as `people_imports.apply`."""
    return people_imports.write(store, planned, Label(mark("Pasted into {n} people"), {"n": planned.people}))


def _whole(grid: Sequence[Sequence[str]]) -> Table:
    width = max(map(len, grid))
    header, *rows = (_cells(cells, width) for cells in grid)
    return Table(_("pasted"), header, tuple(TableRow(number, cells) for number, cells in enumerate(rows, 2) if any(cells)))


def _guessed(table: Table) -> ColumnMapping:
    return guess_mapping(table.header, table.rows, ROSTER_FIELDS)


def _cells(cells: Sequence[str], width: int) -> tuple[str, ...]:
    cleaned = [clean_text(cell[:_LONGEST], multiline=True).strip() for cell in cells[:width]]
    return (*cleaned, *("" for _missing in range(width - len(cleaned))))
