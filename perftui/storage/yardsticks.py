"""From a key result's row and its check-ins to what was measured."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.ids import made_on
from perftui.domain.measures import Operator, Yardstick, progress
from perftui.domain.rollups import MILLION, stored_progress

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
        levels=None if row["maximum"] is None else int(row["maximum"]),
    )


def counted_from(key_result_id: str, begins: str) -> str:
    """The ISO date from which the first cadence counts: the start, or the day on which the key result was made where that is later."""
    return max(begins, made_on(key_result_id))


LATEST = """
    (SELECT value FROM check_in WHERE key_result_id = {id} AND value IS NOT NULL ORDER BY on_date DESC, id DESC LIMIT 1) AS last_value,
    (SELECT confidence FROM check_in WHERE key_result_id = {id} AND confidence IS NOT NULL ORDER BY on_date DESC, id DESC LIMIT 1)
        AS last_confidence,
    (SELECT max(on_date) FROM check_in WHERE key_result_id = {id}) AS last_checked,
    iif({operator} IN ('milestone', 'yes_no'), (SELECT group_concat(value, ' ') FROM check_in WHERE key_result_id = {id}), NULL)
        AS all_values"""
"""Columns with what the check-ins of a key result say; `{id}` and `{operator}` are SQL expressions."""


def measured(store: Store, row: Row) -> Measured:
    """Progress by the check-ins, and when the next one is due.

    Args:
        store: The store.
        row: A row of `key_result` with `begins`, the ISO date on which its goal or cycle begins.
    """
    latest = store.rows("SELECT " + LATEST.format(id=":id", operator=":operator"), {"id": row["id"], "operator": row["operator"]})[0]
    return from_latest(row, latest)


def from_latest(row: Row, latest: Row) -> Measured:
    """The same, from the columns of `LATEST`, already read.

    Progress goes by the latest value; for milestones and yes-no by the largest, because what was reached stays reached.
    """
    value = latest["last_value"]
    reached = None if value is None else max(map(Decimal, (latest["all_values"] or value).split(" ")))
    millionths = stored_progress(progress(yardstick_of(row), reached))
    is_done = millionths is not None and millionths >= MILLION
    since = date.fromisoformat(latest["last_checked"] or counted_from(row["id"], row["begins"]))
    next_due = None if is_done else (since + timedelta(days=row["cadence_days"])).isoformat()
    return Measured(value, latest["last_confidence"], latest["last_checked"], next_due, millionths)
