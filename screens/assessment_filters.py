"""Ctrl+L: which assessments are listed, picked one criterion at a time, and said in the status line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from perftui.domain.assessments import AssessmentState
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import units
from perftui.services.assessment_lists import AssessmentFilter
from perftui.services.cycle_names import cycle_names
from perftui.services.unit_paths import path_of
from screens.people_filters import with_all_below
from widgets.dialogs.pickers import narrowed
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from perftui.storage.stores import Store

ON = "[x]"
"""Beside what is chosen already; choosing it again takes it away."""


def filter_choices(store: Store, shown: AssessmentFilter) -> Callable[[str], list[Choice]]:
    """What the list can be narrowed to, for what was typed."""
    fixed = list(_choices(store, shown))
    return lambda text: narrowed(fixed, text, fold)


def _choices(store: Store, shown: AssessmentFilter) -> Iterator[Choice]:
    if replace(shown, text="") != AssessmentFilter():
        yield Choice("none:", _("No filter: all assessments"))
    yield Choice("lacking:", _("Evaluated without follow-up"), ON if shown.lacking else "", _("Follow-up"))
    for line in cycle_names(store):
        yield Choice(f"cycle:{line.number}", line.name, ON if shown.cycle == line.number else "", _("Cycle"))
    for state in AssessmentState:
        yield Choice(f"state:{state.value}", say(state), ON if shown.state == state else "", _("State"))
    for unit in units.tree(store):
        yield Choice(f"unit:{unit.id}", unit.path, ON if shown.units[:1] == (unit.id,) else "", _("In the unit, with all below it"))


def filtered(store: Store, shown: AssessmentFilter, key: str) -> AssessmentFilter:
    """What is shown once a choice was taken; one that was chosen already is taken away."""
    name, _colon, value = key.partition(":")
    if name == "lacking":
        return replace(shown, lacking=not shown.lacking)
    if name == "cycle":
        return replace(shown, cycle=0 if shown.cycle == int(value) else int(value))
    if name == "state":
        return replace(shown, state="" if shown.state == value else value)
    if name == "unit":
        return replace(shown, units=() if shown.units[:1] == (value,) else with_all_below(store, value))
    return AssessmentFilter(text=shown.text)


def filter_words(store: Store, shown: AssessmentFilter) -> list[str]:
    """Cycle, state, unit and text in words."""
    words = [line.name for line in cycle_names(store) if line.number == shown.cycle]
    if shown.state:
        words.append(say(AssessmentState(shown.state)))
    if shown.lacking:
        words.append(_("without follow-up"))
    if shown.units:
        words.append(path_of(store, shown.units[0]))
    if shown.text:
        words.append(_("“{text}”").format(text=shown.text))
    return words
