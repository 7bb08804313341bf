"""The sample's units and people: names of two languages, managers, joiners and leavers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from perftui.services.people_edits import PersonInput, add_person
from perftui.services.reporting_lines import report_to
from perftui.services.units import add_unit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from random import Random

    from perftui.storage.stores import Store

FIRST_NUMBER = 1001
LEAVERS = 0.03
"""Share of the staff that has left in the last half-year."""


@dataclass(slots=True)
class Staff:
    """Who works where, by the name of the unit."""

    unit_ids: dict[str, str] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)
    """Unit name to the id of its manager."""
    hired: dict[str, date] = field(default_factory=dict)
    """Id of a manager to the day on which they came."""
    members: dict[str, list[str]] = field(default_factory=dict)
    """Unit name to the ids of its people who are there, the manager left out."""

    def managers(self, hired: date, boss: str, above: str) -> Iterator[tuple[str, date]]:
        """Whom somebody has reported to, since when: until the manager came, to the one above."""
        if not boss:
            return
        came = self.hired[boss]
        if above and above != boss and (first := max(hired, self.hired[above])) < came:
            yield above, first
        yield boss, max(hired, came)


def add_staff(store: Store, company: dict[str, Any], chance: Random, today: date) -> Staff:
    """Add the units and fill them; a unit's manager reports to the manager of the unit above."""
    staff, number = Staff(), FIRST_NUMBER
    for unit in company["units"]:
        name, above = unit["name"], unit["parent"]
        staff.unit_ids[name] = add_unit(store, name, staff.unit_ids.get(above, "")).id
        staff.members[name] = []
        for place in range(unit["count"]):
            person = _person(company["people"], unit, chance, today, is_head=place == 0)
            boss = staff.heads.get(above if place == 0 else name, "")
            given = PersonInput(staff_no=f"L{number}", unit_id=staff.unit_ids[name], **person)
            person_id, number = add_person(store, given, today).line.id, number + 1
            for manager, since in staff.managers(person["hire_date"], boss, staff.heads.get(above, "")):
                report_to(store, person_id, manager, since)
            if place == 0:
                staff.heads[name] = person_id
                staff.hired[person_id] = person["hire_date"]
            elif given.exit_date is None:
                staff.members[name].append(person_id)
    return staff


def _person(names: dict[str, list[str]], unit: dict[str, Any], chance: Random, today: date, *, is_head: bool) -> dict[str, Any]:
    is_chinese = chance.random() * 100 < unit["chinese"]
    if is_chinese:
        name = chance.choice(names["surnames_zh"]) + chance.choice(names["given_zh"])
    else:
        name = f"{chance.choice(names['given_en'])} {chance.choice(names['surnames_en'])}"
    hired = today - timedelta(days=chance.randint(900, 4500) if is_head else int(chance.expovariate(1 / 900)) + 20)
    has_left = not is_head and hired < today - timedelta(days=200) and chance.random() < LEAVERS
    return {
        "name": name,
        "position": unit["head"] if is_head else chance.choice(unit["titles"]),
        "hire_date": hired,
        "exit_date": today - timedelta(days=chance.randint(5, 180)) if has_left else None,
    }
