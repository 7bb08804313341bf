"""Many people written at once, as an import has planned them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.services.people_comparisons import COLUMNS
from perftui.services.people_edits import reading_of
from perftui.services.units import find_or_make_path
from perftui.storage import lookups, rosters

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from perftui.services.people_comparisons import ImportLine
    from perftui.services.people_imports import PeopleImportPlan
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

CHUNK: Final = 2_000
"""People written between two calls of `told`."""
_PERSON = ("id", *COLUMNS, "pinyin", "initials", "sort_key")
_LINE = ("id", "person_id", "manager_id", "since")


class PeopleWriter:
    """Writes one plan; inside `Store.write()`."""

    def __init__(self, store: Store, planned: PeopleImportPlan, told: Callable[[int, int], None]) -> None:
        self.store, self.planned, self.told = store, planned, told
        self.ids = {line.staff_no: store.new_id() for line in planned.added}
        self.units: dict[tuple[str, ...], str] = {}
        self.today = planned.today.isoformat() if planned.today else ""

    def write(self) -> None:
        """Write units, people and reporting lines."""
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
        stored: dict[str, object] = dict(zip(COLUMNS, line.stored, strict=True))
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
