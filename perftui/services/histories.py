"""Who changed what, in the words of the field: of one record, or of everything."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.codes import Code, Words
from perftui.domain.formats import basis_points, percent
from perftui.errors import Message
from perftui.i18n import mark, say
from perftui.services.history_fields import CODES, FIELDS, FLAGS, TABLES, TOLD_WHEN_NEW
from perftui.storage import histories, lookups

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change of one field, or the making or removing of a record."""

    step: int
    at: datetime
    """UTC."""
    actor: str
    entity: str
    """The table's name: the record's own, or `reporting`, `check_in`, `goal_link` for what belongs to it."""
    verb: str
    """insert, update or delete."""
    field: str
    """The column; empty for a whole record."""
    label: str
    """The field's English label, marked; empty for a whole record."""
    old: str
    """As stored or named; a code or a yes/no knows its label: see `old_text`."""
    new: str

    def label_text(self) -> str:
        """The field in the language in use."""
        return said(Words(self.label))

    def old_text(self) -> str:
        """The old value in the language in use."""
        return said(self.old)

    def new_text(self) -> str:
        """The new value in the language in use."""
        return said(self.new)


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of anybody."""

    id: int
    at: datetime
    """UTC."""
    actor: str
    kind: str
    """do, undo or redo."""
    label: Message
    is_open: bool
    """Whether it still holds: False once it was taken back."""
    records: int


def history(store: Store, entity: str, entity_id: str, limit: int = 200) -> list[HistoryLine]:
    """What happened to a record and to what belongs to it alone, newest first.

    Args:
        store: The store.
        entity: The table's name, such as `person`.
        entity_id: The record.
        limit: The number of events read at most; one event may give several lines.
    """
    told = [(row, _changes(row)) for row in histories.events_of(store, entity, entity_id, limit)]
    named = _names(store, told)
    lines = [_line(row, column, values, named) for row, changes in told for column, values in changes.items()]
    return list(_each_reason_once(lines))


def recent_steps(store: Store, limit: int = 50) -> list[StepLine]:
    """What was done last, newest first; behind a scope what the actor did, and what concerns visible records alone."""
    return [
        StepLine(
            id=row["id"],
            at=datetime.fromisoformat(row["at"]),
            actor=row["actor"],
            kind=row["kind"],
            label=Message(row["template"], json.loads(row["label_values"])),
            is_open=bool(row["is_open"]),
            records=row["records"],
        )
        for row in histories.steps(store, limit)
    ]


def _each_reason_once(lines: Iterable[HistoryLine]) -> Iterator[HistoryLine]:
    """Without the reasons that were told of the same step already: it has one, however many fields it changed."""
    told = set()
    for line in lines:
        if line.entity != "goal_amendment" or (line.step, line.new) not in told:
            yield line
        if line.entity == "goal_amendment":
            told.add((line.step, line.new))


def _changes(row: Row) -> dict[str, tuple[object, object]]:
    """Column to old and new value; the empty column stands for the whole record."""
    diff: dict[str, tuple[object, object]] = {column: tuple(values) for column, values in json.loads(row["diff"] or "{}").items()}
    if row["verb"] == "update":
        return {column: values for column, values in diff.items() if column in FIELDS}
    wanted = TOLD_WHEN_NEW.get(row["entity"], ())
    return {column: diff[column] for column in wanted if column in diff} or {"": (None, None)}


def _names(store: Store, told: list[tuple[Row, dict[str, tuple[object, object]]]]) -> dict[str, str]:
    wanted: dict[str, set[str]] = {}
    for row, changes in told:
        for column, values in changes.items():
            if table := table_of(row["entity"], column):
                wanted.setdefault(table, set()).update(str(value) for value in values if value is not None)
    return {record: name for table, ids in wanted.items() for record, name in lookups.names(store, table, ids).items()}


def table_of(entity: str, column: str) -> str:
    """The table that a column points to; empty where it holds a value."""
    return entity if column == "parent_id" else TABLES.get(column, "")


def _line(row: Row, column: str, values: tuple[object, object], named: Mapping[str, str]) -> HistoryLine:
    old, new = (value_of(row["entity"], column, value, named) for value in values)
    at = datetime.fromisoformat(row["at"])
    label = str(FIELDS[column]) if column else ""
    return HistoryLine(row["step"], at, row["actor"], row["entity"], row["verb"], column, label, old, new)


def value_of(entity: str, column: str, value: object, named: Mapping[str, str]) -> str:
    """A stored value as it is told: named by its record, or a code or yes/no that `said` puts into words; empty for nothing."""
    if value is None:
        return ""
    if table_of(entity, column):
        return named.get(str(value), Words(mark("(removed)")))
    if code := CODES.get((entity, column)):
        return next((member for member in code if member == value), str(value))
    if column in FLAGS:
        return Words(mark("yes") if value else mark("no"))
    return _WRITTEN.get(column, str)(value)


def _answers(value: object) -> str:
    return " · ".join(str(text) for text in json.loads(str(value)).values())


_WRITTEN: Mapping[str, Callable[[object], str]] = {
    "smart": _answers,
    "attainment": lambda value: percent(Decimal(str(value))),
    **dict.fromkeys(("weight", "pass_closure", "uplift"), lambda value: basis_points(int(str(value)))),
    "closure": lambda value: percent(Decimal(str(value))),
}
"""Column to how its stored value is written, where that is not as it is stored."""


def label_of(column: str) -> str:
    """What a column is called in the language in use; an unknown one by its own name."""
    return say(FIELDS[column]) if column in FIELDS else column


def said(text: str) -> str:
    """A told value in the language in use."""
    return say(text) if isinstance(text, (Words, Code)) else text
