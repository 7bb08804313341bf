"""Support written down: records of every list added, changed, and taken a state further, one step of undo each (R30 to R38, R75)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

from perftui.domain.support import SupportState, SupportTable
from perftui.errors import BadInput
from perftui.i18n import gettext as _
from perftui.i18n import mark, say
from perftui.storage import lookups, support
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

ADDED: Final = {
    SupportTable.REQUEST: mark("Asked for {title}"),
    SupportTable.INITIATIVE: mark("Added the initiative {title}"),
    SupportTable.ACCOMMODATION: mark("Agreed on an accommodation: {title}"),
    SupportTable.TRAINING: mark("Asked for training: {title}"),
    SupportTable.SKILL_GAP: mark("Added the skill gap {title}"),
    SupportTable.COURSE: mark("Added the course {title}"),
    SupportTable.MENTORSHIP: mark("Added the mentorship {title}"),
}
CHANGED: Final = mark("Changed {title}")
POINTS_TO: Final = {
    **{"person_id": "person", "mentor_id": "person", "mentee_id": "person", "owner_person_id": "person"},
    **{"provider_unit_id": "unit", "unit_id": "unit", "goal_id": "goal", "gap_id": "gap", "plan_id": "plan"},
    **{"initiative_id": "initiative", "skill_gap_id": "skill_gap", "course_id": "course"},
}
"""Column to the table it points to."""


class PromiseWithoutDay(BadInput):
    """A promise that is never due."""

    template = mark("Say for when it is promised: a promise without a date cannot be kept.")
    field = "promised_for"


def row_of(store: Store, table: SupportTable, record_id: str) -> Row:
    """One record.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    row = support.get(store, table, record_id)
    if row is None:
        raise Gone
    return row


def title_of(table: SupportTable, row: Row | Mapping[str, Any]) -> str:
    """What a record is called, in the language in use."""
    if table is SupportTable.MENTORSHIP:
        return _("{mentor} mentors {mentee}").format(mentor=row["mentor"], mentee=row["mentee"])
    if table is SupportTable.ACCOMMODATION:
        from perftui.domain.support import AccommodationKind

        return _("{person}: {what}").format(person=row["person"], what=say(AccommodationKind(row["kind"])))
    if table is SupportTable.SKILL_GAP:
        return _("{person}: {what}").format(person=row["person"], what=row["competency"])
    if table in (SupportTable.COURSE, SupportTable.TRAINING):
        from perftui.services.courses import shown_name

        code, name = ("code", "name") if table is SupportTable.COURSE else ("course_code", "title")
        return shown_name(row[code] if code in row.keys() else "", row[name])  # noqa: SIM118  # a Row iterates over its values
    return str(row["title"])


def columns(store: Store, table: SupportTable, values: Mapping[str, object]) -> dict[str, object]:
    """Input as columns.

    Raises:
        FieldError: A value cannot be used.
        PerftuiError: What the draft itself refuses.
        Gone: Something that it points to does not exist.
    """
    from perftui.domain.recurrence_texts import parse_recurrence
    from perftui.domain.recurrences import anchored
    from perftui.domain.support_drafts import DRAFTS
    from perftui.domain.validation import validated

    draft = validated(DRAFTS[table], **values)
    found = {name: _stored(value) for name, value in draft.model_dump().items()}
    for name, target in POINTS_TO.items():
        if found.get(name) and not lookups.present(store, target, [str(found[name])]):
            raise Gone
    if "recurrence" in found:
        start = date.fromisoformat(str(found["start_date"]))
        found["recurrence"] = anchored(parse_recurrence(str(found["recurrence"])), start).text()
    return found


def _stored(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    return str(value.normalize()) if isinstance(value, Decimal) else value


def insert(store: Store, table: SupportTable, stored: Mapping[str, object], record_id: str = "") -> str:
    """Add a record as one step.

    Returns:
        Its id.
    """
    found = record_id or store.new_id()
    with store.write(Label(ADDED[table], {"title": _new_title(store, table, stored)})):
        store.insert(table.value, id=found, **stored)
    return found


def _new_title(store: Store, table: SupportTable, stored: Mapping[str, object]) -> str:
    people = [str(stored[name]) for name in ("person_id", "mentor_id", "mentee_id") if stored.get(name)]
    names = lookups.names(store, "person", people)
    told = {short: names.get(str(stored.get(f"{short}_id")), "") for short in ("person", "mentor", "mentee")}
    return title_of(table, {**stored, **told})


def add(store: Store, table: SupportTable, **values: object) -> str:
    """Add a record; mentorships, training and courses have more rules: see `mentors` and `trainings`.

    Args:
        store: The store.
        table: Which list.
        **values: Fields of its draft.

    Returns:
        Its id.

    Raises:
        FieldError: A value cannot be used; and all that `columns` raises.
    """
    return insert(store, table, columns(store, table, values))


def edit(store: Store, table: SupportTable, record_id: str, version: int, **values: object) -> str:
    """Change a record; fields that are left out stay as they are.

    Raises:
        FieldError: A value cannot be used; and all that `columns` raises.
        Gone: There is no such record.
        Changed: Somebody else was first.
    """
    from perftui.domain.support_drafts import DRAFTS

    row = row_of(store, table, record_id)
    before = {name: row[name] for name in DRAFTS[table].model_fields}
    stored = columns(store, table, before | values)
    if "promised_for" in stored and row["state"] == SupportState.PROMISED and not stored["promised_for"]:
        raise PromiseWithoutDay
    with store.write(Label(CHANGED, {"title": title_of(table, row)})):
        store.update(table.value, record_id, version, **stored)
    return record_id
