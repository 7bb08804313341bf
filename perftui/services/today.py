"""Today: what needs the user first, oldest first; then how much there is; then how the topmost goals stand."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.records import NamedTuple
from perftui.services import agenda_cycles, agenda_follow_ups, agenda_lines, agenda_people, agenda_plans, agenda_support, agenda_talks
from perftui.services.agenda_kinds import AgendaKind, AgendaLine
from perftui.services.trees import line
from perftui.storage import agendas

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from perftui.services.trees import TreeLine
    from perftui.storage.stores import Store

__all__ = ["AgendaKind", "AgendaLine", "Count", "Counts", "TodayView", "today_view"]

BARS = 3
GATHERERS = {
    **agenda_cycles.GATHERERS,
    **agenda_follow_ups.GATHERERS,
    **agenda_people.GATHERERS,
    **agenda_plans.GATHERERS,
    **agenda_talks.GATHERERS,
    **agenda_support.GATHERERS,
}
"""What gathers the kinds of lines that are not at home in `agenda_lines`."""


class Count(NamedTuple):
    """How many there are."""

    number: int
    is_more: bool
    """Whether there are more: the number is where counting ended, to be shown as `25000+`."""


class Counts(NamedTuple):
    """How much there is."""

    people: Count
    """People who are here."""
    goals: Count
    """Goals of the cycles that run, archived ones left out."""
    key_results: Count
    """Key results of those goals."""
    measured: Decimal | None
    """Share of those key results that have a value, 0 to 1; None without key results."""


class TodayView(NamedTuple):
    """Everything that Today shows."""

    lines: tuple[AgendaLine, ...]
    """What needs the user, oldest first; at most 20 of each kind."""
    waiting: Mapping[AgendaKind, Count]
    """How many of each kind wait, those included that are not shown. Kinds of which nothing waits are left out."""
    counts: Counts
    bars: tuple[TreeLine, ...]
    """The heaviest topmost goals of the cycles that run, at most three: title, progress, coverage and status."""


def today_view(store: Store, today: date) -> TodayView:
    """What needs the actor today, and how things stand."""
    lines, waiting = agenda_lines.gathered(store, today, GATHERERS)
    tops = agendas.tops(store, today.isoformat())
    themes = sorted([row for row in tops if row["level"] == "theme"] or tops, key=lambda row: -row["weight"])
    return TodayView(
        lines=lines,
        waiting={kind: _count(n, agendas.MANY) for kind, n in waiting.items()},
        counts=_counts(store, today.isoformat()),
        bars=tuple(bar for row in themes[:BARS] if (bar := line(store, row["ref"], today))),
    )


def _counts(store: Store, today: str) -> Counts:
    key_results = agendas.key_result_count(store, today)
    return Counts(
        people=_count(agendas.people_count(store, today), agendas.PEOPLE_COUNTED),
        goals=_count(agendas.goal_count(store, today), agendas.COUNTED),
        key_results=_count(key_results, agendas.COUNTED),
        measured=Decimal(agendas.measured_count(store, today)) / key_results if key_results else None,
    )


def _count(found: int, most: int) -> Count:
    return Count(min(found, most), found > most)
