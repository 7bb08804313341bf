"""The weights of siblings changed together: made equal or scaled beside those that are locked, until they sum to the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.formats import basis_points
from perftui.domain.rollups import FULL_WEIGHT
from perftui.domain.shares import dealt_out
from perftui.errors import BadInput, Refused
from perftui.i18n import gettext as _
from perftui.i18n import mark
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

POINT = 100
"""One percent, in basis points."""


class LockedTooMuch(Refused):
    """What is locked leaves nothing to share."""

    template = mark("The locked ones weigh {percent} already, which is more than 100%: unlock one, or make it lighter.")


class AllLocked(Refused):
    """There is nothing that may change."""

    template = mark("All of them are locked: unlock one first.")


class SumNotWhole(BadInput):
    """The weights do not sum to 100 %, and it matters."""

    template = mark("The weights sum to {percent}, not to 100%, and “{title}” is agreed already: change them until they do.")


class Weighed(NamedTuple):
    """The weight of one of some siblings."""

    weight: int
    """In basis points, 0 to 10,000."""
    is_locked: bool = False
    """Whether it keeps its weight when others change."""


def equalised(siblings: Sequence[Weighed]) -> list[int]:
    """Equal weights for those that are not locked, which share what the locked ones leave; the sum is exactly 10,000.

    Raises:
        AllLocked: None of them may change.
        LockedTooMuch: The locked ones weigh more than 10,000 together.
    """
    return _shared(siblings, [1 for one in siblings if not one.is_locked])


def scaled(siblings: Sequence[Weighed]) -> list[int]:
    """The weights of those that are not locked in the same proportion, so that the sum is exactly 10,000.

    A heavier one never becomes the lighter; where all weigh nothing they become equal.

    Raises:
        AllLocked: None of them may change.
        LockedTooMuch: The locked ones weigh more than 10,000 together.
    """
    return _shared(siblings, [one.weight for one in siblings if not one.is_locked])


def _shared(siblings: Sequence[Weighed], parts: Sequence[int]) -> list[int]:
    if not parts:
        raise AllLocked
    locked = sum(one.weight for one in siblings if one.is_locked)
    if locked > FULL_WEIGHT:
        raise LockedTooMuch(percent=basis_points(locked))
    shares = iter(dealt_out(FULL_WEIGHT - locked, parts))
    return [one.weight if one.is_locked else next(shares) for one in siblings]


def moved(weight: int, points: int) -> int:
    """A weight some percentage points heavier or lighter, within 0 to 10,000."""
    return max(0, min(FULL_WEIGHT, weight + points * POINT))


def sum_text(total: int) -> str:
    """The sum in words, in the language in use: `Sum 95%: 5% missing`."""
    if total == FULL_WEIGHT:
        return _("Sum {sum}").format(sum=basis_points(total))
    template = _("Sum {sum}: {rest} missing") if total < FULL_WEIGHT else _("Sum {sum}: {rest} too much")
    return template.format(sum=basis_points(total), rest=basis_points(abs(FULL_WEIGHT - total)))
