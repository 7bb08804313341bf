"""A goal handed down to people or units: what each of them gets of a target, exact to the last unit."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Code, Operator
from perftui.domain.quantities import is_percent
from perftui.domain.rollups import FULL_WEIGHT
from perftui.domain.shares import dealt_out
from perftui.errors import BadInput
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Sequence

FINEST = 2
"""Decimals of a share more than the target itself has."""
SCALE_PLACES = 6
"""Decimals to which baselines and zones follow their target."""
_STANDARDS: Final = frozenset(
    {
        "分",
        "points",
        "point",
        "pts",
        "pt",
        "score",
        "scores",
        "stars",
        "star",
        "星",
        "rating",
        "ratings",
        "level",
        "levels",
        "级",
        "grade",
        "rank",
        "nps",
        "enps",
        "day",
        "days",
        "d",
        "天",
        "日",
        "工作日",
        "hour",
        "hours",
        "h",
        "hrs",
        "小时",
        "minute",
        "minutes",
        "min",
        "mins",
        "分钟",
        "second",
        "seconds",
        "s",
        "sec",
        "秒",
        "week",
        "weeks",
        "周",
        "month",
        "months",
        "月",
        "个月",
        "year",
        "years",
        "年",
        "°c",
        "℃",
        "ms",
        "pp",
        "百分点",
        "‰",
        "倍",
    }
)
"""Units of marks, times and rates, in lower case."""
PLACEHOLDERS = ("{goal}", "{name}", "{unit}")
"""What a pattern of titles may hold."""


class Division(Code):
    """How the target of a key result reaches those to whom a goal is handed down."""

    NONE = "none", mark("Not handed down")
    SAME = "same", mark("Same for each")
    PER_HEAD = "per_head", mark("Per head, whole numbers")
    EQUAL = "equal", mark("Equal parts")
    WEIGHTED = "weighted", mark("Parts by weight typed")


class UnknownPlaceholder(BadInput):
    """Braces that mean nothing."""

    template = mark("“{text}” means nothing here: use {words}.")
    field = "title"


def divisions(operator: Operator, unit: str, target: Decimal | None = None) -> tuple[Division, ...]:
    """The ways in which a target may be handed down, the usual one first: only amounts can be divided.

    A percentage, a level, a range or a yes stays the same for everybody. Of a limit nobody knows whether it is an amount (a cost) or
    a standard (a number of days): it stays the same unless one divides it, and so does a mark, a time or a rate.
    """
    parts = (Division.PER_HEAD, Division.EQUAL, Division.WEIGHTED)
    if is_percent(unit) or operator not in {Operator.AT_LEAST, Operator.AT_MOST, Operator.EQUALS}:
        return (Division.SAME, Division.NONE)
    if operator is Operator.AT_LEAST and not is_standard(unit, target):
        return (*parts, Division.SAME, Division.NONE)
    return (Division.SAME, *parts, Division.NONE)


def usual_weight(beside: Sequence[int], heads: int) -> int:
    """What new goals weigh together unless one says otherwise, in basis points.

    That is what those beside them leave of the whole. Where they leave nothing: what the new ones weigh, in whole percent, once all of
    them are made equal.

    Args:
        beside: The weights that there are already.
        heads: How many new ones there will be.
    """
    left = FULL_WEIGHT - sum(beside)
    if left > 0:
        return left
    return FULL_WEIGHT * heads // (len(beside) + heads) // 100 * 100 or 100


def is_standard(unit: str, target: Decimal | None = None) -> bool:
    """Whether numbers in a unit are marks, times or rates, which hold for everybody alike, rather than amounts to be shared.

    Args:
        unit: As it is written.
        target: A broken number without a unit is an average or a mark.
    """
    word = unit.strip().casefold()
    if not word:
        return target is not None and places(target) > 0
    return word in _STANDARDS or any(sign in word for sign in ("/", ":", "：", "每", " per "))


def places(number: Decimal) -> int:
    """How many decimals a number has."""
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def divided(target: Decimal, division: Division, parts: Sequence[int]) -> list[Decimal]:
    """The target of each; those of a division sum to exactly the whole.

    Args:
        target: Of the whole; the shares of one below 0 are too.
        division: How; per head gives whole numbers where the target is one.
        parts: What each weighs: its heads, or the weight typed; 0 or more. Equal parts look only at how many there are.
    """
    if division in {Division.SAME, Division.NONE}:
        return [target] * len(parts)
    quantum = places(target) + (0 if division is Division.PER_HEAD else FINEST)
    whole = int(abs(target).scaleb(quantum))
    shares = dealt_out(whole, [1] * len(parts) if division is Division.EQUAL else parts)
    sign = -1 if target < 0 else 1
    return [Decimal(sign * share).scaleb(-quantum) for share in shares]


def followed(value: Decimal, target: Decimal, share: Decimal) -> Decimal:
    """A baseline or zone beside a share of its target: in the same proportion; beside a target of 0 it stays."""
    return value if not target else round(value * share / target, SCALE_PLACES)


def titled(pattern: str, goal: str, name: str, unit: str) -> str:
    """The title of one of the goals; braces in names are theirs and stay.

    Raises:
        UnknownPlaceholder: The pattern has braces that mean nothing.
    """
    values: dict[str, str] = dict(zip(PLACEHOLDERS, (goal, name, unit), strict=True))
    texts, rest = [], pattern
    while "{" in rest:
        before, _brace, after = rest.partition("{")
        word, end, rest = after.partition("}")
        if not end or (value := values.get(f"{{{word.strip()}}}")) is None:
            raise UnknownPlaceholder(text=f"{{{word}{end}", words=" ".join(PLACEHOLDERS))
        texts += [before, value]
    return "".join((*texts, rest)).strip()
