"""An action in one line: `check the figures; zhang wei; every monday; mentor`, with a preview while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Words
from perftui.domain.formats import describe_date
from perftui.domain.recurrence_texts import BadRecurrence, parse_recurrence
from perftui.domain.recurrences import anchored, first_on, words
from perftui.domain.roles import role_of
from perftui.domain.texts import fold
from perftui.errors import BadInput, PerftuiError
from perftui.i18n import mark, say
from perftui.services import actions, quick_adds
from perftui.services.action_listings import me
from perftui.services.quick_adds import QuickPart
from perftui.services.quick_parts import QuickLine, date_part, not_read, once, owner_called, part, split, title_part
from perftui.storage import lookups

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from perftui.storage.stores import Store

LABELS: Final = {
    "owner": Words(mark("Owner")),
    "recurrence": Words(mark("Repeats")),
    "role": Words(mark("Role")),
    "due": Words(mark("Due date")),
}
_ME: Final = frozenset(("me", "我", "本人"))


class NotUnderstood(BadInput):
    """Neither a person, a date, a recurrence nor a role."""

    template = mark("“{text}” is no person, date or recurrence. Try a name, +7d, every monday.")


class NobodyIsMe(BadInput):
    """Who the actor is was not said yet."""

    template = mark("Nobody has said who “{text}” is: F8 “Who are you?” does.")


def parse_quick_action(store: Store, text: str, today: date) -> QuickLine:
    """Read a line `title; owner; due or recurrence; role`; nothing is written and nothing raised.

    Args:
        store: The store.
        text: Full width too; all but the title may be left out and come in any order. A role that is none of the usual ones
            is taken for one once there is an owner.
        today: What a date such as `+7d` starts from.
    """
    try:
        return _parsed(store, text, today)
    except PerftuiError as error:
        return not_read(text, error)


def quick_action(store: Store, text: str, today: date) -> str:
    """Add the action that a line describes.

    Returns:
        Its id.

    Raises:
        BadInput: The line cannot be read: the first error of `parse_quick_action`.
        PerftuiError: As `add_action`.
    """
    line = parse_quick_action(store, text, today)
    if line.error is not None:
        raise line.error
    values: dict[str, object] = {name: line.value(name) for name in ("title", "owner", "due", "recurrence", "role")}
    return actions.add_action(store, None, **values)


def parts_of(text: str, read: Callable[[str, bool], QuickPart]) -> list[QuickPart]:
    """The parts of a line: the title, then what `read` makes of each of the others; it is told whether there is an owner already.

    Raises:
        PerftuiError: The line cannot be read at all, such as one that is too long.
    """
    texts, _priority = split(text)
    parts = [title_part(texts[0])]
    for typed in filter(None, texts[1:]):
        has_owner = any(one.field == "owner" and not one.error for one in parts)
        parts.append(once(read(typed, has_owner), parts))
    return parts


def _parsed(store: Store, text: str, today: date) -> QuickLine:
    def read(typed: str, has_owner: bool) -> QuickPart:
        return _recurrence(typed, today) or date_part(typed, today) or _role(typed) or _owner_or_role(store, typed, today, has_owner)

    parts = parts_of(text, read)
    given = {one.field: one.value for one in parts if not one.error}
    if given.get("recurrence") and not given.get("due"):
        due = first_on(parse_recurrence(given["recurrence"]), today)
        parts.append(QuickPart("due", LABELS["due"], "", describe_date(due, today), due.isoformat(), None))
    return QuickLine(tuple(parts))


def _recurrence(text: str, today: date) -> QuickPart | None:
    try:
        series = parse_recurrence(text)
    except BadRecurrence:
        return None
    return QuickPart("recurrence", LABELS["recurrence"], text, words(anchored(series, today)), series.text(), None)


def _role(text: str) -> QuickPart | None:
    role = role_of(text)
    return None if role is None else QuickPart("role", LABELS["role"], text, say(role), role.value, None)


def _owner_or_role(store: Store, text: str, today: date, has_owner: bool) -> QuickPart:
    found = part("owner", text, _owner(store, text, today))
    if found.error and has_owner:
        return QuickPart("role", LABELS["role"], text, text, text, None)
    return found


def _owner(store: Store, text: str, today: date) -> Callable[[], tuple[str, str]]:
    def read() -> tuple[str, str]:
        is_me = fold(text) in _ME
        if is_me and (mine := me(store)):
            return lookups.names(store, "person", [mine])[mine], mine
        try:
            found = owner_called(store, text, today)
        except quick_adds.SeveralPeople:
            raise
        except BadInput:
            raise (NobodyIsMe if is_me else NotUnderstood)(text=text) from None
        if found.entity != "person":
            raise NotUnderstood(text=text)
        return found.shown, found.id

    return read
