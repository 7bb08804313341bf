"""The library of measures: listed, found, added, changed, archived and brought back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.domain.codes import Operator
from perftui.domain.measure_codes import MeasureKind
from perftui.domain.texts import fold
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.services import builtin_measures
from perftui.services.measure_rows import FIELDS, columns_of, fields_of, measure_row, names_of, shown_name
from perftui.storage import measures
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from perftui.domain.measure_drafts import MeasureDraft
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class MeasureExists(Refused):
    """Two measures of one code, or of one name in one area."""

    template = mark("There is a measure “{name}” already{place}: give this one another name or code.")
    field = "name"


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure as the list shows it; its words are in the language in use while they are the built-in ones."""

    id: str
    code: str
    name: str
    area: str
    kind: MeasureKind
    operator: Operator
    unit: str
    cadence_days: int
    uses: int
    """Key results that are measured by it and not archived."""
    description: str
    formula: str
    source: str
    anchors: str
    tags: str
    is_archived: bool
    version: int


@dataclass(frozen=True, slots=True)
class MeasureFilter:
    """Which measures are listed; empty fields narrow nothing."""

    text: str = ""
    """Part of name, code, area, tags or description."""
    area: str = ""
    kind: str = ""
    with_archived: bool = False


def line_of(row: Row) -> MeasureLine:
    """A row of `measures.everything` as a line."""
    return MeasureLine(
        **builtin_measures.texts_of(row),
        **{name: row[name] for name in ("id", "code", "cadence_days", "uses", "version")},
        kind=MeasureKind(row["kind"]),
        operator=_operator(row["operator"]),
        is_archived=bool(row["is_archived"]),
    )


def _operator(code: str) -> Operator:
    return Operator(code) if code in set(Operator) else Operator.AT_LEAST


def listing(store: Store, shown: MeasureFilter = MeasureFilter()) -> list[MeasureLine]:  # frozen
    """The measures that a filter lets through, by area and name."""
    lines = [line for line in map(line_of, measures.everything(store)) if _is_shown(line, shown)]
    return sorted(lines, key=lambda line: (line.area, line.name))


def _is_shown(line: MeasureLine, shown: MeasureFilter) -> bool:
    if line.is_archived and not shown.with_archived:
        return False
    if (shown.area and line.area != shown.area) or (shown.kind and line.kind != shown.kind):
        return False
    text = fold(shown.text)
    return not text or any(text in fold(part) for part in (line.name, line.code, line.area, line.tags, line.description))


def measure(store: Store, measure_id: str) -> MeasureLine:
    """One measure, archived or not.

    Raises:
        Gone: There is none.
    """
    found = next((row for row in measures.everything(store) if row["id"] == measure_id), None)
    if found is None:
        raise Gone
    return line_of(found)


def areas(store: Store) -> list[str]:
    """The areas that measures belong to."""
    return sorted({line.area for line in listing(store, MeasureFilter(with_archived=True)) if line.area})


def add_measure(store: Store, **values: object) -> str:
    """Add a measure.

    Args:
        store: The store.
        **values: Fields of `MeasureDraft`.

    Returns:
        Its id.

    Raises:
        FieldError: A value cannot be used.
        MeasureExists: There is one of that code, or of that name in that area.
        AnchorsDoNotFit: A scale of one level.
    """
    draft = _draft(values)
    measure_id = store.new_id()
    with store.write(Label(mark("Added measure {name}"), {"name": draft.name})):
        check_new(store, draft)
        store.insert("measure", id=measure_id, **columns_of(draft))
    return measure_id


def edit_measure(store: Store, measure_id: str, version: int, **changes: object) -> int:
    """Change fields of a measure; key results that use it keep their own yardstick.

    Args:
        store: The store.
        measure_id: The measure.
        version: The one that was edited.
        **changes: Fields of `MeasureDraft`; those left out stay, and a built-in text in the language in use counts as unchanged.

    Returns:
        The version afterwards.

    Raises:
        Changed: Somebody else was first.
        Gone: There is no such measure.
        FieldError: A value cannot be used.
        MeasureExists: There is another of that code, or of that name in that area.
    """
    row = measure_row(store, measure_id)
    texts = builtin_measures.texts_of(row)
    differing = {name: value for name, value in changes.items() if texts.get(name, row[name] if name in FIELDS else None) != value}
    draft = _draft({**fields_of(row), **differing})
    with store.write(Label(mark("Changed measure {name}"), {"name": draft.name})):
        check_new(store, draft, measure_id)
        return store.update("measure", measure_id, version, **columns_of(draft))


def archive(store: Store, measure_id: str, version: int) -> None:
    """Take a measure out of the list and the pickers; key results that use it go on doing so.

    Raises:
        Changed: Somebody else was first.
        Gone: There is no such measure.
    """
    _set_archived(store, measure_id, version, Label(mark("Archived measure {name}"), _named(store, measure_id)), is_archived=True)


def bring_back(store: Store, measure_id: str, version: int) -> None:
    """Put an archived measure back into the list.

    Raises:
        Changed: Somebody else was first.
        Gone: There is no such measure.
    """
    _set_archived(store, measure_id, version, Label(mark("Brought back measure {name}"), _named(store, measure_id)), is_archived=False)


def check_new(store: Store, draft: MeasureDraft, measure_id: str = "") -> None:
    """Refuse a measure that is there already.

    Args:
        store: The store.
        draft: The measure.
        measure_id: Itself, which does not count; empty for a new one.

    Raises:
        MeasureExists: There is one of that code, or of that name in that area that is not archived.
    """
    for row in measures.everything(store):
        if row["id"] == measure_id:
            continue
        is_same_name = not row["is_archived"] and (fold(draft.name), fold(draft.area)) in names_of(row)
        if is_same_name or (draft.code and row["code"] == draft.code):
            place = f" ({row['code'] if row['code'] == draft.code and draft.code else row['area']})"
            raise MeasureExists(name=row["name"], place=place if place != " ()" else "")


def _named(store: Store, measure_id: str) -> dict[str, str | int]:
    return {"name": shown_name(measure_row(store, measure_id))}


def _set_archived(store: Store, measure_id: str, version: int, label: Label, *, is_archived: bool) -> None:
    with store.write(label):
        store.update("measure", measure_id, version, is_archived=int(is_archived))


def _draft(values: Mapping[str, object]) -> MeasureDraft:
    from perftui.domain.measure_drafts import MeasureDraft
    from perftui.domain.validation import validated

    return validated(MeasureDraft, **values)
