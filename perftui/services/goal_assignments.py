"""Goals given to another owner: one or many, a person or a unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.codes import Level
from perftui.i18n import gettext as _
from perftui.i18n import mark, say
from perftui.services import goal_labels
from perftui.services.goal_amendments import is_agreed
from perftui.services.goal_bulks import BulkChange, ChangeLine, ChangePreview, apply
from perftui.services.goal_changes import owned_by
from perftui.storage import goal_lookups, lookups
from perftui.storage.stores import Gone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


def preview_assign(store: Store, refs: Sequence[str], *, person: str | None = None, unit: str | None = None) -> ChangePreview:
    """What `assign` would do, from the old owner to the new one.

    Raises:
        Gone: The person or unit does not exist.
    """
    owner, lines = _owner(store, person, unit), []
    for change in _assigned(store, refs, person, unit):
        old, new = change.row["owner_person"] or change.row["owner_unit"] or "", owner
        if change.fields["level"] != change.row["level"]:
            old, new = _with_level(old, change.row["level"]), _with_level(new, change.fields["level"])
        lines.append(ChangeLine(change.row["id"], change.row["title"], old, new))
    asks_why = any(is_agreed(change.row["state"]) for change in _assigned(store, refs, person, unit))
    return ChangePreview(tuple(lines), len(_goals_of(store, refs)) - len(lines), asks_why)


def assign(store: Store, refs: Sequence[str], *, person: str | None = None, unit: str | None = None, reason: str = "") -> int:
    """Give goals another owner, in one step; of key results, their goals.

    A goal of a unit or person becomes the new owner's, with the level that goes with it; a theme stays a theme.

    Args:
        store: The store.
        refs: Goals and key results.
        person: Id of the person who owns them from now on, or None.
        unit: Id of the unit that does, or None.
        reason: Why; needed where one of the goals is agreed.

    Returns:
        How many goals changed.

    Raises:
        Gone: The person or unit does not exist.
        ReasonMissing: There is no reason where one is needed.
        ThemeUnderGoal: A theme stands below one of them that would have to become another kind of goal.
    """
    owner, changes = _owner(store, person, unit), _assigned(store, refs, person, unit)
    if not changes:
        return 0
    titles = [change.row["title"] for change in changes]
    one, many = mark("Assigned {title} to {owner}"), mark("Assigned {title} and {n} more to {owner}")
    return apply(store, changes, goal_labels.of_many(one, many, titles, owner=owner), reason)


def _assigned(store: Store, refs: Sequence[str], person: str | None, unit: str | None) -> list[BulkChange]:
    owners = (person, None if person else unit)
    rows = _goals_of(store, refs)
    return [BulkChange(row, True, owned_by(row, *owners)) for row in rows if (row["owner_person_id"], row["owner_unit_id"]) != owners]


def _goals_of(store: Store, refs: Sequence[str]) -> list[Row]:
    return goal_lookups.goals(store, [*refs, *(row["goal_id"] for row in goal_lookups.key_results(store, refs))])


def _owner(store: Store, person: str | None, unit: str | None) -> str:
    names = lookups.names(store, "person", [person]) if person else lookups.names(store, "unit", [unit or ""])
    if not names:
        raise Gone
    return names.popitem()[1]


def _with_level(owner: str, level: object) -> str:
    named = say(Level(str(level)))
    return _("{owner} ({level})").format(owner=owner, level=named) if owner else named
