"""The value of a workbook's cell as the text that the spreadsheet shows, without losing digits."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

_QUOTED: Final = r'"[^"]*"|\\.|\[[^\]]*\]'
_ZEROS: Final = r"0{2,}"


def cell_text(value: object, number_format: str = "General") -> str:
    """A value as text.

    Args:
        value: As openpyxl gives it; None is an empty text.
        number_format: Of the cell: a percent sign makes .95 into `95%`, zeros alone fill 7 up to `0007`.

    Returns:
        Dates and times in ISO form, a day without its midnight; numbers with up to 15 digits, as spreadsheets keep them.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return _number_text(value, re.sub(_QUOTED, "", number_format))
    return _time_text(value)


def _number_text(value: float, number_format: str) -> str:
    if not math.isfinite(value):
        return ""
    number = Decimal(value) if isinstance(value, int) else Decimal(format(value, ".15g"))
    if "%" in number_format:
        return f"{_plain(number.scaleb(2))}%"
    if re.fullmatch(_ZEROS, number_format) and number >= 0 and number == number.to_integral_value():
        return _plain(number).zfill(len(number_format))
    return _plain(number)


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _time_text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("seconds")
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return str(value)
