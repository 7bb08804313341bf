"""The sample's 360 round that everybody has answered: frozen, and its reports released."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from perftui.services import round_freezing

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from perftui.storage.stores import Store


def end_round(store: Store, round_id: str, today: date, turn_clock: Callable[[date], None]) -> None:
    """Freeze a round, and release its reports the day after, which was yesterday.

    Args:
        store: The sample's store, outside of a transaction.
        round_id: The round.
        today: The day on which the sample shall look natural.
        turn_clock: Lets it be the morning of a day.
    """
    for days, step in ((2, round_freezing.freeze), (1, round_freezing.release)):
        day = today - timedelta(days=days)
        turn_clock(day)
        step(store, round_id, day)
    turn_clock(today)
