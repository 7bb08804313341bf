"""Ctrl+L: which measures are listed, picked one criterion at a time, and said in the status line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from perftui.domain.measure_codes import MeasureKind
from perftui.i18n import gettext as _
from perftui.i18n import pgettext, say
from perftui.services import measures
from perftui.services.measures import MeasureFilter
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from perftui.storage.stores import Store

ON = "[x]"
"""Beside what is chosen already; choosing it again takes it away."""


def filter_choices(store: Store, shown: MeasureFilter) -> Iterator[Choice]:
    """What the list can be narrowed to."""
    if shown.area or shown.kind or shown.with_archived:
        yield Choice("none:", _("No filter: all that are not archived"))
    yield Choice("archived:", _("Also what is archived"), ON if shown.with_archived else "")
    for area in measures.areas(store):
        yield Choice(f"area:{area}", area, ON if shown.area == area else "", _("Area"))
    for kind in MeasureKind:
        yield Choice(f"kind:{kind.value}", say(kind), ON if shown.kind == kind else "", pgettext("measure", "Kind"))


def filtered(shown: MeasureFilter, key: str) -> MeasureFilter:
    """What is shown once a choice was taken; one that was chosen already is taken away."""
    name, _colon, value = key.partition(":")
    if name == "none":
        return MeasureFilter(text=shown.text)
    if name == "archived":
        return replace(shown, with_archived=not shown.with_archived)
    if name == "area":
        return replace(shown, area="" if shown.area == value else value)
    return replace(shown, kind="" if shown.kind == value else value)


def filter_words(shown: MeasureFilter) -> list[str]:
    """What the list is narrowed to, in words."""
    words = [shown.area, say(MeasureKind(shown.kind)) if shown.kind else "", _("with archived") if shown.with_archived else ""]
    return [word for word in words if word]
