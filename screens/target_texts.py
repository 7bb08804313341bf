"""Targets typed in words put into the fields of a key result that they mean."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from perftui.domain.codes import Operator
from perftui.domain.quantities import number_text
from perftui.domain.yardstick_errors import FieldHasNoMeaning, ImpossibleYardstick
from perftui.domain.yardsticks import Yardstick
from perftui.errors import PerftuiError
from perftui.services.goal_rows import stored
from perftui.services.quick_key_results import parse_quick_target
from screens.goal_form_bases import text_of
from widgets.number_fields import parse_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from perftui.errors import Message


def knows(operator: Operator, field: str) -> bool:
    """Whether a number has a meaning for an operator; the yardstick itself is asked."""
    number: dict[str, Any] = {field: Decimal(5)}
    try:
        Yardstick(operator, **number)
    except FieldHasNoMeaning:
        return False
    except ImpossibleYardstick:
        return True
    return True


def spelled_out(values: Mapping[str, str]) -> dict[str, str]:
    """The values of a form with the words of its target put into the fields that they mean; `95%` leaves the operator as it is."""
    text = values["target"]
    if not text:
        return dict(values)
    if (number := parse_number(text)) is not None:
        return {**values, "target": number_text(number)}
    parsed = parse_quick_target(text)
    read = {"target": "", **{name: text_of(stored(value)) for name, value in parsed.fields().items()}}
    if parsed.operator is Operator.AT_LEAST and plain_digits(text)[:1].isdecimal():
        del read["operator"]
    return {**values, **read}


def plain_digits(text: str) -> str:
    """A text in half width, from its first sign on."""
    return unicodedata.normalize("NFKC", text).strip()


def target_fault(text: str) -> Message | None:
    """What is wrong with a target as typed; None for a number, and for words that are understood."""
    try:
        if parse_number(text) is None:
            parse_quick_target(text)
    except PerftuiError as error:
        return error.message
    return None
