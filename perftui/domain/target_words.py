"""The words and signs with which people write targets, in English and in Chinese, as pieces of regular expressions."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LEAST: Final = (
    r">=|=>|≥|≧|⩾|>|(?:at least|no less than|not less than|no fewer than|not below|at or above|more than|over|above)\b"
    r"|(?:an? |at )?min(?:imum)?\b\.?(?: of\b)?"
    r"|不得?(?:低于|少于|小于)|至少|最少|最低|大于(?:或?等于)?|高于|多于|超过|达到|达"
)
"""Before a number: this much or more. A strict sign counts like the other, as people mean it."""
MOST: Final = (
    r"<=|=<|≤|≦|⩽|<|(?:at most|(?:no|not|never) more than|not above|not over|not exceed(?:ing)?|at or below"
    r"|less than|fewer than|under|below|up to)\b"
    r"|(?:an? )?max(?:imum)?\b\.?(?: of\b)?|不得?(?:超过|高于|多于|大于)|至多|最多|最高|小于(?:或?等于)?|低于|少于|控制在"
)
"""Before a number: this much or less."""
EXACT: Final = r"==?|(?:exactly|equals|equal to)\b|等于|恰好|正好"
LEAST_AFTER: Final = r"\+|\b(?:or|and) (?:more|above|higher|better)|[及或]?以上"
"""Behind a number and its unit: this much or more."""
MOST_AFTER: Final = r"\bor (?:less|fewer|below|lower)|\bmax(?:imum)?|[及或]?以下|[以之]?内"
RISES: Final = "提升|提高|增长|增加|上升|改善|升"
FALLS: Final = "降低|下降|减少|缩短|节约|降"
TO: Final = rf"(?:{RISES}|{FALLS})?[到至为]"
"""Chinese for: changes to."""
RAISED_TO: Final = rf"(?:{RISES})[到至为]|(?:raise|increase|improve|grow)s?d? to\b"
"""Before a number that is to be reached from below."""
LOWERED_TO: Final = rf"(?:{FALLS})[到至为]|(?:reduce|lower|cut|decrease|drop)s?d? to\b"
"""Before a number that is to be reached from above."""
ARROW: Final = "-+>|=+>|→"
DASH: Final = "-|–|—|~"
DURATION: Final = (
    "(?:business |working |calendar )?(?:days?|hours?|hrs?|h|minutes?|mins?|seconds?|secs?|weeks?|months?|quarters?|years?)"
    "|个?(?:工作日|自然日|小时|分钟|月|星期|礼拜|季度)|[天日周秒年]"
)
"""Units of time: `within 2 days` is a limit, not a tolerance."""
PERCENT: Final = r"%|(?:percent|per cent|pct)\b"
DIGITS: Final = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\d/]|[.,]\d|e[+-]?\d)"
"""A number without sign; thousands in groups of three, decimals behind a point; no fraction, no exponent."""


def amount(name: str, unit: str) -> str:
    """The expression for a number with its unit; its groups are `name`, `name_money`, `name_kilo` and `name_unit`."""
    return (
        rf"(?P<{name}_money>[¥$€£])? ?(?P<{name}>[+-]?{DIGITS})(?P<{name}_kilo>k(?![a-z]))?"
        rf" ?(?P<{name}_unit>(?:{PERCENT})(?: of \D{{1,60}}?)?|{unit})"
    )


def first(name: str) -> str:
    """The expression for an amount that another one follows: its unit is one short word."""
    return amount(name, r"[a-z°\u4e00-\u9fff]{0,12}?")


def last(name: str) -> str:
    """The expression for the last amount of a text: its unit may be several words."""
    return amount(name, r"[^\d<>=≥≤±~+-][^<>=≥≤±~]{0,60}?|")


def tidied(text: str) -> str:
    """A text with plain digits and signs and single spaces, so that full-width forms read like the others."""
    joined = re.sub("(?<=\\d)[\u00a0\u2009\u202f](?=\\d{3})", ",", text)
    plain = " ".join(unicodedata.normalize("NFKC", joined).replace("−", "-").split())
    return re.sub(r"百分之 ?(\d+(?:\.\d+)?)", r"\1%", plain)
