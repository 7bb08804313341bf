"""People written to a file: as a table that an import reads back unchanged, or a line of JSON for each."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from perftui.errors import BadInput
from perftui.i18n import gettext as _
from perftui.i18n import mark
from perftui.services.people import line_of, listing
from perftui.services.transfer.exports import write_export
from perftui.services.transfer.roster_fields import ROSTER_FIELDS, UNIT_LEVELS
from perftui.services.transfer.spreadsheets import write_csv, write_xlsx
from perftui.services.units import tree
from perftui.storage import people

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from perftui.services.people import PeopleFilter, PersonLine
    from perftui.services.transfer.spreadsheets import Value
    from perftui.storage.stores import Store

STEP: Final = " > "
"""Between the names of a unit's path in one cell."""
_STEPS: Final = re.compile(r"[/>›»→\\]")
"""What an import may take for the step from one unit to the next."""
_FIELDS: Final = ("staff_no", "name", "unit", "position", "manager_no", "manager", "hire_date", "exit_date", "email")


class FormatUnknown(BadInput):
    """The ending of the name tells no format."""

    template = mark("Nobody can tell the format from “{name}”. End the name with .csv, .xlsx or .json.")


def export(store: Store, path: Path, today: date, overwrite: bool = False, shown: PeopleFilter | None = None) -> int:
    """Write people to a file whose ending tells the format: .csv, .xlsx, or .json and .jsonl, a line for each person.

    Args:
        store: The store.
        path: Where to; its folder must exist.
        today: The day whose managers are written.
        overwrite: Whether an ordinary file of that name may be replaced.
        shown: Who is written, and in which order; None: everybody who is not archived, by staff number.

    Returns:
        How many people were written.

    Raises:
        FormatUnknown: The name has another ending.
        ExportExists, ExportFailed and others: See `transfer.exports.write_export`.
    """
    write = _FORMATS.get(path.suffix.lower())
    if write is None:
        raise FormatUnknown(name=path.name)
    lines = _people(store, today, shown)
    write_export(path, write(store, lines), overwrite)
    return len(lines)


def as_csv(store: Store, today: date) -> str:
    """Everybody who is not archived as CSV, for standard output."""
    return _csv(store, _people(store, today)).decode("utf-8-sig")


def as_json_lines(store: Store, today: date, shown: PeopleFilter | None = None) -> Iterator[str]:
    """People as one line of JSON each, chosen as by `export`; what is not known is null, dates are ISO."""
    return _json_lines(store, _people(store, today, shown))


def _people(store: Store, today: date, shown: PeopleFilter | None = None) -> list[PersonLine]:
    if shown is None:
        return [line_of(row) for row in people.everybody(store, today.isoformat())]
    found = listing(store, shown, today)
    return found.window(0, found.count())


def _paths(store: Store) -> dict[str, tuple[str, ...]]:
    """Unit to its names from the top."""
    paths: dict[str, tuple[str, ...]] = {"": ()}
    for line in tree(store, with_archived=True):
        paths[line.id] = (*paths[line.parent_id], line.name)
    return paths


def _table(store: Store, lines: Sequence[PersonLine]) -> tuple[list[str], list[list[Value]]]:
    paths = _paths(store)
    used = {paths.get(line.unit_id, ()) for line in lines}
    # A name with a sign that parts units must stand in a column of its own level.
    is_risky = any(_STEPS.search(name) for path in used for name in path)
    levels = [*UNIT_LEVELS, *(["unit"] if max(map(len, used), default=0) > len(UNIT_LEVELS) else [])] if is_risky else ["unit"]
    fields = [name for field in _FIELDS for name in (levels if field == "unit" else (field,))]
    labels = {field.name: field.label for field in ROSTER_FIELDS}
    first = len(UNIT_LEVELS) if is_risky else 0
    rows = [[_value(line, paths.get(line.unit_id, ()), field, first) for field in fields] for line in lines]
    return [_(labels[field]) for field in fields], rows


def _value(line: PersonLine, path: tuple[str, ...], field: str, first: int) -> Value:
    """One cell; `first` is the level from which on a path stands in one cell."""
    if field == "unit":
        return STEP.join(path[first:])
    if field in UNIT_LEVELS:
        level = UNIT_LEVELS.index(field)
        return path[level] if level < len(path) else ""
    value: Value = getattr(line, field)
    return value


def _csv(store: Store, lines: Sequence[PersonLine]) -> bytes:
    return write_csv(*_table(store, lines), has_mark=True)


def _xlsx(store: Store, lines: Sequence[PersonLine]) -> bytes:
    return write_xlsx(_("People"), *_table(store, lines))


def _json(store: Store, lines: Sequence[PersonLine]) -> bytes:
    return "".join(f"{text}\n" for text in _json_lines(store, lines)).encode()


def _json_lines(store: Store, lines: Sequence[PersonLine]) -> Iterator[str]:
    paths = _paths(store)
    for line in lines:
        yield json.dumps(
            {
                "staff_no": line.staff_no,
                "name": line.name,
                "pinyin": line.pinyin or None,
                "unit": list(paths.get(line.unit_id, ())) or None,
                "position": line.position or None,
                "manager": line.manager or None,
                "manager_no": line.manager_no or None,
                "hire_date": line.hire_date.isoformat() if line.hire_date else None,
                "exit_date": line.exit_date.isoformat() if line.exit_date else None,
                "email": line.email or None,
            },
            ensure_ascii=False,
        )


_FORMATS: dict[str, Callable[[Store, Sequence[PersonLine]], bytes]] = {".csv": _csv, ".xlsx": _xlsx, ".json": _json, ".jsonl": _json}
