"""A whole dealt out in whole parts: exact, in proportion, never below 0."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.rollups import WeightNegative

if TYPE_CHECKING:
    from collections.abc import Sequence


def dealt_out(whole: int, parts: Sequence[int]) -> list[int]:
    """Shares in proportion to some parts that sum to exactly the whole: largest remainders first, then from the left.

    Whoever has the larger part never gets the smaller share.

    Args:
        whole: 0 or more.
        parts: 0 or more each, any scale; all 0 means equal ones. Empty gives no shares.

    Raises:
        WeightNegative: The whole or a part is below 0.
    """
    for number in (whole, *parts):
        if number < 0:
            raise WeightNegative(weight=number)
    if not parts:
        return []
    if not any(parts):
        parts = [1] * len(parts)
    total = sum(parts)
    shares = [whole * part // total for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda i: -(whole * parts[i] % total))
    for i in by_remainder[: whole - sum(shares)]:
        shares[i] += 1
    return shares
