"""Which key results are measured by a measure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.services.measured_values import value_text
from perftui.storage import measures
from perftui.storage.yardsticks import yardstick_of

if TYPE_CHECKING:
    from perftui.storage.stores import Store


@dataclass(frozen=True, slots=True)
class Use:
    """A key result that uses a measure."""

    id: str
    title: str
    goal: str
    """The title of its goal."""
    owner: str
    cycle: str
    value: str
    """The newest one with its unit; empty without data."""


def uses_of(store: Store, measure_id: str) -> list[Use]:
    """The visible key results that use a measure, those of the latest cycle first; archived ones are left out."""
    return [
        Use(
            **{name: row[name] for name in ("id", "title", "goal", "owner", "cycle")},
            value=value_text(yardstick_of(row), None if row["last_value"] is None else Decimal(row["last_value"])),
        )
        for row in measures.using(store, measure_id)
    ]
