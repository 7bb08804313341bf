"""Lines of Today about what was evaluated and then forgotten: people without a next action, gaps without a measure (R3, R51)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from perftui.errors import Message
from perftui.i18n import mark
from perftui.services.agenda_kinds import SHOWN, AgendaKind, AgendaLine, Waiting
from perftui.services.agenda_lines import made_on
from perftui.storage import follow_ups
from perftui.storage.agendas import MANY

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from perftui.storage.stores import Store


def _without_follow_up(store: Store, today: date) -> Waiting:
    message = Message(mark("No next action, nor said that none is needed"))
    lines = []
    for row in follow_ups.assessments(store, today.isoformat(), SHOWN):
        since = min(today, date.fromisoformat(row["since"]))
        lines.append(AgendaLine(AgendaKind.NO_FOLLOW_UP, since, row["person"], row["cycle"], "assessment", row["id"], message))
    return Waiting(lines, len(lines) if len(lines) < SHOWN else follow_ups.assessment_count(store, today.isoformat(), MANY + 1))


def _without_measure(store: Store, today: date) -> Waiting:
    severe, moderate = Message(mark("Severe gap, no measure yet")), Message(mark("Moderate gap, no measure yet"))
    lines = []
    for row in follow_ups.gaps(store, today.isoformat(), SHOWN):
        message = severe if row["severity"] == "severe" else moderate
        lines.append(
            AgendaLine(AgendaKind.NO_MEASURE, made_on(row["id"], today), row["dimension"], row["whose"], "gap", row["id"], message)
        )
    return Waiting(lines, len(lines) if len(lines) < SHOWN else follow_ups.gap_count(store, today.isoformat(), MANY + 1))


GATHERERS: Mapping[AgendaKind, Callable[[Store, date], Waiting]] = {
    AgendaKind.NO_FOLLOW_UP: _without_follow_up,
    AgendaKind.NO_MEASURE: _without_measure,
}
