"""Between forms and the table of measures: drafts as columns, rows as the fields of a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.texts import fold
from perftui.services import builtin_measures
from perftui.services.goal_rows import stored
from perftui.storage import measures
from perftui.storage.stores import Gone

if TYPE_CHECKING:
    from perftui.domain.measure_drafts import MeasureDraft
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

FIELDS = (*("code", "name", "description", "area", "unit", "kind", "operator", "formula", "source", "cadence_days", "anchors", "tags"),)
"""The fields of `MeasureDraft`, which are columns of the same name."""


def columns_of(draft: MeasureDraft) -> dict[str, object]:
    """The columns of a measure."""
    return {field: stored(getattr(draft, field)) for field in FIELDS}


def fields_of(row: Row) -> dict[str, object]:
    """What `MeasureDraft` takes of a stored measure."""
    return {field: row[field] for field in FIELDS}


def measure_row(store: Store, measure_id: str) -> Row:
    """One measure.

    Raises:
        Gone: There is none.
    """
    row = measures.get(store, measure_id)
    if row is None:
        raise Gone
    return row


def shown_name(row: Row) -> str:
    """What a measure is called in the language in use."""
    return builtin_measures.shown(row["code"], "name", row["name"])


def names_of(row: Row) -> set[tuple[str, str]]:
    """By which names and areas a measure is known: as it is stored, and as it is shown; without regard to case."""
    texts = builtin_measures.texts_of(row)
    return {(fold(each["name"]), fold(each["area"])) for each in (row, texts)}


def measure_name(store: Store, measure_id: str | None) -> str:
    """What the measure with an id is called in the language in use; empty for none."""
    row = measures.get(store, measure_id) if measure_id else None
    return "" if row is None else shown_name(row)


def shown_anchors(store: Store, key_result: Row) -> str:
    """The anchors of a key result in the language in use, where they are still those of its built-in measure."""
    row = measures.get(store, key_result["measure_id"]) if key_result["measure_id"] else None
    text = key_result["anchors"] or ""
    return text if row is None else builtin_measures.shown(row["code"], "anchors", text)
