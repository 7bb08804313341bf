"""Actions as a calendar (ICS, RFC 5545): a day for each, a rule for what repeats, and planned meetings on request.

A rule is written where every calendar understands it. What is due on the 29th, 30th or 31st falls on the last day of a shorter
month here, while calendars skip that month: the 31st is written as the last day, the others day by day for a year.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from perftui.domain.calendars import add_months
from perftui.domain.meetings import ActionState, MeetingState
from perftui.domain.recurrences import DAYS, Every, Recurrence, occurrences, read
from perftui.domain.roles import role_text
from perftui.i18n import gettext as _
from perftui.i18n import language, say
from perftui.services import meetings
from perftui.services.action_listings import ActionListing
from perftui.services.transfer.exports import write_export

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from icalendar import Calendar, Event

    from perftui.services.action_listings import ActionFilter, ListedAction
    from perftui.services.meetings import MeetingLine
    from perftui.storage.stores import Store

HOST: Final = "perftui"
"""Behind the id of a record: what makes it an id for all calendars."""
MONTHS_AHEAD: Final = 12
"""For so long a series without a last day is written that no rule can tell."""
_BYDAY: Final = tuple(day[:2].upper() for day in DAYS)
_RULES: Final[dict[Every, dict[str, Any]]] = {
    Every.DAILY: {"FREQ": "DAILY"},
    Every.WORKDAYS: {"FREQ": "WEEKLY", "BYDAY": list(_BYDAY[:5])},
    Every.WEEKLY: {"FREQ": "WEEKLY"},
    Every.BIWEEKLY: {"FREQ": "WEEKLY", "INTERVAL": 2, "WKST": "MO"},
    Every.MONTHLY: {"FREQ": "MONTHLY"},
    Every.QUARTERLY: {"FREQ": "MONTHLY", "INTERVAL": 3},
    Every.YEARLY: {"FREQ": "YEARLY"},
}
_EVERYWHERE: Final = 28
"""The last day that each month has."""


def export_calendar(  # noqa: PLR0913  # as `action_sheets.export`
    store: Store, path: Path, shown: ActionFilter, today: date, overwrite: bool = False, *, with_meetings: bool = False
) -> int:
    """Write the actions that have a date to a calendar; arguments and errors are those of `action_sheets.export`.

    Returns:
        How many actions and meetings were written.
    """
    calendar, count = _calendar(store, shown, today, with_meetings=with_meetings)
    write_export(path, calendar.to_ical(), overwrite)
    return count


def as_calendar(store: Store, shown: ActionFilter, today: date, *, with_meetings: bool = False) -> str:
    """The same as text."""
    return bytes(_calendar(store, shown, today, with_meetings=with_meetings)[0].to_ical()).decode()


def _calendar(store: Store, shown: ActionFilter, today: date, *, with_meetings: bool) -> tuple[Calendar, int]:
    from icalendar import Calendar

    calendar, count = Calendar(), 0
    for name, value in (("prodid", f"-//{HOST}//{language()}"), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH")):
        calendar.add(name, value)
    calendar.add("x-wr-calname", _("Actions"))
    for listed in ActionListing(store, shown, today).every():
        if listed.line.due is not None:
            count += 1
            for event in _events(store, listed, today):
                calendar.add_component(event)
    for line in _planned(store) if with_meetings else ():
        count += 1
        calendar.add_component(_meeting(store, line))
    return calendar, count


def _events(store: Store, listed: ListedAction, today: date) -> Iterator[Event]:
    """The day of an action; of one that repeats a rule, or all its days where no rule can tell."""
    line = listed.line
    series = read(line.recurrence) if line.state is ActionState.OPEN else None
    if line.due is None:
        return
    if series is None:
        yield _event(store, listed, f"{line.id}@{HOST}", line.due)
    elif rule := rule_of(series, line.until):
        event = _event(store, listed, f"{line.id}@{HOST}", line.due)
        event.add("rrule", rule)
        yield event
    else:
        for day in occurrences(series, line.due, line.until or add_months(max(line.due, today), MONTHS_AHEAD)):
            yield _event(store, listed, f"{line.id}-{day:%Y%m%d}@{HOST}", day)


def rule_of(series: Recurrence, until: date | None) -> dict[str, Any] | None:
    """The rule that falls on just the days of a series, as `icalendar` takes it; None where there is none.

    Args:
        series: Begins on one of its own days.
        until: Its last day.
    """
    rule = dict(_RULES[series.every])
    if series.weekdays:
        rule["BYDAY"] = [_BYDAY[day] for day in series.weekdays]
    is_last = series.day == 31 and series.every is not Every.YEARLY
    if is_last:
        rule["BYMONTHDAY"] = -1
    elif series.day > _EVERYWHERE and (series.every is not Every.YEARLY or series.month == 2):
        return None
    if until is not None:
        rule["UNTIL"] = until
    return rule


def _event(store: Store, listed: ListedAction, uid: str, day: date) -> Event:
    line = listed.line
    event = _all_day(store, uid, line.title, day)
    rows = (
        (_("Owner"), line.owners),
        (_("Role"), role_text(line.role)),
        (_("Measured by"), line.measure),
        (_("Comes from"), listed.comes_from.text),
        (_("State"), say(line.state)),
        (_("Note"), line.note),
    )
    event.add("description", "\n".join(_("{kind}: {text}").format(kind=label, text=text) for label, text in rows if text))
    event.add("status", "CANCELLED" if line.state is ActionState.CANCELLED else "CONFIRMED")
    return event


def _all_day(store: Store, uid: str, title: str, day: date) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", store.clock())
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(1))
    event.add("summary", title)
    event.add("transp", "TRANSPARENT")
    return event


def _planned(store: Store) -> Iterator[MeetingLine]:
    return (line for line in meetings.listing(store) if line.state is MeetingState.PLANNED)


def _meeting(store: Store, line: MeetingLine) -> Event:
    event = _all_day(store, f"{line.id}@{HOST}", line.title, line.on)
    if line.place:
        event.add("location", line.place)
    event.add("description", say(line.kind))
    event.add("status", "CONFIRMED")
    return event
