"""One field of many goals and key results changed at once: a preview from old to new, then a single step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from perftui.domain.amendments import GOAL_TERMS, KEY_RESULT_TERMS, amended
from perftui.domain.codes import GoalState, Level
from perftui.errors import BadInput, Message, PerftuiError
from perftui.i18n import mark
from perftui.services import goal_labels, goal_rows, goal_steps
from perftui.services.bulk_values import read_value, value_text
from perftui.services.goal_changes import Changed, Why, change_goal, change_key_result
from perftui.storage import goal_lookups

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Label, Store

GOAL_FIELDS = frozenset(("kind", "level", "state", "cycle", "weight", "priority", "tags", "start", "due", "counts_in_appraisal"))
"""What can be changed in many goals at once; owners by `goal_assignments`, parents by `goal_moves`."""
KEY_RESULT_FIELDS = frozenset(("weight", "priority", "tags", "due", "cadence_days", "unit"))
"""What can be changed in many key results at once."""


class NotForMany(BadInput):
    """A field that belongs to single records."""

    template = mark("“{field}” cannot be changed in several rows at once.")


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What a change would do to one record; texts are in the language in use."""

    ref: str
    title: str
    old: str
    new: str
    problem: Message | None = None
    """Why it cannot be changed so; None when it can."""


@dataclass(frozen=True, slots=True)
class ChangePreview:
    """What a change to many records would do."""

    lines: tuple[ChangeLine, ...]
    """Those that would change, or cannot."""
    unchanged: int
    """Records that are like that already, or do not have this field."""
    asks_why: bool = False
    """Whether something agreed would change, or a goal be returned: then it needs a reason."""
    weighs: bool = False
    """Whether it is weights that would change."""

    @property
    def is_possible(self) -> bool:
        """Whether it would be done: all or nothing."""
        return bool(self.lines) and not any(line.problem for line in self.lines)


class BulkChange(NamedTuple):
    """What happens to one record."""

    row: Row
    is_goal: bool
    fields: Mapping[str, object]
    """Field of `GoalDraft` or `KeyResultDraft` to its new value; or `state`."""


def preview_change(store: Store, refs: Sequence[str], field: str, value: object, today: date) -> ChangePreview:
    """What `change_many` would do.

    Args:
        store: The store.
        refs: Goals and key results.
        field: One of `GOAL_FIELDS` or `KEY_RESULT_FIELDS`.
        value: As `bulk_values.read_value` takes it: typed text, or the value itself.
        today: For dates as they are typed.

    Raises:
        NotForMany: The field belongs to single records.
        BadInput: The value cannot be read.
    """
    lines, planned = [], _planned(store, refs, field, value, today)
    for change in planned:
        old, new = value_text(store, field, _old(change, field)), value_text(store, field, change.fields[field])
        lines.append(ChangeLine(change.row["id"], change.row["title"], old, new, _problem(store, change)))
    return ChangePreview(tuple(lines), len(set(refs)) - len(lines), any(map(_asks_why, planned)), field == "weight")


def change_many(store: Store, refs: Sequence[str], field: str, value: object, today: date, *, reason: str = "") -> int:  # noqa: PLR0913  # what is changed, and why
    """Give one field of some goals and key results the same value, in one step; all or nothing.

    Args:
        store: The store.
        refs: Goals and key results.
        field: As for `preview_change`.
        value: The same.
        today: The same.
        reason: Why; needed where something agreed changes. With a state it is the comment on it.

    Returns:
        How many records changed.

    Raises:
        ReasonMissing: There is no reason where one is needed.
        NotForMany: The field belongs to single records.
        BadInput: The value cannot be read.
        PerftuiError: One of them cannot be changed so; see `edit_goal`, `edit_key_result` and `set_state`.
    """
    changes = _planned(store, refs, field, value, today)
    titles = [change.row["title"] for change in changes]
    return apply(store, changes, goal_labels.changed_many(titles, field), reason) if changes else 0


