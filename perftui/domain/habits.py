"""Habits of a plan: how often what was counted reaches its target, and how faithfully it is written down (R55).

Own formulas. Compliance is the share of the days due so far on which the target was reached; a day without an entry counts as not
reached once it is past, and today only once it is entered. The entry rate is the share of those days of which anything is known.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.recurrences import occurrences, read
from perftui.errors import BadInput
from perftui.i18n import mark
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

_MISSED = frozenset(("x", "missed", "no", "n", "未做", "没做", "漏", "缺", "否"))
_DONE = frozenset(("ok", "done", "yes", "y", "✓", "√", "完成", "已做", "做了", "是"))


class BadEntry(BadInput):
    """A text that is no entry of a habit."""

    template = mark("“{text}” is no entry. Write a number, “ok” for done or “x” for missed.")


class CountMissing(BadInput):
    """A habit that is counted was only called done."""

    template = mark("This is counted: write how many {unit}, or “x” for missed.")


class Entry(NamedTuple):
    """What became of one day."""

    is_done: bool
    value: Decimal | None = None
    """What was counted; None where nothing is."""
    is_late: bool = False
    """Whether it was entered after its day; it stays late."""


class Compliance(NamedTuple):
    """How a habit has gone so far."""

    due: int
    """Days due so far."""
    entered: int
    reached: int
    """Days on which the target was reached."""
    late: int

    @property
    def share(self) -> Decimal | None:
        """Days that reached the target, 0 to 1; None while none was due."""
        return Decimal(self.reached) / self.due if self.due else None

    @property
    def entry_rate(self) -> Decimal | None:
        """Days of which anything is written down, 0 to 1; None while none was due."""
        return Decimal(self.entered) / self.due if self.due else None


def days(recurrence: str, start: date, until: date) -> list[date]:
    """The days of a habit from its first to its last one, both included; working days leave out the weekends.

    Args:
        recurrence: As it is stored; one that is unknown gives no days.
        start: From when on.
        until: The last day.
    """
    series = read(recurrence)
    return [] if series is None else list(occurrences(series, start, until))


def reaches(entry: Entry | None, wanted: Decimal | None, *, is_falling: bool = False) -> bool:
    """Whether an entry reaches the target; where nothing is counted, whether it was done.

    Args:
        entry: None where there is none.
        wanted: What is to be counted; None where nothing is.
        is_falling: Whether less is better, as where the uplift is negative.
    """
    if entry is None or not entry.is_done:
        return False
    if wanted is None:
        return True
    if entry.value is None:
        return False
    return entry.value <= wanted if is_falling else entry.value >= wanted


def compliance(
    dates: Iterable[date], entries: Mapping[date, Entry], today: date, wanted: Decimal | None, *, is_falling: bool = False
) -> Compliance:
    """How a habit has gone so far.

    Args:
        dates: All its days.
        entries: Day to what became of it.
        today: It counts only once it is entered.
        wanted: What is to be counted each time; None where nothing is.
        is_falling: Whether less is better.
    """
    due = [day for day in dates if day < today or (day in entries and day <= today)]
    told = [entries[day] for day in due if day in entries]
    reached = sum(reaches(entry, wanted, is_falling=is_falling) for entry in told)
    return Compliance(len(due), len(told), reached, sum(entry.is_late for entry in told))


def read_entry(text: str, *, is_counted: bool, unit: str = "") -> tuple[bool, Decimal | None]:
    """What was typed of a day: a number, `ok` or `x`.

    Args:
        text: Full or half width; the unit may follow the number.
        is_counted: Whether a number is needed where it was done.
        unit: What is counted.

    Returns:
        Whether it was done, and how many.

    Raises:
        BadEntry: It is none of them.
        CountMissing: A number is needed.
    """
    from perftui.domain.target_words import tidied  # whoever only reads does without

    tidy = tidied(text).casefold().removesuffix(unit.casefold().strip()).strip() if unit else tidied(text).casefold()
    if tidy in _MISSED:
        return False, None
    if tidy in _DONE:
        if is_counted:
            raise CountMissing(unit=unit)
        return True, None
    digits = tidy.replace(",", "")
    if not digits.replace(".", "", 1).isdecimal():
        raise BadEntry(text=text.strip()[:40])
    return True, Decimal(digits)
