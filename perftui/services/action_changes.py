"""Many actions changed at once: done, cancelled, given to somebody else, or moved; seen before, and done as one step."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Words
from perftui.domain.dates import parse_date
from perftui.domain.meeting_drafts import NEEDS_OWNER_AND_DATE, ActionWithoutDate, ActionWithoutOwner
from perftui.domain.meetings import ActionState
from perftui.domain.roles import role_text, stored_role
from perftui.errors import BadInput, Message, PerftuiError, Refused
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.services import action_entries, actions, plan_action_guards
from perftui.storage import lookups
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from perftui.services.actions import ActionLine
    from perftui.storage.stores import Store

FIELDS: Final[Mapping[str, Words]] = {
    "done": Words(mark("Done")),
    "owner": Words(mark("Owner")),
    "due": Words(mark("Due date")),
    "role": Words(mark("Role")),
    "cancelled": Words(mark("Cancelled")),
}
"""What can be changed of many at once, with its label; done and cancelled need no value."""
_LABELS: Final = {
    "done": mark("Done: {n} actions"),
    "owner": mark("Changed the owner of {n} actions"),
    "due": mark("Moved the due date of {n} actions"),
    "role": mark("Changed the role of {n} actions"),
    "cancelled": mark("Cancelled {n} actions"),
}
ONCE_MORE: Final = Words(mark("Done this time"))
"""What becomes of a series that is done for one of its days."""
_IS_SHIFT: Final = r"\s*[+\-−–＋－]"


class NotForManyActions(BadInput):
    """A field that differs from action to action."""

    template = mark("{field} cannot be changed for many actions at once.")


class SeriesMoved(BadInput):
    """A series cannot be moved together with others."""

    template = mark("It repeats: F2 changes when it is due.")


class DoneAlready(Refused):
    """What was done is not cancelled by the way, for the day on which it was done would be lost."""

    template = mark("“{title}” is done: open it again first.")


class ActionChange(NamedTuple):
    """What a change does to one action."""

    id: str
    title: str
    old: str
    """As shown; a message id where it is `Words`."""
    new: str
    refusal: Message | None
    """Why it stays as it is; None where it changes."""


class ChangesPreview(NamedTuple):
    """What a change does, or did, to many actions."""

    field: str
    lines: tuple[ActionChange, ...]
    """Those that change and those that are refused, in the order given."""
    changed: int
    refused: int
    unchanged: int
    """Those that are so already."""


class _Wish(NamedTuple):
    field: str
    value: str
    """The id of a person, what was typed for a date, a role as it is stored; empty for none."""
    shown: str
    today: date


def preview_change(store: Store, ids: Sequence[str], field: str, value: str, today: date) -> ChangesPreview:
    """What `change_many` would do, action by action.

    Args:
        store: The store.
        ids: The actions; those that are gone are passed over.
        field: One of `FIELDS`.
        value: The id of the owner; a date as it is typed, where `+7d` and `-2w` move each due date by so much; or a role.
        today: The day on which they are done, and what other dates start from.

    Raises:
        NotForManyActions: The field is none of `FIELDS`.
        BadDate: What was typed is no date.
        Gone: There is no such owner.
    """
    wish = _wish(store, field, value, today)
    lines, unchanged = [], 0
    for line in _lines(store, ids):
        change = _change(store, line, wish)
        unchanged += change is None
        lines += [change] if change is not None else []
    refused = sum(line.refusal is not None for line in lines)
    return ChangesPreview(field, tuple(lines), len(lines) - refused, refused, unchanged)


def change_many(store: Store, ids: Sequence[str], field: str, value: str, today: date) -> ChangesPreview:
    """Change many actions in one step; what is refused stays as it is.

    Returns:
        What was done. Arguments and errors are those of `preview_change`.
    """
    wish = _wish(store, field, value, today)
    preview = preview_change(store, ids, field, value, today)
    changing = [change for change in preview.lines if change.refusal is None]
    one = Label(mark("Changed the action {title}"), {"title": changing[0].title}) if len(changing) == 1 else None
    with store.write(one or Label(_LABELS[field], {"n": len(changing)})):
        for change in changing:
            _apply(store, change.id, wish)
    return preview


def moved(due: date | None, typed: str, today: date) -> date | None:
    """The date that a typed one means for an action: a sign in front moves its own date; empty takes it away.

    Raises:
        BadDate: It is none.
    """
    if not typed.strip():
        return None
    return parse_date(typed, due if due and re.match(_IS_SHIFT, typed) else today)


def _wish(store: Store, field: str, value: str, today: date) -> _Wish:
    if field not in FIELDS:
        raise NotForManyActions(field=Words(field))
    if field == "due":
        moved(today, value, today)
        return _Wish(field, value, value, today)
    if field == "role":
        return _Wish(field, stored_role(value), role_text(stored_role(value)), today)
    if field == "owner" and value:
        name = lookups.names(store, "person", [value]).get(value)
        if name is None:
            raise Gone
        return _Wish(field, value, name, today)
    return _Wish(field, value, "", today)


def _lines(store: Store, ids: Sequence[str]) -> list[ActionLine]:
    found = []
    for action_id in dict.fromkeys(ids):
        try:
            found.append(actions.action(store, action_id))
        except Gone:
            continue
    return found


def _change(store: Store, line: ActionLine, wish: _Wish) -> ActionChange | None:
    """What becomes of one action; None where it is so already."""
    old, new = _SHOWN[wish.field](line, wish)
    if old == new:
        return None
    refusal: Message | None = None
    try:
        _check(line, wish)
        if wish.field != "done":
            plan_action_guards.require_free_origin(store, line.title, line.origin.entity, line.origin.id)
    except PerftuiError as error:
        refusal = error.message
    return ActionChange(line.id, line.title, old, new, refusal)


def _check(line: ActionLine, wish: _Wish) -> None:
    needs_both = line.origin.entity in NEEDS_OWNER_AND_DATE
    if wish.field == "owner" and not wish.value and needs_both:
        raise ActionWithoutOwner
    if wish.field == "cancelled" and line.state is ActionState.DONE:
        raise DoneAlready(title=line.title)
    if wish.field == "done" and line.state is not ActionState.OPEN:
        raise action_entries.NotOpen(title=line.title)
    if wish.field == "due":
        if line.recurrence:
            raise SeriesMoved
        if not wish.value.strip() and needs_both:
            raise ActionWithoutDate


def _state(line: ActionLine, wanted: ActionState) -> tuple[str, str]:
    return Words(line.state.template), Words(wanted.template)


def _days(line: ActionLine, wish: _Wish) -> tuple[str, str]:
    day = moved(line.due, wish.value, wish.today)
    return line.due.isoformat() if line.due else "", day.isoformat() if day else ""


_SHOWN: Final[Mapping[str, Callable[[ActionLine, _Wish], tuple[str, str]]]] = {
    "done": lambda line, _wish: (Words(line.state.template), ONCE_MORE) if line.recurrence else _state(line, ActionState.DONE),
    "cancelled": lambda line, _wish: _state(line, ActionState.CANCELLED),
    "owner": lambda line, wish: (line.owner, wish.shown) if line.owner_id != wish.value else ("", ""),
    "role": lambda line, wish: (role_text(line.role), wish.shown),
    "due": _days,
}
"""Field to what stands there before and after, as it is shown."""


def _apply(store: Store, action_id: str, wish: _Wish) -> None:
    line = actions.action(store, action_id)
    if wish.field == "done":
        action_entries.mark_done(store, action_id, wish.today)
    elif wish.field == "cancelled":
        actions.cancel(store, action_id)
    elif wish.field == "due":
        day = moved(line.due, wish.value, wish.today)
        store.update("action", action_id, line.version, due_date=day.isoformat() if day else None)
    else:
        column = "owner_person_id" if wish.field == "owner" else wish.field
        store.update("action", action_id, line.version, **{column: wish.value or (None if wish.field == "owner" else "")})
