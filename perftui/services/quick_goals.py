"""A goal in one line: `raise retention; zhang wei; +90d; 40%; !P1`, with a preview while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.codes import Level
from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services.goals import add_goal
from perftui.services.quick_adds import QuickPart
from perftui.services.quick_parts import (
    LABELS,
    QuickLine,
    date_part,
    not_read,
    once,
    owner_called,
    part,
    priority_parts,
    split,
    title_part,
    weight_part,
)
from perftui.services.trees import jump_to_owner
from perftui.storage import units

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from perftui.storage.stores import Store


def parse_quick_goal(store: Store, text: str, today: date, parent: str | None = None) -> QuickLine:
    """Read a line `title; owner; due date; weight; cycle; !P1`; nothing is written and nothing raised.

    Args:
        store: The store.
        text: Full width too; all but the title may be left out and come in any order. An owner is a person by name, pinyin,
            initials or staff number, or a unit by its name.
        today: What a date such as `+90d` starts from.
        parent: Id of the goal under which it will stand; its owner is taken where none is given.
    """
    try:
        return _parsed(store, text, today, parent)
    except PerftuiError as error:
        return not_read(text, error)


def _parsed(store: Store, text: str, today: date, parent: str | None) -> QuickLine:
    texts, priority = split(text)
    parts = [title_part(texts[0])]
    for typed in filter(None, texts[1:]):
        read = weight_part(typed, is_bare=True) or date_part(typed, today) or _cycle_or_owner(store, typed, today)
        parts.append(once(read, parts))
    parts += priority_parts(priority)
    return QuickLine((*parts, *_implied(store, parts, parent)))


def _cycle_or_owner(store: Store, text: str, today: date) -> QuickPart:
    cycle = units.cycle_named(store, text.upper())
    if cycle is not None:
        return QuickPart("cycle", LABELS["cycle"], text, cycle["name"], cycle["id"], None)

    def owner() -> tuple[str, str]:
        found = owner_called(store, text, today)
        return found.shown, f"{found.entity}:{found.id}"

    return part("owner", text, owner)


def _implied(store: Store, parts: list[QuickPart], parent: str | None) -> Iterator[QuickPart]:
    """What nobody typed but will be so: the owner of the goal above, and the level that follows."""
    given = next((one for one in parts if one.field == "owner"), None)
    above = jump_to_owner(store, parent) if parent and given is None else None
    owner = given.value if given else f"{above.entity}:{above.id}" if above else ""
    if above:
        shown = _("{owner}, as of the goal above").format(owner=above.name)
        yield QuickPart("owner", LABELS["owner"], "", shown, owner, None)
    if given is None or given.error is None:
        level = Level.PERSON if owner.startswith("person:") else Level.UNIT if owner else Level.THEME
        yield QuickPart("level", LABELS["level"], "", say(level), level.value, None)


def quick_goal(store: Store, text: str, today: date, parent: str | None = None) -> str:
    """Add the goal that a line describes, under another one or at the top.

    Returns:
        Its id.

    Raises:
        BadInput: The line cannot be read: the first error of `parse_quick_goal`.
        PerftuiError: As `add_goal`.
    """
    line = parse_quick_goal(store, text, today, parent)
    if line.error is not None:
        raise line.error
    entity, _colon, owner = line.value("owner").partition(":")
    values: dict[str, object] = {name: line.value(name) for name in ("title", "priority", "due", "level")}
    values |= {"cycle": line.value("cycle") or None, "parent": parent}
    values |= {"weight": int(line.value("weight"))} if line.value("weight") else {}
    values |= {f"owner_{entity}": owner} if owner else {}
    return add_goal(store, today, **values)
