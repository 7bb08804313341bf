"""How long something takes, as templates and people write it: `3m`, `3w`, `75d`, `90 days`, `3个月`.

A month is a calendar month, clamped at the end of the month: a month after 31 January is 28 February (R54).
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from perftui.domain.calendars import add_months
from perftui.domain.date_rules import plain
from perftui.records import NamedTuple

_UNITS: Final = (("m", "m|months?|个?月"), ("w", "w|weeks?|个?周|个?星期"), ("d", "d|days?|天|日"))
_MOST: Final = 9999


class Duration(NamedTuple):
    """A length of time."""

    number: int
    unit: str
    """`m` for calendar months, `w` for weeks, `d` for days."""

    def after(self, start: date) -> date:
        """The day on which something is due that begins on a day and may take so long."""
        if self.unit == "m":
            return add_months(start, self.number)
        return start + timedelta(self.number * (7 if self.unit == "w" else 1))

    def last_day(self, start: date) -> date:
        """The last day of something that lasts so long: of days and weeks the first one counts too, months run to the same date."""
        return self.after(start) if self.unit == "m" else self.after(start) - timedelta(1)


def read_duration(text: str) -> Duration | None:
    """What a text means; None where it is no duration, or one of no days."""
    found = re.fullmatch(r"\+?(\d{1,4}) ?(\D+)", plain(text))
    if not found:
        return None
    number = int(found[1])
    unit = next((unit for unit, pattern in _UNITS if re.fullmatch(pattern, found[2])), "")
    return Duration(number, unit) if unit and 0 < number <= _MOST else None
