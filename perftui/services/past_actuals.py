"""What a measure has given before for an owner: the last and the best actual, from its values and from earlier key results."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.codes import Operator
from perftui.domain.measure_codes import is_better
from perftui.services.measure_rows import measure_row
from perftui.storage import measures

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from perftui.storage.stores import Store


@dataclass(frozen=True, slots=True)
class PastActual:
    """One actual value."""

    on: date
    """The day it was checked in, or the last day of its period."""
    value: Decimal
    key_result: str
    """The title of the key result that it was checked in for; empty for a value of the measure itself."""


@dataclass(frozen=True, slots=True)
class PastActuals:
    """What is known; both None without data, which is not zero."""

    last: PastActual | None
    best: PastActual | None
    """By the measure's operator; None where no direction is better, as for ranges."""
    count: int


def past_actuals(
    store: Store, measure_id: str, person_id: str | None = None, unit_id: str | None = None, leaving_out: str = ""
) -> PastActuals:
    """The actuals of a measure for an owner.

    Args:
        store: The store.
        measure_id: The measure.
        person_id: Whose; None for a unit or the company.
        unit_id: Whose; None for a person or the company.
        leaving_out: A key result that does not count, because it is the one for which one asks.

    Raises:
        Gone: There is no such measure.
    """
    row = measure_row(store, measure_id)
    found = [*_values(store, measure_id, person_id, unit_id), *_key_results(store, measure_id, (person_id, unit_id), leaving_out)]
    found.sort(key=lambda actual: actual.on)
    return PastActuals(found[-1] if found else None, _best(Operator(row["operator"]), found), len(found))


def _best(operator: Operator, found: Sequence[PastActual]) -> PastActual | None:
    best: PastActual | None = None
    for actual in found:
        verdict = is_better(operator, actual.value, actual.value if best is None else best.value)
        if verdict is None:
            return None
        best = actual if best is None or verdict else best
    return best


def _values(store: Store, measure_id: str, person_id: str | None, unit_id: str | None) -> Iterator[PastActual]:
    for row in measures.values_of(store, measure_id):
        if (row["person_id"], row["unit_id"]) == (person_id, unit_id):
            yield PastActual(date.fromisoformat(row["period_end"]), Decimal(row["value"]), "")


def _key_results(store: Store, measure_id: str, owner: tuple[str | None, str | None], leaving_out: str) -> Iterator[PastActual]:
    rows = {row["id"]: row for row in measures.using(store, measure_id)}
    own = [key for key, row in rows.items() if key != leaving_out and (row["owner_person_id"], row["owner_unit_id"]) == owner]
    for row in measures.check_in_values(store, own):
        yield PastActual(date.fromisoformat(row["on_date"]), Decimal(row["value"]), rows[row["key_result_id"]]["title"])
