"""Scores at the end of a cycle: proposed from progress, read as typed, and judged by the rule of the goal's kind.

Progress says how much of the way is done, confidence how sure somebody is, the score what is held of it in the end. They never mix:
a score is proposed from the progress once, and then stands for itself.
"""

from __future__ import annotations

import unicodedata
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Code, GoalKind
from perftui.domain.statuses import DEFAULTS, is_success
from perftui.domain.texts import shorten
from perftui.errors import BadInput
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from perftui.domain.statuses import Thresholds

HUNDREDTH: Final = Decimal("0.01")
LIMITS: Final = (DEFAULTS.middle, DEFAULTS.healthy_low, DEFAULTS.high, Decimal(1))
"""Scores from which on something is reached."""
_POINTS: Final = str.maketrans(",。", "..")


class Verdict(Code):
    """What a score means for a goal of its kind."""

    REACHED = "reached", mark("Reached")
    MISSED = "missed", mark("Not reached")
    HEALTHY = "healthy", mark("Healthy")
    TOO_EASY = "too_easy", mark("Set too low")


RULES: Final[Mapping[GoalKind, str]] = {
    GoalKind.COMMITTED: mark("A committed goal is reached only at 1.00."),
    GoalKind.STRETCH: mark("A stretch goal is healthy from 0.60 to 0.70; above, it was set too low."),
    GoalKind.KPI: mark("A KPI is reached from 0.70 on."),
    GoalKind.DEVELOPMENT: mark("A development goal is reached from 0.70 on."),
}
"""Kind of a goal to when it succeeds, in words; marked."""


class ScoreUnclear(BadInput):
    """A text that is no score."""

    template = mark("“{text}” is no score. Write it from 0 to 1, such as 0.7, or as 70%.")


def proposed_score(progress: Decimal | None) -> Decimal | None:
    """The score that progress suggests: clamped to 0 to 1, in hundredths, never rounded over a limit that it does not reach.

    Returns:
        None without data, never 0.
    """
    if progress is None:
        return None
    share = min(Decimal(1), max(Decimal(0), progress))
    rounded = share.quantize(HUNDREDTH, ROUND_HALF_UP)
    is_over = any(share < limit <= rounded for limit in LIMITS)
    return share.quantize(HUNDREDTH, ROUND_DOWN) if is_over else rounded


def read_score(text: str) -> Decimal | None:
    """A score as typed: `0.7`, `.7`, `70%`, with full-width digits too; empty for none.

    Raises:
        ScoreUnclear: It is no number, lies outside 0 to 1, or is a part of one percent.
    """
    tidy = unicodedata.normalize("NFKC", text).strip().translate(_POINTS)
    if not tidy:
        return None
    is_percent = tidy.endswith("%")
    try:
        score = Decimal(tidy.rstrip("% ")) / (100 if is_percent else 1)
    except InvalidOperation:
        raise ScoreUnclear(text=shorten(text, 40)) from None
    is_part = is_percent and 0 < score < HUNDREDTH  # 0.7%: a share typed as a percentage, or two numbers run together
    if score.is_nan() or not 0 <= score <= 1 or is_part:
        raise ScoreUnclear(text=shorten(text, 40))
    return score.quantize(HUNDREDTH, ROUND_DOWN)


def score_text(score: Decimal | None) -> str:
    """Two digits after the point, unlike progress and confidence, which are percentages; empty for none."""
    return "" if score is None else f"{score:.2f}"


def verdict(score: Decimal, kind: GoalKind, thresholds: Thresholds = DEFAULTS) -> Verdict:
    """What a score means: committed goals are reached at 1 alone, stretch goals healthy at 0.6 to 0.7, all others reached from 0.7 on."""
    if kind is GoalKind.STRETCH and score > thresholds.healthy_high:
        return Verdict.TOO_EASY
    if not is_success(score, kind, thresholds):
        return Verdict.MISSED
    return Verdict.HEALTHY if kind is GoalKind.STRETCH else Verdict.REACHED
