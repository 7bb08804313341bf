"""The lines of Today about cycles and reviews: what begins, ends, waits for a score or a review."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from perftui.domain.codes import CycleState
from perftui.domain.goal_reviews import quarter_of
from perftui.errors import Message
from perftui.i18n import mark
from perftui.services.agenda_kinds import SHOWN, AgendaKind, AgendaLine, Waiting
from perftui.services.agenda_lines import made_on
from perftui.storage import cycle_agendas, goal_reviews
from perftui.storage.agendas import MANY

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

ENDING_DAYS = 14
"""A cycle is about to end from so many days before its end; a review about to be due."""
FORESIGHT_DAYS = 30
"""Days before the end by which the next cycle should be there, and the reviews of a quarter planned."""


def _cycles_ending(store: Store, today: date) -> Waiting:
    lines = []
    for row in cycle_agendas.open_cycles(store, today.isoformat()):
        end = date.fromisoformat(row["end_date"])
        n = (end - today).days
        if 0 <= n <= ENDING_DAYS and row["state"] == CycleState.ACTIVE:
            message = Message(mark("Ends in {n} day: score its goals"), {"n": n}, mark("Ends in {n} days: score its goals"))
            lines.append(_cycle_line(AgendaKind.CYCLE_ENDS, row, end - timedelta(days=ENDING_DAYS), message))
    return Waiting(lines[:SHOWN], len(lines))


def _no_next_cycle(store: Store, today: date) -> Waiting:
    lines = []
    for row in cycle_agendas.open_cycles(store, today.isoformat()):
        end = date.fromisoformat(row["end_date"])
        is_near = 0 <= (end - today).days <= FORESIGHT_DAYS
        if is_near and not cycle_agendas.has_cycle_on(store, row["kind"], (end + timedelta(days=1)).isoformat()):
            message = Message(mark("No cycle follows it yet: Ctrl+N adds one"))
            lines.append(_cycle_line(AgendaKind.NO_NEXT_CYCLE, row, end - timedelta(days=FORESIGHT_DAYS), message))
    return Waiting(lines[:SHOWN], len(lines))


def _cycle_line(kind: AgendaKind, row: Row, since: date, message: Message) -> AgendaLine:
    return AgendaLine(kind, since, row["name"], "", "cycle", row["id"], message)


def _still_drafts(store: Store, today: date) -> Waiting:
    message, lines = Message(mark("Still a draft, though its cycle runs")), []
    for row in cycle_agendas.drafts(store, today.isoformat(), SHOWN):
        since = max(made_on(row["id"], today), min(today, date.fromisoformat(row["start_date"])))
        lines.append(AgendaLine(AgendaKind.STILL_DRAFT, since, row["title"], row["owner"], "goal", row["id"], message))
    return Waiting(lines, len(lines) if len(lines) < SHOWN else cycle_agendas.draft_count(store, today.isoformat()))


def _reviews(store: Store, today: date) -> Waiting:
    until = (today + timedelta(days=ENDING_DAYS)).isoformat()
    lines = [_review_line(row, today) for row in cycle_agendas.reviews(store, until, SHOWN)]
    return Waiting(lines, len(lines) if len(lines) < SHOWN else cycle_agendas.review_count(store, until))


def _review_line(row: Row, today: date) -> AgendaLine:
    due, values = date.fromisoformat(row["due_date"]), {"quarter": row["quarter"]}
    n = (today - due).days
    if n > 0:
        message = Message(mark("{quarter}: {n} day overdue"), {**values, "n": n}, mark("{quarter}: {n} days overdue"))
    elif n == 0:
        message = Message(mark("{quarter}: due today"), values)
    else:
        message = Message(mark("{quarter}: due in {n} day"), {**values, "n": -n}, mark("{quarter}: due in {n} days"))
    since = due if n >= 0 else due - timedelta(days=ENDING_DAYS)
    return AgendaLine(AgendaKind.REVIEW, since, row["title"], row["owner"], "goal_review", row["id"], message)


def _not_planned(store: Store, today: date) -> Waiting:
    quarter = quarter_of(today)
    if (quarter.end - today).days > FORESIGHT_DAYS:
        return Waiting([], 0)
    found = goal_reviews.without_count(store, str(quarter), quarter.start.isoformat(), quarter.end.isoformat(), MANY)
    n = min(found, MANY)
    if not n:
        return Waiting([], 0)
    message = Message(mark("{n} goal has no review yet"), {"n": n}, mark("{n} goals have no review yet"))
    since = quarter.end - timedelta(days=FORESIGHT_DAYS)
    return Waiting([AgendaLine(AgendaKind.NOT_PLANNED, since, str(quarter), "", "quarter", str(quarter), message)], 1)


def _rounds(store: Store, today: date) -> Waiting:
    from perftui.services.round_reminders import past_due  # only Today needs it

    return past_due(store, today)


GATHERERS: Mapping[AgendaKind, Callable[[Store, date], Waiting]] = {
    AgendaKind.CYCLE_ENDS: _cycles_ending,
    AgendaKind.NO_NEXT_CYCLE: _no_next_cycle,
    AgendaKind.STILL_DRAFT: _still_drafts,
    AgendaKind.REVIEW: _reviews,
    AgendaKind.NOT_PLANNED: _not_planned,
    AgendaKind.ROUND: _rounds,
}
"""What gathers the lines of each kind."""
