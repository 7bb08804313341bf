"""People brought in from a file: planned and shown first, then done as one step, or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from perftui.errors import Message, Problem, Refused
from perftui.i18n import mark
from perftui.services import backups
from perftui.services.people_comparisons import COLUMNS, Comparison, ImportLine, Records
from perftui.services.people_edits import reading_of
from perftui.services.transfer.files import read_file
from perftui.services.transfer.mappings import ColumnMapping, guess_mapping, with_header
from perftui.services.transfer.roster_fields import ROSTER_FIELDS
from perftui.services.transfer.roster_readers import NoNameColumn, read_roster
from perftui.services.units import find_or_make_path
from perftui.storage import events, lookups, rosters
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from perftui.domain.date_orders import DateOrder
    from perftui.services.transfer.rosters import Roster
    from perftui.services.transfer.tables import Table
    from perftui.services.unit_paths import FoundUnit
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

CHUNK: Final = 2_000
"""People written between two calls of `told`."""
_EMPTY_CELLS: Final = mark("Empty cells change nothing.")
_UNCLEAR_ORDER: Final = mark("Nobody can tell day from month in “{example}”: choose the order, or write dates like 2026-12-24.")
_PERSON = ("id", *COLUMNS, "pinyin", "initials", "sort_key")
_LINE = ("id", "person_id", "manager_id", "since")


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
    problems = sorted((*_unclear(table, mapping, roster), *roster.problems, *comparison.problems), key=lambda problem: problem.row)
    notes = roster.notes + ((Message(_EMPTY_CELLS),) if comparison.changed or comparison.unchanged else ())
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
        head=head,
        today=today,
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
        _Writing(store, planned, told).write()
    return Counts(len(planned.added), len(planned.changed), planned.unchanged, len(planned.new_units))


def _unclear(table: Table, mapping: ColumnMapping, roster: Roster) -> Iterator[Problem]:
    for name in roster.unclear_dates:
        message = Message(_UNCLEAR_ORDER, {"example": roster.date_orders[name].example})
        yield Problem(table.name, 0, table.column_name(mapping.columns[name]), message)


class _Writing:
    """Writes one plan; inside `Store.write()`."""

    def __init__(self, store: Store, planned: PeopleImportPlan, told: Callable[[int, int], None]) -> None:
        self.store, self.planned, self.told = store, planned, told
        self.ids = {line.staff_no: store.new_id() for line in planned.added}
        self.units: dict[tuple[str, ...], str] = {}
        self.today = planned.today.isoformat() if planned.today else ""

    def write(self) -> None:
        planned = self.planned
        self.units = {unit.names: find_or_make_path(self.store, unit.names) for unit in planned.new_units}
        for start in range(0, len(planned.added), CHUNK):
            self.told(start, planned.people)
            self.store.insert_many("person", _PERSON, [self._person(line) for line in planned.added[start : start + CHUNK]])
        for done, line in enumerate(planned.changed, len(planned.added)):
            if done % CHUNK == 0:
                self.told(done, planned.people)
            self._change(line)
        self._report()

    def _person(self, line: ImportLine) -> Sequence[object]:
        stored = self._stored(line)
        reading = reading_of(line.name, {})
        return self.ids[line.staff_no], *stored.values(), reading["pinyin"], reading["initials"], reading["sort_key"]

    def _stored(self, line: ImportLine) -> dict[str, object]:
        stored = dict(zip(COLUMNS, line.stored, strict=True))
        if line.unit is not None:
            stored["unit_id"] = line.unit.id or self.units[line.unit.names]
        return stored

    def _change(self, line: ImportLine) -> None:
        columns = self._stored(line) | {"is_archived": 0}
        if any(change.field == "name" for change in line.changes):
            columns |= reading_of(line.name, {})
        self.store.update("person", line.person_id, line.version, **columns)

    # Reporting lines: as `reporting_lines.report_to` does it for one, without asking again for circles, of which there are none.

    def _report(self) -> None:
        moved = [line for line in (*self.planned.added, *self.planned.changed) if line.manager_no]
        if not moved:
            return
        people = {row["staff_no"]: row for row in rosters.everybody_ever(self.store)}
        ended = {row["person_id"]: row for row in rosters.lines_ended_since(self.store, self.today)}
        begun = []
        for line in moved:
            person, manager = people[line.staff_no], people[line.manager_no]["id"]
            if person["line_id"]:
                self._end(person)
            if not self._went_on(ended.get(person["id"]), manager):
                begun.append((self.store.new_id(), person["id"], manager, self.today))
        self.store.insert_many("reporting", _LINE, begun)

    def _end(self, person: Row) -> None:
        if person["line_since"] == self.today:
            lookups.remove_line(self.store, person["line_id"])
        else:
            self.store.update("reporting", person["line_id"], person["line_version"], until=self.today)

    def _went_on(self, closed: Row | None, manager: str) -> bool:
        """Whether a line that ended today was to the same manager, and so goes on."""
        if closed is None or (closed["manager_id"], closed["until"]) != (manager, self.today):
            return False
        self.store.update("reporting", closed["id"], closed["version"], until=None)
        return True
