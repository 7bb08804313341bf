"""The traffic light of a goal, and what confidence and score say. Progress, confidence and score never mix."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Band, GoalKind, Status
from perftui.errors import BadInput, Message
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from perftui.domain.findings import Finding

__all__ = [
    "DEFAULTS",
    "Band",
    "ConfidenceOutOfRange",
    "Status",
    "Thresholds",
    "band_of",
    "check_confidence",
    "is_healthy_stretch",
    "is_overdue",
    "is_success",
    "needs_blocker",
    "sandbagging",
    "status_of",
]

ONE: Final = Decimal(1)


class ConfidenceOutOfRange(BadInput):
    """A confidence that is no share."""

    template = mark("Confidence runs from 0 (will not be met) to 1 (certain); {confidence} does not.")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The settings of the traffic light; a firm may choose its own."""

    slack: Decimal = Decimal("0.1")
    """Behind the expected progress by this much is still on track ([own])."""
    risk: Decimal = Decimal("0.3")
    """Behind by this much is still at risk; more is off track ([own])."""
    stretch_pace: Decimal = Decimal("0.7")
    """Progress expected of stretch goals at the end; of all others 1."""
    low_confidence: Decimal = Decimal("0.4")
    """Confidence below this asks for a blocker, an owner and a next action [O]."""
    sandbagging: Decimal = Decimal("0.9")
    """Confidence above this everywhere, at drafting, looks too easy."""
    middle: Decimal = Decimal("0.4")
    """Lower end of the middle band of scores, inclusive."""
    high: Decimal = Decimal("0.7")
    """Lower end of the high band of scores, inclusive."""
    healthy_low: Decimal = Decimal("0.6")
    """Stretch goals are healthy from this score on."""
    healthy_high: Decimal = Decimal("0.7")
    """Stretch goals are healthy up to this score, inclusive."""


DEFAULTS: Final = Thresholds()


def status_of(  # noqa: PLR0913  # the five facts the light depends on, and the settings
    progress: Decimal | None,
    elapsed_share: Decimal,
    confidence: Decimal | None = None,
    is_overdue: bool = False,
    kind: GoalKind = GoalKind.COMMITTED,
    *,
    coverage: Decimal | None = None,
    thresholds: Thresholds = DEFAULTS,
) -> Status:
    """What the traffic light shows; the first rule that fits decides.

    1. No progress: no data. 2. Progress of 1 or more: done, or on track where a part below is not measured.
    3. Expected is the elapsed share (for stretch goals 0.7 of it). Behind it by at most 0.1: on track; by at most 0.3: at
    risk; else off track. Once the cycle is over a committed goal short of 1 is never on track.
    4. Confidence below 0.4 turns on track into at risk. 5. An overdue check-in turns what is left of green into outdated.

    Args:
        progress: Raw progress, or None without data.
        elapsed_share: Of the cycle, 0 to 1; 1 once it is over.
        confidence: 0 to 1, or None where nobody said.
        is_overdue: Whether the last check-in is older than the cadence allows.
        kind: Stretch goals are held to less.
        coverage: Of a goal: the share of the weight below that is measured, 0 to 1; None where nothing stands below.
        thresholds: The settings; the numbers above are their defaults.
    """
    if progress is None:
        return Status.NO_DATA
    if progress >= 1 and (coverage is None or coverage >= 1):
        return Status.DONE
    light = Status.ON_TRACK if progress >= 1 else _pace(progress, elapsed_share, kind, thresholds)
    if light is Status.ON_TRACK and needs_blocker(confidence, thresholds):
        light = Status.AT_RISK
    return Status.OUTDATED if is_overdue and light is Status.ON_TRACK else light


def _pace(progress: Decimal, elapsed_share: Decimal, kind: GoalKind, thresholds: Thresholds) -> Status:
    expected = elapsed_share * (thresholds.stretch_pace if kind is GoalKind.STRETCH else ONE)
    behind = expected - progress
    has_failed = kind is GoalKind.COMMITTED and elapsed_share >= 1
    if behind <= thresholds.slack and not has_failed:
        return Status.ON_TRACK
    return Status.AT_RISK if behind <= thresholds.risk else Status.OFF_TRACK


def is_overdue(last_check_in: date | None, cadence_days: int | None, today: date, since: date | None = None) -> bool:
    """Whether a check-in is late; the day on which it is due is not late yet.

    Args:
        last_check_in: None where none was held.
        cadence_days: Days from one check-in to the next; None or 0 means that none is expected.
        today: The day of asking.
        since: Where none was held: the day from which to count, such as the start of the goal. Without it nothing is late.
    """
    counted_from = last_check_in or since
    if not cadence_days or counted_from is None:
        return False
    return today > counted_from + timedelta(days=cadence_days)


def band_of(score: Decimal, thresholds: Thresholds = DEFAULTS) -> Band:
    """The band of a score: [0, 0.4), [0.4, 0.7), [0.7, 1]; raw scores outside belong to the nearest."""
    if score < thresholds.middle:
        return Band.LOW
    return Band.MIDDLE if score < thresholds.high else Band.HIGH


def is_success(score: Decimal, kind: GoalKind, thresholds: Thresholds = DEFAULTS) -> bool:
    """Whether a goal has succeeded: committed at 1, stretch from 0.6 on, all others in the high band ([own])."""
    if kind is GoalKind.COMMITTED:
        return score >= 1
    return score >= (thresholds.healthy_low if kind is GoalKind.STRETCH else thresholds.high)


def is_healthy_stretch(score: Decimal, thresholds: Thresholds = DEFAULTS) -> bool:
    """Whether a stretch goal was pitched right: 0.6 to 0.7, both included. Above, it was too easy."""
    return thresholds.healthy_low <= score <= thresholds.healthy_high


def check_confidence(confidence: Decimal | None) -> None:
    """Refuse what is no confidence.

    Raises:
        ConfidenceOutOfRange: Below 0, above 1, or not a number.
    """
    if confidence is not None and (confidence.is_nan() or not 0 <= confidence <= 1):
        raise ConfidenceOutOfRange(confidence=confidence)


def needs_blocker(confidence: Decimal | None, thresholds: Thresholds = DEFAULTS) -> bool:
    """Whether a check-in should name a blocker, its owner and a next action: confidence below 0.4 [O]."""
    return confidence is not None and confidence < thresholds.low_confidence


def sandbagging(confidences: Iterable[Decimal], entity_id: str, entity: str = "goal", thresholds: Thresholds = DEFAULTS) -> Finding | None:
    """A finding when everybody is sure of everything while goals are still drafted.

    Args:
        confidences: Of all key results that have one; none of them, no finding.
        entity_id: The record to show the finding at.
        entity: The kind of that record.
        thresholds: The settings; all above 0.9 by default.
    """
    # Only drafting needs findings; the lights of a whole tree do not.
    from perftui.domain.findings import Finding, Severity

    given = list(confidences)
    if not given or min(given) <= thresholds.sandbagging:
        return None
    text = Message(mark("Everything is above {limit} confidence: are these goals too easy?"), {"limit": thresholds.sandbagging})
    return Finding(Severity.INFO, text, entity, entity_id)
