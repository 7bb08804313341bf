"""Who changed what, in the words of the field: of one record, or of everything."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from perftui.domain.codes import Code, CycleKind, CycleState, GoalKind, GoalState, Level, Operator, Words
from perftui.domain.formats import basis_points
from perftui.errors import Message
from perftui.i18n import mark, say
from perftui.services import meeting_words
from perftui.storage import histories, lookups

if TYPE_CHECKING:
    from collections.abc import Mapping

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

FIELDS: Mapping[str, Words] = {
    "staff_no": Words(mark("Staff number")),
    "name": Words(mark("Name")),
    "unit_id": Words(mark("Unit")),
    "position": Words(mark("Position")),
    "email": Words(mark("E-mail")),
    "hire_date": Words(mark("Hire date")),
    "exit_date": Words(mark("Exit date")),
    "is_archived": Words(mark("Archived")),
    "manager_id": Words(mark("Manager")),
    "since": Words(mark("Since")),
    "until": Words(mark("Until")),
    "kind": Words(mark("Kind")),
    "start_date": Words(mark("Start")),
    "end_date": Words(mark("End")),
    "state": Words(mark("State")),
    "title": Words(mark("Title")),
    "description": Words(mark("Description")),
    "level": Words(mark("Level")),
    "owner_person_id": Words(mark("Owner")),
    "owner_unit_id": Words(mark("Owner")),
    "parent_id": Words(mark("Parent")),
    "cycle_id": Words(mark("Cycle")),
    "weight": Words(mark("Weight")),
    "counts_in_appraisal": Words(mark("Counts in the appraisal")),
    "priority": Words(mark("Priority")),
    "tags": Words(mark("Tags")),
    "due_date": Words(mark("Due date")),
    "goal_id": Words(mark("Goal")),
    "operator": Words(mark("Operator")),
    "unit": Words(mark("Unit of measure")),
    "baseline": Words(mark("Baseline")),
    "target": Words(mark("Target")),
    "low": Words(mark("Lower limit")),
    "high": Words(mark("Upper limit")),
    "red_low": Words(mark("Lower red limit")),
    "red_high": Words(mark("Upper red limit")),
    "tolerance": Words(mark("Tolerance")),
    "commit_value": Words(mark("Committed value")),
    "stretch_value": Words(mark("Stretch value")),
    "maximum": Words(mark("Highest level")),
    "cadence_days": Words(mark("Days between check-ins")),
    "on_date": Words(mark("Date")),
    "value": Words(mark("Value")),
    "confidence": Words(mark("Confidence")),
    "note": Words(mark("Note")),
    "blocker": Words(mark("Blocker")),
    "next_action": Words(mark("Next action")),
    "from_goal_id": Words(mark("From goal")),
    "to_goal_id": Words(mark("To goal")),
    "resolution": Words(mark("Resolution")),
    **meeting_words.FIELDS,
}
"""Column to its label; columns that are not here (computed ones, places among siblings, salaries) are not told."""

_TABLES = {
    **{"unit_id": "unit", "owner_unit_id": "unit", "manager_id": "person", "owner_person_id": "person", "cycle_id": "cycle"},
    **{"goal_id": "goal", "from_goal_id": "goal", "to_goal_id": "goal"},
    **meeting_words.TABLES,
}
"""Column to the table it points to; `parent_id` points to its own."""
_CODES: Mapping[tuple[str, str], type[Code]] = {
    ("goal", "level"): Level,
    ("goal", "kind"): GoalKind,
    ("goal", "state"): GoalState,
    ("cycle", "kind"): CycleKind,
    ("cycle", "state"): CycleState,
    ("key_result", "operator"): Operator,
    **meeting_words.CODES,
}
_FLAGS = frozenset(("is_archived", "counts_in_appraisal"))
_TOLD_WHEN_NEW = {
    "reporting": ("manager_id", "since"),
    "check_in": ("on_date", "value", "confidence", "note"),
    **meeting_words.TOLD_WHEN_NEW,
}
"""Of records that belong to another: what is told of a new one. Others have a line without a field."""


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
        return _said(Words(self.label))

    def old_text(self) -> str:
        """The old value in the language in use."""
        return _said(self.old)

    def new_text(self) -> str:
        """The new value in the language in use."""
        return _said(self.new)


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
    return [_line(row, column, values, named) for row, changes in told for column, values in changes.items()]


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


def _changes(row: Row) -> dict[str, tuple[object, object]]:
    """Column to old and new value; the empty column stands for the whole record."""
    diff: dict[str, tuple[object, object]] = {column: tuple(values) for column, values in json.loads(row["diff"] or "{}").items()}
    if row["verb"] == "update":
        return {column: values for column, values in diff.items() if column in FIELDS}
    wanted = _TOLD_WHEN_NEW.get(row["entity"], ())
    return {column: diff[column] for column in wanted if column in diff} or {"": (None, None)}


def _names(store: Store, told: list[tuple[Row, dict[str, tuple[object, object]]]]) -> dict[str, str]:
    wanted: dict[str, set[str]] = {}
    for row, changes in told:
        for column, values in changes.items():
            if table := _table_of(row["entity"], column):
                wanted.setdefault(table, set()).update(str(value) for value in values if value is not None)
    return {record: name for table, ids in wanted.items() for record, name in lookups.names(store, table, ids).items()}


def _table_of(entity: str, column: str) -> str:
    return entity if column == "parent_id" else _TABLES.get(column, "")


def _line(row: Row, column: str, values: tuple[object, object], named: Mapping[str, str]) -> HistoryLine:
    old, new = (_value(row["entity"], column, value, named) for value in values)
    at = datetime.fromisoformat(row["at"])
    label = str(FIELDS[column]) if column else ""
    return HistoryLine(row["step"], at, row["actor"], row["entity"], row["verb"], column, label, old, new)


def _value(entity: str, column: str, value: object, named: Mapping[str, str]) -> str:
    if value is None:
        return ""
    if _table_of(entity, column):
        return named.get(str(value), Words(mark("(removed)")))
    if code := _CODES.get((entity, column)):
        return next((member for member in code if member == value), str(value))
    if column in _FLAGS:
        return Words(mark("yes") if value else mark("no"))
    return basis_points(int(str(value))) if column == "weight" else str(value)


def _said(text: str) -> str:
    return say(text) if isinstance(text, (Words, Code)) else text
