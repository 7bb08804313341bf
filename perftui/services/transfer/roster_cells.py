"""Single cells of a roster: names, numbers, units, dates and addresses, with the problems found in them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from perftui.domain.date_orders import DateOrder, guess_order, read_date
from perftui.domain.dates import BadDate
from perftui.domain.texts import HAN, shorten
from perftui.errors import Message, Problem
from perftui.i18n import mark
from perftui.services.transfer.roster_fields import UNIT_LEVELS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from perftui.services.transfer.mappings import ColumnMapping
    from perftui.services.transfer.tables import Table, TableRow

DATES: Final = ("hire_date", "exit_date")
LONGEST: Final = {"staff_no": 40, "name": 120, "position": 120, "email": 254, "unit": 120}
"""Characters that a field of a record holds."""
_NAMES: Final = frozenset({"name", "first_name", "last_name"})
_NOTHING: Final = frozenset({"-", "--", "—", "/", "\\", "无", "暂无", "n/a", "none", "null"})
_STILL_HERE: Final = frozenset({"至今", "在职", "长期", "present", "current", "open", "active"})
_EMAIL: Final = r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+"
_STEPS: Final = r"\s*[>›»→\\]+\s*"
_TOO_LONG: Final = mark("“{text}” is too long: {limit} characters is the most.")
_NO_EMAIL: Final = mark("“{text}” is not an e-mail address.")
_EXIT_FIRST: Final = mark("The exit date {exit_date} lies before the hire date {hire_date}.")


class RosterCells:
    """Reads the cells of one table by field and collects the problems."""

    def __init__(self, table: Table, mapping: ColumnMapping, orders: Mapping[str, DateOrder]) -> None:
        self.table = table
        self.mapping = mapping
        self.problems: list[Problem] = []
        self.date_orders = {name: orders.get(name) or self._order(name) for name in DATES if name in mapping.columns}
        self.slash_paths = self._slash_paths()

    def text(self, row: TableRow, name: str) -> str:
        """A cell on one line; empty where it says that there is nothing, such as n/a or 无."""
        text = self.mapping.cell(row, name)
        if "\n" in text or "  " in text or "\t" in text:
            text = " ".join(text.split())
        if name in LONGEST and len(text) > LONGEST[name]:
            self.complain(row.number, name, _TOO_LONG, text=shorten(text, 40), limit=LONGEST[name])
        # People are called Null and None, too.
        return "" if name not in _NAMES and text.casefold() in _NOTHING else text

    def complain(self, number: int, field: str, template: str, /, **values: object) -> None:
        """Note a problem in the row of a number and the column of a field."""
        index = self.mapping.columns.get(field)
        column = "" if index is None else self.table.place_of(index)
        self.problems.append(Problem(self.table.name, number, column, Message(template, values)))

    def full_name(self, row: TableRow) -> str:
        """The name, or first and last name put together; Chinese ones without a space and the family name first."""
        name = self.text(row, "name")
        if name:
            return name
        first, last = self.text(row, "first_name"), self.text(row, "last_name")
        return last + first if re.search(f"[{HAN}]", first + last) else " ".join(filter(None, (first, last)))

    def unit_path(self, row: TableRow) -> tuple[str, ...]:
        """The unit with those above it: from columns by level, or from one text with an arrow or `>` between the names.

        A slash parts names too, where the column shows that what stands before it is a unit of its own.
        """
        levels = [text for name in UNIT_LEVELS if name in self.mapping.columns and (text := self.text(row, name))]
        path = re.split(_STEPS, self.text(row, "unit"))
        if self.slash_paths:
            path = [part.strip() for name in path for part in name.split("/")]
        path = [name for name in path if name]
        # A column of the unit beside those of the levels repeats the last level, or all of them.
        names = path if path[: len(levels)] == levels else levels + (path if path != levels[-1:] else [])
        return tuple(names)

    def email(self, row: TableRow) -> str:
        """The address; a text that is none is a problem."""
        text = self.text(row, "email")
        if text and not re.fullmatch(_EMAIL, text):
            self.complain(row.number, "email", _NO_EMAIL, text=shorten(text, 60))
            return ""
        return text

    def dates(self, row: TableRow) -> tuple[date | None, date | None]:
        """Hire date and exit date; what cannot be read, or runs backwards, is a problem."""
        hired, left = (self._date(row, name) for name in DATES)
        if hired and left and left < hired:
            self.complain(row.number, "exit_date", _EXIT_FIRST, exit_date=left, hire_date=hired)
            return hired, None
        return hired, left

    def _date(self, row: TableRow, name: str) -> date | None:
        text = self.text(row, name)
        # Some systems write the end of time for people who are still there.
        if not text or (name == "exit_date" and (text.casefold() in _STILL_HERE or text.startswith("9999"))):
            return None
        try:
            return read_date(text, self.date_orders[name])
        except BadDate as error:
            self.problems.append(Problem(self.table.name, row.number, self._column(name), error.message))
            return None

    def _column(self, name: str) -> str:
        return self.table.place_of(self.mapping.columns[name])

    def _order(self, name: str) -> DateOrder:
        own = guess_order(self._values(name))
        both = guess_order([value for each in DATES for value in self._values(each)])
        # The other column of the same file may be the clearer one.
        return own if not own.rivals or both.rivals or both.fields not in (own.fields, *own.rivals) else DateOrder(both.fields)

    def _values(self, name: str) -> list[str]:
        return [self.mapping.cell(row, name) for row in self.table.rows] if name in self.mapping.columns else []

    def _slash_paths(self) -> bool:
        values = {value for value in self._values("unit") if value}
        heads = Counter(value.partition("/")[0].strip() for value in values if "/" in value)
        return any(count > 1 or head in values for head, count in heads.items())
