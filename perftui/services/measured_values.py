"""Measured values and confidences as people type them, read by the yardstick of their key result, and put into words again."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Operator
from perftui.domain.measures import check_actual, is_percent, number_text, quantity_text, target_text
from perftui.domain.target_words import DIGITS, tidied
from perftui.domain.texts import clean_text, shorten
from perftui.errors import BadInput
from perftui.i18n import gettext as _
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from perftui.domain.yardsticks import Yardstick

_YES: Final = frozenset(("yes", "y", "done", "true", "ok", "x", "[x]", "✓", "√", "是", "有", "好", "已完成", "完成", "对"))
_NO: Final = frozenset(("no", "n", "not done", "false", "[ ]", "[]", "✗", "×", "否", "不是", "无", "没有", "未完成", "不", "错"))
_LEVELS: Final[Mapping[str, int]] = {
    **dict.fromkeys(("excellent", "very good", "很好", "优秀", "优"), 5),
    **dict.fromkeys(("good", "好", "良好", "良"), 4),
    **dict.fromkeys(("fair", "average", "一般", "中"), 3),
    **dict.fromkeys(("poor", "差", "较差"), 2),
    **dict.fromkeys(("very poor", "很差"), 1),
}
"""What the levels of a scale of five are called ([own])."""
_TIMES: Final[Mapping[str, int]] = {"": 1, "k": 1000, "千": 1000, "万": 10_000, "亿": 100_000_000}
_VALUE: Final = rf"(?:level ?)?(?P<money>[¥$€£])? ?(?P<number>[+-]?{DIGITS}|[+-]?\.\d+) ?(?P<times>k(?![a-z])|[千万亿])? ?(?P<unit>.*)"


class BadValue(BadInput):
    """A text cannot be read as a measured value."""

    template = mark("“{text}” is not a value here. Write a number such as {example}.")


class NeitherYesNorNo(BadInput):
    """Something else where only yes or no counts."""

    template = mark("“{text}” is neither yes nor no.")


class OtherUnit(BadInput):
    """A value in another unit than that of the key result."""

    template = mark("This is measured in “{unit}”, not in “{given}”.")


class BadConfidence(BadInput):
    """A text cannot be read as a confidence."""

    template = mark("“{text}” is no confidence. Write 0 to 100, such as 70 or 70 %.")


def parse_value(yardstick: Yardstick, text: str) -> Decimal | None:
    """The value that was typed: `95%`, `1,000`, `1.2万`, `12 posts`, `yes`, 否, `4/5`, 好; for a milestone a share or `done`.

    Args:
        yardstick: Of the key result; its unit may be left out.
        text: Full or half width.

    Returns:
        In the unit of the yardstick; None for an empty text.

    Raises:
        BadValue: It cannot be read; `NeitherYesNorNo` where only that counts.
        OtherUnit: It has another unit.
        Refused: The yardstick cannot have such a value; see `measures.check_actual`.
    """
    tidy = tidied(clean_text(text))
    if not tidy:
        return None
    value = _word(yardstick, tidy.casefold())
    if value is None:
        value = _number(yardstick, tidy)
    check_actual(yardstick, value)
    return value


def _word(yardstick: Yardstick, text: str) -> Decimal | None:
    if yardstick.operator is Operator.ORDINAL:
        level = _LEVELS.get(text) if yardstick.scale == 5 else None
        return None if level is None else Decimal(level)
    if yardstick.operator not in {Operator.YES_NO, Operator.MILESTONE}:
        return None
    if text in _YES:
        return yardstick.whole
    return Decimal(0) if text in _NO else None


def _number(yardstick: Yardstick, text: str) -> Decimal:
    if yardstick.operator is Operator.ORDINAL:
        text = re.sub(rf" ?/ ?{yardstick.scale}$", "", text)
    found = re.fullmatch(_VALUE, text, re.IGNORECASE)
    if found is None and yardstick.operator is Operator.YES_NO:
        raise NeitherYesNorNo(text=shorten(text, 40))
    if found is None or (yardstick.operator is Operator.ORDINAL and not _is_unit(yardstick, _unit_of(found))):
        raise BadValue(text=shorten(text, 40), example=value_text(yardstick, yardstick.whole))
    number = Decimal(found["number"].replace(",", "")) * _TIMES[(found["times"] or "").lower()]
    unit = _unit_of(found)
    is_share = yardstick.operator in {Operator.YES_NO, Operator.MILESTONE} and not yardstick.unit
    if is_share and (is_percent(unit) or (not unit and _is_bare_percent(yardstick, number))):
        return number * yardstick.whole / 100
    if not _is_unit(yardstick, unit):
        raise OtherUnit(unit=yardstick.unit or _("numbers only"), given=shorten(unit, 40))
    return number


def _unit_of(found: re.Match[str]) -> str:
    return (found["money"] or "") + str(found["unit"]).strip(" .。")


def _is_bare_percent(yardstick: Yardstick, number: Decimal) -> bool:
    # Of a milestone that is 1 when it is reached, 60 can only be percent; 1 is all of it.
    return yardstick.operator is Operator.MILESTONE and yardstick.whole == 1 and 1 < number <= 100


def _is_unit(yardstick: Yardstick, given: str) -> bool:
    unit, given = yardstick.unit.strip().casefold(), given.casefold()
    if not given or given == unit or (is_percent(given) and is_percent(unit)):
        return True
    if yardstick.operator is Operator.ORDINAL:
        return given in {"级", "分"}
    return given.rstrip("s") == unit.rstrip("s") and bool(given.rstrip("s"))


def parse_confidence(text: str | None) -> Decimal | None:
    """The confidence that was typed: `0.7`, `70%`, `70`, `7/10`.

    Returns:
        0 to 1; None for an empty text.

    Raises:
        BadConfidence: It cannot be read, or is no share; a bare 2 to 10 could be tenths or percent.
    """
    tidy = tidied(clean_text(text or ""))
    if not tidy:
        return None
    found = re.fullmatch(r"(?P<number>\d{1,3}(?:\.\d{1,4})?|\.\d{1,4}) ?(?P<base>%|/ ?10)?", tidy)
    if found is None:
        raise BadConfidence(text=shorten(tidy, 40))
    number, base = Decimal(found["number"]), found["base"]
    if base is None and 1 < number <= 10:
        raise BadConfidence(text=shorten(tidy, 40))
    confidence = number if base is None and number <= 1 else number / (10 if base and base != "%" else 100)
    if confidence > 1:
        raise BadConfidence(text=shorten(tidy, 40))
    return confidence


def percent_typed(text: str) -> str:
    """What a field that asks for percent holds, as `parse_confidence` takes it: `70` is `70%`, `1` is `1%`; `7/10` stays.

    Raises:
        BadConfidence: A bare number between 0 and 1, such as 0.7: it could be a share or less than one percent.
    """
    tidy = tidied(clean_text(text))
    if not re.fullmatch(r"\d+(?:\.\d*)?|\.\d+", tidy):
        return tidy
    if 0 < Decimal(tidy) < 1:
        raise BadConfidence(text=shorten(tidy, 40))
    return f"{tidy}%"


def value_text(yardstick: Yardstick, value: Decimal | None) -> str:
    """A value with its unit, in the language in use: `88 %`, `12 posts`, `yes`, `4/5`; of a milestone the share. Empty without data."""
    if value is None:
        return ""
    if yardstick.operator is Operator.YES_NO:
        return _("yes") if value else _("no")
    if yardstick.operator is Operator.ORDINAL:
        return f"{number_text(value)}/{yardstick.scale}"
    if yardstick.operator is Operator.MILESTONE and not yardstick.unit:
        return quantity_text(value * 100 / yardstick.whole, "%")
    return quantity_text(value, yardstick.unit)


def wanted_text(yardstick: Yardstick) -> str:
    """The target beside a value: `≥95 %`, `4/5`, `yes`; of a milestone `100 %`."""
    return target_text(yardstick) or value_text(yardstick, yardstick.whole)


def is_yes(text: str) -> bool:
    """Whether a text says no more than yes, in English or Chinese."""
    return tidied(clean_text(text)).casefold() in _YES


def is_level(text: str) -> bool:
    """Whether a text is a level with its scale, such as `4/5`; in a sentence or as a value it may be a share."""
    return re.fullmatch(r"\d{1,2} ?/ ?\d{1,3}", tidied(clean_text(text))) is not None
