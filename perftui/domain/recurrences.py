"""What comes back: every day, week, month, quarter or year, kept as a short text such as `weekly:mon,thu` or `monthly:31`.

Own code, because libraries for RRULE skip the months that are too short: what is due on the 31st is due on the last day of
February too (R54). Each text says by itself on which days it falls; only for every second week it matters where the series begins.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from perftui.domain.calendars import end_of_month, start_of_week
from perftui.domain.codes import Code
from perftui.domain.formats import month_name, weekday_name
from perftui.i18n import gettext as _
from perftui.i18n import mark
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""As the stored texts name the days of the week, 0 is Monday."""
WORKDAYS: Final = (0, 1, 2, 3, 4)
_A_MONDAY: Final = date(2024, 1, 1)


class Every(Code):
    """How often something comes back."""

    DAILY = "daily", mark("Every day")
    WORKDAYS = "workdays", mark("Every working day")
    WEEKLY = "weekly", mark("Every week")
    BIWEEKLY = "biweekly", mark("Every two weeks")
    MONTHLY = "monthly", mark("Every month")
    QUARTERLY = "quarterly", mark("Every quarter")
    YEARLY = "yearly", mark("Every year")


_STEPS: Final = {Every.MONTHLY: 1, Every.QUARTERLY: 3, Every.YEARLY: 12}
"""Months from one occurrence to the next."""
_WEEKS: Final = {Every.WEEKLY: 1, Every.BIWEEKLY: 2}


class Recurrence(NamedTuple):
    """On which days something is due; days and month may be open until it is known when it begins: see `anchored`."""

    every: Every
    weekdays: tuple[int, ...] = ()
    """Of weeks, 0 is Monday, in order."""
    month: int = 0
    """Of quarters and years: one of the months in which it falls."""
    day: int = 0
    """Of months, quarters and years; in shorter months it is the last day."""

    def text(self) -> str:
        """As it is stored; `read` gives the same again."""
        days = ",".join(DAYS[day] for day in self.weekdays)
        on = f"{self.month:02d}-{self.day:02d}" if self.month else str(self.day or "")
        details = days or on
        return f"{self.every.value}:{details}" if details else self.every.value


