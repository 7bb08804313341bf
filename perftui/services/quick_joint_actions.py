"""An action in one line: `Equipment upgrade plan; wang wei; +90d; Equipment, Training`, with a preview while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.codes import Words
from perftui.domain.meeting_drafts import ActionWithoutDate, ActionWithoutOwner
from perftui.errors import PerftuiError
from perftui.i18n import mark
from perftui.services.action_units import add_joint, read_units
from perftui.services.quick_actions import parts_of
from perftui.services.quick_adds import QuickPart
from perftui.services.quick_parts import LABELS, NobodyCalledSo, QuickLine, date_part, not_read, owner_called

if TYPE_CHECKING:
    from datetime import date

    from perftui.services.actions import Origin
    from perftui.storage.stores import Store

WITH = Words(mark("Together with"))
"""The label of the units beside the owner."""


def parse_quick_action(store: Store, text: str, today: date) -> QuickLine:
    """Read a line `title; owner; due date; units`; nothing is written and nothing raised.

    Args:
        store: The store.
        text: Full width too; the title first, the rest in any order, units with commas between them.
        today: What a date such as `+30d` starts from.
    """
    try:
        return QuickLine(tuple(parts_of(text, lambda typed, _has_owner: date_part(typed, today) or _who(store, typed, today))))
    except PerftuiError as error:
        return not_read(text, error)


def lacking(line: QuickLine) -> PerftuiError | None:
    """What is wrong with a line, or lacks in it: the first mistake, the owner, the date."""
    if line.error is not None:
        return line.error
    if not line.value("owner"):
        return ActionWithoutOwner()
    return None if line.value("due") else ActionWithoutDate()


def quick_action(store: Store, origin: Origin, text: str, today: date) -> str:
    """Add the action that a line describes.

    Returns:
        Its id.

    Raises:
        BadInput: The line cannot be read, or lacks an owner or a date.
        Gone: Out of what it comes does not exist.
    """
    line = parse_quick_action(store, text, today)
    error = lacking(line)
    if error is not None:
        raise error
    values = {name: line.value(name) for name in ("title", "owner", "due")}
    return add_joint(store, origin, with_units=line.value("with"), **values)


def _who(store: Store, text: str, today: date) -> QuickPart:
    """The owner, or the units beside them: a name that is no person's is a unit's."""
    try:
        found = owner_called(store, text, today)
    except NobodyCalledSo as error:
        return _units(store, text, error)
    except PerftuiError as error:
        return QuickPart("owner", LABELS["owner"], text, "", "", error)
    if found.entity == "person":
        return QuickPart("owner", LABELS["owner"], text, found.shown, found.id, None)
    return _units(store, text, None)


def _units(store: Store, text: str, otherwise: PerftuiError | None) -> QuickPart:
    try:
        names = ", ".join(unit.name for unit in read_units(store, text))
    except PerftuiError as error:
        wrong = otherwise if otherwise is not None and not any(comma in text for comma in ",，、") else error
        return QuickPart("with", WITH, text, "", "", wrong)
    return QuickPart("with", WITH, text, names, names, None)
