"""Units: the department tree, and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.domain.pinyin import sort_key
from perftui.domain.texts import clean_text
from perftui.errors import Message, Refused
from perftui.i18n import mark
from perftui.storage import lookups, units
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

SEPARATOR = " / "
"""Between the names of a path."""


class UnitExists(Refused):
    """Two units of one name below the same unit."""

    template = mark("There is a unit “{name}” at that place already. Choose another name or place.")


class UnitBelowItself(Refused):
    """A unit is to go below a part of itself."""

    template = mark("“{name}” cannot go below “{parent}”, which is part of it: {path}.")


class UnitInUse(Refused):
    """A unit that is not empty is to be archived."""

    template = mark("“{name}” is not empty: {people}, {units}, {goals}. Move them first.")


class UnitArchived(Refused):
    """Something is to go into a unit that is archived."""

    template = mark("“{name}” is archived. Bring it back first.")


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit as the tree shows it."""

    id: str
    name: str
    parent_id: str
    """Empty at the top."""
    depth: int
    """0 at the top."""
    path: str
    """All names from the top, such as `Sales / East`."""
    people: int
    """People right in it who are not archived."""
    people_below: int
    """The same, with all units below."""
    goals: int
    """Its own goals that are not archived."""
    has_children: bool
    is_archived: bool
    version: int


def tree(store: Store, *, with_archived: bool = False) -> list[UnitLine]:
    """All units, each before those below it, siblings as an address book sorts them."""
    below: dict[str, list[Row]] = {}
    for row in units.all_units(store, with_archived=with_archived):
        below.setdefault(row["parent_id"] or "", []).append(row)
    return list(_walk(below, ""))


def unit(store: Store, unit_id: str) -> UnitLine:
    """One unit, archived or not.

    Raises:
        Gone: There is none.
    """
    found = next((line for line in tree(store, with_archived=True) if line.id == unit_id), None)
    if found is None:
        raise Gone
    return found


def add_unit(store: Store, name: str, parent_id: str = "") -> UnitLine:
    """Add a unit below another, or at the top.

    Raises:
        FieldError: The name is missing or too long.
        UnitExists: There is one of that name.
        UnitArchived: The unit above is archived.
        Gone: There is no unit above.
    """
    name = _checked(name)
    with store.write(Label(mark("Added unit {name}"), {"name": name})):
        unit_id = _insert(store, name, parent_id)
    return unit(store, unit_id)


def edit_unit(store: Store, unit_id: str, version: int, name: str, parent_id: str) -> UnitLine:
    """Rename a unit, move it with all below it (an empty parent: to the top), or both.

    Raises:
        FieldError: The name is missing or too long.
        UnitExists: There is another of that name at that place.
        UnitBelowItself: The new place is part of the unit.
        UnitArchived: The unit above is archived.
        Changed: Somebody else has changed it since.
        Gone: It, or the unit above, does not exist.
    """
    name, before = _checked(name), _get(store, unit_id)
    with store.write(_label_of_edit(before, name, parent_id)):
        _check_place(store, name, parent_id, unit_id)
        store.update("unit", unit_id, version, name=name, parent_id=parent_id or None)
    return unit(store, unit_id)


def archive_unit(store: Store, unit_id: str, version: int, today: date) -> None:
    """Take an empty unit out of the lists; people who have left and goals that are closed may stay in it.

    Raises:
        UnitInUse: People, units or live goals are in it; says how many.
        Changed: Somebody else has changed it since.
        Gone: There is no such unit.
    """
    name = _get(store, unit_id)["name"]
    with store.write(Label(mark("Archived unit {name}"), {"name": name})):
        people = lookups.people_in_unit(store, unit_id, today.isoformat())
        below, goals = lookups.sub_units(store, unit_id), lookups.live_goals_of_unit(store, unit_id)
        if people or below or goals:
            raise UnitInUse(
                name=name,
                people=Message(mark("{n} person"), {"n": people}, mark("{n} people")),
                units=Message(mark("{n} unit"), {"n": below}, mark("{n} units")),
                goals=Message(mark("{n} goal"), {"n": goals}, mark("{n} goals")),
            )
        store.update("unit", unit_id, version, is_archived=1)


def unarchive_unit(store: Store, unit_id: str, version: int) -> UnitLine:
    """Bring an archived unit back to its place; raises as `edit_unit`."""
    row = _get(store, unit_id)
    with store.write(Label(mark("Brought back unit {name}"), {"name": row["name"]})):
        _check_place(store, row["name"], row["parent_id"] or "", unit_id)
        store.update("unit", unit_id, version, is_archived=0)
    return unit(store, unit_id)


def find_or_make_path(store: Store, names: Sequence[str]) -> str:
    """The id of the unit at the end of a path such as `("Sales", "East")`; what is missing on the way is made.

    Raises:
        FieldError: The path or one of its names is empty, or a name is too long.
    """
    wanted = [" ".join(clean_text(name).split()) for name in names] or [""]
    with store.write(Label(mark("Added unit {name}"), {"name": SEPARATOR.join(wanted)})):
        unit_id = ""
        for name in wanted:
            unit_id = _child(store, name, unit_id) or _insert(store, _checked(name), unit_id)
    return unit_id


def _walk(below: Mapping[str, list[Row]], parent_id: str, depth: int = 0) -> Iterator[UnitLine]:
    for row in sorted(below.get(parent_id, ()), key=lambda row: (sort_key(row["name"]), row["name"])):
        under = list(_walk(below, row["id"], depth + 1))
        line = UnitLine(
            id=row["id"],
            name=row["name"],
            parent_id=parent_id,
            depth=depth,
            path=row["path"],
            people=row["people"],
            people_below=row["people"] + sum(line.people for line in under),
            goals=row["goals"],
            has_children=bool(under),
            is_archived=bool(row["is_archived"]),
            version=row["version"],
        )
        yield line
        yield from under


def _label_of_edit(before: Row, name: str, parent_id: str) -> Label:
    if before["name"] != name:
        return Label(mark("Renamed unit {old} to {name}"), {"old": before["name"], "name": name})
    if (before["parent_id"] or "") != parent_id:
        return Label(mark("Moved unit {name}"), {"name": name})
    return Label(mark("Changed unit {name}"), {"name": name})


def _get(store: Store, unit_id: str) -> Row:
    row = units.get(store, unit_id)
    if row is None:
        raise Gone
    return row


def _checked(name: str) -> str:
    from perftui.domain.people import UnitDraft
    from perftui.domain.validation import validated

    return validated(UnitDraft, name=name).name


def _child(store: Store, name: str, parent_id: str) -> str:
    return next((row["id"] for row in units.by_name(store, name, parent_id or None) if (row["parent_id"] or "") == parent_id), "")


def _insert(store: Store, name: str, parent_id: str) -> str:
    _check_place(store, name, parent_id)
    unit_id = store.new_id()
    store.insert("unit", id=unit_id, name=name, parent_id=parent_id or None)
    return unit_id


def _check_place(store: Store, name: str, parent_id: str, unit_id: str = "") -> None:
    if _child(store, name, parent_id) not in {"", unit_id}:
        raise UnitExists(name=name)
    if not parent_id:
        return
    parent = _get(store, parent_id)
    if unit_id and parent_id in units.subtree(store, unit_id):
        raise UnitBelowItself(name=name, parent=parent["name"], path=unit(store, parent_id).path)
    if parent["is_archived"]:
        raise UnitArchived(name=parent["name"])
