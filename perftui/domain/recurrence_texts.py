"""Recurrences as people type them, English and Chinese: `every 2 weeks`, `weekly mon, thu`, `每周一`, `每月底`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from perftui.domain.date_rules import month_of, plain
from perftui.domain.recurrences import DAYS, Every, Recurrence, read
from perftui.domain.texts import shorten
from perftui.errors import BadInput
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST: Final = 60
_HAN: Final = "一二三四五六日"
_DAY: Final = r"mon(?:day)?s?|tue(?:s|sday)?s?|wed(?:nesday)?s?|thu(?:r|rs|rsday)?s?|fri(?:day)?s?|sat(?:urday)?s?|sun(?:day)?s?"
_IN: Final = r"(?:on|at|in|the|of)\b"
_HEADS: Final = (
    (Every.WORKDAYS, r"workdays?|working days?|weekdays|(?:every|each) (?:workday|working day|weekday)|(?:每个?)?工作日|每个工作天"),
    (Every.DAILY, r"daily|(?:every|each) ?day|每天|每日|天天"),
    (
        Every.BIWEEKLY,
        r"bi-?weekly|fortnightly|every (?:2|two) weeks?|every (?:other|second) week|每?(?:2|两|二)个?(?:周|星期)|双周|每?隔(?:一|1)?周",
    ),
    (Every.QUARTERLY, r"quarterly|(?:every|each) quarter|每个?季度?|(?:every )?(?:3|three) months|每?(?:3|三)个月"),
    (Every.MONTHLY, r"monthly|(?:every|each) month|每个?月"),
    (Every.YEARLY, r"yearly|annually|(?:every|each) year|每年|年度"),
    (Every.WEEKLY, rf"weekly|(?:every|each) week|每个?(?:周|星期|礼拜)|(?:every|each)(?= (?:{_DAY})\b)"),
)
"""What a recurrence begins with; the longer ones first."""
_END: Final = "end|last day|eom|底|末|月底|月末|最后一天|最后1天"
_BEGIN: Final = "first day|初|月初"


class BadRecurrence(BadInput):
    """A text cannot be read as a recurrence."""

    template = mark("“{text}” does not say how often. Try weekly mon, every 2 weeks, monthly 15, quarterly, 每周一 or 每月底.")
    field = "recurrence"

    def __init__(self, text: str) -> None:
        super().__init__(text=shorten(text, 40))


def parse_recurrence(text: str) -> Recurrence:
    """What was typed: the stored texts too, full or half width, in any case.

    Args:
        text: Such as `every mon and thu` or `每月15日`. What is left open follows from the first due date.

    Raises:
        BadRecurrence: It cannot be read.
    """
    typed = plain(text)
    found = None if len(typed) > _LONGEST else read(typed) or _read(typed)
    if found is None:
        raise BadRecurrence(text)
    return found


def _read(typed: str) -> Recurrence | None:
    typed = typed.removesuffix("一次")
    for every, head in _HEADS:
        begun = re.match(rf"(?:{head})(?![a-z])", typed)
        if begun:
            rest = re.sub(r"^[\s:：,，、]+|[.。]$", "", typed[begun.end() :])
            return _detailed(every, re.sub(rf"^(?:{_IN} ?)+", "", rest))
    return None


def _detailed(every: Every, rest: str) -> Recurrence | None:
    if not rest:
        return Recurrence(every)
    if every in (Every.WEEKLY, Every.BIWEEKLY):
        days = list(_weekdays(rest))
        return Recurrence(every, tuple(sorted({day for day in days if day is not None}))) if None not in days else None
    if every is Every.MONTHLY:
        day = _day_of_month(rest)
        return Recurrence(every, day=day) if day else None
    if every is Every.QUARTERLY:
        return Recurrence(every, month=3, day=31) if re.fullmatch(_END, rest) else None
    return _day_of_year(rest) if every is Every.YEARLY else None


def _weekdays(rest: str) -> Iterator[int | None]:
    """The days that are named; None for what is no day."""
    for part in re.split(r"[\s,，、/&和及与]+|\band\b", rest):
        bare = re.sub("^(?:周|星期|礼拜)", "", part).replace("天", "日")
        if bare and all(sign in _HAN for sign in bare):
            yield from (_HAN.index(sign) for sign in bare)
        elif part:
            yield DAYS.index(part[:3]) if re.fullmatch(_DAY, part) else None


def _day_of_month(rest: str) -> int:
    if re.fullmatch(_END, rest):
        return 31
    if re.fullmatch(_BEGIN, rest):
        return 1
    found = re.fullmatch(r"(?:day )?([1-9]|[12]\d|3[01])(?:st|nd|rd|th|日|号)?", rest)
    return int(found[1]) if found else 0


def _day_of_year(rest: str) -> Recurrence | None:
    if re.fullmatch(r"end|底|末|年底", rest):
        return Recurrence(Every.YEARLY, month=12, day=31)
    if found := re.fullmatch(r"(\d{1,2})(?:[-/]|月)(\d{1,2})[日号]?", rest):
        month, day = int(found[1]), int(found[2])
    elif found := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})", rest):
        month, day = month_of(found[2]) or 0, int(found[1])
    elif found := re.fullmatch(r"([a-z]{3,9}) (\d{1,2})(?:st|nd|rd|th)?", rest):
        month, day = month_of(found[1]) or 0, int(found[2])
    else:
        return None
    return read(f"{Every.YEARLY.value}:{month:02d}-{day:02d}")
