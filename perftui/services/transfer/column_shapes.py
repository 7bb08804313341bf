"""What the values of a column look like; each gives the share of values that fit, 0 to 1, and 0 for a column without values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from perftui.domain.date_orders import guess_order, read_date
from perftui.domain.texts import HAN
from perftui.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_CODE: Final = re.compile(r"[A-Za-z]{0,6}[-_/.]?\d[\w./-]{0,19}")
_NAME: Final = re.compile(rf"[{HAN}·]{{2,12}}|[^\W\d_][^\d@/\\|;:]{{1,60}}")
_NUMBER: Final = re.compile(r"[-+]?[\d.,]+ ?[%％]?")


def emails(values: Sequence[str]) -> float:
    """E-mail addresses."""
    return _share(values, lambda value: bool(_EMAIL.fullmatch(value)))


def dates(values: Sequence[str]) -> float:
    """Dates, in whatever order the column has."""
    order = guess_order(values)

    def is_date(value: str) -> bool:
        try:
            read_date(value, order)
        except BadInput:
            return False
        return True

    return _share(values, is_date)


def codes(values: Sequence[str]) -> float:
    """Staff numbers: short, with a digit, and none twice."""
    return _share(values, lambda value: bool(_CODE.fullmatch(value))) * len(set(values)) / max(1, len(values))


def references(values: Sequence[str]) -> float:
    """Staff numbers of others, which may come many times."""
    return _share(values, lambda value: bool(_CODE.fullmatch(value)))


def names(values: Sequence[str]) -> float:
    """Names of people."""
    return _share(values, lambda value: bool(_NAME.fullmatch(value)))


def numbers(values: Sequence[str]) -> float:
    """Numbers and percentages."""
    return _share(values, lambda value: bool(_NUMBER.fullmatch(value)))


def _share(values: Sequence[str], fits: Callable[[str], bool]) -> float:
    return sum(map(fits, values)) / len(values) if values else 0.0
