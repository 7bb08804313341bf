"""Lines of Today about talks: planned ones that are due, those that a cadence asks for, and people without any since their goals began."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from perftui.domain.talks import TalkKind
from perftui.errors import Message
from perftui.i18n import mark
from perftui.services.agenda_kinds import SHOWN, AgendaKind, AgendaLine, Waiting
from perftui.services.talk_cadences import AHEAD, due_lines
from perftui.storage import talks
from perftui.storage.agendas import MANY

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

PATIENCE = 30
"""Days after the beginning of somebody's goals from which a talk is missed (R21)."""
PLANNED, ASKED_FOR, MISSING = "talk", "due_talk", "no_talk"
"""Where lines lead: to a talk, to the person whose talk is due, to the person without one."""


def _due(store: Store, today: date) -> Waiting:
    by = (today + timedelta(AHEAD)).isoformat()
    planned = [_planned_line(row, today) for row in talks.planned_by(store, by, SHOWN)]
    number = len(planned) if len(planned) < SHOWN else talks.planned_count(store, by, MANY + 1)
    regular = due_lines(store, today)
    asked = [
        AgendaLine(AgendaKind.TALK, line.due, line.person, line.manager, ASKED_FOR, line.person_id, _asked_for(line.due, today))
        for line in regular[:SHOWN]
    ]
    return Waiting(sorted([*planned, *asked], key=lambda line: line.since)[:SHOWN], number + len(regular))


def _planned_line(row: Row, today: date) -> AgendaLine:
    planned = date.fromisoformat(row["planned_on"])
    n, kind = (today - planned).days, TalkKind(row["kind"])
    if n > 0:
        message = Message(mark("{n} day late: {kind}"), {"kind": kind, "n": n}, mark("{n} days late: {kind}"))
    elif n == 0:
        message = Message(mark("today: {kind}"), {"kind": kind})
    else:
        message = Message(mark("in {n} day: {kind}"), {"kind": kind, "n": -n}, mark("in {n} days: {kind}"))
    return AgendaLine(AgendaKind.TALK, planned, row["person"], row["manager"], PLANNED, row["id"], message)


def _asked_for(due: date, today: date) -> Message:
    n = (today - due).days
    if n > 0:
        return Message(mark("{n} day late: regular talk"), {"n": n}, mark("{n} days late: regular talk"))
    return Message(mark("None planned"))


def _missing(store: Store, today: date) -> Waiting:
    day, before = today.isoformat(), (today - timedelta(PATIENCE)).isoformat()
    message, lines = Message(mark("None since the goals began")), []
    for row in talks.without_talk(store, day, before, SHOWN):
        since = date.fromisoformat(row["since"])
        lines.append(AgendaLine(AgendaKind.NO_TALK, since, row["person"], "", MISSING, row["id"], message))
    return Waiting(lines, len(lines) if len(lines) < SHOWN else talks.without_talk_count(store, day, before, MANY + 1))


GATHERERS: Mapping[AgendaKind, Callable[[Store, date], Waiting]] = {
    AgendaKind.TALK: _due,
    AgendaKind.NO_TALK: _missing,
}
