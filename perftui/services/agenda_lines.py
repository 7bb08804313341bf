"""The lines of Today: one function a kind, each giving what waits and how much of it there is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from perftui.domain.codes import GoalKind, Status
from perftui.domain.cycles import elapsed_share
from perftui.domain.formats import percent
from perftui.domain.ids import is_id, made_at_ms
from perftui.domain.rollups import read_progress
from perftui.domain.statuses import status_of
from perftui.errors import Message
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.services import backups, draft_titles, drafts, review_agendas
from perftui.services.agenda_kinds import SHOWN, AgendaKind, AgendaLine, Waiting
from perftui.storage import agendas

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from perftui.services.review_agendas import Waits
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

BACKUP_DAYS = 7
"""A backup is old when it is older than this."""


def gathered(
    store: Store, today: date, more: Mapping[AgendaKind, Callable[[Store, date], Waiting]] = MappingProxyType({})
) -> tuple[tuple[AgendaLine, ...], Mapping[AgendaKind, int]]:
    """All lines, what was typed and not saved on top, then the oldest first, and how many of each kind wait, beyond those shown too.

    Args:
        store: The store.
        today: The day of asking.
        more: What gathers the kinds that are not at home here.
    """
    found = {kind: gather(store, today) for kind, gather in {**_GATHERERS, **more}.items()}
    places = {kind: place for place, kind in enumerate(AgendaKind)}
    lines = sorted(
        (line for waiting in found.values() for line in waiting.lines),
        key=lambda line: (line.kind is not AgendaKind.DRAFT, line.since, places[line.kind], line.title),
    )
    return tuple(lines), {kind: waiting.number for kind, waiting in found.items() if waiting.number}


def _drafts(store: Store, _today: date) -> Waiting:
    kept = drafts.listing(store)
    return Waiting([_draft_line(store, draft) for draft in kept[:SHOWN]], len(kept))


def _draft_line(store: Store, draft: drafts.DraftLine) -> AgendaLine:
    message, since = Message(mark("Enter takes it up")), draft.at.astimezone().date()
    return AgendaLine(AgendaKind.DRAFT, since, draft_titles.title(store, draft), "", draft.form, draft.subject, message)


def _backup(store: Store, today: date) -> Waiting:
    if store.path is None:
        return Waiting([], 0)
    last, first = backups.last_backup(store), agendas.first_day(store)
    since = last.at.astimezone().date() if last else date.fromisoformat(first) if first else today
    days = (today - since).days
    if days <= BACKUP_DAYS:
        return Waiting([], 0)
    if last is None:
        message = Message(mark("There is no backup yet"))
    else:
        message = Message(mark("The last backup is {n} day old"), {"n": days}, mark("The last backup is {n} days old"))
    return Waiting([AgendaLine(AgendaKind.BACKUP, since, store.path.name, "", "backup", "", message)], 1)


def _cycles_over(store: Store, today: date) -> Waiting:
    lines = []
    for row in agendas.cycles_over(store, today.isoformat()):
        end = date.fromisoformat(row["end_date"])
        n = (today - end).days
        message = Message(mark("Over for {n} day"), {"n": n}, mark("Over for {n} days"))
        if unscored := row["unscored"]:
            message = Message(mark("Over: {n} goal has no score"), {"n": unscored}, mark("Over: {n} goals have no score"))
        lines.append(AgendaLine(AgendaKind.CYCLE_OVER, end + timedelta(days=1), row["name"], "", "cycle", row["id"], message))
    return Waiting(lines[:SHOWN], len(lines))


def _check_ins(store: Store, today: date) -> Waiting:
    lines = []
    for row in agendas.overdue(store, today.isoformat(), SHOWN):
        due = date.fromisoformat(row["next_due"])
        n = (today - due).days
        message = Message(mark("{n} day late"), {"n": n}, mark("{n} days late"))
        lines.append(AgendaLine(AgendaKind.CHECK_IN, due, row["title"], row["owner"], "key_result", row["id"], message))
    return Waiting(lines, len(lines) if len(lines) < SHOWN else agendas.overdue_count(store, today.isoformat()))


def _actions(store: Store, today: date) -> Waiting:
    from perftui.services.agenda_meetings import due_actions  # which needs what is above

    return due_actions(store, today)


def _conflicts(store: Store, today: date) -> Waiting:
    from perftui.services.agenda_meetings import open_conflicts  # likewise

    return open_conflicts(store, today)


def _off_track(store: Store, today: date) -> Waiting:
    nodes = agendas.nearest_goals(store, today.isoformat())
    lines = [line for row in agendas.paces(store, nodes) if (line := _off_track_line(row, today))]
    return Waiting(sorted(lines, key=lambda line: line.since)[:SHOWN], len(lines))


class _Span(NamedTuple):
    start: date
    end: date


def _off_track_line(row: Row, today: date) -> AgendaLine | None:
    span = _Span(date.fromisoformat(row["start_date"]), date.fromisoformat(row["end_date"]))
    elapsed, progress = elapsed_share(span, today), read_progress(row["progress"]) or Decimal(0)
    if status_of(progress, elapsed, kind=GoalKind(row["kind"])) is not Status.OFF_TRACK:
        return None
    values = {"done": percent(progress), "elapsed": percent(elapsed)}
    message = Message(mark("{done} at {elapsed} of time"), values)
    since = date.fromisoformat(row["checked_on"]) if row["checked_on"] else span.start
    return AgendaLine(AgendaKind.OFF_TRACK, min(since, today), row["title"], row["owner"], "goal", row["id"], message)


def _orphans(store: Store, today: date) -> Waiting:
    message = Message(mark("Under no other goal"))
    lines = [_goal_line(AgendaKind.ORPHAN, row, message, today) for row in agendas.orphans(store, today.isoformat(), SHOWN)]
    return Waiting(lines, len(lines) if len(lines) < SHOWN else agendas.orphan_count(store, today.isoformat()))


def _empty(store: Store, today: date) -> Waiting:
    message = Message(mark("Nothing below it"))
    lines = [_goal_line(AgendaKind.EMPTY, row, message, today) for row in agendas.empty_goals(store, today.isoformat(), SHOWN)]
    return Waiting(lines, len(lines) if len(lines) < SHOWN else agendas.empty_goal_count(store, today.isoformat()))


def _goal_line(kind: AgendaKind, row: Row, message: Message, today: date) -> AgendaLine:
    since = max(made_on(row["id"], today), min(today, date.fromisoformat(row["start_date"])))
    return AgendaLine(kind, since, row["title"], row["owner"], "goal", row["id"], message)


def _in_review(kind: AgendaKind, found: Waits) -> Waiting:
    return Waiting([AgendaLine(kind, one.since, one.title, one.owner, "goal", one.id, one.message) for one in found.goals], found.number)


def made_on(record_id: str, today: date) -> date:
    """The day on which a record was made, as its id tells; today for ids of another form."""
    if not is_id(record_id):
        return today
    return min(today, datetime.fromtimestamp(made_at_ms(record_id) / 1000, UTC).astimezone().date())


_GATHERERS: Mapping[AgendaKind, Callable[[Store, date], Waiting]] = {
    AgendaKind.DRAFT: _drafts,
    AgendaKind.BACKUP: _backup,
    AgendaKind.CYCLE_OVER: _cycles_over,
    AgendaKind.CHECK_IN: _check_ins,
    AgendaKind.ACTION: _actions,
    AgendaKind.CONFLICT: _conflicts,
    AgendaKind.OFF_TRACK: _off_track,
    AgendaKind.ORPHAN: _orphans,
    AgendaKind.EMPTY: _empty,
    AgendaKind.PROPOSED: lambda store, today: _in_review(AgendaKind.PROPOSED, review_agendas.proposed(store, today, SHOWN)),
    AgendaKind.RETURNED: lambda store, today: _in_review(AgendaKind.RETURNED, review_agendas.returned(store, today, SHOWN)),
}
