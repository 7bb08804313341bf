"""From a key result's row and its check-ins to what was measured."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.measures import Operator, Yardstick, progress
from perftui.domain.rollups import in_millionths

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


@dataclass(frozen=True, slots=True)
class Measured:
    """What the check-ins of a key result say."""

    value: str | None
    """The latest value, as typed; None: no data."""
    confidence: str | None
    checked_on: str | None
    next_due: str | None
    """ISO date on which the next check-in is due; None when the key result is done."""
    progress: int | None
    """Millionths."""


def yardstick_of(row: Row) -> Yardstick:
    """The yardstick that a row of `key_result` describes."""

    def number(column: str) -> Decimal | None:
        return None if row[column] is None else Decimal(row[column])

    return Yardstick(
        operator=Operator(row["operator"]),
        unit=row["unit"],
        baseline=number("baseline"),
        target=number("target"),
        low=number("low"),
        high=number("high"),
        red_low=number("red_low"),
        red_high=number("red_high"),
        tolerance=number("tolerance"),
        commit=number("commit_value"),
        stretch=number("stretch_value"),
        maximum=number("maximum"),
    )


_LATEST = """SELECT
    (SELECT value FROM check_in WHERE key_result_id = :id AND value IS NOT NULL ORDER BY on_date DESC, id DESC LIMIT 1) AS value,
    (SELECT confidence FROM check_in WHERE key_result_id = :id AND confidence IS NOT NULL ORDER BY on_date DESC, id DESC LIMIT 1)
        AS confidence,
    (SELECT max(on_date) FROM check_in WHERE key_result_id = :id) AS checked_on"""


def measured(store: Store, row: Row) -> Measured:
    """Progress by the latest value, and when the next check-in is due.

    Args:
        store: The store.
        row: A row of `key_result` with `begins`, the ISO date from which the first cadence counts.
    """
    latest = store.rows(_LATEST, {"id": row["id"]})[0]
    return from_latest(row, latest["value"], latest["confidence"], latest["checked_on"])


def from_latest(row: Row, value: str | None, confidence: str | None, checked_on: str | None) -> Measured:
    """The same, from values that were already read."""
    reached = None if value is None else progress(yardstick_of(row), Decimal(value))
    millionths = None if reached is None else in_millionths(reached)
    is_done = millionths is not None and millionths >= 1_000_000
    since = date.fromisoformat(checked_on or row["begins"])
    next_due = None if is_done else (since + timedelta(days=row["cadence_days"])).isoformat()
    return Measured(value, confidence, checked_on, next_due, millionths)
