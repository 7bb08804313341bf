"""The writing of an import of goals, inside a step that is already open."""

from __future__ import annotations

from itertools import count
from secrets import token_bytes
from typing import TYPE_CHECKING

from perftui.domain.codes import CycleState
from perftui.domain.ids import new_id
from perftui.i18n import gettext as _
from perftui.services import goal_amendments, goal_rows
from perftui.services.cycles import add_cycle, change_state
from perftui.storage import goals

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from perftui.services.goal_import_plans import GoalEntry, GoalImportPlan, KeyResultEntry, PlannedCycle
    from perftui.storage.stores import Store

_GOAL = (
    *("id", "title", "description", "level", "owner_person_id", "owner_unit_id", "parent_id", "pos", "cycle_id", "weight"),
    *("state", "priority", "tags", "due_date"),
)
_KEY_RESULT = (
    *("id", "goal_id", "title", "pos", "operator", "unit", "baseline", "target", "low", "high", "red_low", "red_high", "tolerance"),
    *("commit_value", "stretch_value", "maximum", "weight", "due_date", "priority", "tags", "is_archived", "definition_hash"),
)
_CHECK_IN = ("id", "key_result_id", "on_date", "value", "confidence", "note")


class GoalWriter:
    """Writes what a plan says."""

    def __init__(self, store: Store, plan: GoalImportPlan) -> None:
        self.store, self.plan = store, plan
        self._goal_ids: list[str] = []
        self._positions: dict[tuple[str, str | None], Iterator[int]] = {}
        self._check_ins: list[tuple[object, ...]] = []
        self._why = _("Import of {file}").format(file=plan.file)

    def write(self) -> None:
        """Write everything and bring the tree up to date."""
        touched = self._write_goals({cycle: self._cycle(cycle) for cycle in self.plan.cycles})
        measured = self._write_key_results()
        self.store.insert_many("check_in", _CHECK_IN, self._check_ins)
        goal_rows.follow(self.store, touched, [key_result for key_result, goal in measured.items() if goal not in touched])

    def _cycle(self, planned: PlannedCycle) -> str:
        """A cycle, made if need be: under way when it holds today, under review when it is over."""
        if planned.id:
            return planned.id
        today = self.plan.today
        line = add_cycle(self.store, planned.name, today)
        if line.start <= today:
            line = change_state(self.store, line.id, line.version, CycleState.ACTIVE, today)
        if line.end < today:
            line = change_state(self.store, line.id, line.version, CycleState.REVIEWING, today)
        return line.id

    def _write_goals(self, cycle_ids: Mapping[PlannedCycle, str]) -> dict[str, None]:
        """The goals that were touched."""
        rows: list[tuple[object, ...]] = []
        touched: dict[str, None] = {}
        for entry in self.plan.goals:
            record = entry.id or self.store.new_id()
            self._goal_ids.append(record)
            if entry.id is None:
                rows.append(self._goal_row(entry, record, cycle_ids[entry.cycle]))
            elif entry.values:
                goal_amendments.keep_goal(self.store, goal_rows.goal_row(self.store, record), entry.values, self._why)
                self.store.update("goal", record, entry.version, **entry.values)
            if entry.id is None or entry.values:
                touched[record] = None
        self.store.insert_many("goal", _GOAL, rows)
        return touched

    def _goal_row(self, entry: GoalEntry, record: str, cycle_id: str) -> tuple[object, ...]:
        parent = None if entry.parent is None else self._goal_ids[entry.parent]
        is_new = entry.parent is not None and self.plan.goals[entry.parent].id is None
        place = {"id": record, "parent_id": parent, "pos": self._position("goal", parent, is_new=is_new), "cycle_id": cycle_id}
        values = {**entry.values, **place}
        return tuple(values[column] for column in _GOAL)

    def _write_key_results(self) -> dict[str, str]:
        """The key results that were touched, each with its goal."""
        rows: list[tuple[object, ...]] = []
        touched: dict[str, str] = {}
        joined: list[tuple[str, str]] = []
        for entry in self.plan.key_results:
            record, goal = entry.id or self.store.new_id(), self._goal_ids[entry.goal]
            if entry.id is None:
                pos = self._position("key_result", goal, is_new=self.plan.goals[entry.goal].id is None)
                values = {**entry.values, "id": record, "goal_id": goal, "pos": pos}
                rows.append(tuple(values[column] for column in _KEY_RESULT))
                if self.plan.goals[entry.goal].id and not entry.values["is_archived"]:
                    joined.append((record, goal))
            elif entry.values:
                row = goal_rows.key_result_row(self.store, record)
                goal_amendments.keep_key_result(self.store, row, entry.values, self._why)
                self.store.update("key_result", record, entry.version, **entry.values)
            if entry.id is None or entry.values or entry.check_ins:
                touched[record] = goal
            self._add_check_ins(entry, record)
        self.store.insert_many("key_result", _KEY_RESULT, rows)
        for record, goal in joined:
            row = goal_rows.key_result_row(self.store, record)
            goal_amendments.keep_joined(self.store, goal_rows.goal_row(self.store, goal), row, self._why)
        return touched

    def _add_check_ins(self, entry: KeyResultEntry, record: str) -> None:
        now = int(self.store.clock().timestamp() * 1000)
        for number, check_in in enumerate(entry.check_ins):
            # A millisecond apart, so that they keep their order within the day.
            check_in_id = new_id(now + number, token_bytes(10))
            said = (goal_rows.stored(check_in.value), goal_rows.stored(check_in.confidence), check_in.note)
            self._check_ins.append((check_in_id, record, self.plan.today.isoformat(), *said))

    def _position(self, table: str, parent: str | None, *, is_new: bool) -> int:
        """Behind what stands below a parent."""
        if (table, parent) not in self._positions:
            if table == "goal":
                first = 1 if is_new else goals.next_position(self.store, parent)
            else:
                first = 1 if is_new else goals.next_key_result_position(self.store, str(parent))
            self._positions[table, parent] = count(first)
        return next(self._positions[table, parent])
