"""Lines of Today about support: missed mentor weeks, requests, training and accommodations that wait for somebody (R21, R36, R56, R75)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from perftui.domain.support import SupportTable, TrainingState
from perftui.errors import Message
from perftui.i18n import mark
from perftui.services import courses, mentors, support_records
from perftui.services.agenda_kinds import SHOWN, AgendaKind, AgendaLine, Waiting
from perftui.services.support_lists import day, needs_somebody
from perftui.storage import support

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


def _missed_weeks(store: Store, today: date) -> Waiting:
    lines = []
    for one in mentors.listing(store, today, is_pending=True):
        if one.waiting and not one.is_unpublished:
            n = len(one.waiting)
            message = Message(mark("{n} time without an entry"), {"n": n}, mark("{n} times without an entry"))
            since = one.waiting[0].last
            lines.append(AgendaLine(AgendaKind.MENTOR, since, one.mentee, one.mentor, "mentor_entry", one.id, message))
    return _oldest(lines)


def _requests(store: Store, today: date) -> Waiting:
    def found() -> Iterator[AgendaLine]:
        for row in _waiting(store, SupportTable.REQUEST, today):
            due = day(row["promised_for"] or row["needed_by"]) or today
            n = (today - due).days
            message = Message(mark("{n} day late"), {"n": n}, mark("{n} days late"))
            if row["promised_for"]:
                message = Message(mark("{n} day late, promised"), {"n": n}, mark("{n} days late, promised"))
            whose = row["provider"] or row["person"]
            yield AgendaLine(AgendaKind.SUPPORT, due, row["title"], whose, "support_request", row["id"], message)

    return _oldest(found())


def _trainings(store: Store, today: date) -> Waiting:
    def found() -> Iterator[AgendaLine]:
        for row in _waiting(store, SupportTable.TRAINING, today):
            is_approved = row["state"] == TrainingState.APPROVED
            message = Message(mark("Approved, not booked yet")) if is_approved else Message(mark("It is over: what came of it?"))
            asked = date.fromisoformat(row["requested_on"])
            since = asked if is_approved else day(row["end_date"] or row["start_date"]) or asked
            title = courses.shown_name(row["course_code"], row["title"])
            yield AgendaLine(AgendaKind.TRAINING, min(since, today), title, row["person"], "training_request", row["id"], message)

    return _oldest(found())


def _accommodations(store: Store, today: date) -> Waiting:
    def found() -> Iterator[AgendaLine]:
        for row in _waiting(store, SupportTable.ACCOMMODATION, today):
            ends = day(row["valid_until"]) or today
            n = (ends - today).days
            message = Message(mark("Ends in {n} day"), {"n": n}, mark("Ends in {n} days"))
            if n < 0:
                message = Message(mark("Over for {n} day"), {"n": -n}, mark("Over for {n} days"))
            title = support_records.title_of(SupportTable.ACCOMMODATION, row)
            yield AgendaLine(AgendaKind.ACCOMMODATION, min(ends, today), title, row["person"], "accommodation", row["id"], message)

    return _oldest(found())


def _waiting(store: Store, table: SupportTable, today: date) -> list[Row]:
    """What waits of a list; what belongs to a plan that is not issued stays with the plan."""
    rows = support.listing(store, table, is_pending=True)
    return [row for row in rows if needs_somebody(table, row, today) and not row["is_unpublished"]]


def _oldest(lines: Iterable[AgendaLine]) -> Waiting:
    found = sorted(lines, key=lambda line: (line.since, line.title))
    return Waiting(found[:SHOWN], len(found))


GATHERERS: Mapping[AgendaKind, Callable[[Store, date], Waiting]] = {
    AgendaKind.MENTOR: _missed_weeks,
    AgendaKind.SUPPORT: _requests,
    AgendaKind.TRAINING: _trainings,
    AgendaKind.ACCOMMODATION: _accommodations,
}
