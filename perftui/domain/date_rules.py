"""The grammar of typed dates, English and Chinese: a list of rules, each a reading or None.

Patterns are kept as text, so that nothing is compiled before the first date is typed.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import TYPE_CHECKING

from perftui.domain.calendars import (
    add_months,
    add_working_days,
    end_of_month,
    end_of_quarter,
    end_of_year,
    full_year,
    next_occurrence,
    next_weekday,
    start_of_week,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_HAN_WEEKDAYS = "一二三四五六日"
_DIGITS = "一二三四五六七八九"
_VALUES = {"": 0, "十": 10, "两": 2} | {digit: value for value, digit in enumerate(_DIGITS, 1)}
_SIGNS = str.maketrans({"。": ".", "−": "-", "–": "-"})

_NUMBER = rf"\d{{1,5}}|[{_DIGITS}]?十[{_DIGITS}]?|[{_DIGITS}两]"
_YEAR = r"\d{4}|\d{2}"
_HAN_WEEKDAY = rf"(?:周|星期|礼拜)([{_HAN_WEEKDAYS}天])"
_OFFSET = rf"([+-]|in )? ?({_NUMBER}) ?个?([a-z]+|天|日|周|星期|礼拜|月|年|工作日) ?(ago|[以之]?[前后])?"
_WEEKDAY = r"(next ?)?([a-z]{3,9})"
_WEEKDAY_IN_CHINESE = rf"(上|本|这|下{{1,2}})?个?{_HAN_WEEKDAY}"
_YEAR_FIRST = r"(\d{4})(?:([-/.]) ?(\d{1,2})\2 ?(\d{1,2})|(\d\d)(\d\d))"
_IN_CHINESE = rf"(?:({_YEAR}) ?年 ?)?(\d{{1,2}}) ?月 ?(\d{{1,2}}) ?[日号]?(?: ?{_HAN_WEEKDAY})?"
_SLASHED = rf"(\d{{1,2}})([-/])(\d{{1,2}})(?:\2({_YEAR}))?"
_DOTTED = rf"(\d{{1,2}})\. ?(\d{{1,2}})(?:\. ?({_YEAR})?)?"
_DAY_MONTH = rf"(?:([a-z]{{3,9}}),? )?(\d{{1,2}})(?:st|nd|rd|th)?[ .-]*([a-z]{{3,9}})(?:[ .,-]+({_YEAR}))?"
_MONTH_DAY = rf"(?:([a-z]{{3,9}}),? )?([a-z]{{3,9}})[ .-]*(\d{{1,2}})(?:st|nd|rd|th)?(?:[ .,-]+({_YEAR}))?"

_OFFSETS: Mapping[str, Callable[[date, int], date]] = {
    **dict.fromkeys(("d", "day", "days", "天", "日"), lambda day, n: day + timedelta(n)),
    **dict.fromkeys(("w", "week", "weeks", "周", "星期", "礼拜"), lambda day, n: day + timedelta(7 * n)),
    **dict.fromkeys(("m", "month", "months", "月"), add_months),
    **dict.fromkeys(("y", "year", "years", "年"), lambda day, n: add_months(day, 12 * n)),
    **dict.fromkeys(("bd", "工作日"), add_working_days),
}
_NAMED: Mapping[str, Callable[[date], date]] = {
    **dict.fromkeys(("前天",), lambda day: day - timedelta(2)),
    **dict.fromkeys(("yesterday", "昨天", "昨日"), lambda day: day - timedelta(1)),
    **dict.fromkeys(("t", "today", "今天", "今日"), lambda day: day),
    **dict.fromkeys(("tom", "tomorrow", "明天", "明日"), lambda day: day + timedelta(1)),
    **dict.fromkeys(("后天",), lambda day: day + timedelta(2)),
    **dict.fromkeys(("大后天",), lambda day: day + timedelta(3)),
    **dict.fromkeys(("nextweek", "next week", "下周", "下星期"), lambda day: start_of_week(day) + timedelta(7)),
    **dict.fromkeys(("下下周", "下下星期"), lambda day: start_of_week(day) + timedelta(14)),
    **dict.fromkeys(("eom", "月底", "月末"), end_of_month),
    **dict.fromkeys(("eoq", "季末", "季底", "季度末"), end_of_quarter),
    **dict.fromkeys(("eoy", "年底", "年末"), end_of_year),
}
_WEEKS = {"上": -1, "本": 0, "这": 0, "下": 1, "下下": 2}


def plain(text: str) -> str:
    """A text in the form that the rules read: half width, lower case, single spaces, ASCII signs."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().translate(_SIGNS).split())


