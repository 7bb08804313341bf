"""Managers of a roster, made out by staff number or by name."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from perftui.domain.reporting_lines import reporting_cycles
from perftui.domain.texts import shorten
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from perftui.services.transfer.roster_cells import RosterCells
    from perftui.services.transfer.rosters import Known
    from perftui.services.transfer.tables import TableRow

_BOTH: Final = re.compile(r"(?P<first>.+?)\s*[(（\[/\s,，;；|-]\s*(?P<second>[^\s()（）\[\]]+)\s*[)）\]]?")
_UNKNOWN: Final = mark("Nobody here or in the file has the name or staff number “{text}”. Add the manager, or leave the cell empty.")
_SEVERAL: Final = mark("Several people are called “{name}” (staff numbers {numbers}): write the number instead.")
_OWN: Final = mark("“{name}” is entered as their own manager: leave the cell empty for the head of the organisation.")
_DIFFERS: Final = mark("Staff number {number} belongs to “{name}”, not to “{text}”.")
_CIRCLE: Final = mark("These people report to one another in a circle: {names}.")


class Somebody(NamedTuple):
    """A person of the file."""

    row: int
    staff_no: str
    name: str


class Managers:
    """Finds the managers of the people in a file, among them and those already known."""

    def __init__(self, people: Iterable[Somebody], known: Known, cells: RosterCells) -> None:
        self.people = {person.staff_no: person for person in people}
        self.known = known
        self.cells = cells
        self.numbers: dict[str, list[str]] = defaultdict(list)
        for person in self.people.values():
            self.numbers[person.name].append(person.staff_no)

    def find(self, row: TableRow, person: Somebody) -> tuple[str, str]:
        """What the row says about the manager, and the staff number found; empty where there is none or it is a problem."""
        number, name = self.cells.text(row, "manager_no"), self.cells.text(row, "manager")
        text = " ".join(filter(None, (name, number)))
        if not text:
            return "", ""
        place = "manager_no" if number else "manager"
        found = self._by_number(row, number, name) if number else self._by_text(row, name)
        if found == person.staff_no:
            self.cells.complain(row.number, place, _OWN, name=person.name)
            found = ""
        return text, found

    def _by_number(self, row: TableRow, number: str, name: str) -> str:
        found = self._name_of(number)
        if found is None:
            self.cells.complain(row.number, "manager_no", _UNKNOWN, text=shorten(number, 40))
            return ""
        # A manager column may repeat the number, or have both.
        if name and found not in name and name != number:
            self.cells.complain(row.number, "manager_no", _DIFFERS, number=number, name=found, text=shorten(name, 40))
            return ""
        return number

    def _by_text(self, row: TableRow, text: str) -> str:
        if self._name_of(text) is not None:
            return text
        numbers = self._named(text) or self._both(text)
        if len(numbers) == 1:
            return numbers[0]
        if numbers:
            self.cells.complain(row.number, "manager", _SEVERAL, name=text, numbers=", ".join(numbers))
        else:
            self.cells.complain(row.number, "manager", _UNKNOWN, text=shorten(text, 40))
        return ""

    def _named(self, name: str) -> Sequence[str]:
        """The staff numbers of everybody of that name; the file knows better than the records."""
        recorded = [person.staff_no for person in self.known.by_name(name) if person.staff_no not in self.people]
        return sorted({*self.numbers.get(name, ()), *recorded})

    def _both(self, text: str) -> Sequence[str]:
        """The staff number in a text that has the name as well, such as 张伟(1001); both must agree."""
        match = _BOTH.fullmatch(text)
        parts = match.groups() if match else ()
        return [number for number, name in (parts[::-1], parts) if self._name_of(number) == name] if parts else []

    def _name_of(self, number: str) -> str | None:
        person = self.people.get(number) or self.known.by_staff_no(number)
        return person.name if person else None

    def check_circles(self, managers: Mapping[str, str]) -> None:
        """Report people who manage one another, over however many steps, also over people who are not in the file.

        Args:
            managers: Of the people in the file, by staff number.
        """
        lines = dict(managers)
        for number in managers.values():
            while number and number not in lines and number not in self.people:
                person = self.known.by_staff_no(number)
                lines[number] = person.manager_no if person else ""
                number = lines[number]
        for circle in reporting_cycles({person: manager for person, manager in lines.items() if manager}):
            rows = [self.people[number].row for number in circle if number in self.people]
            names = " → ".join(self._name_of(number) or number for number in [*circle, circle[0]])
            if rows:
                self.cells.complain(
                    min(rows), "manager_no" if "manager_no" in self.cells.mapping.columns else "manager", _CIRCLE, names=names
                )
