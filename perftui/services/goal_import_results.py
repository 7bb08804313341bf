"""Key results of a file held against those that are there: yardsticks, values that are new, and what is only noted."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from perftui.domain.codes import Operator
from perftui.domain.measures import check_actual, definition_hash
from perftui.domain.rollups import stored_progress
from perftui.domain.yardsticks import Yardstick
from perftui.errors import Message
from perftui.i18n import mark
from perftui.services import goal_rows
from perftui.services.goal_import_plans import KeyResultEntry, PlannedCheckIn
from perftui.services.goal_import_texts import description_of, said_in
from perftui.storage import goal_imports
from perftui.storage.yardsticks import yardstick_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.services.transfer.okr_plans import PlannedKeyResult
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_UNREAD = mark("Line {line}: its figure cannot be held against the target that is recorded, and changes nothing.")
_LOOSE = frozenset({Operator.YES_NO, Operator.MILESTONE})
"""What a file without targets makes of every key result; it does not take away a target that is recorded."""


class Known(NamedTuple):
    """What is recorded of a key result."""

    row: Row
    values: tuple[Decimal, ...]
    """Oldest first."""
    confidence: Decimal | None
    """The last one given."""
    notes: frozenset[str]


def known_in(store: Store, cycle_id: str) -> dict[str, list[Known]]:
    """The key results of a cycle by their goal, in their order, with their check-ins."""
    said: dict[str, list[Row]] = defaultdict(list)
    for row in goal_imports.check_ins_in(store, cycle_id):
        said[row["key_result_id"]].append(row)
    found: dict[str, list[Known]] = defaultdict(list)
    for row in goal_imports.key_results_in(store, cycle_id):
        values = tuple(Decimal(one["value"]) for one in said[row["id"]] if one["value"] is not None)
        confidences = [Decimal(one["confidence"]) for one in said[row["id"]] if one["confidence"] is not None]
        notes = frozenset(one["note"] for one in said[row["id"]])
        found[row["goal_id"]].append(Known(row, values, confidences[-1] if confidences else None, notes))
    return found


def new_entry(planned: PlannedKeyResult, depth: int, *, is_archived: bool) -> KeyResultEntry:
    """A key result that is not there yet; its weight is still to be given.

    Raises:
        Refused: The yardstick is impossible, or cannot have the values.
    """
    yardstick = _yardstick(planned)
    columns = {**_texts(planned), **_columns(yardstick, planned.title), "is_archived": int(is_archived)}
    columns |= {"title": planned.title, "weight": planned.weight, "due_date": goal_rows.stored(planned.due)}
    for value in planned.values:
        check_actual(yardstick, value)
    check_ins = _check_ins(planned, planned.values, None)
    return KeyResultEntry(planned.line, depth, planned.title, planned.goal, None, 0, columns, check_ins)


def known_entry(planned: PlannedKeyResult, depth: int, known: Known, notes: list[Message]) -> KeyResultEntry:
    """A key result that is there already, with what the file changes; what the file does not say stays.

    Args:
        planned: As the file has it.
        depth: Goals above it in the file.
        known: What is recorded.
        notes: Takes what cannot be used.

    Raises:
        Refused: The yardstick is impossible, or cannot have the values.
    """
    row, yardstick = known.row, yardstick_of(known.row)
    values: tuple[Decimal | None, ...] = tuple(value for value in planned.values if value is not None)
    changes = {name: value for name, value in _texts(planned).items() if value}
    changes |= {"weight": planned.weight} if planned.weight is not None else {}
    changes |= {"due_date": goal_rows.stored(planned.due)} if planned.due else {}
    if planned.operator not in _LOOSE:
        yardstick = _yardstick(planned, yardstick)
    elif planned.operator is Operator.MILESTONE and yardstick.operator is Operator.YES_NO and values:
        yardstick = _yardstick(planned)
    elif values and planned.operator is not yardstick.operator:
        if not _is_same_progress(values, row):
            notes.append(Message(_UNREAD, {"line": planned.line}))
        values = ()
    if planned.mark is not None and yardstick.operator is Operator.YES_NO and set(values) <= set(known.values):
        values = ()  # a tick says that it was reached once, and that stays so
    changes |= _columns(yardstick, row["title"])
    for value in values:
        check_actual(yardstick, value)
    check_ins = _check_ins(planned, _not_yet(known.values, values), known)
    differing = {name: value for name, value in changes.items() if row[name] != value}
    return KeyResultEntry(planned.line, depth, planned.title, planned.goal, row["id"], row["version"], differing, check_ins)


def _is_same_progress(values: Sequence[Decimal | None], row: Row) -> bool:
    return bool(stored_progress(values[-1]) == row["progress"])


def _yardstick(planned: PlannedKeyResult, known: Yardstick | None = None) -> Yardstick:
    numbers: dict[str, Decimal | None] = {}
    if known is not None and known.operator is planned.operator:
        numbers = {name: getattr(known, name) for name in ("baseline", "red_low", "red_high", "commit", "stretch")}
    return Yardstick(planned.operator, unit=planned.unit, levels=planned.levels, **{**numbers, **planned.numbers})


def _columns(yardstick: Yardstick, title: str) -> dict[str, object]:
    columns = {column: field for field, column in goal_rows.KEY_RESULT_COLUMNS.items() if hasattr(yardstick, field)}
    values = {column: goal_rows.stored(getattr(yardstick, field)) for column, field in columns.items()}
    levels = values["maximum"]
    return {**values, "maximum": None if levels is None else str(levels), "definition_hash": definition_hash(yardstick, title)}


def _texts(planned: PlannedKeyResult) -> dict[str, object]:
    return {"priority": planned.priority, "tags": ", ".join(planned.tags)}


def _not_yet(known: Sequence[Decimal], values: Sequence[Decimal | None]) -> tuple[Decimal | None, ...]:
    """The values that come after what is recorded: as long a beginning of them as possible is its end."""
    for count in range(len(values), 0, -1):
        if list(known[-count:]) == list(values[:count]):
            return tuple(values[count:])
    return tuple(values)


def _check_ins(planned: PlannedKeyResult, values: Sequence[Decimal | None], known: Known | None) -> tuple[PlannedCheckIn, ...]:
    """Check-ins of values; what else the file says belongs to the last of them, or to one without a value."""
    note, confidence = description_of(planned), planned.confidence
    if known is not None:
        note = "" if said_in(note) in set(map(said_in, known.notes)) else note
        confidence = None if confidence == known.confidence and not values else confidence
    said = [PlannedCheckIn(value) for value in values]
    if said:
        said[-1] = PlannedCheckIn(said[-1].value, confidence, note)
    elif note or confidence is not None:
        said.append(PlannedCheckIn(None, confidence, note))
    return tuple(said)
