"""Where forms look up people, units and cycles."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.services import people, search, units
from widgets.fields import Option
from widgets.form_rows import FormSources

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from perftui.services.people import PersonLine
    from perftui.storage.stores import Store


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """Whom a person field offers."""

    id: str
    name: str
    staff_no: str
    unit: str
    is_duplicate_name: bool


def sources(store: Store, today: date) -> FormSources:
    """Dates from today on, and people of the open file."""

    def find(person_id: str) -> FoundPerson | None:
        line = people.person_line(store, person_id, today)
        return None if line is None else _found([line])[0]

    def look_up(text: str, limit: int) -> Sequence[FoundPerson]:
        hits = search.people_choices(store, text, today, limit)
        lines = [people.person_line(store, hit.id, today) for hit in hits]
        return _found([line for line in lines if line is not None])

    return FormSources(today=today, search=look_up, find=find)


def _found(lines: Sequence[PersonLine]) -> list[FoundPerson]:
    names = Counter(line.name for line in lines)
    return [FoundPerson(line.id, line.name, line.staff_no, line.unit, names[line.name] > 1) for line in lines]


def unit_options(store: Store) -> list[Option]:
    """Every unit, its own name first: the rest of the path may be cut."""
    return [Option(line.id, _leaf_first(line.path)) for line in units.tree(store)]


def _leaf_first(path: str) -> str:
    above, _slash, name = path.rpartition(units.SEPARATOR)
    return f"{name} · {above}" if above else name
