"""The lists of support as tables: for the screen, for files and for the command line (R30 to R38, R75)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from perftui.domain.formats import short_date
from perftui.domain.recurrences import brief_words
from perftui.domain.support import (
    OVER,
    STATES,
    AccommodationKind,
    Audience,
    CourseState,
    InitiativeKind,
    SupportKind,
    SupportState,
    SupportTable,
    TrainingState,
    days_lost,
)
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, pgettext, say
from perftui.records import NamedTuple
from perftui.services import courses, mentors
from perftui.services.report_sheets import Form, Sheet, SheetColumn, SheetRow
from perftui.storage import support

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from perftui.services.courses import CourseLine
    from perftui.services.mentors import MentorLine
    from perftui.services.report_sheets import Value
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

OPEN, ALL, LATE = "open", "all", "late"
"""What a list shows, beside a single state: what is not over, everything, or what somebody should act on."""
EXPIRES_SOON: Final = timedelta(14)
"""How long before its end an accommodation is on Today."""


class SupportFilter(NamedTuple):
    """Which records of a list are shown."""

    state: str = OPEN
    """A state, `OPEN`, `ALL` or `LATE`."""
    person_id: str = ""


class Part(NamedTuple):
    """One list: its columns, and its rows with the state and whether somebody should act."""

    columns: Callable[[], tuple[tuple[str, str, Form], ...]]
    cells: Callable[[Any, date], tuple[Value, ...]]


def lost(row: Row, today: date) -> int | None:
    """The days that a request cost so far: as somebody said, or else as they follow from its dates."""
    if row["days_lost"] is not None:
        return int(row["days_lost"])
    return days_lost(SupportState(row["state"]), day(row["needed_by"]), day(row["delivered_on"]), today)


def day(text: str | None) -> date | None:
    """A stored day."""
    return date.fromisoformat(text) if text else None


def needs_somebody(table: SupportTable, row: Row, today: date) -> bool:
    """Whether somebody should act on a record: it is late, runs out, or waits for the next step."""
    if str(row["state"]) in OVER:
        return False
    if table is SupportTable.REQUEST:
        due = row["promised_for"] or row["needed_by"]
        return bool(due) and due < today.isoformat()
    if table is SupportTable.ACCOMMODATION:
        return bool(row["valid_until"]) and row["valid_until"] <= (today + EXPIRES_SOON).isoformat()
    if table is SupportTable.INITIATIVE:
        return bool(row["due_date"]) and row["due_date"] < today.isoformat()
    if table is SupportTable.TRAINING:
        is_past = bool(row["end_date"] or row["start_date"]) and (row["end_date"] or row["start_date"]) < today.isoformat()
        return row["state"] == TrainingState.APPROVED or (row["state"] == TrainingState.BOOKED and is_past)
    return table is SupportTable.SKILL_GAP and not row["trainings"]


def sheet(store: Store, table: SupportTable, shown: SupportFilter, today: date) -> Sheet:
    """A list, narrowed and with its columns in the language in use."""
    found: list[tuple[str, Any]]
    part, is_pending = PARTS[table], shown.state in (OPEN, LATE)
    if table is SupportTable.COURSE:
        found = [(one.id, one) for one in _courses(store, shown)]
    elif table is SupportTable.MENTORSHIP:
        pairs = mentors.listing(store, today, is_pending=is_pending)
        of = [one for one in pairs if shown.person_id in ("", one.mentor_id, one.mentee_id)]
        found = [(one.id, one) for one in of if _shows(shown, one.state, bool(one.waiting))]
    else:
        rows = [row for row in support.listing(store, table, is_pending=is_pending) if shown.person_id in ("", _whose(table, row))]
        found = [(row["id"], row) for row in rows if _shows(shown, row["state"], needs_somebody(table, row, today))]
    columns = tuple(SheetColumn(*column) for column in part.columns())
    lines = tuple(SheetRow(key, part.cells(one, today)) for key, one in found)
    return Sheet(say(table), columns, lines, notes=(ngettext("{n} record", "{n} records", len(lines)).format(n=len(lines)),))


def _courses(store: Store, shown: SupportFilter) -> list[CourseLine]:
    is_archived = shown.state == CourseState.ARCHIVED
    return [one for one in courses.listing(store, with_archived=is_archived or shown.state == ALL) if one.is_archived or not is_archived]


def _whose(table: SupportTable, row: Row) -> str:
    return str(row["owner_person_id" if table is SupportTable.INITIATIVE else "person_id"] or "")


def _shows(shown: SupportFilter, state: str, is_late: bool) -> bool:
    if shown.state == OPEN:
        return state not in OVER
    return is_late if shown.state == LATE else shown.state in (ALL, state)


def due_text(text: str | None, today: date) -> str:
    """A stored day, short."""
    found = day(text)
    return short_date(found, today) if found else ""


def _request(row: Row, today: date) -> tuple[Value, ...]:
    needed = row["promised_for"] or row["needed_by"] or ""
    names = (row["provider"], say(SupportState(row["state"])), row["priority"], lost(row, today), row["person"])
    return needed, row["title"], *names, say(SupportKind(row["kind"])), row["initiative"], row["goal"]


def _initiative(row: Row, _today: date) -> tuple[Value, ...]:
    state = say(STATES[SupportTable.INITIATIVE](row["state"]))
    counts = (row["open_requests"], row["requests"])
    return row["due_date"] or "", row["title"], say(InitiativeKind(row["kind"])), state, *counts, row["owner"], row["unit"]


def _accommodation(row: Row, _today: date) -> tuple[Value, ...]:
    state, hours = say(STATES[SupportTable.ACCOMMODATION](row["state"])), row["hours_per_week"] or ""
    return row["valid_until"] or "", row["person"], say(AccommodationKind(row["kind"])), hours, state, row["plan"], row["note"]


def _training(row: Row, _today: date) -> tuple[Value, ...]:
    title = courses.shown_name(row["course_code"], row["title"])
    sign, state = (_("yes") if row["is_signed_in"] else ""), say(TrainingState(row["state"]))
    return row["start_date"] or "", row["person"], title, state, row["skill"] or row["gap"], row["provider"], sign, row["result"]


def _skill_gap(row: Row, _today: date) -> tuple[Value, ...]:
    now = row["level_now"]
    width = None if now is None else row["level_needed"] - now
    trainings, state = row["trainings"], say(STATES[SupportTable.SKILL_GAP](row["state"]))
    return row["person"], row["competency"], now, row["level_needed"], width, state, trainings, row["goal"] or row["gap"]


def _course(one: CourseLine, _today: date) -> tuple[Value, ...]:
    return one.name, say(Audience(one.audience)), _(", ").join(one.measure_names), one.provider, one.completed


def _mentorship(one: MentorLine, today: date) -> tuple[Value, ...]:
    ends = one.end.isoformat() if one.end else ""
    last = short_date(one.last, today) if one.last else ""
    counts = (len(one.waiting), len(one.missed), one.entries)
    return one.mentor, one.mentee, brief_words(one.recurrence), last, *counts, say(one.state), say(one.reason), ends


T, N = Form.TEXT, Form.COUNT
PARTS: Final[Mapping[SupportTable, Part]] = {
    SupportTable.REQUEST: Part(
        lambda: (
            *(("due", _("Due"), T), ("title", _("Request"), T), ("provider", _("Provider"), T), ("state", _("State"), T)),
            *(("priority", _("Priority"), N), ("lost", _("Days lost"), N), ("person", _("For"), T), ("kind", _("Kind"), T)),
            *(("initiative", _("Initiative"), T), ("goal", _("Blocked goal"), T)),
        ),
        _request,
    ),
    SupportTable.INITIATIVE: Part(
        lambda: (
            *(("due", _("Due"), T), ("title", _("Initiative"), T), ("kind", _("Kind"), T), ("state", _("State"), T)),
            *(("open", _("Pending"), N), ("requests", _("Requests"), N), ("owner", _("Owner"), T), ("unit", _("Unit"), T)),
        ),
        _initiative,
    ),
    SupportTable.ACCOMMODATION: Part(
        lambda: (
            *(("until", _("Valid until"), T), ("person", _("Person"), T), ("kind", _("Kind"), T), ("hours", _("Hours a week"), T)),
            *(("state", _("State"), T), ("plan", _("Plan"), T), ("note", _("Note"), T)),
        ),
        _accommodation,
    ),
    SupportTable.TRAINING: Part(
        lambda: (
            *(("start", _("Start"), T), ("person", _("Person"), T), ("title", _("Training"), T), ("state", _("State"), T)),
            *(("why", pgettext("support", "Against"), T), ("provider", _("Provider"), T)),
            *(("signed", _("Signed in"), T), ("result", _("Result"), T)),
        ),
        _training,
    ),
    SupportTable.SKILL_GAP: Part(
        lambda: (
            *(("person", _("Person"), T), ("competency", _("Competency"), T)),
            *(("now", pgettext("support", "Now"), N), ("needed", _("Needed"), N)),
            *(
                ("gap", _("Gap"), N),
                ("state", _("State"), T),
                ("trainings", _("Trainings"), N),
                ("goal", pgettext("record", "Belongs to"), T),
            ),
        ),
        _skill_gap,
    ),
    SupportTable.COURSE: Part(
        lambda: (
            *(("name", _("Course"), T), ("audience", _("For whom"), T), ("measures", _("Helps with"), T)),
            *(("provider", _("Provider"), T), ("completed", _("Completed"), N)),
        ),
        _course,
    ),
    SupportTable.MENTORSHIP: Part(
        lambda: (
            *(("mentor", _("Mentor"), T), ("mentee", _("Mentee"), T), ("often", _("How often"), T), ("last", _("Last entry"), T)),
            *(("waiting", _("Missed now"), N), ("missed", _("Missed in all"), N), ("entries", _("Entries"), N), ("state", _("State"), T)),
            *(("reason", _("Reason"), T), ("end", _("End"), T)),
        ),
        _mentorship,
    ),
}
"""List to what its table is made of."""
