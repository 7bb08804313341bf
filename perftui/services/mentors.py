"""Mentors: who goes along with whom, how many one may have, the log, and the weeks that went by without an entry (R34, R35, R56)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from perftui.domain.mentoring import USUAL_LIMIT, missed, missed_lately, spans
from perftui.domain.recurrences import first_on, following, read
from perftui.domain.support import MentorReason, MentorState, SupportTable
from perftui.domain.texts import shorten
from perftui.errors import BadInput, Refused
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext
from perftui.records import NamedTuple
from perftui.services import settings, support_records, support_steps
from perftui.storage import lookups, support

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from perftui.domain.mentoring import Span
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

LIMIT = "most_mentees"
"""The setting: how many one may mentor at the same time; `off` for any number."""
TABLE = SupportTable.MENTORSHIP


class TooManyMentees(Refused):
    """A mentor who has as many mentees as is allowed."""

    template = mark("{mentor} already mentors {names}: {limit} is the most. Choose another mentor, or end one of these first.")


class LimitUnclear(BadInput):
    """A limit that is no number."""

    template = mark("“{text}” is no whole number up to 1,000. Write such as 3, or “off” for any number.")


class AlreadyMentored(Refused):
    """The same two people, a second time."""

    template = mark("{mentor} mentors {mentee} already.")


class MentorLine(NamedTuple):
    """A mentorship as it stands."""

    id: str
    version: int
    mentor_id: str
    mentor: str
    mentee_id: str
    mentee: str
    reason: MentorReason
    start: date
    end: date | None
    recurrence: str
    state: MentorState
    plan: str
    note: str
    is_unpublished: bool
    """Whether it belongs to a plan that is not issued."""
    last: date | None
    """The day of the last entry."""
    entries: int
    missed: tuple[Span, ...]
    """All spans without an entry."""
    waiting: tuple[Span, ...]
    """Those since the last entry, which somebody should act on."""


def limit(store: Store) -> int | None:
    """How many one may mentor at the same time; None for any number."""
    chosen = settings.chosen(store, LIMIT)
    return None if chosen == "off" else int(chosen or USUAL_LIMIT)


def set_limit(store: Store, most: int | None) -> None:
    """Choose how many one may mentor at the same time.

    Raises:
        NoSuchSetting: It is no number from 0 to 1,000.
    """
    settings.change(store, LIMIT, "off" if most is None else str(most))


def read_limit(text: str) -> int:
    """A limit as it was typed.

    Raises:
        LimitUnclear: It is no whole number up to 1,000.
    """
    typed = text.strip()
    if not (typed.isascii() and typed.isdecimal() and int(typed) <= 1000):
        raise LimitUnclear(text=shorten(typed, 20))
    return int(typed)


def listing(store: Store, today: date, *, is_pending: bool = False) -> list[MentorLine]:
    """All mentorships, those that run first or alone, the oldest first."""
    days: dict[str, list[date]] = {}
    for row in support.entry_days(store):
        days.setdefault(row["mentorship_id"], []).append(date.fromisoformat(row["on_date"]))
    return [_line(row, days.get(row["id"], ()), today) for row in support.listing(store, TABLE, is_pending=is_pending)]


def line(store: Store, mentorship_id: str, today: date) -> MentorLine:
    """One mentorship.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    row = support_records.row_of(store, TABLE, mentorship_id)
    return _line(row, [date.fromisoformat(entry["on_date"]) for entry in support.entries(store, mentorship_id)], today)


