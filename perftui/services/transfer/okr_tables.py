"""Goals and key results from a table, as the same plan that a document gives."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Level
from perftui.domain.yardsticks import NUMBERS
from perftui.errors import Message
from perftui.i18n import mark
from perftui.services.transfer.okr_frames import found_cycle
from perftui.services.transfer.okr_items import TITLE_LIMIT
from perftui.services.transfer.okr_plans import OkrPlan, PlannedGoal, PlannedKeyResult
from perftui.services.transfer.okr_table_cells import OkrCells
from perftui.services.transfer.okr_table_trees import Entry, TreeReader

if TYPE_CHECKING:
    from perftui.domain.date_orders import DateOrder
    from perftui.services.transfer.mappings import ColumnMapping
    from perftui.services.transfer.tables import Table

_TOO_LONG: Final = mark("This title has {length} characters; {limit} is the most. Shorten it.")
_UNCLEAR_DATES: Final = mark("“{text}” can mean two days; it was read as {order}.")


def plan_table(table: Table, mapping: ColumnMapping, due_order: DateOrder | None = None) -> OkrPlan:
    """What a table of goals would create.

    Rows hang together by the first of these that there is: a column of key results beside one of objectives (an empty objective
    is the one above), a column of depths, a column of parents (title or number), numbers such as 1.2.1, a column of kinds. Without
    any, all rows are goals at the top. How a key result is measured: see `okr_table_cells.OkrCells.measured`.

    Args:
        table: The file.
        mapping: Its columns by the names of `okr_fields.OKR_FIELDS`.
        due_order: The order of day, month and year of the due dates that the user chose; guessed when left out.

    Raises:
        NoTitleColumn: The mapping has neither a title nor an objective.
    """
    cells = OkrCells(table, mapping, due_order)
    reader = TreeReader(cells)
    entries = reader.read()
    goals, results = _planned(entries, cells)
    notes = [*table.notes, *reader.notes]
    if cells.due_order.rivals:
        notes.append(Message(_UNCLEAR_DATES, {"text": cells.due_order.example, "order": cells.due_order.fields.label}))
    cycles = {text for row in table.rows if (text := cells.text(row, "cycle"))}
    return OkrPlan(
        name=table.name,
        title="",
        cycle=(cycles.pop() if len(cycles) == 1 else "") or found_cycle(table.name),
        goals=tuple(goals),
        key_results=tuple(results),
        notes=tuple(notes),
        problems=tuple(sorted((*table.problems, *cells.problems), key=lambda problem: problem.row)),
        cycle_column=table.place_of(mapping.columns["cycle"]) if "cycle" in mapping.columns else "",
    )


def _planned(entries: list[Entry], cells: OkrCells) -> tuple[list[PlannedGoal], list[PlannedKeyResult]]:
    has_goals = {entry.parent for entry in entries if not entry.is_key_result}
    pairs = "key_result" in cells.mapping.columns
    places: dict[int, int] = {}
    goals: list[PlannedGoal] = []
    results: list[PlannedKeyResult] = []
    for index, entry in enumerate(entries):
        if entry.is_key_result and entry.parent is not None:
            results.append(_key_result(entry, places[entry.parent], cells))
            continue
        places[index] = len(goals)
        parent = None if entry.parent is None else places[entry.parent]
        level = entry.level or (Level.THEME if parent is None and index in has_goals else Level.UNIT)
        goal = PlannedGoal(entry.row.number, parent, _title(entry, cells), level, cycle=cells.text(entry.row, "cycle"))
        # In pairs, all the other columns speak of the key result.
        goals.append(goal if pairs and cells.text(entry.row, "key_result") else _with_details(goal, entry, cells))
    return goals, results


def _with_details(goal: PlannedGoal, entry: Entry, cells: OkrCells) -> PlannedGoal:
    row = entry.row
    return replace(
        goal,
        priority=cells.text(row, "priority"),
        tags=_tags(entry, cells),
        notes=_notes(entry, cells),
        owner=cells.text(row, "owner"),
        weight=cells.weight(row),
        due=cells.due(row),
    )


def _key_result(entry: Entry, goal: int, cells: OkrCells) -> PlannedKeyResult:
    row = entry.row
    title = _title(entry, cells)
    yardstick, current = cells.measured(row, title)
    return PlannedKeyResult(
        line=row.number,
        goal=goal,
        title=title,
        operator=yardstick.operator,
        numbers={name: number for name in NUMBERS if (number := getattr(yardstick, name)) is not None},
        unit=yardstick.unit,
        levels=yardstick.levels,
        values=() if current is None else (current,),
        confidence=cells.confidence(row),
        priority=cells.text(row, "priority"),
        tags=_tags(entry, cells),
        notes=_notes(entry, cells),
        owner=cells.text(row, "owner"),
        weight=cells.weight(row),
        due=cells.due(row),
        cycle=cells.text(row, "cycle"),
    )


def _title(entry: Entry, cells: OkrCells) -> str:
    if len(entry.title) > TITLE_LIMIT:
        field = "key_result" if entry.is_key_result and "key_result" in cells.mapping.columns else "title"
        cells.complain(entry.row.number, field, _TOO_LONG, length=len(entry.title), limit=TITLE_LIMIT)
    return entry.title


def _tags(entry: Entry, cells: OkrCells) -> tuple[str, ...]:
    parts = re.split(r"[,;，；、|]", cells.text(entry.row, "tags"))
    return tuple(part.strip() for part in parts if part.strip())


def _notes(entry: Entry, cells: OkrCells) -> tuple[str, ...]:
    text = cells.mapping.cell(entry.row, "description")
    return (text,) if text else ()
