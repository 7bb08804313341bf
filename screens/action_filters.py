"""Ctrl+L: which actions are listed, picked one criterion at a time, and said in the status line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from perftui.domain.actions import When
from perftui.domain.meetings import ActionState
from perftui.domain.roles import role_text
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from perftui.services import action_listings, people, search
from perftui.services.action_listings import NO_ORIGIN, ActionFilter
from perftui.services.action_origins import KINDS
from widgets.dialogs.pickers import narrowed
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from perftui.storage.stores import Store

ON = "[x]"
"""Beside what is chosen already; choosing it again takes it away."""
PEOPLE_SHOWN = 8
PARTS = (When.OVERDUE, When.TODAY, When.THIS_WEEK, When.NEXT_WEEK, When.LATER, When.UNDATED)

_FIELDS: Mapping[str, tuple[str, str]] = {
    **{"state": ("state", "open"), "role": ("role", ""), "origin": ("origin", ""), "owner": ("owner_id", "")},
}
"""What a choice's key begins with to the field that it sets, and to what that is without it."""


def is_narrowed(shown: ActionFilter) -> bool:
    """Whether fewer or other actions are listed than all that are open; the order and a search do not count."""
    return replace(shown, text="", order="due", is_descending=False) != ActionFilter()


def all_open(shown: ActionFilter) -> ActionFilter:
    """The same order and search without a filter."""
    return ActionFilter(text=shown.text, order=shown.order, is_descending=shown.is_descending)


def filter_choices(store: Store, shown: ActionFilter, today: date) -> Callable[[str], list[Choice]]:
    """What the list can be narrowed to, for what was typed."""
    fixed = [*_whose(store, shown), *_when(shown, today), *_states(shown), *_roles(store, shown), *_origins(shown), *_owners(store, shown)]
    return lambda text: [*narrowed(fixed, text, fold), *_people(store, text, today, {choice.key for choice in fixed})]


def _whose(store: Store, shown: ActionFilter) -> Iterator[Choice]:
    if is_narrowed(shown):
        yield Choice("none:", _("No filter: all that is open"))
    mine = action_listings.me(store)
    yield Choice("me:", _("My items"), ON if mine and shown.owner_id == mine else "")


def _when(shown: ActionFilter, today: date) -> Iterator[Choice]:
    for part in PARTS:
        yield Choice(f"when:{part.value}", say(part), ON if part is part_of(shown, today) else "", _("When"))
    yield Choice("repeats:", _("What repeats"), ON if shown.is_repeated else "", _("When"))


def part_of(shown: ActionFilter, today: date) -> When | None:
    """The part of the agenda that a filter shows; None for all of it."""
    return next((part for part in PARTS if action_listings.due_within(shown, part, today) == shown), None)


def _states(shown: ActionFilter) -> Iterator[Choice]:
    for state in ActionState:
        yield Choice(f"state:{state.value}", say(state), ON if shown.state == state else "", _("State"))
    yield Choice("state:all", _("All states"), ON if shown.state == "all" else "", _("State"))


def _roles(store: Store, shown: ActionFilter) -> Iterator[Choice]:
    for role, number in action_listings.roles(store):
        yield Choice(f"role:{role}", role_text(role), ON if shown.role == role else str(number), _("Role"))


def _origins(shown: ActionFilter) -> Iterator[Choice]:
    for entity, kind in KINDS.items():
        yield Choice(f"origin:{entity}", _(kind.label), ON if shown.origin == entity else "", _("Comes from"))
    yield Choice(f"origin:{NO_ORIGIN}", _("Nothing: added by hand"), ON if shown.origin == NO_ORIGIN else "", _("Comes from"))


def _owners(store: Store, shown: ActionFilter) -> Iterator[Choice]:
    for person_id, name, number in action_listings.owners(store):
        open_now = ngettext("{n} open", "{n} open", number).format(n=number)
        yield Choice(f"owner:{person_id}", name, ON if shown.owner_id == person_id else open_now, _("Owner"))


def _people(store: Store, text: str, today: date, known: set[str]) -> Iterator[Choice]:
    if text.strip():
        for hit in search.people_choices(store, text, today, PEOPLE_SHOWN):
            if f"owner:{hit.id}" not in known:
                yield Choice(f"owner:{hit.id}", hit.title, hit.subtitle, _("Owner"))


def filtered(shown: ActionFilter, key: str, today: date) -> ActionFilter:
    """What is shown once a choice was taken; one that was chosen already is taken away."""
    name, _colon, value = key.partition(":")
    if name == "when":
        part = When(value)
        return action_listings.due_within(shown, None if part is part_of(shown, today) else part, today)
    if name == "repeats":
        return replace(shown, is_repeated=not shown.is_repeated)
    if name not in _FIELDS:
        return all_open(shown)
    field, bare = _FIELDS[name]
    changes: dict[str, Any] = {field: bare if getattr(shown, field) == value else value}
    return replace(shown, **changes)


def filter_words(store: Store, shown: ActionFilter, today: date) -> list[str]:
    """What the list is narrowed to, in words; empty when it shows all that is open."""
    part = part_of(shown, today)
    words = [say(part) if part else "", _("What repeats") if shown.is_repeated else ""]
    if shown.owner_id:
        is_mine = shown.owner_id == action_listings.me(store)
        owner = people.person_line(store, shown.owner_id, today)
        words.append(_("My items") if is_mine else owner.name if owner else "?")
    if shown.state != "open":
        words.append(_("All states") if shown.state == "all" else say(ActionState(shown.state)))
    words.append(role_text(shown.role))
    if shown.origin:
        words.append(_("Nothing: added by hand") if shown.origin == NO_ORIGIN else _(KINDS[shown.origin].label))
    return [*filter(None, words), *([_("“{text}”").format(text=shown.text)] if shown.text else [])]
