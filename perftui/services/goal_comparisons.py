"""A file of goals held against its cycles: what is new, what changes, and what is already so; found by titles and their path."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from perftui.domain.alignments import check_parent
from perftui.domain.codes import GoalState, Level
from perftui.errors import Message, PerftuiError, Problem
from perftui.i18n import mark
from perftui.services import goal_rows
from perftui.services.goal_import_owners import Owned, Owners
from perftui.services.goal_import_plans import GoalEntry, KeyResultEntry
from perftui.services.goal_import_results import Known, known_entry, known_in, new_entry
from perftui.services.goal_import_texts import description_of, said_in
from perftui.services.goal_import_weights import weighed
from perftui.services.transfer.okr_documents import Box
from perftui.storage import goal_imports

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.services.goal_import_plans import PlannedCycle
    from perftui.services.transfer.okr_plans import OkrPlan, PlannedGoal, PlannedKeyResult
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

LIMITS = {"tags": 300, "unit": 40, "priority": 20}
"""Characters that the fields hold."""
_TOO_LONG = mark("{text} has {length} characters; {limit} is the most. Shorten it.")
_STRUCK = mark("Line {line} is struck through: it is imported as archived.")


class Comparison:
    """Collects the entries of a plan, each goal within its cycle."""

    def __init__(self, store: Store, plan: OkrPlan, cycles: Sequence[PlannedCycle]) -> None:
        self.store, self.plan, self.cycles = store, plan, cycles
        self.goals: list[GoalEntry] = []
        self.key_results: list[KeyResultEntry] = []
        self.notes: list[Message] = []
        self.problems: list[Problem] = []
        self._owners = Owners(store, plan)
        self._known_goals: dict[tuple[str | None, str | None, str], list[Row]] = defaultdict(list)
        self._known_results: dict[tuple[str, str], list[Known]] = defaultdict(list)
        for cycle in dict.fromkeys(cycles):
            if cycle.id:
                self._read(cycle.id)
        self._owned: list[Owned] = []
        self._levels: list[Level] = []
        self._archived: list[bool] = []

    def _read(self, cycle_id: str) -> None:
        for row in goal_imports.goals_in(self.store, cycle_id):
            self._known_goals[cycle_id, row["above"], folded(row["title"])].append(row)
        for goal, known in known_in(self.store, cycle_id).items():
            for one in known:
                self._known_results[goal, folded(one.row["title"])].append(one)

    def compare(self) -> None:
        """Go through the whole file."""
        # A goal without anything below it got a key result for its box, which then tells whether it is ticked.
        measured = {key_result.line for key_result in self.plan.key_results}
        for goal, cycle in zip(self.plan.goals, self.cycles, strict=True):
            self._add_goal(goal, cycle, is_ticked=goal.mark is Box.DONE and goal.line not in measured)
        for key_result in self.plan.key_results:
            self._add_key_result(key_result)
        self.goals, self.key_results = weighed(self.store, self.goals, self.key_results)
        self.notes += self._owners.notes

    def _add_goal(self, goal: PlannedGoal, cycle: PlannedCycle, *, is_ticked: bool) -> None:
        above = self.goals[goal.parent] if goal.parent is not None else None
        known = self._take_goal(above, cycle, goal.title)
        named = self._owners.of(goal)
        columns = self._new_columns(goal, named) if known is None else self._kept(goal, named, known)
        description = description_of(goal, is_ticked=is_ticked)
        said: dict[str, object] = {"description": description, "priority": goal.priority, "tags": ", ".join(named.tags)}
        self._check_lengths(goal.line, said)
        if known is None:
            columns |= said
        else:
            columns |= {name: value for name, value in said.items() if value and not _is_same(known[name], value)}
        depth = above.depth + 1 if above else 0
        record, version = (known["id"], known["version"]) if known is not None else (None, 0)
        self.goals.append(GoalEntry(goal.line, depth, goal.title, goal.parent, record, version, columns, cycle))

    def _take_goal(self, above: GoalEntry | None, cycle: PlannedCycle, title: str) -> Row | None:
        """The first goal of that title below another one that no earlier line of the file stands for."""
        if above is not None and above.id is None:
            return None
        is_within = above is not None and above.cycle == cycle
        found = self._known_goals[cycle.id, above.id if above and is_within else None, folded(title)]
        fitting = [row for row in found if above is None or is_within or row["parent_id"] == above.id]
        if not fitting:
            return None
        found.remove(fitting[0])
        return fitting[0]

    def _new_columns(self, goal: PlannedGoal, named: Owned) -> dict[str, object]:
        above = goal.parent
        owned = named if named.is_owned or above is None else self._owned[above]._replace(tags=named.tags)
        level = goal.level if goal.level is Level.THEME or not owned.is_owned else Level.PERSON if owned.person else Level.UNIT
        try:
            check_parent(level, None if above is None else self._levels[above])
        except PerftuiError as error:
            self.problems.append(Problem(self.plan.name, goal.line, "", error.message))
        is_struck = goal.mark is Box.STRUCK
        if is_struck:
            self.notes.append(Message(_STRUCK, {"line": goal.line}))
        is_archived = is_struck or (above is not None and self._archived[above])
        self._remember(owned, level, is_archived=is_archived)
        state = GoalState.ARCHIVED if is_archived else GoalState.DRAFT
        columns: dict[str, object] = {"title": goal.title, "level": level.value, "state": state.value, "weight": goal.weight}
        return columns | {"owner_person_id": owned.person, "owner_unit_id": owned.unit, "due_date": goal_rows.stored(goal.due)}

    def _kept(self, goal: PlannedGoal, named: Owned, known: Row) -> dict[str, object]:
        """What changes about a goal that is there already: only what the file says; its level follows a new owner."""
        level = Level(known["level"])
        owned = Owned(known["owner_person_id"], known["owner_unit_id"])
        changes: dict[str, object] = {"weight": goal.weight, "due_date": goal_rows.stored(goal.due)}
        if named.is_owned:
            owned = named
            level = level if level is Level.THEME else Level.PERSON if named.person else Level.UNIT
        self._remember(owned, level, is_archived=known["state"] == GoalState.ARCHIVED)
        changed = {name: value for name, value in changes.items() if value is not None and known[name] != value}
        owner: dict[str, object] = {"level": level.value, "owner_person_id": owned.person, "owner_unit_id": owned.unit}
        return changed | {name: value for name, value in owner.items() if known[name] != value}

    def _remember(self, owned: Owned, level: Level, *, is_archived: bool) -> None:
        self._owned.append(owned)
        self._levels.append(level)
        self._archived.append(is_archived)

    def _add_key_result(self, planned: PlannedKeyResult) -> None:
        goal = self.goals[planned.goal]
        known = self._known_results[goal.id, folded(planned.title)] if goal.id else []
        try:
            if known:
                entry = known_entry(planned, goal.depth + 1, known.pop(0), self.notes)
            else:
                entry = new_entry(planned, goal.depth + 1, is_archived=planned.mark is Box.STRUCK)
        except PerftuiError as error:
            self.problems.append(Problem(self.plan.name, planned.line, "", error.message))
            return
        if entry.id is None and planned.mark is Box.STRUCK:
            self.notes.append(Message(_STRUCK, {"line": planned.line}))
        self._check_lengths(planned.line, entry.values)
        self.key_results.append(entry)

    def _check_lengths(self, line: int, values: object) -> None:
        for name, limit in LIMITS.items():
            text = values.get(name) if isinstance(values, dict) else None
            if isinstance(text, str) and len(text) > limit:
                message = Message(_TOO_LONG, {"text": f"“{text[:20]}…”", "length": len(text), "limit": limit})
                self.problems.append(Problem(self.plan.name, line, "", message))


def _is_same(known: object, value: object) -> bool:
    # A document keeps the lines of a description, but neither blank ones nor the place of links among them.
    return known == value or said_in(str(known)) == said_in(str(value))


def folded(title: str) -> str:
    """A title as it is compared: without regard to case and spacing."""
    return " ".join(title.split()).casefold()