def read(text: str) -> Recurrence | None:
    """What a stored text means; None where it is none, as in files of before there were such texts."""
    head, _colon, details = text.partition(":")
    if head not in set(Every):
        return None
    every = Every(head)
    if not details:
        return Recurrence(every)
    if every in _WEEKS:
        days = details.split(",")
        return Recurrence(every, tuple(sorted({DAYS.index(day) for day in days}))) if set(days) <= set(DAYS) else None
    if every is Every.MONTHLY:
        return Recurrence(every, day=int(details)) if re.fullmatch(r"[1-9]|[12]\d|3[01]", details) else None
    found = re.fullmatch(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", details) if every in _STEPS else None
    return Recurrence(every, month=_phase(every, int(found[1])), day=int(found[2])) if found else None


def _phase(every: Every, month: int) -> int:
    """The month itself; of quarters the first month of the year in which they fall."""
    return (month - 1) % _STEPS[every] + 1


def anchored(recurrence: Recurrence, start: date) -> Recurrence:
    """The same, with what is open taken from the day on which it begins."""
    every = recurrence.every
    if every in _WEEKS:
        return recurrence if recurrence.weekdays else recurrence._replace(weekdays=(start.weekday(),))
    if every not in _STEPS or recurrence.day:
        return recurrence
    return recurrence._replace(month=0 if every is Every.MONTHLY else _phase(every, start.month), day=start.day)


def first_on(recurrence: Recurrence, start: date) -> date:
    """The first occurrence on or after a day; what is open in the recurrence is taken from that day."""
    sure = anchored(recurrence, start)
    return _first_in_months(sure, start) if sure.every in _STEPS else _first_on_days(_weekdays(sure), start)


def following(recurrence: Recurrence, occurrence: date) -> date:
    """The occurrence after another one.

    Args:
        recurrence: On which days it falls.
        occurrence: One of them; every second week is counted from its week.
    """
    sure = anchored(recurrence, occurrence)
    found = first_on(sure, occurrence + timedelta(1))
    if sure.every is Every.BIWEEKLY and start_of_week(found) != start_of_week(occurrence):
        return _first_on_days(sure.weekdays, start_of_week(occurrence) + timedelta(14))
    return found


def occurrences(recurrence: Recurrence, start: date, until: date) -> Iterator[date]:
    """The days from one to another on which it falls, both included, in order; none where the last comes first."""
    sure = anchored(recurrence, start)
    day = first_on(sure, start)
    while day <= until:
        yield day
        day = following(sure, day)


def _weekdays(recurrence: Recurrence) -> tuple[int, ...]:
    if recurrence.every is Every.DAILY:
        return tuple(range(7))
    return WORKDAYS if recurrence.every is Every.WORKDAYS else recurrence.weekdays


def _first_on_days(weekdays: tuple[int, ...], start: date) -> date:
    return min(start + timedelta((day - start.weekday()) % 7) for day in weekdays)


def _first_in_months(recurrence: Recurrence, start: date) -> date:
    step = _STEPS[recurrence.every]
    months = start.year * 12 + start.month - 1
    months += ((recurrence.month or start.month) - start.month) % step
    found = _day_of(months, recurrence.day)
    return found if found >= start else _day_of(months + step, recurrence.day)


def _day_of(months: int, day: int) -> date:
    year, month = divmod(months, 12)
    first = date(year, month + 1, 1)
    return first.replace(day=min(day, end_of_month(first).day))


def words(recurrence: Recurrence) -> str:
    """It in words, in the language in use: `every week on Mon, Thu`."""
    every = recurrence.every
    if every in _WEEKS:
        return _in_weeks(recurrence)
    if every in _STEPS and recurrence.day:
        return _in_months(recurrence)
    return {
        Every.DAILY: _("each day"),
        Every.WORKDAYS: _("every working day"),
        Every.MONTHLY: _("every month"),
        Every.QUARTERLY: _("every quarter"),
        Every.YEARLY: _("every year"),
    }[every]


def _in_weeks(recurrence: Recurrence) -> str:
    days = _(", ").join(weekday_name(_A_MONDAY + timedelta(day)) for day in recurrence.weekdays)
    if recurrence.every is Every.WEEKLY:
        return _("every week on {days}").format(days=days) if days else _("every week")
    return _("every two weeks on {days}").format(days=days) if days else _("every two weeks")


def _in_months(recurrence: Recurrence) -> str:
    month, day = recurrence.month, recurrence.day
    if recurrence.every is Every.MONTHLY:
        return _("at the end of each month") if day == 31 else _("every month on day {day}").format(day=day)
    if recurrence.every is Every.YEARLY:
        return _("every year on {day} {month}").format(day=day, month=month_name(month))
    months = _(", ").join(month_name(each) for each in range(month, 13, 3))
    return (_("at the end of {months}") if day == 31 else _("on day {day} of {months}")).format(day=day, months=months)


def brief_words(text: str) -> str:
    """A stored text in as few words as a narrow column has room for: `weekly: Mon`."""
    found = read(text) if text else None
    if found is None:
        return text
    often = {
        Every.DAILY: _("daily"),
        Every.WORKDAYS: _("workdays"),
        Every.WEEKLY: _("weekly"),
        Every.BIWEEKLY: _("2 weeks"),
        Every.MONTHLY: _("monthly"),
        Every.QUARTERLY: _("quarterly"),
        Every.YEARLY: _("yearly"),
    }[found.every]
    on = _(", ").join(weekday_name(_A_MONDAY + timedelta(day)) for day in found.weekdays)
    if found.every is Every.YEARLY and found.day:
        on = f"{found.month}-{found.day}"
    elif found.day:
        on = _("end") if found.day == 31 else str(found.day)
    return _("{often}: {on}").format(often=often, on=on) if on else often


def short_words(text: str) -> str:
    """A stored text in words; one that is none stands for itself."""
    found = read(text) if text else None
    return words(found) if found else text
