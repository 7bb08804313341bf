"""A person in one line: `zhang wei; Sales; Account manager; 2026-01-01 > li na`, with a preview while it is typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.domain.codes import Words
from perftui.domain.dates import parse_date
from perftui.domain.formats import describe_date
from perftui.domain.pinyin import sort_key
from perftui.domain.texts import clean_text, fold, shorten
from perftui.errors import BadInput, PerftuiError
from perftui.i18n import mark
from perftui.services.people_edits import PersonInput, add_person
from perftui.storage import lookups, people

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from perftui.errors import Message
    from perftui.services.people import PersonView
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

FIELDS = ("name", "unit", "position", "hire_date")
"""What stands between the semicolons, in this order; `manager` comes after `>`."""
LABELS = {
    "name": Words(mark("Name")),
    "unit": Words(mark("Unit")),
    "position": Words(mark("Position")),
    "hire_date": Words(mark("Hire date")),
    "manager": Words(mark("Manager")),
}
_SEMICOLON = re.compile("[;；]")
_ABOVE = re.compile("[>＞》]")
LONGEST = 500
"""Characters of a line at most."""
SHOWN = 3
"""Candidates that a message names."""


class NameMissing(BadInput):
    """A line without a name."""

    template = mark("Begin with the name: name; unit; position; hire date > manager.")


class TooManyParts(BadInput):
    """More semicolons than fields."""

    template = mark("“{text}” is too much: name; unit; position; hire date > manager.")


class NoSuchUnit(BadInput):
    """No unit of that name."""

    template = mark("There is no unit “{text}”. Add it first, or leave the place empty.")


class SeveralUnits(BadInput):
    """Units of which the text may mean any."""

    template = mark("“{text}” may be: {candidates}. Write more of it.")


class NoSuchPerson(BadInput):
    """Nobody of that name, pinyin or staff number."""

    template = mark("Nobody is called “{text}”. Write a name, its pinyin or a staff number.")


class SeveralPeople(BadInput):
    """People of whom the text may mean any."""

    template = mark("“{text}” may be: {candidates}. Write the staff number.")


@dataclass(frozen=True, slots=True)
class QuickPart:
    """One part of the line, as it was understood."""

    field: str
    """name, unit, position, hire_date or manager."""
    label: Words
    """The field's label, for `say`."""
    text: str
    """As typed."""
    shown: str
    """What it means: the unit's path, the date in words, the manager with staff number."""
    value: str
    """What is stored: an id, an ISO date, a text."""
    error: PerftuiError | None

    @property
    def problem(self) -> Message | None:
        """What is wrong with it; None where it is understood."""
        return None if self.error is None else self.error.message


@dataclass(frozen=True, slots=True)
class QuickAdd:
    """A line, as it was understood."""

    parts: tuple[QuickPart, ...]
    """The name first; parts that were left empty are left out."""
    namesakes: tuple[str, ...]
    """Staff numbers of people of exactly that name, who may be the same person."""

    @property
    def error(self) -> PerftuiError | None:
        """The first thing that is wrong."""
        return next((part.error for part in self.parts if part.error), None)

    def value(self, field: str) -> str:
        """What is stored for a field; empty where it was left out."""
        return next((part.value for part in self.parts if part.field == field), "")


def parse_quick_add(store: Store, text: str, today: date) -> QuickAdd:
    """Read a line `name; unit; position; hire date > manager`, full width too; nothing is written and nothing raised.

    Args:
        store: The store.
        text: Later parts may be left out, and parts in between left empty. A unit is meant by its name, the end of its path
            or the beginning of either; a manager by name, pinyin, initials or staff number.
        today: What a date such as `+2w` starts from.
    """
    try:
        return _parsed(store, clean_text(text, limit=LONGEST), today)
    except PerftuiError as error:
        return QuickAdd((QuickPart("name", LABELS["name"], shorten(text, 40), "", "", error),), ())


def _parsed(store: Store, text: str, today: date) -> QuickAdd:
    before, *above = _ABOVE.split(text)
    texts = [part.strip() for part in _SEMICOLON.split(before)]
    parts = [_part(store, field, part, today) for field, part in zip(FIELDS, texts, strict=False) if part or field == "name"]
    rest = "; ".join(part for part in texts[len(FIELDS) :] if part)
    if rest:
        parts.append(QuickPart("hire_date", LABELS["hire_date"], rest, "", "", TooManyParts(text=rest)))
    if manager := " ".join(above).strip():
        parts.append(_part(store, "manager", manager, today))
    return QuickAdd(tuple(parts), tuple(lookups.namesakes(store, texts[0], sort_key(texts[0]))))


def quick_add(store: Store, text: str, today: date) -> PersonView:
    """Add the person whom a line describes.

    Raises:
        BadInput: The line cannot be read: the first error of `parse_quick_add`.
        PerftuiError: As `add_person`.
    """
    line = parse_quick_add(store, text, today)
    if line.error is not None:
        raise line.error
    hired = line.value("hire_date")
    given = PersonInput(
        name=line.value("name"),
        unit_id=line.value("unit"),
        position=line.value("position"),
        hire_date=parse_date(hired, today) if hired else None,
        manager_id=line.value("manager"),
    )
    return add_person(store, given, today)


def _part(store: Store, field: str, text: str, today: date) -> QuickPart:
    try:
        shown, value = _read(store, field, text, today)
    except PerftuiError as error:
        return QuickPart(field, LABELS[field], text, "", "", error)
    return QuickPart(field, LABELS[field], text, shown, value, None)


def _read(store: Store, field: str, text: str, today: date) -> tuple[str, str]:
    if field == "hire_date":
        day = parse_date(text, today)
        return describe_date(day, today), day.isoformat()
    if field == "unit":
        found = _unit(lookups.unit_paths(store), text)
        return found["path"], found["id"]
    if field == "manager":
        return _manager(store, text, today)
    if not text:
        raise NameMissing
    return text, text


def _unit(units: Sequence[Row], text: str) -> Row:
    wanted = _bare(text)
    ways: tuple[Callable[[str, str], bool], ...] = (
        lambda name, _path: name == wanted,
        lambda _name, path: f"/{path}".endswith(f"/{wanted}"),
        lambda name, _path: name.startswith(wanted),
        lambda _name, path: path.startswith(wanted),
        lambda name, _path: wanted in name,
    )
    for is_meant in ways:
        found = [unit for unit in units if is_meant(_bare(unit["name"]), _bare(unit["path"]))]
        if len(found) == 1:
            return found[0]
        if found:
            raise SeveralUnits(text=text, candidates=", ".join(unit["path"] for unit in found[:SHOWN]))
    raise NoSuchUnit(text=text)


def _bare(text: str) -> str:
    return fold(text).replace(" ", "")


def _manager(store: Store, text: str, today: date) -> tuple[str, str]:
    found = people.search(store, text, today.isoformat(), 50)
    wanted = _bare(text)
    exact = [row for row in found if wanted in {_bare(row["name"]), _bare(row["staff_no"]), _bare(row["pinyin"])}]
    candidates = exact or found
    if not candidates:
        raise NoSuchPerson(text=text)
    if len(candidates) > 1:
        raise SeveralPeople(text=text, candidates=", ".join(f"{row['name']} {row['staff_no']}" for row in candidates[:SHOWN]))
    return f"{candidates[0]['name']} {candidates[0]['staff_no']}", candidates[0]["id"]
