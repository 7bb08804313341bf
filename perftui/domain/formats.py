"""Dates and numbers as people read them, in the language in use at the time of the call.

Tables show dates as ISO text (`date.isoformat`); these are for sentences, forms and details. A missing number says so.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

from perftui.i18n import gettext as _
from perftui.i18n import ngettext, pgettext

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_SIZES = ("kB", "MB", "GB", "TB")


def weekday_name(day: date) -> str:
    """`Fri` or 周五."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[day.weekday()]


def month_name(month: int) -> str:
    """`Nov` or 11月, for 1 to 12."""
    first = (_("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"))
    second = (_("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"))
    return (*first, *second)[month - 1]


def short_date(day: date, today: date) -> str:
    """`27 Nov` or 11月27日; with the year where it is not this one."""
    template = _("{day} {month}") if day.year == today.year else _("{day} {month} {year}")
    return template.format(day=day.day, month=month_name(day.month), year=day.year)


def long_date(day: date) -> str:
    """`Fri 27 Nov 2026` or 2026年11月27日 周五; `parse_date` reads it back."""
    values = {"weekday": weekday_name(day), "day": day.day, "month": month_name(day.month), "year": day.year}
    return _("{weekday} {day} {month} {year}").format(**values)


def relative(day: date, today: date) -> str:
    """How far away a day is: `today`, `tomorrow`, `yesterday`, `in 4 days`, `4 days ago`."""
    n = (day - today).days
    if n in {-1, 0, 1}:
        return (_("yesterday"), _("today"), _("tomorrow"))[n + 1]
    if n > 0:
        return ngettext("in {n} day", "in {n} days", n).format(n=n)
    return ngettext("{n} day ago", "{n} days ago", -n).format(n=-n)


def describe_date(day: date, today: date) -> str:
    """The echo under a date field: `Fri 27 Nov 2026, in 4 days` or 2026年11月27日 周五，4 天后."""
    return _("{date}, {distance}").format(date=long_date(day), distance=relative(day, today))


def rounded(value: Decimal, digits: int) -> Decimal:
    """A number rounded half away from zero, as people do by hand, to so many digits after the point."""
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, Context(prec=max(28, value.adjusted() + digits + 2)))


def number(value: Decimal | None, digits: int | None = None) -> str:
    """A number without trailing zeros and without an exponent: 0.10 is `0.1`, 1E+3 is `1000`.

    Args:
        value: Finite; None where there is no data.
        digits: Round to so many digits after the point; None shows all of them.
    """
    if value is None:
        return _("no data")
    text = format(value if digits is None else rounded(value, digits), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def percent(ratio: Decimal | None, digits: int = 0) -> str:
    """A ratio as a percentage: 0.88 is `88%`, with one digit 0.9263 is `92.6%`."""
    return _("no data") if ratio is None else f"{number(_shifted(ratio, 2), digits)}%"


def percentage_points(difference: Decimal | None, digits: int = 1) -> str:
    """The difference of two percentages: 95 − 88 is `7 pp` or 7 个百分点, never `7%`.

    Args:
        difference: In points, so 7 and not 0.07; None where there is no data.
        digits: At most so many digits after the point.
    """
    # L10n: pp = percentage points, 个百分点
    return _("no data") if difference is None else _("{n} pp").format(n=number(difference, digits))


def basis_points(share: int | None) -> str:
    """A weight or share as a percentage: 10,000 is `100%`, 1,250 is `12.5%`."""
    return _("no data") if share is None else f"{number(_shifted(Decimal(share), -2))}%"


def clauses(parts: Iterable[str]) -> str:
    """Parts of a sentence in one line; names are joined with `_(", ")`, for which Chinese has another sign."""
    return pgettext("clauses", ", ").join(parts)


def file_size(size: int) -> str:
    """A number of bytes, 0 or more, in steps of a thousand: `512 bytes`, `1.4 MB`, `25 kB`."""
    if size < 1000:
        return ngettext("{n} byte", "{n} bytes", size).format(n=size)
    value, unit = _shifted(Decimal(size), -3), 0
    while rounded(value, 0) >= 1000 and unit < len(_SIZES) - 1:
        value, unit = _shifted(value, -3), unit + 1
    return f"{number(value, 1 if value < 10 else 0)} {_SIZES[unit]}"


def _shifted(value: Decimal, places: int) -> Decimal:
    return value.scaleb(places, Context(prec=max(28, len(value.as_tuple().digits))))
