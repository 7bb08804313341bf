"""Reading a target in the forms in which people write it: one rule a form, the first that fits decides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from perftui.domain import target_words as words
from perftui.domain.codes import Operator
from perftui.domain.quantities import is_percent
from perftui.domain.texts import shorten
from perftui.domain.yardsticks import LIMIT, PLACES
from perftui.errors import BadInput
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST: Final = 200
"""Characters of a target at most."""
LONGEST_UNIT: Final = 40


class BadTarget(BadInput):
    """A text cannot be read as a target."""

    template = mark(
        "“{text}” is not a target. Try ≥95%, <= 2 days, 8-12 min, within 5%, 100 ± 5, from 20 to 35 %, by 50%, 5x, or 20 visits; "
        "decimals have a point, as in 7.5."
    )


class TargetReversed(BadTarget):
    """A range whose low end is not below its high end."""

    template = mark("“{text}”: write the lower number first, as in 8-12 min.")


class TargetUnchanged(BadTarget):
    """A change that changes nothing."""

    template = mark("“{text}” changes nothing: give a number to be reached that differs from the start.")


@dataclass(frozen=True, slots=True)
class ParsedTarget:
    """A target that was read from text; the fields are those of a `Yardstick`."""

    operator: Operator
    target: Decimal | None = None
    unit: str = ""
    """As written, but `%` for percent and `x` for multiples."""
    baseline: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    tolerance: Decimal | None = None
    """In the unit."""
    levels: int | None = None
    """Highest level of an ordinal scale; None: 5, or not ordinal."""
    is_relative: bool = False
    """Whether the number is a change, in percent from 0 or as a multiple from 1, and not the measure itself."""

    def fields(self) -> dict[str, object]:
        """What to fill into a key result, by the names of its fields; what was not said is left out."""
        names = ("operator", "target", "unit", "baseline", "low", "high", "tolerance", "levels")
        return {name: value for name in names if (value := getattr(self, name)) not in (None, "")}


class _Found:
    """The parts of a text that fits a form."""

    def __init__(self, text: str, parts: dict[str, str]) -> None:
        self.text, self.parts = text, parts

    def number(self, name: str) -> Decimal:
        number = Decimal(self.parts[name].replace(",", "")) * (1000 if self.parts[f"{name}_kilo"] else 1)
        exponent = number.as_tuple().exponent
        if abs(number) >= LIMIT or (isinstance(exponent, int) and exponent < -PLACES):
            raise self.refusal()
        return number

    def unit(self, *names: str) -> str:
        units = {self._one_unit(name) for name in names} - {""}
        unit = units.pop() if units else ""
        # A digit is part of a unit in m2, and behind per; elsewhere it is a second number that was not understood.
        unread = re.search(r"(?<![a-z])\d", re.sub(r"(?:\bper|/|每) ?\d+", "", unit), re.IGNORECASE)
        if units or unread or len(unit) > LONGEST_UNIT:
            raise self.refusal()
        return unit

    def _one_unit(self, name: str) -> str:
        unit = self.parts[f"{name}_unit"].strip(" .,;。、")
        whole = unit.partition(" of ")[0]
        return self.parts[f"{name}_money"] + ("%" if is_percent(whole) else unit)

    def refusal(self) -> BadTarget:
        return BadTarget(text=shorten(self.text, 60))


def read_target(text: str) -> ParsedTarget:
    """What `targets.parse_target` does."""
    tidy = words.tidied(text)
    if len(tidy) <= LONGEST:
        for pattern, build in _FORMS:
            if match := re.fullmatch(pattern, tidy, re.IGNORECASE):
                return build(_Found(text, {name: value or "" for name, value in match.groupdict().items()}))
    raise BadTarget(text=shorten(text, 60))


def _deviation(found: _Found) -> ParsedTarget:
    number, unit = found.number("a"), found.unit("a")
    if number <= 0:
        raise found.refusal()
    if re.fullmatch(words.DURATION, unit, re.IGNORECASE) and found.parts["sign"].lower() == "within":
        return ParsedTarget(Operator.AT_MOST, number, unit)
    return ParsedTarget(Operator.WITHIN, Decimal(0), unit, tolerance=number)


def _around(found: _Found) -> ParsedTarget:
    center, tolerance = found.number("b"), found.number("a")
    unit = found.unit("b")
    if found.unit("a") == "%" != unit:
        tolerance = tolerance * abs(center) / 100
    else:
        unit = found.unit("a", "b")
    if tolerance <= 0:
        raise found.refusal()
    return ParsedTarget(Operator.WITHIN, center, unit, tolerance=tolerance)


def _from_to(found: _Found) -> ParsedTarget:
    baseline, target = found.number("a"), found.number("b")
    if baseline == target:
        raise TargetUnchanged(text=shorten(found.text, 60))
    operator = Operator.AT_LEAST if target > baseline else Operator.AT_MOST
    return ParsedTarget(operator, target, found.unit("a", "b"), baseline=baseline)


def _range(found: _Found) -> ParsedTarget:
    low, high = found.number("a"), found.number("b")
    if low >= high:
        raise TargetReversed(text=shorten(found.text, 60))
    return ParsedTarget(Operator.RANGE, None, found.unit("a", "b"), low=low, high=high)


def _change(found: _Found) -> ParsedTarget:
    number = found.number("a")
    if number <= 0:
        raise TargetUnchanged(text=shorten(found.text, 60))
    return ParsedTarget(Operator.AT_LEAST, number, found.unit("a"), baseline=Decimal(0), is_relative=True)


def _multiple(found: _Found) -> ParsedTarget:
    number = found.number("a")
    if found.unit("a"):
        raise found.refusal()
    if number <= 1:
        raise TargetUnchanged(text=shorten(found.text, 60))
    return ParsedTarget(Operator.AT_LEAST, number, "x", baseline=Decimal(1), is_relative=True)


def _raised(found: _Found) -> ParsedTarget:
    return ParsedTarget(Operator.AT_LEAST, found.number("a"), found.unit("a"))


def _lowered(found: _Found) -> ParsedTarget:
    return ParsedTarget(Operator.AT_MOST, found.number("a"), found.unit("a"))


def _level(found: _Found) -> ParsedTarget:
    return ParsedTarget(Operator.ORDINAL, Decimal(found.parts["level"]), levels=int(found.parts["levels"] or 0) or None)


def _ratio(found: _Found) -> ParsedTarget:
    target = _one(found)
    return ParsedTarget(target.operator, target.target, ":" + found.parts["consequent"])


def _one(found: _Found) -> ParsedTarget:
    parts = found.parts
    is_least, is_most = bool(parts["least"] or parts["least_after"]), bool(parts["most"] or parts["most_after"])
    if is_least + is_most + bool(parts["exact"]) > 1:
        raise found.refusal()
    operator = Operator.AT_MOST if is_most else Operator.EQUALS if parts["exact"] else Operator.AT_LEAST
    return ParsedTarget(operator, found.number("a"), found.unit("a"))


_SIGN = rf"(?:(?P<least>{words.LEAST})|(?P<most>{words.MOST})|(?P<exact>{words.EXACT}))? ?"
_SIGN_AFTER = rf"(?: ?(?:(?P<least_after>{words.LEAST_AFTER})|(?P<most_after>{words.MOST_AFTER})))?"
_FORMS: Final[tuple[tuple[str, Callable[[_Found], ParsedTarget]], ...]] = (
    (rf"(?P<sign>within|±|\+/-|误差) ?{words.last('a')}(?:[以之]内)?", _deviation),
    (rf"{words.first('b')} ?(?:within|±|\+/-) ?{words.last('a')}", _around),
    (rf"(?:from |从|由|自) ?{words.first('a')} ?(?:to\b|{words.ARROW}|{words.TO}) ?{words.last('b')}", _from_to),
    (rf"{words.first('a')} ?(?:{words.ARROW}) ?{words.last('b')}", _from_to),
    (rf"(?:介于|在) ?{words.first('a')} ?(?:{words.DASH}|至|到|和|与) ?{words.last('b')}(?:之间)?", _range),
    (r"(?:level|等级) ?(?P<level>\d{1,2})(?: ?(?:/|of) ?(?P<levels>\d{1,3}))?", _level),
    (r"(?P<level>\d{1,2}) ?级? ?/ ?(?P<levels>\d{1,3}) ?级", _level),
    (rf"(?:{words.RAISED_TO}) ?{words.last('a')}", _raised),
    (rf"(?:{words.LOWERED_TO}) ?{words.last('a')}", _lowered),
    (rf"between {words.first('a')} and {words.last('b')}", _range),
    (rf"{words.first('a')} ?(?:{words.DASH}|to\b|至|到) ?{words.last('b')}(?:之间)?", _range),
    (rf"(?:by |{words.RISES}|{words.FALLS})? ?{words.amount('a', '')}(?:x|×|倍)", _multiple),
    (rf"(?:by |{words.RISES}|{words.FALLS}) ?{words.last('a')}", _change),
    (rf"{_SIGN}{words.amount('a', '')} ?: ?(?P<consequent>[1-9]|10+){_SIGN_AFTER}", _ratio),
    (rf"{_SIGN}{words.last('a')}{_SIGN_AFTER}", _one),
)