def month_of(name: str) -> int | None:
    """The number of a month by its English name in lower case, or by three or more letters of it; None if it is none."""
    return _place(name, _MONTHS)


def read_typed(text: str, today: date) -> date | None:
    """The date that a text means, seen from today.

    Args:
        text: As `plain` gives it.
        today: What offsets and dates without a year start from.

    Returns:
        None where no rule knows the text.

    Raises:
        ValueError: It has the form of a date, but there is no such day.
        OverflowError: The date lies outside the years 1 to 9999.
    """
    return next((day for rule in _RULES if (day := rule(text, today))), None)


def _place(name: str, names: Sequence[str]) -> int | None:
    return next((place for place, full in enumerate(names, 1) if len(name) > 2 and full.startswith(name)), None)


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    tens, ten, ones = (_VALUES[part] for part in text.rpartition("十"))
    return (tens or 1) * ten + ones


def _named(text: str, today: date) -> date | None:
    return _NAMED[text](today) if text in _NAMED else None


def _offset(text: str, today: date) -> date | None:
    if (match := re.fullmatch(_OFFSET, text)) is None:
        return None
    sign, number, unit, side = match.groups()
    # 3月 is March and 5日 the fifth: in Chinese only a sign or 后 makes a distance of them.
    if unit not in _OFFSETS or (sign and side) or not (sign or side or unit.isascii()):
        return None
    is_back = sign == "-" or (side or "").endswith(("ago", "前"))
    return _OFFSETS[unit](today, -_number(number) if is_back else _number(number))


def _weekday(text: str, today: date) -> date | None:
    if match := re.fullmatch(_WEEKDAY, text):
        weekday, weeks = _place(match[2], _WEEKDAYS), 1 if match[1] else None
    elif match := re.fullmatch(_WEEKDAY_IN_CHINESE, text):
        weekday, weeks = _han_weekday(match[2]), _WEEKS.get(match[1])
    else:
        return None
    if weekday is None:
        return None
    return next_weekday(today, weekday - 1) if weeks is None else start_of_week(today) + timedelta(7 * weeks + weekday - 1)


def _han_weekday(name: str | None) -> int | None:
    return _HAN_WEEKDAYS.index(name.replace("天", "日")) + 1 if name else None


def _dated(year: str | None, month: int, day: int, today: date, weekday: int | None = None) -> date:
    found = date(full_year(int(year)), month, day) if year else next_occurrence(month, day, today)
    if weekday is not None and found.isoweekday() != weekday:
        raise ValueError(weekday)
    return found


def _year_first(text: str, _today: date) -> date | None:
    if (match := re.fullmatch(_YEAR_FIRST, text)) is None:
        return None
    return date(int(match[1]), int(match[3] or match[5]), int(match[4] or match[6]))


def _in_chinese(text: str, today: date) -> date | None:
    if (match := re.fullmatch(_IN_CHINESE, text)) is None:
        return None
    return _dated(match[1], int(match[2]), int(match[3]), today, _han_weekday(match[4]))


def _in_figures(text: str, today: date) -> date | None:
    if match := re.fullmatch(_SLASHED, text):
        month, day, year = int(match[1]), int(match[3]), match[4]
    elif match := re.fullmatch(_DOTTED, text):
        day, month, year = int(match[1]), int(match[2]), match[3]
    else:
        return None
    if month > 12 >= day:
        month, day = day, month
    return _dated(year, month, day, today)


def _in_english(text: str, today: date) -> date | None:
    if match := re.fullmatch(_DAY_MONTH, text):
        weekday, day, name, year = match.groups()
    elif match := re.fullmatch(_MONTH_DAY, text):
        weekday, name, day, year = match.groups()
    else:
        return None
    month, place = month_of(name), _place(weekday or "", _WEEKDAYS)
    if month is None or (weekday and place is None):
        return None
    return _dated(year, month, int(day), today, place)


_RULES: Sequence[Callable[[str, date], date | None]] = (
    _named,
    _offset,
    _weekday,
    _year_first,
    _in_chinese,
    _in_figures,
    _in_english,
)
