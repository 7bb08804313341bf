"""How often there is a talk with somebody, and which talks are due because of that (R23)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from perftui.domain.recurrences import anchored, following, read
from perftui.domain.talks import next_due
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.services.talks import day, name_of
from perftui.storage import talks
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

AHEAD = 7
"""Days before a talk is due from which it shows."""


class CadenceLine(NamedTuple):
    """How often there is a talk with a person."""

    id: str
    version: int
    recurrence: str
    start: date
    note: str
    last: date | None
    """When the last talk was held."""
    due: date
    """When the next one is."""


class DueLine(NamedTuple):
    """A talk that is due because of a cadence, and that nobody has planned."""

    person_id: str
    person: str
    staff_no: str
    unit: str
    manager_id: str
    manager: str
    recurrence: str
    last: date | None
    due: date


def cadence_of(store: Store, person_id: str) -> CadenceLine | None:
    """How often there is a talk with a person; None where nobody said so."""
    row = talks.cadence(store, person_id)
    due = _due(row) if row is not None else None
    if row is None or due is None:
        return None
    texts = (row["id"], row["version"], row["recurrence"])
    return CadenceLine(*texts, date.fromisoformat(row["start_date"]), row["note"], day(row["last_on"]), due)


def due_lines(store: Store, today: date) -> list[DueLine]:
    """The talks that are due by now or within a week and not planned, the oldest first."""
    found = []
    for row in talks.cadences(store, today.isoformat()):
        due = _due(row)
        if due is None or due > today + timedelta(AHEAD) or _is_planned(row, due):
            continue
        names = {name: row[name] for name in ("person_id", "person", "staff_no", "unit", "manager", "recurrence")}
        found.append(DueLine(**names, manager_id=row["manager_id"] or "", last=day(row["last_on"]), due=due))
    return sorted(found, key=lambda line: (line.due, line.staff_no))


def set_cadence(store: Store, person_id: str, **values: object) -> str:
    """Say how often there is a talk with a person, anew or for the first time.

    Args:
        store: The store.
        person_id: With whom.
        **values: Fields of `CadenceDraft`.

    Returns:
        The id of the person.

    Raises:
        FieldError: A value cannot be used.
        BadRecurrence: What it says of how often cannot be read.
        Gone: There is nobody of that id.
    """
    from perftui.domain.recurrence_texts import parse_recurrence
    from perftui.domain.talk_drafts import CadenceDraft
    from perftui.domain.validation import validated

    draft, name, row = validated(CadenceDraft, **values), name_of(store, person_id), talks.cadence(store, person_id)
    series = anchored(parse_recurrence(draft.recurrence), draft.start).text()
    columns = {"recurrence": series, "start_date": draft.start.isoformat(), "note": draft.note}
    with store.write(Label(mark("Set how often there is a talk with {name}"), {"name": name})):
        if row is None:
            store.insert("cadence", id=store.new_id(), person_id=person_id, **columns)
        else:
            store.update("cadence", row["id"], row["version"], **columns)
    return person_id


def end_cadence(store: Store, person_id: str) -> None:
    """Let there be no talks at regular times any more.

    Raises:
        Gone: There are none.
    """
    row = talks.cadence(store, person_id)
    if row is None:
        raise Gone
    with store.write(Label(mark("Ended the regular talks with {name}"), {"name": name_of(store, person_id)})):
        talks.remove_cadence(store, row["id"])


def _due(row: Row) -> date | None:
    return _next_due(row["recurrence"], row["start_date"], row["last_on"])


@lru_cache(maxsize=4096)  # many people have the same rhythm, and Today asks for all of them
def _next_due(recurrence: str, start: str, last: str | None) -> date | None:
    found = read(recurrence)
    return next_due(found, date.fromisoformat(start), day(last)) if found else None


def _is_planned(row: Row, due: date) -> bool:
    """Whether a talk is planned before the one after is due."""
    planned, recurrence = day(row["planned_on"]), read(row["recurrence"])
    return planned is not None and recurrence is not None and planned < following(recurrence, due)
