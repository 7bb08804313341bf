"""Ctrl+L: what the goal tree is narrowed to, picked one criterion at a time, and said in the status line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from perftui.domain.codes import GoalState, Level
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import people, search, units
from perftui.services.cycle_names import cycle_names
from perftui.services.trees import TreeFilter, running_cycles
from widgets.dialogs.pickers import narrowed
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from perftui.domain.codes import Code
    from perftui.services.units import UnitLine
    from perftui.storage.stores import Store

ON = "[x]"
"""Beside what is chosen already; choosing it again takes it away."""
PEOPLE_SHOWN = 8
"""People and units that a typed text may mean."""
NO_FILTER, RUNNING, ALL, ARCHIVED = "none:", "running:", "all:", "archived:"


def filter_choices(store: Store, shown: TreeFilter, text: str, today: date) -> list[Choice]:
    """What the tree can be narrowed to, for what was typed.

    Args:
        store: The store.
        shown: What is shown now.
        text: Part of a cycle, level, state, person or unit.
        today: Whose people are here.
    """
    fixed = [*_plain(store, shown), *_cycles(store, shown, today), *_codes(shown)]
    return [*narrowed(fixed, text, fold), *_owners(store, shown, text, today)]


def _plain(store: Store, shown: TreeFilter) -> Iterator[Choice]:
    if shown != TreeFilter(cycles=running_cycles(store)):
        yield Choice(NO_FILTER, _("No filter: all that runs"))
    yield Choice(ARCHIVED, _("Also what is archived"), ON if shown.with_archived else "")


def _cycles(store: Store, shown: TreeFilter, today: date) -> Iterator[Choice]:
    group, running = _("Cycle"), running_cycles(store)
    if running:
        yield Choice(RUNNING, _("All that are not closed"), ON if shown.cycles == running else "", group)
    yield Choice(ALL, _("All cycles"), "" if shown.cycles else ON, group)
    for line in cycle_names(store):
        is_chosen = shown.cycles != running and line.number in shown.cycles
        yield Choice(f"cycle:{line.number}", line.name, ON if is_chosen else "", group)


def _codes(shown: TreeFilter) -> Iterator[Choice]:
    groups: tuple[tuple[str, str, type[Code], str], ...] = (
        ("level", _("Level"), Level, shown.level),
        ("state", _("State"), GoalState, shown.state),
    )
    for name, group, codes, chosen in groups:
        for code in codes:
            yield Choice(f"{name}:{code.value}", say(code), ON if code == chosen else "", group)


def _owners(store: Store, shown: TreeFilter, text: str, today: date) -> Iterator[Choice]:
    group = _("Owner")
    chosen = shown.owner_person or shown.owner_unit
    if chosen and not text:
        yield Choice("owner:", owner_name(store, shown, today), ON, group)
    if not text.strip():
        return
    yield from owner_choices(store, text, today)


def owner_choices(store: Store, text: str, today: date) -> list[Choice]:
    """People and units that a text may mean; without a text those used last, and the units.

    Their keys are `person:` or `unit:` and the id.
    """
    wanted = fold(text)
    hits = search.people_choices(store, text, today, PEOPLE_SHOWN)
    found = [Choice(f"person:{hit.id}", hit.title, hit.subtitle, _("People")) for hit in hits]
    named = [line for line in units.tree(store) if wanted in fold(line.path)]
    return [*found, *(_unit_choice(line) for line in named[: 3 * PEOPLE_SHOWN])]


def _unit_choice(line: UnitLine) -> Choice:
    """A unit with the name of the unit above."""
    above = line.path.split(units.SEPARATOR)[-2:-1]
    return Choice(f"unit:{line.id}", line.name, "".join(above), _("Units"))


def filtered(store: Store, shown: TreeFilter, key: str) -> TreeFilter:
    """What is shown once a choice was taken; one that was chosen already is taken away.

    Args:
        store: The store.
        shown: What is shown so far.
        key: Of a choice of `filter_choices`.
    """
    name, _colon, value = key.partition(":")
    running = running_cycles(store)
    if name == "none":
        return TreeFilter(cycles=running, text=shown.text)
    changes: dict[str, Callable[[], dict[str, Any]]] = {
        "running": lambda: {"cycles": running},
        "all": lambda: {"cycles": ()},
        "cycle": lambda: {"cycles": _toggled(shown.cycles, int(value), running)},
        "archived": lambda: {"with_archived": not shown.with_archived},
        "level": lambda: {"level": "" if shown.level == value else value},
        "state": lambda: _state(shown, value),
        "person": lambda: {"owner_person": value, "owner_unit": ""},
        "unit": lambda: {"owner_person": "", "owner_unit": value},
        "owner": lambda: {"owner_person": "", "owner_unit": ""},
    }
    return replace(shown, **changes[name]())


def _state(shown: TreeFilter, state: str) -> dict[str, Any]:
    if shown.state == state:
        return {"state": ""}
    # What is archived is found only where it is shown.
    return {"state": state, "with_archived": shown.with_archived or state == GoalState.ARCHIVED}


def _toggled(chosen: tuple[int, ...], number: int, running: tuple[int, ...]) -> tuple[int, ...]:
    if chosen in ((), running):
        return (number,)
    left = tuple(one for one in chosen if one != number)
    return (*chosen, number) if len(left) == len(chosen) else left or running


def owner_name(store: Store, shown: TreeFilter, today: date) -> str:
    """Whose goals are shown; empty where everybody's are."""
    if shown.owner_person:
        person = people.person_line(store, shown.owner_person, today)
        return person.name if person else ""
    if shown.owner_unit:
        return next((line.name for line in units.tree(store) if line.id == shown.owner_unit), "")
    return ""


def filter_words(store: Store, shown: TreeFilter, today: date) -> list[str]:
    """What the tree is narrowed to, in words; empty when it shows all that runs."""
    words = []
    if shown.cycles != running_cycles(store):
        names = [line.name for line in cycle_names(store) if line.number in shown.cycles]
        words.append(_(", ").join(names) or _("all cycles"))
    return [*words, *_other_words(store, shown, today)]


def default_words(store: Store, shown: TreeFilter) -> list[str]:
    """What the tree is narrowed to at first, where there is something that this leaves out."""
    running = running_cycles(store)
    return [_("cycles not closed")] if running and shown.cycles == running else []


def _other_words(store: Store, shown: TreeFilter, today: date) -> list[str]:
    words = []
    words += [say(code(value)) for code, value in ((Level, shown.level), (GoalState, shown.state)) if value]
    words.append(owner_name(store, shown, today))
    if shown.with_archived:
        words.append(_("with archived"))
    if shown.text:
        words.append(_("“{text}”").format(text=shown.text))
    return [word for word in words if word]
