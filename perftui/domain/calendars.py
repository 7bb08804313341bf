"""Calendar arithmetic of the field: months, quarters, weeks from Monday, working days.

Working days are Monday to Friday: public holidays are not known here.
"""

from __future__ import annotations

from datetime import date, timedelta


def end_of_month(day: date) -> date:
    """The last day of the month in which a day lies; that day itself where it is the last."""
    return day.replace(day=31) if day.month == 12 else day.replace(month=day.month + 1, day=1) - timedelta(1)


def end_of_quarter(day: date) -> date:
    """The last day of the calendar quarter in which a day lies."""
    return end_of_month(day.replace(month=(day.month + 2) // 3 * 3, day=1))


def end_of_year(day: date) -> date:
    """31 December of a day's year."""
    return day.replace(month=12, day=31)


def start_of_week(day: date) -> date:
    """The Monday of the ISO week in which a day lies."""
    return day - timedelta(day.weekday())


def next_weekday(day: date, weekday: int) -> date:
    """The first such weekday after a day, never that day itself; 0 is Monday, 6 is Sunday."""
    return day + timedelta((weekday - day.weekday() - 1) % 7 + 1)


def add_months(day: date, months: int) -> date:
    """The same day of another month, clamped at its end: 31 January plus one month is 28 or 29 February.

    Args:
        day: The day to start from.
        months: Calendar months; negative ones go back.

    Raises:
        OverflowError: The result lies outside the years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError(months)
    first = date(year, month + 1, 1)
    return first.replace(day=min(day.day, end_of_month(first).day))


def add_working_days(day: date, days: int) -> date:
    """The nth working day after (or, negative, before) a day; 0 gives the day itself, even on a weekend.

    Raises:
        OverflowError: The result lies outside the years 1 to 9999.
    """
    if days == 0:
        return day
    monday, weekday = start_of_week(day), day.weekday()
    if weekday > 4:
        # Counted forwards a weekend is the end of Friday, backwards the start of Monday.
        monday, weekday = (monday, 4) if days > 0 else (monday + timedelta(7), 0)
    weeks, rest = divmod(weekday + days, 5)
    return monday + timedelta(weeks * 7 + rest)


def working_days(first: date, last: date) -> int:
    """How many working days lie from the first day to the last, both counted; 0 where the last comes first."""

    def up_to(ordinal: int) -> int:
        return ordinal // 7 * 5 + min(ordinal % 7, 5)  # ordinal 1 is a Monday

    return max(0, up_to(last.toordinal()) - up_to(first.toordinal() - 1))


def full_year(year: int) -> int:
    """The year meant by its number; two digits lie in 1950 to 2049, as Windows and Excel take them."""
    if year >= 100:
        return year
    return year + (2000 if year < 50 else 1900)


def next_occurrence(month: int, day: int, today: date) -> date:
    """The next date with this month and day, today included; 29 February waits for a leap year.

    Raises:
        ValueError: No year has this day.
    """
    date(2000, month, day)  # a leap year: raises where the day never comes
    for year in range(today.year, today.year + 9):
        if (month, day) == (2, 29) and end_of_month(date(year, 2, 1)).day != 29:
            continue
        if (found := date(year, month, day)) >= today:
            return found
    raise ValueError(month, day)
