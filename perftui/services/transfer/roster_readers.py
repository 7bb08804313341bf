"""A table and its mapping made into a roster."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Final

from perftui.errors import BadInput, Message
from perftui.i18n import mark
from perftui.services.transfer.roster_cells import RosterCells
from perftui.services.transfer.roster_managers import Managers, Somebody
from perftui.services.transfer.rosters import Roster, RosterRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from perftui.domain.date_orders import DateOrder
    from perftui.services.transfer.mappings import ColumnMapping
    from perftui.services.transfer.rosters import Known
    from perftui.services.transfer.tables import Table, TableRow

NEW_PREFIX: Final = "P"
"""What staff numbers begin with that are made here."""
_NO_NAME: Final = mark("The name is missing.")
_NO_NUMBER: Final = mark("The staff number is missing.")
_TWICE: Final = mark("Staff number {number} stands in row {row} already.")
_NAME_TWICE: Final = mark(
    "“{name}” stands in row {row} already. Without staff numbers, nobody can tell the two apart: add a column for them."
)
_NAME_SHARED: Final = mark("Several people are called “{name}” (staff numbers {numbers}): add a column of staff numbers.")
_NO_NUMBERS: Final = mark("The file has no column of staff numbers. Found by their name: {found}; given a new number: {new}.")
_SLASHES: Final = mark("Departments such as “{text}” were read as a path: what stands before the slash is the unit above.")


class NoNameColumn(BadInput):
    """No column was taken for the names."""

    template = mark("No column of “{file}” holds the names: choose it, or name its header “Name” or “姓名”.")


def read_roster(table: Table, mapping: ColumnMapping, known: Known, orders: Mapping[str, DateOrder] | None = None) -> Roster:
    """The people in a table.

    Managers are made out by staff number or by a name that only one person has. Without a column of staff numbers, people are
    made out by name, and who is new gets P0001 and so on.

    Args:
        table: The file.
        mapping: Its columns by the names of `roster_fields.ROSTER_FIELDS`.
        known: Who is recorded already.
        orders: `hire_date` and `exit_date` to the order that the user chose; the others are guessed from the column.

    Raises:
        NoNameColumn: The mapping has neither a name nor a first or last name.
    """
    if not {"name", "first_name", "last_name"} & set(mapping.columns):
        raise NoNameColumn(file=table.name)
    cells = RosterCells(table, mapping, orders or {})
    identities = _numbered(cells) if "staff_no" in mapping.columns else _named(cells, known)
    people = list(identities)
    managers = Managers((person for _row, person in people), known, cells)
    rows = tuple(_row(row, person, cells, managers) for row, person in people)
    managers.check_circles({row.staff_no: row.manager_no for row in rows if row.manager_no})
    problems = sorted((*table.problems, *cells.problems), key=lambda problem: problem.row)
    return Roster(rows, tuple(problems), tuple(_notes(cells, rows, known)), cells.date_orders)


def _row(row: TableRow, person: Somebody, cells: RosterCells, managers: Managers) -> RosterRow:
    hired, left = cells.dates(row)
    reference, manager = managers.find(row, person)
    return RosterRow(
        row_number=row.number,
        staff_no=person.staff_no,
        name=person.name,
        unit_path=cells.unit_path(row),
        position=cells.text(row, "position"),
        hire_date=hired,
        exit_date=left,
        email=cells.email(row),
        manager_ref=reference,
        manager_no=manager,
    )


def _numbered(cells: RosterCells) -> Iterator[tuple[TableRow, Somebody]]:
    seen: dict[str, int] = {}
    for row in cells.table.rows:
        number, name = cells.text(row, "staff_no"), cells.full_name(row)
        if not name:
            cells.complain(row.number, "name", _NO_NAME)
        if not number:
            cells.complain(row.number, "staff_no", _NO_NUMBER)
        elif number in seen:
            cells.complain(row.number, "staff_no", _TWICE, number=number, row=seen[number])
            cells.dates(row), cells.email(row)  # nobody is made of this row, but what else is wrong in it is said in the same go
        elif name:
            yield row, Somebody(row.number, number, name)
        seen.setdefault(number, row.number)


def _named(cells: RosterCells, known: Known) -> Iterator[tuple[TableRow, Somebody]]:
    free = (number for place in count(1) if known.by_staff_no(number := f"{NEW_PREFIX}{place:04}") is None)
    seen: dict[str, int] = {}
    for row in cells.table.rows:
        name = cells.full_name(row)
        numbers = sorted(person.staff_no for person in known.by_name(name)) if name else []
        if not name:
            cells.complain(row.number, "name", _NO_NAME)
        elif name in seen:
            cells.complain(row.number, "name", _NAME_TWICE, name=name, row=seen[name])
        elif len(numbers) > 1:
            cells.complain(row.number, "name", _NAME_SHARED, name=name, numbers=", ".join(numbers))
        else:
            yield row, Somebody(row.number, numbers[0] if numbers else next(free), name)
        seen.setdefault(name, row.number)


def _notes(cells: RosterCells, rows: tuple[RosterRow, ...], known: Known) -> Iterator[Message]:
    yield from cells.table.notes
    if "staff_no" not in cells.mapping.columns:
        found = sum(known.by_staff_no(row.staff_no) is not None for row in rows)
        yield Message(_NO_NUMBERS, {"found": found, "new": len(rows) - found})
    if cells.slash_paths:
        texts = (cells.mapping.cell(row, "unit") for row in cells.table.rows)
        yield Message(_SLASHES, {"text": next(text for text in texts if "/" in text)})
