"""People brought in from a file: planned and shown first, then done as one step, or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from perftui.errors import Message, Problem, Refused
from perftui.i18n import mark
from perftui.services import backups
from perftui.services.people_comparisons import Comparison, Records
from perftui.services.people_writers import PeopleWriter
from perftui.services.transfer.files import read_file
from perftui.services.transfer.mappings import ColumnMapping, guess_mapping, with_header
from perftui.services.transfer.roster_fields import ROSTER_FIELDS
from perftui.services.transfer.roster_readers import NoNameColumn, read_roster
from perftui.storage import events
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from perftui.domain.date_orders import DateOrder
    from perftui.services.people_comparisons import ImportLine
    from perftui.services.transfer.rosters import Roster
    from perftui.services.transfer.tables import Table
    from perftui.services.unit_paths import FoundUnit
    from perftui.storage.stores import Store

_EMPTY_CELLS: Final = mark("Empty cells change nothing.")
_NOT_USED: Final = mark("Not used: {columns}.")
_UNCLEAR_ORDER: Final = mark(
    "Nobody can tell day from month in “{example}”: choose the order (on the command line: --dates dmy), or write dates like 2026-12-24."
)


class ImportHasProblems(Refused):
    """All or nothing: some rows cannot be imported."""

    template = mark("There are problems to mend first ({n}); nothing was imported.")


class ImportOutdated(Refused):
    """What the plan was compared with is no longer what is recorded."""

    template = mark("Somebody else has changed something meanwhile; nothing was imported. Look at the preview again.")


@dataclass(frozen=True, slots=True)
class PeopleImportPlan:
    """What an import would do; nothing is written yet."""

    table: Table
    """As it stands in the file."""
    mapping: ColumnMapping
    """Its columns by the names of `ROSTER_FIELDS`."""
    orders: Mapping[str, DateOrder]
    """Field to the order of its dates; one with rivals is for the user to choose."""
    problems: tuple[Problem, ...]
    """By row; with a single one nothing is imported. Row 0 stands for the file as a whole."""
    notes: tuple[Message, ...]
    added: tuple[ImportLine, ...] = ()
    changed: tuple[ImportLine, ...] = ()
    unchanged: int = 0
    new_units: tuple[FoundUnit, ...] = ()
    """Each after those above it."""
    head: int = 0
    """The number of the last event of the log that was looked at."""
    today: date | None = field(default=None, repr=False)
    """From when managers count."""

    @property
    def file(self) -> str:
        """The name of the file."""
        return self.table.name

    @property
    def people(self) -> int:
        """How many people are added or changed."""
        return len(self.added) + len(self.changed)


@dataclass(frozen=True, slots=True)
class Counts:
    """What an import has done, in people and units."""

    added: int
    changed: int
    unchanged: int
    units: int


def read_people(path: Path) -> Table:
    """The table in a file, from its true header on.

    Raises:
        BadInput: It cannot be read; see `transfer.files.read_file`.
    """
    return with_header(read_file(path), ROSTER_FIELDS)


def plan(
    store: Store, path: Path, today: date, mapping: ColumnMapping | None = None, orders: Mapping[str, DateOrder] | None = None
) -> PeopleImportPlan:
    """What the import of a CSV file or Excel workbook would do; arguments as in `plan_table`.

    Raises:
        BadInput: The file cannot be read; see `transfer.files.read_file`.
    """
    return plan_table(store, read_people(path), today, mapping, orders)


def plan_table(
    store: Store, table: Table, today: date, mapping: ColumnMapping | None = None, orders: Mapping[str, DateOrder] | None = None
) -> PeopleImportPlan:
    """What the import of a table would do; what cannot be imported comes as problems.

    People are the same when their staff number is, or without a column of those when a name is unique. An empty cell leaves
    what is recorded. A unit that does not exist is made. A new manager counts from today; the line before ends then.

    Args:
        store: The store.
        table: As `read_people` gives it.
        today: From when managers count.
        mapping: Its columns; None: guessed from header and values.
        orders: `hire_date` and `exit_date` to the order that the user chose; what is left out is guessed.
    """
    mapping = mapping or guess_mapping(table.header, table.rows, ROSTER_FIELDS)
    head, records = events.read_head(store.connection).seq, Records(store)
    try:
        roster = read_roster(table, mapping, records, orders)
    except NoNameColumn as error:
        return PeopleImportPlan(table, mapping, {}, (Problem(table.name, 0, "", error.message),), table.notes, head=head)
    comparison = Comparison(store, records, table, mapping, today)
    comparison.compare(roster)
    return replace(_planned(comparison, roster, table, mapping), head=head, today=today)


def _planned(comparison: Comparison, roster: Roster, table: Table, mapping: ColumnMapping) -> PeopleImportPlan:
    problems = sorted((*_unclear(table, mapping, roster), *roster.problems, *comparison.problems), key=lambda problem: problem.row)
    notes = roster.notes + ((Message(_EMPTY_CELLS),) if comparison.changed or comparison.unchanged else ())
    if unused := [table.header[index] for index in mapping.unused if table.header[index]]:
        notes += (Message(_NOT_USED, {"columns": ", ".join(unused)}),)
    return PeopleImportPlan(
        table=table,
        mapping=mapping,
        orders=roster.date_orders,
        problems=tuple(problems),
        notes=notes,
        added=tuple(comparison.added),
        changed=tuple(comparison.changed),
        unchanged=comparison.unchanged,
        new_units=tuple(comparison.units.missing()),
    )


def apply(store: Store, planned: PeopleImportPlan, told: Callable[[int, int], None] = lambda _done, _all: None) -> Counts:
    """Do what was planned, all of it in one step, after a backup of the file.

    Args:
        store: Not inside a transaction.
        planned: As `plan` gave it.
        told: Called now and then with the number of people written and the number of all; what it raises stops everything.

    Raises:
        ImportHasProblems: The plan has problems; nothing was changed.
        ImportOutdated: Something was recorded since the plan was made; nothing was changed.
        BackupFailed, DiskFull: The backup did not succeed; nothing was changed.
    """
    if not planned.problems and planned.people and store.path is not None:
        backups.back_up_now(store, "import")
    return write(store, planned, Label(mark("Imported {n} people from {file}"), {"n": planned.people, "file": planned.file}), told)


def write(store: Store, planned: PeopleImportPlan, label: Label, told: Callable[[int, int], None] = lambda _done, _all: None) -> Counts:
    """Do what was planned under a label of one's own, without a backup; otherwise as `apply`."""
    if planned.problems or planned.today is None:
        raise ImportHasProblems(n=len(planned.problems))
    if not planned.people:
        return Counts(0, 0, planned.unchanged, 0)
    with store.write(label):
        if events.read_head(store.connection).seq != planned.head:
            raise ImportOutdated
        PeopleWriter(store, planned, told).write()
    return Counts(len(planned.added), len(planned.changed), planned.unchanged, len(planned.new_units))


def _unclear(table: Table, mapping: ColumnMapping, roster: Roster) -> Iterator[Problem]:
    for name in roster.unclear_dates:
        message = Message(_UNCLEAR_ORDER, {"example": roster.date_orders[name].example})
        yield Problem(table.name, 0, table.place_of(mapping.columns[name]), message)