def set_state(store: Store, refs: Sequence[str], state: GoalState, comment: str = "") -> int:
    """Take goals a step further, in one step of undo; all or nothing. To archive and bring back see `goal_archives`.

    Args:
        store: The store.
        refs: The goals.
        state: The new state.
        comment: What is said with it; needed where they are returned.

    Returns:
        How many goals changed.

    Raises:
        WrongGoalStep: The state does not follow that of one of them.
        CommentMissing: They are returned without a comment.
        Refused: One of them is not ready for it; see `goal_steps.GUARDS`.
    """
    changes = [BulkChange(row, True, {"state": state}) for row in goal_lookups.goals(store, refs) if row["state"] != state]
    titles = [change.row["title"] for change in changes]
    return apply(store, changes, goal_labels.changed_many(titles, "state"), comment) if changes else 0


def apply(store: Store, changes: Sequence[BulkChange], label: Label, reason: str = "") -> int:
    """Make some changes in one step.

    Args:
        store: The store.
        changes: What changes.
        label: What the step is called.
        reason: Why; needed where something agreed changes. With a state it is the comment on it.

    Returns:
        How many there are.

    Raises:
        ReasonMissing: There is no reason where one is needed; nothing was changed.
        PerftuiError: One of them is not possible; none was made.
    """
    with store.write(label):
        done = [_change(store, change, reason) for change in changes]
        touched = dict.fromkeys(goal for changed in done for goal in changed.goals)
        goal_rows.follow(store, touched, [key_result for changed in done for key_result in changed.key_results])
    return len(changes)


def _planned(store: Store, refs: Sequence[str], field: str, value: object, today: date) -> list[BulkChange]:
    if field not in GOAL_FIELDS | KEY_RESULT_FIELDS:
        raise NotForMany(field=field)
    new = read_value(store, field, value, today)
    goals = goal_lookups.goals(store, refs) if field in GOAL_FIELDS else []
    key_results = goal_lookups.key_results(store, refs) if field in KEY_RESULT_FIELDS else []
    planned = [BulkChange(row, True, {field: new}) for row in goals] + [BulkChange(row, False, {field: new}) for row in key_results]
    return [change for change in planned if goal_rows.stored(new) != _old(change, field)]


def _old(change: BulkChange, field: str) -> object:
    columns = {"state": "state", **goal_rows.GOAL_COLUMNS} if change.is_goal else goal_rows.KEY_RESULT_COLUMNS
    return change.row[columns[field]]


def _asks_why(change: BulkChange) -> bool:
    state, columns = GoalState(change.row["state"]), goal_rows.GOAL_COLUMNS if change.is_goal else goal_rows.KEY_RESULT_COLUMNS
    if "state" in change.fields:
        return change.fields["state"] == GoalState.RETURNED
    after = {columns[field]: goal_rows.stored(value) for field, value in change.fields.items()}
    before = {column: change.row[column] for column in after}
    return bool(amended(state, before, after, GOAL_TERMS if change.is_goal else KEY_RESULT_TERMS))


def _change(store: Store, change: BulkChange, reason: str) -> Changed:
    record = change.row["id"]
    if not change.is_goal:
        return change_key_result(store, record, change.row["version"], change.fields, Why(reason))
    row = goal_rows.goal_row(store, record)  # read anew: a new cycle of a goal takes along those below it
    if "state" not in change.fields:
        return change_goal(store, record, row["version"], change.fields, Why(reason))
    new_version = goal_steps.take(store, row, GoalState(str(change.fields["state"])), reason)
    return Changed(new_version, (record,))


def _problem(store: Store, change: BulkChange) -> Message | None:
    from perftui.domain.goals import KeyResultDraft
    from perftui.domain.validation import validated

    try:
        if "state" in change.fields:
            goal_steps.check(store, change.row, GoalState(str(change.fields["state"])))
        elif change.is_goal:
            draft, after = goal_rows.goal_after(change.row, change.fields)
            if "cycle" in change.fields:
                goal_rows.check_cycle_open(store, draft.cycle)
            goal_rows.check_placed(store, change.row, Level(str(after["level"])), draft.parent)
        else:
            validated(KeyResultDraft, **{**goal_rows.key_result_fields(change.row), **change.fields})
    except PerftuiError as error:
        return error.message
    return None
