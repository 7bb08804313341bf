"""Ctrl+L: which people are listed, picked one criterion at a time, and said in the status line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import mark
from perftui.services import people, search, units
from perftui.services.unit_paths import path_of
from perftui.services.units import SEPARATOR
from widgets.dialogs.pickers import narrowed
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from perftui.services.people import PeopleFilter
    from perftui.storage.stores import Store

ON = "[x]"
"""Beside what is chosen already; choosing it again takes it away."""
MANAGERS_SHOWN = 8
"""People whom a typed text may mean."""
PRESENCES = {
    "current": mark("Who is here now"),
    "left": mark("Who has left"),
    "archived": mark("Who is archived"),
    "all": mark("Everybody there ever was"),
}


def is_narrowed(shown: PeopleFilter) -> bool:
    """Whether fewer or other people are listed than all who are here now; the order and a search do not count."""
    return bool(shown.units or shown.manager_id or shown.presence != "current")


def everybody(shown: PeopleFilter) -> PeopleFilter:
    """The same order and search without a filter."""
    return replace(shown, units=(), manager_id="", presence="current")


def filter_choices(store: Store, shown: PeopleFilter, today: date, person_id: str = "") -> Callable[[str], list[Choice]]:
    """What the list can be narrowed to.

    Args:
        store: The store.
        shown: What is shown now.
        today: Whose people are here.
        person_id: The person under the cursor, whose people are offered when nothing is typed.

    Returns:
        The choices for what was typed: part of a presence, of a unit's path, or of a manager's name or its pinyin.
    """
    # Counting everybody in every unit takes too long to do it at each key.
    fixed = [*_presences(shown), *_units(store, shown)]
    return lambda text: [*narrowed(fixed, text, fold), *_managers(store, shown, text, today, person_id)]


def _presences(shown: PeopleFilter) -> Iterator[Choice]:
    if is_narrowed(shown):
        yield Choice("none:", _("No filter: all who are here now"))
    for presence, title in PRESENCES.items():
        yield Choice(f"presence:{presence}", _(title), ON if shown.presence == presence else "", _("Who"))


def _units(store: Store, shown: PeopleFilter) -> Iterator[Choice]:
    for line in units.tree(store):
        note = ON if shown.units[:1] == (line.id,) else str(line.people_below or "")
        yield Choice(f"unit:{line.id}", line.path, note, _("In the unit, with all below it"))


def _managers(store: Store, shown: PeopleFilter, text: str, today: date, person_id: str) -> Iterator[Choice]:
    group = _("Who reports to")
    if text.strip():
        for hit in search.people_choices(store, text, today, MANAGERS_SHOWN):
            yield Choice(f"manager:{hit.id}", hit.title, hit.subtitle, group)
        return
    for manager_id in dict.fromkeys((shown.manager_id, person_id)):
        line = people.person_line(store, manager_id, today) if manager_id else None
        if line is not None:
            yield Choice(f"manager:{line.id}", line.name, ON if shown.manager_id == line.id else line.staff_no, group)


def filtered(store: Store, shown: PeopleFilter, key: str) -> PeopleFilter:
    """What is shown once a choice was taken; one that was chosen already is taken away.

    Args:
        store: The store.
        shown: What is shown so far.
        key: Of a choice of `filter_choices`.
    """
    name, _colon, value = key.partition(":")
    if name == "presence":
        return replace(shown, presence="current" if shown.presence == value else value)
    if name == "unit":
        return replace(shown, units=() if shown.units[:1] == (value,) else with_all_below(store, value))
    if name == "manager":
        return replace(shown, manager_id="" if shown.manager_id == value else value)
    return everybody(shown)


def with_all_below(store: Store, unit_id: str) -> tuple[str, ...]:
    """The ids of a unit, which comes first, and of all units below it; empty when it is gone."""
    found: list[str] = []
    depth = 0
    for line in units.tree(store):
        if found and line.depth <= depth:
            break
        if found or line.id == unit_id:
            depth = depth if found else line.depth
            found.append(line.id)
    return tuple(found)


def refreshed(store: Store, shown: PeopleFilter) -> PeopleFilter:
    """The same filter with the units that are below the chosen one by now; saved views keep those of then."""
    return replace(shown, units=with_all_below(store, shown.units[0])) if shown.units else shown


def filter_words(store: Store, shown: PeopleFilter, today: date) -> list[str]:
    """What the list is narrowed to, in words; empty when it shows all who are here now."""
    words = [_(PRESENCES[shown.presence])] if shown.presence != "current" else []
    if shown.units:
        words.append(path_of(store, shown.units[0]).rpartition(SEPARATOR)[2])  # the whole path would be cut at its telling end
    if shown.manager_id:
        manager = people.person_line(store, shown.manager_id, today)
        words.append(_("who reports to {name}").format(name=manager.name if manager else "?"))
    if shown.text:
        words.append(_("“{text}”").format(text=shown.text))
    return words
