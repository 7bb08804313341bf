"""Goals as sides of conflicts and claims, made from the columns of `storage.parties`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from perftui.domain.conflicts import Party
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from perftui.storage.drivers import Row


class Side(NamedTuple):
    """A goal as it is named in a conflict or claim."""

    id: str
    title: str
    unit_id: str
    """The unit that owns it, or in which its owner works; empty for none."""
    unit: str
    owner: str
    """The name of the person or unit that owns it."""
    person_id: str
    """The person who owns it; empty where a unit does, or nobody."""


def side(row: Row, alias: str) -> Side:
    """The side whose columns begin with an alias."""
    return Side(*(row[f"{alias}_{name}"] for name in ("id", "title", "unit", "unit_name", "owner_name", "person")))


def party(row: Row, alias: str) -> Party:
    """The same for the rules."""
    days = (date.fromisoformat(row[f"{alias}_{name}"]) for name in ("start", "end"))
    return Party(*(row[f"{alias}_{name}"] for name in ("id", "title", "unit", "owner")), *days)
