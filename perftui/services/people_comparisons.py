"""The rows of a roster held against the people who are recorded: who is new, who changes and how, and what cannot be."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from perftui.domain.codes import Words
from perftui.domain.reporting_lines import ReportingOverlaps, reporting_cycles
from perftui.errors import Message, PerftuiError, Problem
from perftui.i18n import gettext as _
from perftui.i18n import mark, say
from perftui.services.history_fields import FIELDS
from perftui.services.people_edits import columns_of
from perftui.services.unit_paths import FoundUnit, UnitPaths
from perftui.storage import lookups, rosters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from perftui.services.transfer.mappings import ColumnMapping
    from perftui.services.transfer.rosters import Roster, RosterRow
    from perftui.services.transfer.tables import Table
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

COLUMNS = ("staff_no", "name", "unit_id", "position", "email", "hire_date", "exit_date")
"""What is compared and stored of a person, beside the manager."""
_PLACES = {"unit": ("unit", "unit_1"), "manager": ("manager_no", "manager")}
"""Field of a person to the fields of a file in which it stands, the likeliest first; the others have the same name."""
_CIRCLE = mark("These people report to one another in a circle: {names}.")


class ImportChange(NamedTuple):
    """One field of a person who is recorded already."""

    field: str
    """A column of the record, `manager_id`, or `is_archived`; see `history_fields.FIELDS` for its label."""
    old: str
    """In words; empty for none."""
    new: str


class ImportLine(NamedTuple):
    """What an import does for one person."""

    row: int
    """Of the file."""
    staff_no: str
    name: str
    stored: tuple[object, ...]
    """The values of `COLUMNS`."""
    unit: FoundUnit | None
    """Where the person goes; None where the file says nothing."""
    manager_no: str
    """Staff number of the new manager; empty where nothing changes."""
    manager: str
    """The name of that manager."""
    person_id: str = ""
    """Empty for somebody new."""
    version: int = 0
    changes: tuple[ImportChange, ...] = ()
    """What differs from the records; empty for somebody new."""


@dataclass(frozen=True, slots=True)
class Record:
    """Somebody who is recorded, as `transfer.rosters.Known` gives them."""

    row: Row
    staff_no: str
    name: str
    manager_no: str


class Records:
    """Everybody who is recorded, by staff number and by name."""

    def __init__(self, store: Store) -> None:
        rows = rosters.everybody_ever(store)
        numbers = {row["id"]: row["staff_no"] for row in rows}
        self.people = {row["staff_no"]: Record(row, row["staff_no"], row["name"], numbers.get(row["manager_id"], "")) for row in rows}
        self._named: dict[str, list[Record]] = defaultdict(list)
        for record in self.people.values():
            if not record.row["is_archived"]:
                self._named[record.name].append(record)

    def by_staff_no(self, staff_no: str) -> Record | None:
        """Who has a staff number, archived or not."""
        return self.people.get(staff_no)

    def by_name(self, name: str) -> Sequence[Record]:
        """Everybody of exactly that name who is not archived."""
        return self._named.get(name, ())


class Comparison:
    """Holds the rows of one file against the records of one moment."""

    def __init__(self, store: Store, records: Records, table: Table, mapping: ColumnMapping, today: date) -> None:
        self._store, self._records, self._table, self._mapping, self._today = store, records, table, mapping, today
        self.units = UnitPaths(store)
        self.problems: list[Problem] = []
        self.added: list[ImportLine] = []
        self.changed: list[ImportLine] = []
        self.unchanged = 0
        units = {record.row["unit_id"] for record in records.people.values()} - {None}
        self._unit_names = lookups.names(store, "unit", units)
        self._ended = {row["person_id"]: row for row in rosters.lines_ended_since(store, today.isoformat())}

    def compare(self, roster: Roster) -> None:
        """Sort the rows into added, changed and unchanged; what is wrong becomes a problem of its row."""
        names = {row.staff_no: row.name for row in roster.rows}
        for row in roster.rows:
            try:
                self._take(row, names)
            except PerftuiError as error:
                self._complain(row, _field_of(error), error.message)
        if not roster.problems:
            self._check_circles()

    def _take(self, row: RosterRow, names: Mapping[str, str]) -> None:
        record, unit = self._records.by_staff_no(row.staff_no), self._unit(row)
        before = {column: record.row[column] for column in COLUMNS} if record else {}
        stored = columns_of(before | _given(row, unit))
        if record is None:
            self.added.append(self._line(row, unit, stored, row.manager_no, names))
            return
        manager_no = row.manager_no if row.manager_no != record.manager_no else ""
        if manager_no:
            self._check_line(record, row)
        line = self._line(row, unit, stored, manager_no, names)
        if changes := tuple(self._changes(record, line, stored)):
            version = record.row["version"]
            self.changed.append(line._replace(person_id=record.row["id"], version=version, changes=changes))
        else:
            self.unchanged += 1

    def _line(self, row: RosterRow, unit: FoundUnit | None, stored: Mapping[str, object], no: str, names: Mapping[str, str]) -> ImportLine:
        values = tuple(stored[column] for column in COLUMNS)
        known = self._records.by_staff_no(no)
        manager = names.get(no) or (known.name if known else "")
        return ImportLine(row.row_number, row.staff_no, str(stored["name"]), values, unit, no, manager)

    def _unit(self, row: RosterRow) -> FoundUnit | None:
        return self.units.find(row.unit_path) if row.unit_path else None

    def _changes(self, record: Record, line: ImportLine, stored: Mapping[str, object]) -> list[ImportChange]:
        before, found = record.row, []
        for column in COLUMNS:
            if column == "unit_id":
                if line.unit is not None and (not line.unit.id or line.unit.id != before["unit_id"]):
                    found.append(ImportChange(column, self._unit_names.get(before["unit_id"], ""), line.unit.path))
            elif stored[column] != before[column]:
                found.append(ImportChange(column, str(before[column] or ""), str(stored[column] or "")))
        if line.manager_no:
            old = self._records.by_staff_no(record.manager_no)
            found.append(ImportChange("manager_id", old.name if old else "", line.manager))
        if before["is_archived"]:
            found.append(ImportChange("is_archived", Words(mark("yes")), Words(mark("no"))))
        return found

    def _check_line(self, record: Record, row: RosterRow) -> None:
        """Refuse a manager from today on where another reporting line reaches beyond today."""
        since, ended, today = record.row["line_since"], self._ended.get(record.row["id"]), self._today
        if since is not None and since > today.isoformat():
            self._complain(row, "manager", ReportingOverlaps(first=today, second=since).message)
        elif since is None and ended is not None and ended["until"] > today.isoformat():
            self._complain(row, "manager", ReportingOverlaps(first=ended["since"], second=today).message)

    def _check_circles(self) -> None:
        """Who keeps their manager may complete a circle with those who get another one."""
        managers = {record.staff_no: record.manager_no for record in self._records.people.values() if record.manager_no}
        moved = {line.staff_no: line for line in (*self.added, *self.changed) if line.manager_no}
        for circle in reporting_cycles(managers | {number: line.manager_no for number, line in moved.items()}):
            culprits = sorted(moved[number].row for number in circle if number in moved)
            if culprits:
                names = " → ".join(self._name(number) for number in [*circle, circle[0]])
                self._problem(culprits[0], "manager", Message(_CIRCLE, {"names": names}))

    def _name(self, staff_no: str) -> str:
        known = self._records.by_staff_no(staff_no)
        return known.name if known else next(line.name for line in self.added if line.staff_no == staff_no)

    def _complain(self, row: RosterRow, field: str, message: Message) -> None:
        self._problem(row.row_number, field, message)

    def _problem(self, number: int, field: str, message: Message) -> None:
        places = _PLACES.get(field, (field,))
        index = next((self._mapping.columns[place] for place in places if place in self._mapping.columns), None)
        name = "" if index is None else self._table.place_of(index)
        self.problems.append(Problem(self._table.name, number, name, message))


def in_words(changes: Sequence[ImportChange]) -> str:
    """What changes for a person, in the language in use: `Position: Clerk → Head; Manager: Ann → Bob`."""
    return "; ".join(
        _("{field}: {old} → {new}").format(field=say(FIELDS[change.field]), old=_said(change.old) or "–", new=_said(change.new))
        for change in changes
    )


def _said(value: str) -> str:
    return say(value) if isinstance(value, Words) else value


def _field_of(error: PerftuiError) -> str:
    """The field that an error is about: it says so, or names what it found there."""
    named = (name for name in ("exit_date", "email") if name in error.message.values)
    return getattr(error, "field", "") or next(named, "")


def _given(row: RosterRow, unit: FoundUnit | None) -> dict[str, object]:
    """What a row says, by the record's columns; an empty cell says nothing and leaves what is recorded."""
    said = {
        "staff_no": row.staff_no,
        "name": row.name,
        "unit_id": unit.id if unit else None,
        "position": row.position,
        "email": row.email,
        "hire_date": row.hire_date,
        "exit_date": row.exit_date,
    }
    return {column: value for column, value in said.items() if value or column in {"staff_no", "name"}}
