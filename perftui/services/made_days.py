"""The day on which a record was made."""

from __future__ import annotations

from datetime import UTC, date, datetime

from perftui.domain.ids import is_id, made_at_ms


def made_on(record_id: str) -> date | None:
    """The day on which a record was made, as its id tells; None for ids of another form."""
    return datetime.fromtimestamp(made_at_ms(record_id) / 1000, UTC).astimezone().date() if is_id(record_id) else None
