"""A record of support in full: what it says, what hangs on it, what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from perftui.domain.formats import describe_date, short_date
from perftui.domain.recurrences import short_words
from perftui.domain.support import (
    STATES,
    AccommodationKind,
    Audience,
    InitiativeKind,
    MentorState,
    SupportKind,
    SupportState,
    SupportTable,
    TrainingState,
)
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, pgettext, say
from perftui.services import courses, mentor_logs, mentors, support_records
from perftui.services.histories import history
from perftui.services.support_lists import day, lost
from perftui.services.support_parts import hanging_on
from perftui.storage.stores import Gone
from screens.details import Detail
from screens.people_details import change_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from textual.content import Content

    from perftui.services.mentors import MentorLine
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

LOG_SHOWN, HISTORY_SHOWN, WEEKS_SHOWN = 12, 100, 8
NEXT: Final[Mapping[SupportTable, str]] = {
    SupportTable.REQUEST: mark("F7 promises, delivers or refuses it, F2 changes it, Del cancels it."),
    SupportTable.INITIATIVE: mark("F7 begins or ends it. A request is put under it with F2 on the request."),
    SupportTable.ACCOMMODATION: mark("F2 changes how long it is valid, F7 or Del ends it."),
    SupportTable.TRAINING: mark("F7 takes it further: approved, booked, completed with a result."),
    SupportTable.SKILL_GAP: mark("F7 proposes courses that fit, F2 changes the levels, Del closes it."),
    SupportTable.COURSE: mark("F7 asks for this training for somebody, F2 changes with which measures it helps."),
    SupportTable.MENTORSHIP: mark("F7 writes into the log, F8 changes an entry, Del ends the mentorship."),
}
"""What can be done next."""


def support_detail(store: Store, table: SupportTable, key: str, today: date, *, with_history: bool = False) -> Content:
    """Everything about a record; nothing where there is none."""
    try:
        detail = _DETAILS[table](store, key, today) if key else Detail("")
    except Gone:
        return Detail("").content()
    if not key:
        return detail.content()
    if with_history:
        detail.group(_("History"), [change_text(line, today) for line in history(store, table.value, key, HISTORY_SHOWN)])
    return detail.text(_(NEXT[table]), "dim").content()


def _plain(table: SupportTable, rows: Callable[[Row, date], Iterator[tuple[str, str]]]) -> Callable[[Store, str, date], Detail]:
    def made(store: Store, key: str, today: date) -> Detail:
        row = support_records.row_of(store, table, key)
        state = say(STATES[table](str(row["state"])))
        detail = Detail(support_records.title_of(table, row)).lines([(_("State"), state), *rows(row, today)])
        for heading, texts in hanging_on(store, table, key, today):
            detail.group(heading, texts)
        return detail.group(_("Note"), str(row["note"] if "note" in row.keys() else row["result"]).splitlines())  # noqa: SIM118  # a Row

    return made


def _date(row: Row, column: str, today: date) -> str:
    found = day(row[column])
    return describe_date(found, today) if found else ""


def _request(row: Row, today: date) -> Iterator[tuple[str, str]]:
    yield _("Kind"), say(SupportKind(row["kind"]))
    yield _("For"), row["person"]
    yield _("Provider"), row["provider"] or _("no unit yet: F2 names one")
    yield _("Blocked goal"), row["goal"]
    yield _("Plan"), row["plan"]
    yield _("Initiative"), row["initiative"]
    yield _("Priority"), str(row["priority"])
    yield _("Requested on"), _date(row, "requested_on", today)
    yield _("Needed by"), _date(row, "needed_by", today)
    yield _("Promised for"), _date(row, "promised_for", today)
    yield _("Delivered on"), _date(row, "delivered_on", today)
    days = lost(row, today)
    if days is not None:
        text = ngettext("{n} day", "{n} days", days).format(n=days)
        is_open = row["state"] in (SupportState.REQUESTED, SupportState.PROMISED)
        by_hand = _("{days}, as somebody entered it").format(days=text)
        yield _("Days lost"), by_hand if row["days_lost"] is not None else _("{days} so far").format(days=text) if is_open else text


def _initiative(row: Row, today: date) -> Iterator[tuple[str, str]]:
    yield _("Kind"), say(InitiativeKind(row["kind"]))
    yield _("Owner"), row["owner"] or _("nobody yet")
    yield _("Unit"), row["unit"]
    yield _("Start"), _date(row, "start_date", today)
    yield _("Due"), _date(row, "due_date", today)
    yield _("Done on"), _date(row, "done_on", today)


def _accommodation(row: Row, today: date) -> Iterator[tuple[str, str]]:
    yield _("Kind"), say(AccommodationKind(row["kind"]))
    yield _("Person"), row["person"]
    yield _("Hours a week"), row["hours_per_week"] or ""
    yield _("Valid from"), _date(row, "valid_from", today)
    yield _("Valid until"), _date(row, "valid_until", today) or _("until somebody ends it")
    yield _("Plan"), row["plan"]


def _training(row: Row, today: date) -> Iterator[tuple[str, str]]:
    yield _("Person"), row["person"]
    yield _("Course"), courses.shown_name(row["course_code"], row["course"])
    yield _("Provider"), row["provider"]
    yield pgettext("training", "Against"), row["skill"] or row["gap"]
    yield _("Plan"), row["plan"]
    yield _("Reason"), row["reason"]
    yield _("Requested on"), _date(row, "requested_on", today)
    yield _("Start"), _date(row, "start_date", today)
    yield _("End"), _date(row, "end_date", today)
    yield _("Completed on"), _date(row, "completed_on", today)
    if row["state"] == TrainingState.COMPLETED:
        yield _("Signed in"), _("yes") if row["is_signed_in"] else _("no sign-in kept")


def _skill_gap(row: Row, _today: date) -> Iterator[tuple[str, str]]:
    yield _("Person"), row["person"]
    yield _("Level now"), _("{level} of 5").format(level=row["level_now"]) if row["level_now"] else _("not rated yet")
    yield _("Level needed"), _("{level} of 5").format(level=row["level_needed"])
    yield _("Goal"), row["goal"]
    yield _("Gap"), row["gap"]
    yield _("Plan"), row["plan"]


def _course(store: Store, key: str, today: date) -> Detail:
    one = courses.line(store, key)
    if one is None:
        raise Gone
    detail = Detail(one.name).lines(
        (
            (_("For whom"), say(Audience(one.audience))),
            (_("Provider"), one.provider),
            (_("From"), _("the built-in library") if key.startswith(courses.BUILT_IN) else ""),
        )
    )
    none = (_("No measure yet: F2 names some, and then it is proposed where they are missed."),)
    detail.group(_("Helps with"), one.measure_names or none)
    for heading, texts in hanging_on(store, SupportTable.COURSE, key, today):
        detail.group(heading, texts)
    return detail.group(_("Note"), one.note.splitlines())


def _mentorship(store: Store, key: str, today: date) -> Detail:
    one = mentors.line(store, key, today)
    detail = Detail(_("{mentor} mentors {mentee}").format(mentor=one.mentor, mentee=one.mentee)).lines(_pair(store, one, today))
    weeks = [_("! {first} to {last}: no entry").format(first=short_date(a, today), last=short_date(b, today)) for a, b in one.missed]
    detail.group(_("Missed weeks"), weeks[-WEEKS_SHOWN:])
    for entry in mentor_logs.log(store, key)[:LOG_SHOWN]:
        parts = (
            entry.situation,
            *_labelled(_("Practised"), entry.practised),
            *_labelled(_("Observed"), entry.observed),
            *_labelled(_("Next step"), entry.next_step),
        )
        detail.group(describe_date(entry.on, today), parts)
    return detail.group(_("Note"), one.note.splitlines())


def _labelled(label: str, text: str) -> list[str]:
    return [_("{label}: {text}").format(label=label, text=text)] if text else []


def _pair(store: Store, one: MentorLine, today: date) -> Iterator[tuple[str, str]]:
    from perftui.domain.support import MentorReason

    yield _("State"), say(one.state)
    yield _("Reason"), say(MentorReason(one.reason))
    yield _("How often"), short_words(one.recurrence)
    yield _("Start"), describe_date(one.start, today)
    yield _("End"), describe_date(one.end, today) if one.end else ""
    yield _("Plan"), one.plan
    due = mentors.next_due(one, today)
    yield _("Next due"), describe_date(due, today) if due and one.state is MentorState.RUNNING else ""
    yield _("Mentees of {name}").format(name=one.mentor), _load(store, one)


def _load(store: Store, one: MentorLine) -> str:
    names, most = mentors.mentees(store, one.mentor_id), mentors.limit(store)
    told = _(", ").join(names)
    return told if most is None else _("{n} of {most}: {names}").format(n=len(names), most=most, names=told or _("nobody"))


_DETAILS: Final[Mapping[SupportTable, Callable[[Any, str, Any], Detail]]] = {
    SupportTable.REQUEST: _plain(SupportTable.REQUEST, _request),
    SupportTable.INITIATIVE: _plain(SupportTable.INITIATIVE, _initiative),
    SupportTable.ACCOMMODATION: _plain(SupportTable.ACCOMMODATION, _accommodation),
    SupportTable.TRAINING: _plain(SupportTable.TRAINING, _training),
    SupportTable.SKILL_GAP: _plain(SupportTable.SKILL_GAP, _skill_gap),
    SupportTable.COURSE: _course,
    SupportTable.MENTORSHIP: _mentorship,
}
