"""Ctrl+L: which reviews are listed, picked one criterion at a time, and said in the status line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from perftui.domain.goal_reviews import ReviewState
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import goal_reviews, units
from perftui.services.review_lines import ReviewFilter
from perftui.services.unit_paths import path_of
from screens.people_filters import ON, with_all_below
from widgets.dialogs.pickers import narrowed
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from perftui.storage.stores import Store

NO_FILTER = "none:"


def filter_choices(store: Store, shown: ReviewFilter, text: str) -> list[Choice]:
    """What the list can be narrowed to, for what was typed."""
    return narrowed(list(_choices(store, shown)), text, fold)


def _choices(store: Store, shown: ReviewFilter) -> Iterator[Choice]:
    if shown != ReviewFilter():
        yield Choice(NO_FILTER, _("No filter: all reviews"))
    for state in ReviewState:
        yield Choice(f"state:{state.value}", say(state), ON if shown.state == state else "", _("State"))
    for quarter in goal_reviews.quarters(store):
        yield Choice(f"quarter:{quarter}", quarter, ON if shown.quarter == quarter else "", _("Quarter"))
    for line in units.tree(store):
        yield Choice(f"unit:{line.id}", line.path, ON if shown.units[:1] == (line.id,) else "", _("In the unit, with all below it"))


def filtered(store: Store, shown: ReviewFilter, key: str) -> ReviewFilter:
    """What is shown once a choice was taken; one that was chosen already is taken away."""
    name, _colon, value = key.partition(":")
    if name == "state":
        return replace(shown, state="" if shown.state == value else value)
    if name == "quarter":
        return replace(shown, quarter="" if shown.quarter == value else value)
    if name == "unit":
        return replace(shown, units=() if shown.units[:1] == (value,) else with_all_below(store, value))
    return ReviewFilter()


def filter_words(store: Store, shown: ReviewFilter) -> list[str]:
    """What the list is narrowed to, in words; empty when it shows all."""
    words = [say(ReviewState(shown.state))] if shown.state else []
    words += [shown.quarter] if shown.quarter else []
    return [*words, path_of(store, shown.units[0])] if shown.units else words
