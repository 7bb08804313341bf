"""Single cells of a table of goals: weights, dates, numbers, yes and no, and the yardsticks that they make."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any, Final

from perftui.domain.codes import Operator
from perftui.domain.date_orders import DateOrder, guess_order, read_date
from perftui.domain.measures import check_actual
from perftui.domain.quantities import is_percent
from perftui.domain.targets import ParsedTarget, find_target, parse_target
from perftui.domain.texts import shorten
from perftui.domain.yardsticks import NUMBERS, ONE, ZERO, Yardstick
from perftui.errors import Message, PerftuiError, Problem
from perftui.i18n import mark
from perftui.services.transfer.figures import Figure, figure
from perftui.services.transfer.okr_fields import operator_of, yes_or_no

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from perftui.services.transfer.mappings import ColumnMapping
    from perftui.services.transfer.tables import Table, TableRow

FULL_WEIGHT: Final = 10_000
_NO_NUMBER: Final = mark("“{text}” is not a number. Write it as 95, 7.5 or 95%.")
_NO_WEIGHT: Final = mark("“{text}” is not a weight: write a share of the whole such as 30%.")
_NO_CONFIDENCE: Final = mark("“{text}” is not a confidence: write a number from 0 to 1, or a percentage.")
_NO_OPERATOR: Final = mark("“{text}” does not say how the value is measured. Try at least, at most, or yes or no.")
_OTHER_UNIT: Final = mark("“{text}” is not in the unit “{unit}” of the target.")
_CONTRADICTS: Final = mark("The target “{text}” does not go with the operator in this row. Write only one of them.")


class OkrCells:
    """Reads the cells of one table by field and collects the problems."""

    def __init__(self, table: Table, mapping: ColumnMapping, order: DateOrder | None) -> None:
        self.table = table
        self.mapping = mapping
        self.problems: list[Problem] = []
        self.due_order = order or guess_order([self.text(row, "due") for row in table.rows])
        self.has_shares = self._has_shares()

    def text(self, row: TableRow, name: str) -> str:
        """A cell on one line."""
        return " ".join(self.mapping.cell(row, name).split())

    def complain(self, number: int, field: str, template: str, /, **values: object) -> None:
        """Note a problem in the row of a number and the column of a field."""
        self.pass_on(number, field, Message(template, values))

    def pass_on(self, number: int, field: str, message: Message, /) -> None:
        """Note a problem that has its words already."""
        index = self.mapping.columns.get(field)
        self.problems.append(Problem(self.table.name, number, "" if index is None else self.table.place_of(index), message))

    def due(self, row: TableRow) -> date | None:
        """The due date; a text that is none is a problem."""
        text = self.text(row, "due")
        try:
            return read_date(text, self.due_order) if text else None
        except PerftuiError as error:
            self.pass_on(row.number, "due", error.message)
            return None

    def weight(self, row: TableRow) -> int | None:
        """The weight in basis points, 0 to 10,000, rounded. A column of numbers up to 1 holds shares, any other percentages."""
        text = self.text(row, "weight")
        found = figure(text)
        if not text:
            return None
        points = found and found.number * (FULL_WEIGHT if self.has_shares and found.unit != "%" else 100)
        if found is None or points is None or found.unit not in ("", "%") or not 0 <= points <= FULL_WEIGHT:
            self.complain(row.number, "weight", _NO_WEIGHT, text=shorten(text, 40))
            return None
        return int(points.to_integral_value(ROUND_HALF_UP))

    def confidence(self, row: TableRow) -> Decimal | None:
        """The confidence, 0 to 1; 70% and 7/10 are read too."""
        text = unicodedata.normalize("NFKC", self.text(row, "confidence"))
        if not text:
            return None
        ratio = re.fullmatch(r"(\d+(?:\.\d+)?) ?/ ?(10{1,2})", text)
        found = None if ratio else figure(text)
        share = Decimal(ratio[1]) / Decimal(ratio[2]) if ratio else None
        if found and found.unit in ("", "%"):
            share = found.share if found.unit else found.number
        if share is None or not ZERO <= share <= ONE:
            self.complain(row.number, "confidence", _NO_CONFIDENCE, text=shorten(text, 40))
            return None
        return share

    def measured(self, row: TableRow, title: str) -> tuple[Yardstick, Decimal | None]:
        """The yardstick of a key result and its current value.

        The operator is that of its column, or of a target such as `≥95%`; else at most where the baseline lies above the
        target, and at least otherwise. Without a target the words of the title decide. Without those, a current value in percent
        is a share of a milestone, and anything else a matter of yes or no.
        """
        yardstick = self._yardstick(row, title)
        current = figure(self.text(row, "current"))
        if yardstick.operator is Operator.YES_NO and current and current.unit == "%" and not self.text(row, "operator"):
            yardstick = Yardstick(Operator.MILESTONE)
        return yardstick, self._current(row, yardstick)

    def _yardstick(self, row: TableRow, title: str) -> Yardstick:
        operator = self._operator(row)
        unit = self.text(row, "unit")
        target = self.text(row, "target")
        parsed, written = self._target(row, target, operator)
        if operator is None and not any(self.text(row, name) for name in NUMBERS):
            parsed = find_target(title)
        if parsed:
            numbers: dict[str, Any] = {name: value for name in NUMBERS if (value := getattr(parsed, name, None)) is not None}
            operator, unit = parsed.operator, parsed.unit or unit
        else:
            numbers, unit = {}, unit or (written.unit if written else "")
        numbers |= {name: number for name in NUMBERS if name not in numbers and (number := self._number(row, name, unit)) is not None}
        levels = self._number(row, "levels", "")
        try:
            operator = operator or _implied(numbers)
            return Yardstick(operator, unit=_tidy(unit), levels=int(levels) if levels else None, **numbers)
        except PerftuiError as error:
            self.pass_on(row.number, "target", error.message)
            return Yardstick(Operator.YES_NO)

    def _target(self, row: TableRow, text: str, operator: Operator | None) -> tuple[ParsedTarget | None, Figure | None]:
        """What a target says: more than a number, such as `≥95%` or 2天以内, or just a number with its unit."""
        written = figure(text)
        if not text or (written and written.unit in ("", "%")):
            return None, written
        parsed = self._parsed(row, text, None if written else operator)
        if parsed and written and parsed.operator is Operator.AT_LEAST and parsed.unit == written.unit:
            return None, written
        return parsed, None

    def _parsed(self, row: TableRow, text: str, operator: Operator | None) -> ParsedTarget | None:
        try:
            parsed = parse_target(text)
        except PerftuiError as error:
            self.pass_on(row.number, "target", error.message)
            return None
        if operator not in (None, parsed.operator):
            self.complain(row.number, "target", _CONTRADICTS, text=shorten(text, 40))
        return parsed

    def _operator(self, row: TableRow) -> Operator | None:
        text = self.text(row, "operator")
        operator = operator_of(text) if text else None
        if text and operator is None:
            self.complain(row.number, "operator", _NO_OPERATOR, text=shorten(text, 40))
        return operator

    def _number(self, row: TableRow, name: str, unit: str) -> Decimal | None:
        text = self.text(row, name)
        found = figure(text)
        if not text:
            return None
        if found is None:
            if name != "target":
                self.complain(row.number, name, _NO_NUMBER, text=shorten(text, 40))
            return None
        if found.unit and _tidy(unit) not in ("", found.unit):
            self.complain(row.number, name, _OTHER_UNIT, text=shorten(text, 40), unit=unit)
            return None
        return found.number

    def _current(self, row: TableRow, yardstick: Yardstick) -> Decimal | None:
        text = self.text(row, "current")
        if not text:
            return None
        is_share = yardstick.operator in (Operator.YES_NO, Operator.MILESTONE)
        answer = yes_or_no(text) if is_share else None
        found = figure(text)
        if answer is not None:
            value: Decimal | None = Decimal(answer)
        elif is_share and found and found.unit == "%":
            value = found.share
        else:
            value = self._number(row, "current", yardstick.unit)
        try:
            check_actual(yardstick, value)
        except PerftuiError as error:
            self.pass_on(row.number, "current", error.message)
            return None
        return value

    def _has_shares(self) -> bool:
        index = self.mapping.columns.get("weight")
        found = [figure(self.text(row, "weight")) for row in self.table.rows] if index is not None else []
        plain = [each.number for each in found if each and not each.unit]
        is_percent_column = index is not None and "%" in unicodedata.normalize("NFKC", self.table.header[index])
        return bool(plain) and not is_percent_column and max(plain) <= ONE


def _tidy(unit: str) -> str:
    return "%" if is_percent(unit) else unit


def _implied(numbers: Mapping[str, Decimal]) -> Operator:
    if "low" in numbers or "high" in numbers:
        return Operator.RANGE
    if "tolerance" in numbers:
        return Operator.WITHIN
    if "target" not in numbers:
        return Operator.YES_NO
    return Operator.AT_MOST if numbers.get("baseline", numbers["target"]) > numbers["target"] else Operator.AT_LEAST
