"""A field for a number or a percentage, typed in full or half width, with or without thousands separators."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Any

from perftui.errors import Message
from perftui.i18n import mark
from widgets.text_fields import TextField

DIGITS = 30
"""More digits than any measure has; beyond them a number is taken for a slip of the finger."""
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?", re.ASCII)
_MINUS = str.maketrans({"\u2212": "-", "。": "."})


class NumberField(TextField):
    """A number, or what stands for one while it is being typed."""

    def __init__(self, value: str = "", *, is_percent: bool = False, **kwargs: Any) -> None:
        """A field.

        Args:
            value: Plain digits such as `95.5`, or empty.
            is_percent: A percent sign may be typed; it is not part of the value, and 95 means 95 %.
            kwargs: For `TextField`.
        """
        super().__init__(value, **kwargs)
        self.is_percent = is_percent

    def read_value(self) -> str:
        """Plain digits without needless zeros; what is no number comes as it was typed."""
        typed = super().read_value()
        number = parse_number(typed, is_percent=self.is_percent)
        return typed if number is None else f"{number.normalize() + 0:f}"

    def complaint(self) -> Message | None:
        """What was typed is no number."""
        typed = super().read_value()
        if not typed or parse_number(typed, is_percent=self.is_percent) is not None:
            return None
        return Message(mark("This is not a number. Write it as 95 or 7.5."))


def parse_number(text: str, *, is_percent: bool = False) -> Decimal | None:
    """A number as people write it: `1,234.5`, `９５`, `-3`, and `95%` where percent is allowed.

    Args:
        text: In full or half width; spaces do not count.
        is_percent: Whether a percent sign may follow.

    Returns:
        The number, 95 for `95%`; None when it is none, also for `1,5`, which one reader takes for 1.5 and the next for 15.
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text).translate(_MINUS))
    plain = plain.removesuffix("%") if is_percent else plain
    if not _NUMBER.fullmatch(plain) or not any(sign.isdigit() for sign in plain) or len(plain) > DIGITS:
        return None
    return Decimal(plain.replace(",", ""))
