"""From a record to its gaps, and from a gap, cause or measure to its row in the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.services.gap_listings import GapFilter
from perftui.services.quick_gaps import Subject
from perftui.storage import gap_sources, gaps, lookups

if TYPE_CHECKING:
    from datetime import date

    from perftui.services.gap_sources import Source
    from perftui.storage.stores import Store

NARROWING: Final = ("person", "unit", "goal", "key_result", "assessment")
"""Tables whose records have gaps; each is a field of the filter."""


def shown_for(store: Store, record_id: str) -> GapFilter | None:
    """The filter that shows the gaps of a person, unit, goal, key result or assessment, of all cycles; None for any other record."""
    table = table_of(store, record_id)
    return GapFilter(**{table: record_id}) if table else None  # type: ignore[arg-type]  # one of its text fields


def table_of(store: Store, record_id: str) -> str:
    """In which of these tables a record is; empty for none."""
    return next((table for table in NARROWING if lookups.present(store, table, [record_id])), "")


def narrowed_to(store: Store, shown: GapFilter) -> str:
    """The name of the record to which a filter narrows the table; empty where it does not."""
    for table in NARROWING:
        record_id = getattr(shown, table)
        if record_id:
            return gap_sources.title(store, table, record_id)
    return ""


def subject_of(store: Store, shown: GapFilter) -> Subject:
    """Whose gap is added in a narrowed table, for which cycle, and out of what it comes; empty where it is not narrowed."""
    cycle = shown.cycles[0] if len(shown.cycles) == 1 else ""
    table = next((table for table in NARROWING if getattr(shown, table)), "")
    row = gap_sources.subject(store, table, getattr(shown, table)) if table else None
    if row is None:
        return Subject(cycle=cycle)
    origin = () if table in {"person", "unit"} else ((f"{table}_id", getattr(shown, table)),)
    return Subject(row["person_id"] or "", row["unit_id"] or "", cycle or row["cycle_id"] or "", origin)


def gap_id_of(store: Store, record_id: str) -> str:
    """The gap that a record is, or that a cause or a measure against one belongs to; empty for none."""
    return gaps.of_part(store, record_id) or ""


def sources_of(store: Store, record_id: str, today: date) -> list[Source]:
    """What is measured below target of a person, goal, key result or assessment, and has no open gap."""
    from perftui.services import gap_sources as sources

    table = table_of(store, record_id)
    if table == "person":
        return sources.of_person(store, record_id, today)
    read = {"goal": sources.of_goal, "key_result": sources.of_key_result, "assessment": sources.of_assessment}.get(table)
    return read(store, record_id) if read else []
