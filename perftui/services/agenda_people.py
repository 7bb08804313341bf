"""Lines of Today about people: those without a unit, or without a manager."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.errors import Message
from perftui.i18n import mark
from perftui.services.agenda_kinds import SHOWN, AgendaKind, AgendaLine, Waiting
from perftui.services.agenda_lines import made_on
from perftui.storage import agendas

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from perftui.storage.stores import Store


def _without_unit(store: Store, today: date) -> Waiting:
    message = Message(mark("Belongs to no unit"))
    rows = agendas.without_unit(store, today.isoformat(), SHOWN)
    lines = [AgendaLine(AgendaKind.NO_UNIT, made_on(row["id"], today), row["title"], "", "person", row["id"], message) for row in rows]
    return Waiting(lines, len(lines) if len(lines) < SHOWN else agendas.without_unit_count(store, today.isoformat()))


def _without_manager(store: Store, today: date) -> Waiting:
    lines = []
    for row in agendas.without_manager(store, today.isoformat(), SHOWN):
        left = Message(mark("Reports to {manager}, who is no longer here"), {"manager": row["manager"]})
        message = left if row["manager"] else Message(mark("Reports to nobody"))
        lines.append(AgendaLine(AgendaKind.NO_MANAGER, made_on(row["id"], today), row["title"], row["owner"], "person", row["id"], message))
    return Waiting(lines, len(lines) if len(lines) < SHOWN else agendas.without_manager_count(store, today.isoformat()))


GATHERERS: Mapping[AgendaKind, Callable[[Store, date], Waiting]] = {
    AgendaKind.NO_UNIT: _without_unit,
    AgendaKind.NO_MANAGER: _without_manager,
}
