"""Ctrl+L: which plans are listed, picked one criterion at a time, and said in the status line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from perftui.domain.plans import PlanKind, PlanState
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import units
from perftui.services.plan_listings import OPEN, PlanFilter
from perftui.services.plan_places import called
from perftui.services.unit_paths import path_of
from perftui.services.units import SEPARATOR
from screens.people_filters import with_all_below
from widgets.dialogs.pickers import narrowed
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from perftui.storage.stores import Store

ON = "[x]"
"""Beside what is chosen already; choosing it again takes it away."""


def is_narrowed(shown: PlanFilter) -> bool:
    """Whether other plans are listed than all that are still open; search and order do not count."""
    return replace(shown, text="", order="next", is_descending=False) != PlanFilter()


def without(shown: PlanFilter) -> PlanFilter:
    """The same order and search without a filter."""
    return PlanFilter(text=shown.text, order=shown.order, is_descending=shown.is_descending)


def filter_choices(store: Store, shown: PlanFilter) -> Callable[[str], list[Choice]]:
    """What the list can be narrowed to, for what was typed."""
    fixed = list(_choices(store, shown))
    return lambda text: narrowed(fixed, text, fold)


def _choices(store: Store, shown: PlanFilter) -> Iterator[Choice]:
    if is_narrowed(shown):
        yield Choice("none:", _("No filter: all plans that are not over"))
    yield Choice("state:", _("All states"), "" if shown.state else ON, _("State"))
    for state in PlanState:
        yield Choice(f"state:{state.value}", say(state), ON if shown.state == state else "", _("State"))
    for kind in PlanKind:
        yield Choice(f"kind:{kind.value}", say(kind), ON if shown.kind == kind else "", _("Kind"))
    for unit in units.tree(store):
        yield Choice(f"unit:{unit.id}", unit.path, ON if shown.units[:1] == (unit.id,) else "", _("In the unit, with all below it"))


def filtered(store: Store, shown: PlanFilter, key: str) -> PlanFilter:
    """What is shown once a choice was taken; one that was chosen already is taken away."""
    name, _colon, value = key.partition(":")
    if name == "state":
        return replace(shown, state=OPEN if shown.state == value else value)
    if name == "kind":
        return replace(shown, kind="" if shown.kind == value else value)
    if name == "unit":
        return replace(shown, units=() if shown.units[:1] == (value,) else with_all_below(store, value))
    return without(shown)


def filter_words(store: Store, shown: PlanFilter) -> list[str]:
    """What the list is narrowed to, in words."""
    words = [say(PlanKind(shown.kind))] if shown.kind else []
    if shown.state != OPEN:
        words.append(say(PlanState(shown.state)) if shown.state else _("All states"))
    words += [path_of(store, shown.units[0]).rpartition(SEPARATOR)[2]] if shown.units else []
    for table, key in (("person", shown.person), ("gap", shown.gap)):
        words += [called(store, table, key)] if key else []
    return [*words, *([_("“{text}”").format(text=shown.text)] if shown.text else [])]
