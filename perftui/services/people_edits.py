"""What can be done with one person; nothing is deleted, and reporting lines keep their history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.domain.pinyin import initials, pinyin, sort_key
from perftui.domain.texts import clean_text
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.services.people import person, suggest_staff_no
from perftui.services.reporting_lines import report_to
from perftui.services.units import UnitArchived
from perftui.storage import lookups, people, units
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from perftui.services.people import PersonView
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

OWN_FIELDS = ("staff_no", "name", "unit_id", "position", "email", "hire_date", "exit_date")
"""What an edit may change beside `pinyin`, `initials` and `manager_id`."""


class StaffNoTaken(Refused):
    """Two people with one staff number."""

    template = mark("Staff number {staff_no} belongs to {name} already.")


@dataclass(frozen=True, slots=True)
class PersonInput:
    """A new person, as typed; texts are cleaned and checked when they are added."""

    name: str
    staff_no: str = ""
    """Empty: the next free one."""
    unit_id: str = ""
    position: str = ""
    email: str = ""
    hire_date: date | None = None
    exit_date: date | None = None
    pinyin: str = ""
    """Empty: computed from the name."""
    initials: str = ""
    """Empty: computed from the pinyin."""
    manager_id: str = ""
    since: date | None = None
    """From when on they report to the manager; None: from today, because nobody said more."""


def add_person(store: Store, given: PersonInput, today: date) -> PersonView:
    """Add a person, with their manager.

    Raises:
        FieldError: A field is missing, too long or wrong.
        ExitBeforeHire: The exit date lies before the hire date.
        EmailUnclear: The e-mail address is none.
        StaffNoTaken: Somebody has the staff number.
        UnitArchived: The unit is archived.
        Gone: The unit or the manager does not exist.
    """
    values = {field: getattr(given, field) for field in OWN_FIELDS}
    values["staff_no"] = given.staff_no or suggest_staff_no(store)
    columns = columns_of(values) | reading_of(given.name, {"pinyin": given.pinyin, "initials": given.initials})
    with store.write(Label(mark("Added {name}"), {"name": str(columns["name"])})):
        _check_place(store, columns)
        person_id = store.new_id()
        store.insert("person", id=person_id, **columns)
        report_to(store, person_id, given.manager_id, given.since or today)
    return person(store, person_id, today)


def edit_person(store: Store, person_id: str, version: int, today: date, since: date | None = None, **changes: object) -> PersonView:
    """Change some fields of a person; what is not given stays.

    Args:
        store: The store.
        person_id: The person.
        version: As it was read.
        today: The day of asking.
        since: From when another manager counts; None: from today.
        changes: `OWN_FIELDS`, `pinyin` and `initials` (empty: computed again), `manager_id` (empty: nobody).

    Raises:
        FieldError: A field is missing, too long, wrong or unknown.
        ExitBeforeHire: The exit date lies before the hire date.
        EmailUnclear: The e-mail address is none.
        StaffNoTaken: Somebody else has the staff number.
        UnitArchived: The new unit is archived.
        ManagersInCircle: The new manager reports to this person; likewise the other errors of `check_manager`.
        Changed: Somebody else has changed it since.
        Gone: The person, the unit or the manager does not exist.
    """
    row, manager_id = get_row(store, person_id), changes.pop("manager_id", None)
    columns = changed_columns(row, changes)
    with store.write(Label(mark("Changed {name}"), {"name": str(columns["name"])})):
        _check_place(store, columns, row)
        store.update("person", person_id, version, **columns)
        if manager_id is not None:
            report_to(store, person_id, str(manager_id), since or today)
    return person(store, person_id, today)


def archive_person(store: Store, person_id: str, version: int, today: date) -> PersonView:
    """Take somebody out of the lists; reporting lines, goals and history stay.

    Raises:
        Changed: Somebody else has changed it since.
        Gone: There is no such person.
    """
    with store.write(Label(mark("Archived {name}"), {"name": get_row(store, person_id)["name"]})):
        store.update("person", person_id, version, is_archived=1)
    return person(store, person_id, today)


def get_row(store: Store, person_id: str) -> Row:
    """All columns of a person.

    Raises:
        Gone: There is none.
    """
    row = lookups.person_row(store, person_id)
    if row is None:
        raise Gone
    return row


def columns_of(values: Mapping[str, object]) -> dict[str, object]:
    """Checked and cleaned values as columns; a salary passes through.

    Raises:
        FieldError: A field is missing, too long, wrong or unknown.
        ExitBeforeHire: The exit date lies before the hire date.
        EmailUnclear: The e-mail address is none.
    """
    from perftui.domain.people import PersonDraft
    from perftui.domain.validation import validated

    draft = validated(PersonDraft, **{"unit" if name == "unit_id" else name: value for name, value in values.items()})
    return {
        **{"staff_no": draft.staff_no, "name": draft.name, "unit_id": draft.unit, "position": draft.position, "email": draft.email},
        "hire_date": draft.hire_date and draft.hire_date.isoformat(),
        "exit_date": draft.exit_date and draft.exit_date.isoformat(),
    }


def changed_columns(row: Row, changes: Mapping[str, object]) -> dict[str, object]:
    """The columns of a person after some changes; raises as `columns_of`."""
    by_hand = {field: changes[field] for field in ("pinyin", "initials") if field in changes}
    own = {field: value for field, value in changes.items() if field not in by_hand}
    columns = columns_of({field: row[field] for field in OWN_FIELDS} | own)
    if columns["name"] != row["name"]:
        return columns | reading_of(str(columns["name"]), by_hand)
    if not by_hand:
        return columns
    kept = {"pinyin": row["pinyin"], "initials": "" if "pinyin" in by_hand else row["initials"]}
    return columns | reading_of(row["name"], kept | by_hand)


def reading_of(name: str, by_hand: Mapping[str, object]) -> dict[str, object]:
    """Pinyin, initials and sort key of a name; what was written by hand goes before what is computed."""
    name, told = " ".join(clean_text(name).split()), {field: _reading(value) for field, value in by_hand.items()}
    spoken = told.get("pinyin") or pinyin(name)
    letters = told.get("initials", "").replace(" ", "")
    if spoken == pinyin(name):
        return {"pinyin": spoken, "initials": letters or initials(name), "sort_key": sort_key(name)}
    return {"pinyin": spoken, "initials": letters or "".join(word[0] for word in spoken.split()), "sort_key": _sort_key(spoken, name)}


def _reading(value: object) -> str:
    return " ".join(clean_text(str(value or ""), limit=200).lower().split())


def _sort_key(spoken: str, name: str) -> str:
    syllables, characters = spoken.split(), name.replace(" ", "")
    if len(syllables) == len(characters):  # each character after its syllable, as `sort_key` does it
        return " ".join(f"{syllable} {character}" for syllable, character in zip(syllables, characters, strict=True))
    return f"{spoken} {name}"


def _check_place(store: Store, columns: Mapping[str, object], before: Row | None = None) -> None:
    taken = people.by_staff_no(store, str(columns["staff_no"]))
    if taken is not None and (before is None or taken["id"] != before["id"]):
        raise StaffNoTaken(staff_no=columns["staff_no"], name=taken["name"])
    if columns["unit_id"] and (before is None or columns["unit_id"] != before["unit_id"]):
        check_unit(store, str(columns["unit_id"]))


def check_unit(store: Store, unit_id: str) -> None:
    """Refuse a unit in which nobody can be.

    Raises:
        Gone: There is none.
        UnitArchived: It is archived.
    """
    row = units.get(store, unit_id)
    if row is None:
        raise Gone
    if row["is_archived"]:
        raise UnitArchived(name=row["name"])
