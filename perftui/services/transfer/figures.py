"""Numbers as files write them: 17%, 1,200, ３.5 days."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Final, NamedTuple

from perftui.domain.quantities import is_percent
from perftui.domain.yardsticks import check_number
from perftui.errors import PerftuiError

_FIGURE: Final = re.compile(r"([-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[-+]?\.\d+)((?:[eE][-+]?\d{1,2})?)\s*((?![.,:/~–-]|[eE]\d)\D*)")


class Figure(NamedTuple):
    """A number with its unit."""

    number: Decimal
    unit: str
    """As written; `%` for percent in any form."""

    @property
    def share(self) -> Decimal:
        """A percentage as a share: 17 % is 0.17."""
        return self.number.scaleb(-2)


def figure(text: str) -> Figure | None:
    """The number at the beginning of a text, with the rest as its unit; commas between thousands are read over.

    Returns:
        None where there is no number, or one that cannot be measured (see `yardsticks.check_number`).
    """
    match = _FIGURE.fullmatch(unicodedata.normalize("NFKC", text).strip().replace("−", "-"))
    if match is None:
        return None
    number = Decimal(match[1].replace(",", "") + match[2])
    try:
        check_number(number)
    except PerftuiError:
        return None
    unit = match[3].strip()
    return Figure(number, "%" if is_percent(unit) else unit)
