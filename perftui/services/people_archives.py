"""People taken out of the lists, or put back, one or many in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.i18n import mark
from perftui.services.people_changes import change_many, preview_change
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from perftui.storage.stores import Store


def names_to_change(store: Store, ids: Sequence[str], today: date, *, is_archived: bool) -> list[str]:
    """The names of those whom `archive_people` would change."""
    return [line.name for line in preview_change(store, ids, "is_archived", is_archived, today).lines]


def archive_people(store: Store, ids: Sequence[str], today: date, *, is_archived: bool) -> list[str]:
    """Archive people, or bring them back; reporting lines, goals and history stay.

    Returns:
        The names of those who changed; who was so already is left out, and without anybody else there is no step.

    Raises:
        Changed: Somebody else has changed one of them meanwhile; nothing was done.
    """
    names = names_to_change(store, ids, today, is_archived=is_archived)
    with store.write(_label(names, is_archived=is_archived)):
        change_many(store, ids, "is_archived", is_archived, today)
    return names


def _label(names: Sequence[str], *, is_archived: bool) -> Label:
    if len(names) == 1:
        return Label(mark("Archived {name}") if is_archived else mark("Brought back {name}"), {"name": names[0]})
    return Label(mark("Archived {n} people") if is_archived else mark("Brought back {n} people"), {"n": len(names)})
