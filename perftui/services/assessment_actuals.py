"""Actual values of indicators, from what was checked in and measured."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.i18n import mark
from perftui.storage import assessment_sources, assessments
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_STILL_OPEN = ("draft", "self", "manager")


def reached(row: Row) -> str | None:
    """What the check-ins of a key result say, from the columns of `LATEST`; what was once reached of a milestone stays reached."""
    value: str | None = row["last_value"]
    return max(row["all_values"].split(" "), key=Decimal) if value is not None and row["all_values"] else value


def fill_actuals(store: Store, assessment_ids: Sequence[str]) -> int:
    """Fill in what was measured meanwhile: the latest check-in of a key result, else the latest value of the measure in the cycle.

    Args:
        store: The store.
        assessment_ids: Assessments; those past the manager stay as they are.

    Returns:
        How many actual values were changed.
    """
    changed = 0
    with store.write(Label(mark("Filled in measured values"))):
        for row in map(lambda each: assessments.get(store, each), assessment_ids):
            if row is not None and row["state"] in _STILL_OPEN:
                changed += sum(_fill(store, row, each) for each in assessments.indicators(store, [row["id"]]))
    return changed


def _fill(store: Store, assessment: Row, indicator: Row) -> bool:
    value, evidence = None, ""
    if indicator["key_result_id"]:
        result = assessment_sources.key_result(store, indicator["key_result_id"])
        value = None if result is None else reached(result)
    if value is None and indicator["measure_id"]:
        period = (assessment["start_date"], assessment["end_date"])
        found = assessment_sources.value(store, indicator["measure_id"], assessment["person_id"], *period)
        value, evidence = (None, "") if found is None else (found["value"], found["evidence"])
    if value is None or value == indicator["actual"]:
        return False
    kept = {} if indicator["evidence"] or not evidence else {"evidence": evidence}
    store.update("indicator", indicator["id"], indicator["version"], actual=value, **kept)
    return True
