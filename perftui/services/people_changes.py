"""One field of many people changed at once: seen before, done as one step, taken back as one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from perftui.domain.codes import Words
from perftui.domain.dates import parse_date
from perftui.errors import BadInput, PerftuiError
from perftui.i18n import mark
from perftui.services.people_edits import changed_columns, check_unit, get_row
from perftui.services.reporting_lines import check_manager, report_to
from perftui.storage import lookups, people
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perftui.errors import Message
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

FIELDS: Mapping[str, Words] = {
    "unit_id": Words(mark("Unit")),
    "position": Words(mark("Position")),
    "manager_id": Words(mark("Manager")),
    "hire_date": Words(mark("Hire date")),
    "exit_date": Words(mark("Exit date")),
    "is_archived": Words(mark("Archived")),
}
"""What can be changed for many at once, with its label."""
_LABELS = {
    "unit_id": mark("Changed the unit of {n} people"),
    "position": mark("Changed the position of {n} people"),
    "manager_id": mark("Changed the manager of {n} people"),
    "hire_date": mark("Changed the hire date of {n} people"),
    "exit_date": mark("Changed the exit date of {n} people"),
    "is_archived": mark("Archived or brought back {n} people"),
}

_DATES = frozenset(("hire_date", "exit_date"))
_TABLES = {"unit_id": "unit", "manager_id": "person"}


class NotForMany(BadInput):
    """A field that differs from person to person."""

    template = mark("{field} cannot be changed for many people at once.")


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What a change does to one person."""

    id: str
    staff_no: str
    name: str
    old: str
    """As shown: names instead of ids; empty for none."""
    new: str
    refusal: Message | None
    """Why this person stays as they are; None where they change."""


@dataclass(frozen=True, slots=True)
class ChangePreview:
    """What a change does, or did, to many people."""

    field: str
    lines: tuple[ChangeLine, ...]
    """Those who change and those who are refused, in the order given."""
    changed: int
    refused: int
    unchanged: int
    """People who have that value already."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """The change that is wanted of everybody."""

    field: str
    value: str | int | None
    """As it is stored."""
    shown: str
    today: date


def preview_change(store: Store, ids: Sequence[str], field: str, value: object, today: date) -> ChangePreview:
    """What `change_many` would do, person by person.

    Args:
        store: The store.
        ids: The people; those who are gone are passed over.
        field: One of `FIELDS`.
        value: The id of a unit or manager, a text, a date or what was typed for one, None or an empty text for none; True or
            False for `is_archived`.
        today: From when another manager counts, and what a typed date starts from.

    Raises:
        NotForMany: The field is none of `FIELDS`.
        BadDate: What was typed is no date.
        UnitArchived: The unit is archived.
        Gone: There is no such unit or manager.
    """
    return _preview(store, ids, _wish(store, field, value, today))


def change_many(store: Store, ids: Sequence[str], field: str, value: object, today: date) -> ChangePreview:
    """Give one field of many people the same value, in one step; who is refused stays as they are.

    Returns:
        What was done. Arguments and errors are those of `preview_change`.
    """
    wish = _wish(store, field, value, today)
    preview = _preview(store, ids, wish)
    changing = [line for line in preview.lines if line.refusal is None]
    one = Label(mark("Changed {name}"), {"name": changing[0].name}) if len(changing) == 1 else None
    with store.write(one or Label(_LABELS[field], {"n": len(changing)})):
        for line in changing:
            _apply(store, line.id, wish)
    return preview


def _wish(store: Store, field: str, value: object, today: date) -> _Wish:
    if field not in FIELDS:
        raise NotForMany(field=Words(field))
    if field == "is_archived":
        return _Wish(field, int(bool(value)), Words(mark("yes") if value else mark("no")), today)
    if field in _DATES and value:
        day = value if isinstance(value, date) else parse_date(str(value), today)
        return _Wish(field, day.isoformat(), day.isoformat(), today)
    text = str(value or "")
    if field == "position":
        return _Wish(field, text, text, today)
    if field in _TABLES and text:
        return _Wish(field, text, _name(store, field, text), today)
    return _Wish(field, text or None, text, today)


def _name(store: Store, field: str, record_id: str) -> str:
    if field == "unit_id":
        check_unit(store, record_id)
    name = lookups.names(store, _TABLES[field], [record_id]).get(record_id)
    if name is None:
        raise Gone
    return name


def _preview(store: Store, ids: Sequence[str], wish: _Wish) -> ChangePreview:
    rows = [row for person_id in dict.fromkeys(ids) if (row := people.get(store, person_id, wish.today.isoformat()))]
    lines = tuple(_line(store, row, wish) for row in rows if _present_value(store, row, wish.field) != wish.value)
    refused = sum(line.refusal is not None for line in lines)
    return ChangePreview(wish.field, lines, len(lines) - refused, refused, len(rows) - len(lines))


def _present_value(store: Store, row: Row, field: str) -> str | int | None:
    if field != "manager_id":
        return row[field]  # type: ignore[no-any-return]  # a column's value
    line = lookups.open_line(store, row["id"])
    return line["manager_id"] if line else None


def _line(store: Store, row: Row, wish: _Wish) -> ChangeLine:
    refusal = None
    try:
        if wish.field == "manager_id":
            check_manager(store, row["id"], str(wish.value or ""), wish.today)
        elif wish.field != "is_archived":
            changed_columns(row, {wish.field: wish.value})
    except PerftuiError as error:
        refusal = error.message
    return ChangeLine(row["id"], row["staff_no"], row["name"], _shown(row, wish.field), wish.shown, refusal)


def _shown(row: Row, field: str) -> str:
    if field == "is_archived":
        return Words(mark("yes") if row[field] else mark("no"))
    return row[{"unit_id": "unit", "manager_id": "manager"}.get(field, field)] or ""


def _apply(store: Store, person_id: str, wish: _Wish) -> None:
    if wish.field == "manager_id":
        report_to(store, person_id, str(wish.value or ""), wish.today)
        return
    row = get_row(store, person_id)
    columns = {"is_archived": wish.value} if wish.field == "is_archived" else changed_columns(row, {wish.field: wish.value})
    store.update("person", person_id, row["version"], **columns)
