"""What lines for goals and key results have in common: parts between semicolons, priorities, weights, and owners by name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from perftui.domain.codes import Words
from perftui.domain.dates import BadDate, parse_date
from perftui.domain.formats import basis_points, describe_date
from perftui.domain.texts import clean_text, fold, shorten
from perftui.errors import BadInput, PerftuiError
from perftui.i18n import mark
from perftui.services.bulk_values import read_weight
from perftui.services.quick_adds import SHOWN, QuickPart, SeveralPeople
from perftui.storage import people, units

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

LABELS = {
    "title": Words(mark("Title")),
    "level": Words(mark("Goal level")),
    "owner": Words(mark("Owner")),
    "target": Words(mark("Target")),
    "due": Words(mark("Due date")),
    "priority": Words(mark("Priority")),
    "weight": Words(mark("Weight")),
    "cycle": Words(mark("Cycle")),
    "rest": Words(mark("Not understood")),
}
"""Field to the label of its part."""
_SEMICOLON = re.compile("[;；]")
_PRIORITY = re.compile(r"(?:^|(?<=\s))[!！]\s?(P?\d)\b\s*", re.IGNORECASE)
_WEIGHT = re.compile(r"(?:w|weight|权重)\s?(\d.*)", re.IGNORECASE)
LONGEST = 1000
"""Characters of a line at most."""


class TitleMissing(BadInput):
    """A line without a title."""

    template = mark("Begin with the title.")


class GivenTwice(BadInput):
    """Two parts for the same field."""

    template = mark("“{text}” is one too many: {field} was given before.")


class NobodyCalledSo(BadInput):
    """Neither a person nor a unit."""

    template = mark("“{text}” is no person, unit or date. Write a name, its pinyin, a staff number, or the name of a unit.")


class Owner(NamedTuple):
    """Who owns a goal, as a line names them."""

    entity: str
    """person or unit."""
    id: str
    shown: str
    """The name with the staff number, or the path of the unit."""


@dataclass(frozen=True, slots=True)
class QuickLine:
    """A line for a goal or key result, as it was understood."""

    parts: tuple[QuickPart, ...]
    """The title first, then the others as typed, then what follows from them."""

    @property
    def error(self) -> PerftuiError | None:
        """The first thing that is wrong."""
        return next((one.error for one in self.parts if one.error), None)

    def part(self, field: str) -> QuickPart | None:
        """The part of a field."""
        return next((one for one in self.parts if one.field == field), None)

    def value(self, field: str) -> str:
        """What is stored for a field; empty where it was left out."""
        found = self.part(field)
        return found.value if found else ""


def split(text: str) -> tuple[list[str], str]:
    """The parts of a line without its priority, and the priority: `!P1` anywhere."""
    line = clean_text(text, limit=LONGEST)
    found = _PRIORITY.search(line)
    if found:
        line = line[: found.start()] + line[found.end() :]
    priority = found[1].upper() if found else ""
    return [part.strip() for part in _SEMICOLON.split(line)], f"P{priority}" if priority.isdigit() else priority


def not_read(text: str, error: PerftuiError) -> QuickLine:
    """A line that cannot be read at all, such as one that is too long: one part that says so."""
    return QuickLine((QuickPart("title", LABELS["title"], shorten(text, 40), "", "", error),))


def title_part(text: str) -> QuickPart:
    """The title of a line."""
    return QuickPart("title", LABELS["title"], text, text, text, None if text else TitleMissing())


def weight_part(text: str, *, is_bare: bool) -> QuickPart | None:
    """The weight that a part gives: `w 40%`, or `40%` alone where that is nothing else; None when it is none."""
    named = _WEIGHT.fullmatch(text)
    if not named and not (is_bare and re.fullmatch(r"\d[\d.]* ?[%％]", text)):
        return None

    def read() -> tuple[str, str]:
        weight = read_weight(named[1] if named else text)
        return basis_points(weight), str(weight)

    return part("weight", text, read)


def date_part(text: str, today: date) -> QuickPart | None:
    """The due date that a part gives; None when it is no date."""
    try:
        due = parse_date(text, today)
    except BadDate:
        return None
    return QuickPart("due", LABELS["due"], text, describe_date(due, today), due.isoformat(), None)


def priority_parts(priority: str) -> list[QuickPart]:
    """The priority, where one was given."""
    return [QuickPart("priority", LABELS["priority"], f"!{priority}", priority, priority, None)] if priority else []


def once(read: QuickPart, parts: Sequence[QuickPart]) -> QuickPart:
    """The part itself, unless its field was given before."""
    if not any(one.field == read.field for one in parts):
        return read
    return QuickPart("rest", LABELS["rest"], read.text, "", "", GivenTwice(text=read.text, field=read.label))


def part(field: str, text: str, read: Callable[[], tuple[str, str]]) -> QuickPart:
    """A part as it was understood: `read` returns how it is shown and what is stored; what it raises becomes the part's error."""
    try:
        shown, value = read()
    except PerftuiError as error:
        return QuickPart(field, LABELS[field], text, "", "", error)
    return QuickPart(field, LABELS[field], text, shown, value, None)


def owner_called(store: Store, text: str, today: date) -> Owner:
    """The person or unit of a name, the nearest reading first: exactly so, by pinyin, by initials, or by the beginning.

    Raises:
        NobodyCalledSo: There is none.
        SeveralPeople: Several are called so; the message names their staff numbers.
    """
    wanted = _bare(text)
    candidates = [*people.search(store, text, today.isoformat(), 50)]
    places = units.all_units(store) if wanted else []
    for found in (
        [row for row in candidates if wanted in {_bare(row["name"]), _bare(row["staff_no"])}]
        + [row for row in places if wanted in {_bare(row["name"]), _bare(row["path"])}],
        [row for row in candidates if wanted == _bare(row["pinyin"])],
        [row for row in candidates if wanted == row["initials"]],
        candidates + [row for row in places if _bare(row["name"]).startswith(wanted)],
    ):
        if found:
            return _only(found, text)
    raise NobodyCalledSo(text=text)


def _only(found: Sequence[Row], text: str) -> Owner:
    owners = [_owner(row) for row in found]
    if len(owners) > 1:
        if (above := _above_all(owners)) is not None:
            return above
        raise SeveralPeople(text=text, candidates=", ".join(owner.shown for owner in owners[:SHOWN]))
    return owners[0]


def _above_all(owners: Sequence[Owner]) -> Owner | None:
    """Of units the one that all others stand below: with `Sales` nobody means `Sales East` alone."""
    top = min(owners, key=lambda owner: len(owner.shown))
    is_above = all(owner.entity == "unit" and (owner.shown + " / ").startswith(top.shown + " / ") for owner in owners)
    return top if is_above else None


def _owner(row: Row) -> Owner:
    if "staff_no" in row.keys():  # noqa: SIM118  # a Row iterates over its values
        return Owner("person", row["id"], f"{row['name']} {row['staff_no']}")
    return Owner("unit", row["id"], row["path"])


def _bare(text: str) -> str:
    return fold(text).replace(" ", "")
