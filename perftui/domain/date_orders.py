"""Dates in an imported column: the order of day, month and year is guessed from all values, then each is read strictly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from perftui.domain.calendars import full_year
from perftui.domain.date_rules import month_of, plain
from perftui.domain.dates import BadDate, within_range
from perftui.errors import Message
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_TIME = r"[t ]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[ap]m)?(?:z|[+-]\d\d:?\d\d)?$"
_FIGURES = r"(\d{4}|\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4}|\d{1,2})\.?"
_IN_CHINESE = r"(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]?"
_COMPACT = r"(\d{4})(\d\d)(\d\d)"
_DAY_MONTH = r"(\d{1,2})[ .-]*([a-z]{3,9})[ .,-]+(\d{4}|\d{2})"
_MONTH_DAY = r"([a-z]{3,9})[ .-]*(\d{1,2})[ .,-]+(\d{4}|\d{2})"
_SERIAL = r"(\d{5})(?:\.\d+)?"
_EXCEL_DAY_0 = date(1899, 12, 30)
"""Excel counts from 1900 but has a 29 February 1900; from March 1900 on this start is right."""
_LONGEST = 60


class FieldOrder(StrEnum):
    """Which of year, month and day comes first, second and third."""

    YMD = "ymd"
    DMY = "dmy"
    MDY = "mdy"

    @property
    def label(self) -> Message:
        """The order in words, for a choice on the screen."""
        return Message(_LABELS[self])


_LABELS = {
    FieldOrder.YMD: mark("year, month, day"),
    FieldOrder.DMY: mark("day, month, year"),
    FieldOrder.MDY: mark("month, day, year"),
}


@dataclass(frozen=True, slots=True)
class DateOrder:
    """The order in which a column writes its dates."""

    fields: FieldOrder
    rivals: tuple[FieldOrder, ...] = ()
    """Orders that fit as many values but give other dates: ask before using `fields`. Empty where the column is clear."""
    example: str = ""
    """The first value that a rival reads differently."""


class BadColumnDate(BadDate):
    """A value of an imported column is no date in the column's order."""

    template = mark('"{text}" is no date in the order of this column. Write it like 2026-12-24.')


def guess_order(values: Iterable[str]) -> DateOrder:
    """The order that reads most values of a column; blank ones do not count.

    Between orders that read equally many, figures with dots are taken for day and month, others for month and day, and the rest
    is reported as rivals. Dotted dates have no rival that puts the month first.

    Args:
        values: The whole column, as text.
    """
    texts = [text for text in dict.fromkeys(map(plain, values)) if text]
    readings = {fields: [_reading(text, fields) for text in texts] for fields in FieldOrder}
    telling = [text for text, *days in zip(texts, *readings.values(), strict=True) if len(set(days)) > 1]
    if not telling:
        return DateOrder(FieldOrder.YMD)
    is_dotted = all("." in text for text in telling)
    ranks = _ranked(is_dotted)
    found = {fields: len(texts) - readings[fields].count(None) for fields in ranks}
    best = max(ranks, key=lambda fields: found[fields])
    rivals = [f for f in ranks if found[f] == found[best] and readings[f] != readings[best] and not (is_dotted and f == FieldOrder.MDY)]
    differing = (text for place, text in enumerate(texts) if any(readings[f][place] != readings[best][place] for f in rivals))
    return DateOrder(best, tuple(rivals), next(differing, ""))


def read_date(text: str, order: DateOrder) -> date:
    """One value of a column.

    Read in any order are dates that begin with a four-digit year, 20261224, 2026年12月24日, 24 Dec 2026, and Excel's day numbers
    from 10000 (18 May 1927) to 99999, counted from 1900. A time of day is left out. Two digits of a year mean 1950 to 2049.

    Args:
        text: A cell as text.
        order: Of the whole column.

    Raises:
        BadColumnDate: The text is no complete date in this order.
        DateOutOfRange: The year is out of range.
    """
    day = _reading(plain(text), order.fields) if len(text) <= _LONGEST else None
    if day is None:
        raise BadColumnDate(text)
    return within_range(day, text)


def _ranked(is_dotted: bool) -> Sequence[FieldOrder]:
    first = (FieldOrder.DMY, FieldOrder.MDY) if is_dotted else (FieldOrder.MDY, FieldOrder.DMY)
    return (*first, FieldOrder.YMD)


def _reading(text: str, fields: FieldOrder) -> date | None:
    text = re.sub(_TIME, "", text)
    parts = _figures(text, fields) or _unmistakable(text)
    try:
        if parts:
            year, month, day = parts
            return date(full_year(year), month, day)
    except ValueError:
        return None
    serial = re.fullmatch(_SERIAL, text)
    return _EXCEL_DAY_0 + timedelta(int(serial[1])) if serial and serial[1] >= "10000" else None


def _figures(text: str, fields: FieldOrder) -> tuple[int, int, int] | None:
    if (match := re.fullmatch(_FIGURES, text)) is None:
        return None
    if len(match[1]) == 4:
        fields = FieldOrder.YMD
    named = dict(zip(fields, (match[1], match[3], match[4]), strict=True))
    # A four-digit year must stand where the order has the year, and a single digit is no year.
    if any((len(figures) == 4 and name != "y") or (len(figures) == 1 and name == "y") for name, figures in named.items()):
        return None
    return int(named["y"]), int(named["m"]), int(named["d"])


def _unmistakable(text: str) -> tuple[int, int, int] | None:
    if match := re.fullmatch(_IN_CHINESE, text) or re.fullmatch(_COMPACT, text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := re.fullmatch(_DAY_MONTH, text):
        day, name, year = match.groups()
    elif match := re.fullmatch(_MONTH_DAY, text):
        name, day, year = match.groups()
    else:
        return None
    month = month_of(name)
    return (int(year), month, int(day)) if month else None