def _line(row: Row, days: Iterable[date], today: date) -> MentorLine:
    held, start = list(days), date.fromisoformat(row["start_date"])
    end, cadence = (date.fromisoformat(row["end_date"]) if row["end_date"] else None), read(row["recurrence"])
    is_running = row["state"] == MentorState.RUNNING
    # An entry may be older than the start where that was changed later: then it counts for the first span.
    spans_ = spans(cadence, start, min(end or today, today)) if cadence is not None and start <= today else []
    return MentorLine(
        **{name: row[name] for name in ("id", "version", "mentor_id", "mentor", "mentee_id", "mentee", "recurrence", "plan", "note")},
        reason=MentorReason(row["reason"]),
        start=start,
        end=end,
        state=MentorState(row["state"]),
        is_unpublished=bool(row["is_unpublished"]),
        last=max(held, default=None),
        entries=len(held),
        missed=tuple(missed(spans_, held, today)),
        waiting=tuple(missed_lately(spans_, held, today)) if is_running else (),
    )


def add(store: Store, **values: object) -> str:
    """Give somebody a mentor.

    Raises:
        FieldError: A value cannot be used.
        OwnMentor, EndsBeforeStart, BadRecurrence: See the draft.
        TooManyMentees: The mentor has as many as is allowed; it names them.
        AlreadyMentored: They are a pair already.
        Gone: One of the two does not exist.
    """
    stored = support_records.columns(store, TABLE, values)
    _require_room(store, str(stored["mentor_id"]), str(stored["mentee_id"]), "")
    return support_records.insert(store, TABLE, stored)


def edit(store: Store, mentorship_id: str, version: int, **values: object) -> str:
    """Change a mentorship; fields that are left out stay as they are. Errors are those of `add`, and Changed."""
    row = support_records.row_of(store, TABLE, mentorship_id)
    mentor, mentee = str(values.get("mentor_id", row["mentor_id"])), str(values.get("mentee_id", row["mentee_id"]))
    if (mentor, mentee) != (row["mentor_id"], row["mentee_id"]) and row["state"] == MentorState.RUNNING:
        _require_room(store, mentor, mentee, mentorship_id)
    return support_records.edit(store, TABLE, mentorship_id, version, **values)


def take_step(store: Store, mentorship_id: str, wanted: str, today: date) -> None:
    """End a mentorship, or let it go on.

    Raises:
        TooManyMentees: The mentor has as many as is allowed meanwhile.
        NoSuchStep, Gone: As in `support_steps.take_step`.
    """
    if wanted == MentorState.RUNNING:
        row = support_records.row_of(store, TABLE, mentorship_id)
        _require_room(store, row["mentor_id"], row["mentee_id"], mentorship_id)
    support_steps.take_step(store, TABLE, mentorship_id, wanted, today)


def _require_room(store: Store, mentor_id: str, mentee_id: str, own_id: str) -> None:
    rows = [row for row in support.mentees(store, mentor_id) if row["id"] != own_id]
    names = lookups.names(store, "person", [mentor_id, mentee_id])
    most = limit(store)
    if any(row["mentee_id"] == mentee_id for row in rows):
        raise AlreadyMentored(mentor=names.get(mentor_id, ""), mentee=names.get(mentee_id, ""))
    if most is not None and len(rows) >= most:
        raise TooManyMentees(mentor=names.get(mentor_id, ""), names=_called(rows), limit=most)


def next_due(line: MentorLine, today: date) -> date | None:
    """The day on which they should meet next; None where it ended."""
    cadence = read(line.recurrence)
    if cadence is None or line.state is MentorState.ENDED:
        return None
    if line.start > today:
        return first_on(cadence, line.start)
    coming = first_on(cadence, today)
    if line.last and any(span.holds(line.last) and span.holds(coming) for span in spans(cadence, line.start, coming)):
        return following(cadence, coming)
    return coming


def load(store: Store, mentor_id: str) -> tuple[int, str]:
    """How many somebody mentors now, and their names; those whom the actor may not see are only counted."""
    rows = support.mentees(store, mentor_id)
    return len(rows), _called(rows)


def _called(rows: Sequence[Row]) -> str:
    names = [row["name"] for row in rows if row["name"]]
    hidden = len(rows) - len(names)
    return _(", ").join([*names, *([ngettext("{n} person", "{n} people", hidden).format(n=hidden)] if hidden else [])])
