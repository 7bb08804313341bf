"""Challenge and feasibility of a target, against what was reached before: too high, and people give up; too low, no drive (R17)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Operator
from perftui.domain.findings import Finding, Severity
from perftui.domain.quantities import number_text, quantity_text
from perftui.domain.yardsticks import DIRECTED
from perftui.errors import Message
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.domain.yardsticks import Yardstick

LOWEST: Final = 1
"""The lowest rating of challenge and of feasibility."""
HIGHEST: Final = 5


@dataclass(frozen=True, slots=True)
class Policy:
    """When a target is worth a second look; settings."""

    above_best: Decimal | None = Decimal("0.3")
    """Further beyond the best result than this share of it; None: never."""
    below_last: bool = True
    """Whether a target easier than the last result is."""


@dataclass(frozen=True, slots=True)
class Past:
    """What was reached before, by the same owner with the same measure."""

    values: tuple[Decimal, ...] = ()
    """Oldest first."""

    @property
    def last(self) -> Decimal | None:
        """The latest result; None without any."""
        return self.values[-1] if self.values else None

    def best(self, operator: Operator) -> Decimal | None:
        """The best one; None without any, and where neither more nor less is better."""
        if not self.values or operator not in DIRECTED:
            return None
        return max(self.values) if operator is Operator.AT_LEAST else min(self.values)


def beyond(operator: Operator, target: Decimal, reference: Decimal) -> Decimal | None:
    """How far a target lies beyond a result, as a share of that result.

    Returns:
        Positive when the target is harder, negative when it is easier; None where a share of nothing would be asked for, and where
        neither more nor less is better.
    """
    if operator not in DIRECTED or reference == 0:
        return None
    ahead = target - reference if operator is Operator.AT_LEAST else reference - target
    return ahead / abs(reference)


def is_easier(operator: Operator, target: Decimal, reference: Decimal) -> bool:
    """Whether a target asks for less than a result that was reached already."""
    return (operator is Operator.AT_LEAST and target < reference) or (operator is Operator.AT_MOST and target > reference)


def target_finding(yardstick: Yardstick, past: Past, policy: Policy, key_result_id: str, title: str) -> Finding | None:
    """A target too far above the best result, or below the last one; never a wall.

    Args:
        yardstick: Of the key result; only those of which more, or less, is better can be too high or too low.
        past: What was reached before.
        policy: When it is worth a look.
        key_result_id: For the finding.
        title: Likewise.
    """
    operator, target, best, last = yardstick.operator, yardstick.target, past.best(yardstick.operator), past.last
    if target is None or best is None or last is None:
        return None
    share = beyond(operator, target, best)
    said: dict[str, object] = {"title": title, "target": quantity_text(target, yardstick.unit)}
    if policy.above_best is not None and share is not None and share > policy.above_best:
        said |= {"percent": number_text((share * 100).quantize(Decimal(1))), "best": quantity_text(best, yardstick.unit)}
        return Finding(Severity.WARNING, Message(TOO_HIGH, said), "key_result", key_result_id)
    if policy.below_last and is_easier(operator, target, last):
        said["last"] = quantity_text(last, yardstick.unit)
        return Finding(Severity.WARNING, Message(TOO_LOW, said), "key_result", key_result_id)
    return None


def rating_findings(challenge: int | None, feasibility: int | None, goal_id: str) -> list[Finding]:
    """What two ratings, 1 to 5 each or not given, say together."""
    templates = []
    if challenge == HIGHEST and feasibility == LOWEST:
        templates.append(GIVES_UP)
    if challenge == LOWEST:
        templates.append(NO_DRIVE)
    return [Finding(Severity.WARNING, Message(template), "goal", goal_id) for template in templates]


def calibration_findings(ratings: tuple[int | None, int | None], targets: Sequence[Finding | None], goal_id: str) -> tuple[Finding, ...]:
    """All that is to be said of the challenge of one goal: its ratings first, then its targets.

    Args:
        ratings: Challenge and feasibility.
        targets: What `target_finding` gave for each of its key results.
        goal_id: For the findings.
    """
    return (*rating_findings(*ratings, goal_id), *(finding for finding in targets if finding is not None))


TOO_HIGH: Final = mark("The target of “{title}”, {target}, lies {percent} % beyond the best so far, {best}: is it feasible?")
TOO_LOW: Final = mark("The target of “{title}”, {target}, is easier than the last result, {last}: is it a challenge?")
GIVES_UP: Final = mark("Challenge 5, feasibility 1: too high, people give up.")
NO_DRIVE: Final = mark("Challenge 1: too low, there is no drive in it.")
