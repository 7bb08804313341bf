"""Cycles by name: what `2026-Q4`, `2026 H1` or 2026年第四季度 mean, and how much of one has passed."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from perftui.domain.calendars import add_months, end_of_month
from perftui.domain.codes import CycleKind
from perftui.domain.texts import shorten
from perftui.errors import BadInput
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Mapping

MONTHS: Final[Mapping[CycleKind, int]] = {CycleKind.QUARTER: 3, CycleKind.HALF: 6, CycleKind.YEAR: 12}
"""How long a cycle is, in calendar months."""
_YEAR: Final = "(?P<year>(?:19|20|21)[0-9]{2})"
_FORMS: Final = (
    rf"{_YEAR}[ -/_.]?(?:Q(?P<quarter>[1-4])|H(?P<half>[12]))",
    rf"(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<quarter_>[1-4])Q|(?P<half_>[12])H)[ -/_.]?{_YEAR}",
    rf"{_YEAR} ?年? ?(?:第? ?(?P<quarter>[1-4一二三四]) ?季度?|(?P<half>[上下]) ?半年度?)",
    rf"{_YEAR} ?(?:年度?)?",
)
_ORDINALS: Final = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2}


class CycleNameUnclear(BadInput):
    """A text does not name a cycle."""

    template = mark("“{text}” does not name a cycle. Try 2026-Q4, 2026-H1, 2026, or 2026年第四季度.")


class CycleName(NamedTuple):
    """A cycle of the calendar, as its name tells it."""

    kind: CycleKind
    year: int
    """1900 to 2199."""
    number: int
    """1 to 4 for quarters, 1 or 2 for half-years, 1 for a year."""

    @property
    def start(self) -> date:
        """The first day."""
        return date(self.year, 1 + (self.number - 1) * MONTHS[self.kind], 1)

    @property
    def end(self) -> date:
        """The last day, which belongs to the cycle."""
        return end_of_month(add_months(self.start, MONTHS[self.kind] - 1))

    def __str__(self) -> str:
        """The name as perftui writes it: `2026-Q4`, `2026-H1` or `2026`."""
        letter = {CycleKind.QUARTER: "-Q", CycleKind.HALF: "-H"}.get(self.kind)
        return f"{self.year}{letter}{self.number}" if letter else str(self.year)

    def next(self) -> CycleName:
        """The cycle that follows."""
        is_last = self.number * MONTHS[self.kind] == 12
        return self._replace(year=self.year + is_last, number=1 if is_last else self.number + 1)


class Span(Protocol):
    """Anything that runs from a day to a day, both included."""

    @property
    def start(self) -> date: ...  # noqa: D102  # the first day
    @property
    def end(self) -> date: ...  # noqa: D102  # the last day


def cycle_name(text: str) -> CycleName:
    """Read the name of a cycle in any of the usual forms, full-width ones too; quarters and halves are those of the calendar.

    Raises:
        CycleNameUnclear: It is none of them.
    """
    tidy = " ".join(unicodedata.normalize("NFKC", text).upper().split())
    for form in _FORMS:
        if match := re.fullmatch(form, tidy):
            found = {name.rstrip("_"): value for name, value in match.groupdict().items() if value}
            return _named(int(found["year"]), found.get("quarter"), found.get("half"))
    raise CycleNameUnclear(text=shorten(text, 40))


def _named(year: int, quarter: str | None, half: str | None) -> CycleName:
    number = quarter or half or "1"
    kind = CycleKind.QUARTER if quarter else CycleKind.HALF if half else CycleKind.YEAR
    return CycleName(kind, year, _ORDINALS.get(number) or int(number))


def cycle_bounds(text: str) -> tuple[date, date]:
    """The first and the last day of a cycle by its name, both included.

    Raises:
        CycleNameUnclear: It does not name a cycle.
    """
    name = cycle_name(text)
    return name.start, name.end


def cycle_of(day: date, kind: CycleKind) -> CycleName:
    """The calendar's cycle of a kind in which a day lies."""
    return CycleName(kind, day.year, (day.month - 1) // MONTHS[kind] + 1)


def elapsed_share(cycle: Span, today: date) -> Decimal:
    """How much of a cycle has passed, counting whole days before today.

    Returns:
        0 on its first day and before, 1 only from the day after its last.
    """
    days = (cycle.end - cycle.start).days + 1
    passed = min(days, max(0, (today - cycle.start).days))
    return Decimal(passed) / Decimal(days)
