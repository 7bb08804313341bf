"""Ctrl+L: which goals a report looks at, picked one criterion at a time, and said in the status line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.records import NamedTuple
from perftui.services import cycles, trees, units
from perftui.services.alignment_reports import ReportFilter
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from perftui.domain.misalignments import FindingKind
    from perftui.storage.stores import Store

ON = "[x]"
"""Beside what is chosen already; choosing it again takes it away."""


class Chosen(NamedTuple):
    """What a report is narrowed to."""

    cycles: tuple[int, ...] | None = None
    """Row numbers; empty for all, None for those that are not closed."""
    unit: str = ""
    kind: str = ""
    """Of findings."""

    def filter(self, store: Store) -> ReportFilter:
        """The goals that are looked at."""
        return ReportFilter(trees.running_cycles(store) if self.cycles is None else self.cycles, self.unit)


def choices(store: Store, chosen: Chosen, today: date, kinds: Mapping[FindingKind, int] | None = None) -> list[Choice]:
    """All that a report can be narrowed to.

    Args:
        store: The store.
        chosen: What is chosen now.
        today: For the cycles.
        kinds: The kinds of findings to offer, with their numbers.
    """
    return [*_none(chosen), *_kinds(chosen, kinds or {}), *_cycles(store, chosen, today), *_units(store, chosen)]


def _none(chosen: Chosen) -> Iterator[Choice]:
    if chosen != Chosen():
        yield Choice("none:", _("No filter: all that runs"))


def _kinds(chosen: Chosen, kinds: Mapping[FindingKind, int]) -> Iterator[Choice]:
    for kind, n in kinds.items():
        yield Choice(f"kind:{kind.value}", say(kind), ON if chosen.kind == kind else str(n), _("Kind"))


def _cycles(store: Store, chosen: Chosen, today: date) -> Iterator[Choice]:
    group = _("Cycle")
    yield Choice("running:", _("All that are not closed"), ON if chosen.cycles is None else "", group)
    yield Choice("all:", _("All cycles"), ON if chosen.cycles == () else "", group)
    for line in cycles.listing(store, today):
        yield Choice(f"cycle:{line.number}", line.name, ON if chosen.cycles == (line.number,) else "", group)


def _units(store: Store, chosen: Chosen) -> Iterator[Choice]:
    for line in units.tree(store):
        yield Choice(f"unit:{line.id}", line.path, ON if chosen.unit == line.id else "", _("In the unit, with all below it"))


def picked(chosen: Chosen, key: str) -> Chosen:
    """What is chosen once a choice was taken; one that was chosen already is taken away."""
    name, _colon, value = key.partition(":")
    if name == "kind":
        return chosen._replace(kind="" if chosen.kind == value else value)
    if name == "unit":
        return chosen._replace(unit="" if chosen.unit == value else value)
    if name == "cycle":
        number = (int(value),)
        return chosen._replace(cycles=None if chosen.cycles == number else number)
    return Chosen() if name == "none" else chosen._replace(cycles=() if name == "all" else None)


def words(store: Store, chosen: Chosen, today: date) -> list[str]:
    """What a report is narrowed to; empty when it looks at all that runs."""
    told = []
    if chosen.cycles is not None:
        names = [line.name for line in cycles.listing(store, today) if line.number in chosen.cycles]
        told.append(_(", ").join(names) or _("all cycles"))
    if chosen.unit:
        told.append(next((line.name for line in units.tree(store) if line.id == chosen.unit), "?"))
    return told
