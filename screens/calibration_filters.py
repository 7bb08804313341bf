"""Ctrl+L: which goals stand side by side, picked one criterion at a time, and said in the status line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from perftui.domain.codes import Level
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import cycles, units
from perftui.services.calibration_lists import CalibrationFilter
from perftui.services.unit_paths import path_of
from screens.people_filters import with_all_below
from widgets.dialogs.pickers import narrowed
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from perftui.storage.stores import Store

ON = "[x]"
"""Beside what is chosen already."""


def first_filter(store: Store, today: date) -> CalibrationFilter:
    """The goals of units in the cycle that runs; without one, in all of them."""
    running = cycles.running(store, today)
    return CalibrationFilter(running.number if running else 0)


def filter_choices(store: Store, shown: CalibrationFilter, today: date) -> Callable[[str], list[Choice]]:
    """What the list can be narrowed to, for what was typed."""
    fixed = [*_plain(store, shown, today), *_levels(shown), *_cycles(store, shown, today), *_units(store, shown)]
    return lambda text: narrowed(fixed, text, fold)


def _plain(store: Store, shown: CalibrationFilter, today: date) -> Iterator[Choice]:
    if replace(shown, text="") != first_filter(store, today):
        yield Choice("none:", _("No filter: unit goals of the cycle that runs"))


def _levels(shown: CalibrationFilter) -> Iterator[Choice]:
    group = _("Level")
    for level in Level:
        yield Choice(f"level:{level.value}", say(level), ON if shown.level == level else "", group)
    yield Choice("level:", _("All levels"), "" if shown.level else ON, group)


def _cycles(store: Store, shown: CalibrationFilter, today: date) -> Iterator[Choice]:
    group = _("Cycle")
    for line in cycles.listing(store, today):
        yield Choice(f"cycle:{line.number}", line.name, ON if shown.cycle == line.number else "", group)
    yield Choice("cycle:0", _("All cycles"), "" if shown.cycle else ON, group)


def _units(store: Store, shown: CalibrationFilter) -> Iterator[Choice]:
    for line in units.tree(store):
        yield Choice(f"unit:{line.id}", line.path, ON if shown.units[:1] == (line.id,) else "", _("In the unit, with all below it"))


def filtered(store: Store, shown: CalibrationFilter, key: str, today: date) -> CalibrationFilter:
    """What is shown once a choice was taken; a unit that was chosen already is taken away.

    Args:
        store: The store.
        shown: What is shown so far.
        key: Of a choice of `filter_choices`.
        today: Decides which cycle runs.
    """
    name, _colon, value = key.partition(":")
    if name == "level":
        return replace(shown, level=value)
    if name == "cycle":
        return replace(shown, cycle=int(value))
    if name == "unit":
        return replace(shown, units=() if shown.units[:1] == (value,) else with_all_below(store, value))
    return replace(first_filter(store, today), text=shown.text)


def filter_words(store: Store, shown: CalibrationFilter, today: date) -> list[str]:
    """Level, cycle, unit and text in words."""
    names = [line.name for line in cycles.listing(store, today) if line.number == shown.cycle]
    words = [say(Level(shown.level)) if shown.level else _("all levels"), *(names or [_("all cycles")])]
    if shown.units:
        words.append(path_of(store, shown.units[0]))
    if shown.text:
        words.append(_("“{text}”").format(text=shown.text))
    return words
