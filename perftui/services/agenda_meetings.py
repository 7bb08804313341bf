"""Lines of Today about conflicts that wait for a meeting, and about actions that are due."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from perftui.errors import Message
from perftui.i18n import mark
from perftui.services.action_entries import open_days
from perftui.services.actions import line_of, owners_text
from perftui.services.agenda_kinds import SHOWN, AgendaKind, AgendaLine, Waiting
from perftui.services.made_days import made_on
from perftui.storage import actions, agendas, conflicts

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

AHEAD = 7
"""Days before an action is due from which it shows."""


def open_conflicts(store: Store, today: date) -> Waiting:
    """Conflicts that are recorded, neither settled nor in a meeting."""
    rows = conflicts.without_meeting(store, SHOWN)
    lines = [_conflict_line(row, today) for row in rows]
    return Waiting(lines, len(lines) if len(lines) < SHOWN else conflicts.without_meeting_count(store, agendas.MANY + 1))


def _conflict_line(row: Row, today: date) -> AgendaLine:
    since = min(today, made_on(row["id"]) or today)
    units = " / ".join(dict.fromkeys(unit for unit in (row["a_unit_name"], row["b_unit_name"]) if unit))
    message = Message(mark("Against “{other}”: open a meeting, or settle it"), {"other": row["b_title"]})
    return AgendaLine(AgendaKind.CONFLICT, since, row["a_title"], units, "conflict", row["id"], message)


def due_actions(store: Store, today: date) -> Waiting:
    """Actions that are overdue, or due within a week."""
    by = (today + timedelta(days=AHEAD)).isoformat()
    lines = [_action_line(row, today) for row in actions.due(store, by, SHOWN)]
    return Waiting(lines, len(lines) if len(lines) < SHOWN else actions.due_count(store, by, agendas.MANY + 1))


def _action_line(row: Row, today: date) -> AgendaLine:
    due = date.fromisoformat(row["due_date"])
    owners = owners_text(row["owner"], row["with_units"].splitlines())
    return AgendaLine(AgendaKind.ACTION, due, row["title"], owners, "action", row["id"], _due_message(row, due, today))


def _due_message(row: Row, due: date, today: date) -> Message:
    n = (due - today).days
    if n < 0:
        waiting = len(open_days(line_of(row), today))
        if waiting > 1:
            return Message(mark("{n} days late, {open} times open"), {"n": -n, "open": waiting})
        return Message(mark("{n} day late"), {"n": -n}, mark("{n} days late"))
    if n == 0:
        return Message(mark("Due today"))
    return Message(mark("Due in {n} day"), {"n": n}, mark("Due in {n} days"))
