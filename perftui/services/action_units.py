"""Joint actions: units that answer for an action together with its owner (R49)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from perftui.domain.texts import clean_text, fold
from perftui.errors import BadInput
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.services import actions
from perftui.services.quick_adds import SHOWN
from perftui.services.retro_pairs import NOTE, pair
from perftui.storage import action_units, lookups, units
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.services.actions import Origin
    from perftui.storage.stores import Store

_COMMAS = re.compile("[,，、]")


class NoUnitCalledSo(BadInput):
    """No unit has that name."""

    template = mark("There is no unit “{text}”. Write part of its name; commas stand between several.")
    field = "with_units"


class SeveralUnits(BadInput):
    """More than one unit may be meant."""

    template = mark("“{text}” may be: {candidates}. Write more of it.")
    field = "with_units"


class UnitRef(NamedTuple):
    """A unit by its id and name."""

    id: str
    name: str


def units_of(store: Store, action_id: str) -> list[UnitRef]:
    """The units that answer for an action together with its owner."""
    return [UnitRef(row["unit_id"], row["name"]) for row in action_units.of_action(store, action_id)]


def set_units(store: Store, action_id: str, unit_ids: Sequence[str]) -> None:
    """Say which units answer for an action together with its owner; those that are not named no longer do.

    Raises:
        Gone: The action or a unit does not exist.
    """
    title, wanted = actions.action(store, action_id).title, list(dict.fromkeys(unit_ids))
    if len(lookups.names(store, "unit", wanted)) < len(wanted):
        raise Gone
    with store.write(Label(mark("Changed who answers for {title}"), {"title": title})):
        there = {row["unit_id"]: row["id"] for row in action_units.of_action(store, action_id)}
        for unit_id in there.keys() - set(wanted):
            action_units.remove(store, there[unit_id])
        for unit_id in wanted:
            if unit_id not in there:
                store.insert("action_unit", id=store.new_id(), action_id=action_id, unit_id=unit_id)


def add_joint(store: Store, origin: Origin | None = None, *, with_units: str = "", **values: object) -> str:
    """Add an action with its owner and the units beside them; one step.

    Args:
        store: The store.
        origin: Out of which record it comes; None for none. Where that is a note that became a cause, it answers the cause.
        with_units: Names of units, as `read_units` takes them.
        **values: As for `actions.add_action`.

    Raises:
        NoUnitCalledSo, SeveralUnits: A unit cannot be found.
        FieldError and others: As for `actions.add_action`.
    """
    found = read_units(store, with_units)
    with store.write(Label(mark("Added the action {title}"), {"title": str(values.get("title", ""))})):
        action_id = actions.add_action(store, origin, **values)
        set_units(store, action_id, [unit.id for unit in found])
        if origin is not None and origin.entity == NOTE:
            pair(store, origin.id)
    return action_id


def edit_joint(store: Store, action_id: str, version: int, *, with_units: str | None = None, **values: object) -> str:
    """Change an action, and the units beside its owner where they are given; one step.

    Raises:
        NoUnitCalledSo, SeveralUnits: A unit cannot be found.
        Changed and others: As for `actions.edit_action`.
    """
    found = None if with_units is None else read_units(store, with_units)
    with store.write(Label(mark("Changed the action {title}"), {"title": actions.action(store, action_id).title})):
        actions.edit_action(store, action_id, version, **values)
        if found is not None:
            set_units(store, action_id, [unit.id for unit in found])
    return action_id


def units_text(store: Store, action_id: str) -> str:
    """The units of an action as a field shows them, and as `read_units` takes them."""
    return ", ".join(unit.name for unit in units_of(store, action_id)) if action_id else ""


def read_units(store: Store, text: str) -> list[UnitRef]:
    """The units that a text names, with commas between them: by the whole name, else by a part of it.

    Raises:
        NoUnitCalledSo: There is none.
        SeveralUnits: Several may be meant; the message names them.
    """
    names = [name for part in _COMMAS.split(clean_text(text)) if (name := part.strip())]
    known = [UnitRef(row["id"], row["name"]) for row in units.all_units(store)] if names else []
    return list(dict.fromkeys(_called(known, name) for name in names))


def _called(known: Sequence[UnitRef], text: str) -> UnitRef:
    wanted = fold(text).strip()
    found = (
        [unit for unit in known if fold(unit.name) == wanted]
        or [unit for unit in known if wanted in fold(unit.name).split()]
        or [unit for unit in known if wanted in fold(unit.name)]
    )
    if not found:
        raise NoUnitCalledSo(text=text)
    if len(found) > 1:
        raise SeveralUnits(text=text, candidates=", ".join(unit.name for unit in found[:SHOWN]))
    return found[0]
