"""The log of a mentorship: what a talk was about, what was practised, what was seen, what comes next (R35)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from perftui.domain.support import SupportTable
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.services import support_records
from perftui.storage import support
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

TABLE = SupportTable.MENTORSHIP


class LogAhead(Refused):
    """An entry about a day that is still to come, or before the mentorship."""

    template = mark("The log of this mentorship takes days from {start} to today.")
    field = "on_date"


class MentorEntry(NamedTuple):
    """One talk in the log of a mentorship."""

    id: str
    version: int
    mentorship_id: str
    on: date
    situation: str
    practised: str
    observed: str
    next_step: str


def log(store: Store, mentorship_id: str) -> list[MentorEntry]:
    """The log of a mentorship, the latest first."""
    return [_entry(row) for row in support.entries(store, mentorship_id)]


def entry(store: Store, entry_id: str) -> MentorEntry:
    """One entry.

    Raises:
        Gone: There is none.
    """
    row = support.entry(store, entry_id)
    if row is None:
        raise Gone
    return _entry(row)


def _entry(row: Row) -> MentorEntry:
    texts = {name: row[name] for name in ("id", "version", "mentorship_id", "situation", "practised", "observed", "next_step")}
    return MentorEntry(**texts, on=date.fromisoformat(row["on_date"]))


def add_entry(store: Store, mentorship_id: str, today: date, **values: object) -> str:
    """Write a talk into the log.

    Args:
        store: The store.
        mentorship_id: The mentorship.
        today: Talks lie between its start and this day.
        **values: Fields of `MentorEntryDraft`.

    Raises:
        FieldError: A value cannot be used.
        LogAhead: The day is not one of the mentorship's.
        Gone: There is no such mentorship.
    """
    row = support_records.row_of(store, TABLE, mentorship_id)
    stored, entry_id = _checked(row, today, values), store.new_id()
    with store.write(Label(mark("Wrote into the mentor log of {mentee}"), {"mentee": row["mentee"]})):
        store.insert("mentor_entry", id=entry_id, mentorship_id=mentorship_id, **stored)
    return entry_id


def edit_entry(store: Store, entry_id: str, version: int, today: date, **values: object) -> str:
    """Change an entry; fields that are left out stay as they are. Errors are those of `add_entry`, and Changed."""
    found = entry(store, entry_id)
    before: dict[str, object] = {name: getattr(found, name) for name in ("situation", "practised", "observed", "next_step")}
    row = support_records.row_of(store, TABLE, found.mentorship_id)
    stored = _checked(row, today, {**before, "on_date": found.on, **values})
    with store.write(Label(mark("Changed the mentor log of {mentee}"), {"mentee": row["mentee"]})):
        store.update("mentor_entry", entry_id, version, **stored)
    return entry_id


def _checked(row: Row, today: date, values: dict[str, object]) -> dict[str, object]:
    from perftui.domain.support_drafts import MentorEntryDraft
    from perftui.domain.validation import validated

    draft = validated(MentorEntryDraft, **values)
    if not date.fromisoformat(row["start_date"]) <= draft.on_date <= today:
        raise LogAhead(start=date.fromisoformat(row["start_date"]))
    return {**draft.model_dump(exclude={"on_date"}), "on_date": draft.on_date.isoformat()}
