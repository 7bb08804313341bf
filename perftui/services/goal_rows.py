"""Between forms and tables: drafts of goals and key results as columns, rows as the fields of a draft, and the rules of their place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from perftui.domain.alignments import GoalUnderItself, check_acyclic, check_parent
from perftui.domain.codes import CycleState, Level, Operator
from perftui.domain.measures import definition_hash
from perftui.domain.rollups import FULL_WEIGHT
from perftui.errors import BadInput, Refused
from perftui.i18n import mark
from perftui.services import goal_versions
from perftui.services.undo import ONE_BY_ONE
from perftui.storage import goal_lookups, goals, lookups, node_rebuilds, nodes, units
from perftui.storage.stores import Gone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from perftui.domain.goals import GoalDraft, KeyResultDraft
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

GOAL_COLUMNS: Mapping[str, str] = {
    **{name: name for name in ("title", "description", "level", "kind", "weight", "counts_in_appraisal", "priority", "tags")},
    **{"owner_person": "owner_person_id", "owner_unit": "owner_unit_id", "parent": "parent_id", "cycle": "cycle_id"},
    **{"start": "start_date", "due": "due_date", "challenge": "challenge", "feasibility": "feasibility", "smart": "smart"},
}
"""Field of `GoalDraft` to its column."""
KEY_RESULT_COLUMNS: Mapping[str, str] = {
    **{name: name for name in ("title", "operator", "unit", "baseline", "target", "low", "high", "red_low", "red_high", "tolerance")},
    **{name: name for name in ("weight", "priority", "tags", "cadence_days")},
    **{"goal": "goal_id", "commit": "commit_value", "stretch": "stretch_value", "levels": "maximum", "due": "due_date"},
    **{"measure": "measure_id", "anchors": "anchors"},
}
"""Field of `KeyResultDraft` to its column."""


class CycleIsClosed(Refused):
    """A goal is to be put into a cycle that is over."""

    template = mark("Cycle {name} is closed: nothing new goes into it. Choose another, or take its state back under Cycles (Ctrl+G c).")


class StandsUnderItself(Refused):
    """A new parent that lies in the branch that is moved."""

    template = mark("“{goal}” cannot stand under “{parent}”, which belongs to its own branch: {chain}. Choose another parent.")


class NoCycleYet(BadInput):
    """There is no cycle in which a goal could run."""

    template = mark("There is no cycle yet: add one first, such as 2026-Q4.")


def goal_values(draft: GoalDraft) -> dict[str, object]:
    """The columns of a goal."""
    return {column: stored(getattr(draft, field)) for field, column in GOAL_COLUMNS.items()}


def goal_fields(row: Row) -> dict[str, object]:
    """What a form, or `GoalDraft`, takes of a stored goal."""
    return {field: row[column] for field, column in GOAL_COLUMNS.items()}


def goal_after(row: Row, changes: Mapping[str, object]) -> tuple[GoalDraft, dict[str, object]]:
    """A stored goal with some fields changed, as a draft and as columns.

    Args:
        row: The goal. One that came without an owner from a file stays as it is until it gets one.
        changes: Field of `GoalDraft` to its new value. Whether it counts in the appraisal follows a new kind, unless that is said too.

    Raises:
        FieldError: A value cannot be used.
        Refused: The draft itself refuses it.
    """
    from perftui.domain.goals import GoalDraft
    from perftui.domain.validation import validated

    fields = {**goal_fields(row), **changes}
    if fields["kind"] != row["kind"] and "counts_in_appraisal" not in changes:
        fields["counts_in_appraisal"] = None
    level = row["level"]
    stays_ownerless = fields["level"] == level and _lacks_owner(level, fields) and _lacks_owner(level, goal_fields(row))
    draft = validated(GoalDraft, **{**fields, **({"level": Level.THEME} if stays_ownerless else {})})
    return draft, goal_values(draft) | ({"level": level} if stays_ownerless else {})


def _lacks_owner(level: str, fields: Mapping[str, object]) -> bool:
    needed = {Level.PERSON.value: "owner_person", Level.UNIT.value: "owner_unit"}.get(level)
    return needed is not None and not fields[needed]


def key_result_values(draft: KeyResultDraft) -> dict[str, object]:
    """The columns of a key result, with the fingerprint of its yardstick."""
    values = {column: stored(getattr(draft, field)) for field, column in KEY_RESULT_COLUMNS.items()}
    levels = draft.levels if draft.operator is Operator.ORDINAL else None
    return {**values, "maximum": stored(levels and str(levels)), "definition_hash": definition_hash(draft.yardstick(), draft.title)}


def key_result_fields(row: Row) -> dict[str, object]:
    """What a form, or `KeyResultDraft`, takes of a stored key result."""
    return {field: row[column] for field, column in KEY_RESULT_COLUMNS.items()}


def stored(value: object) -> object:
    """A value as the tables keep it: numbers as plain digits, dates as ISO text, codes as text."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    return str(value) if isinstance(value, str) else value


def goal_row(store: Store, goal_id: str) -> Row:
    """One goal.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    row = goals.get(store, goal_id)
    if row is None:
        raise Gone
    return row


def key_result_row(store: Store, key_result_id: str) -> Row:
    """One key result.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    row = goals.get_key_result(store, key_result_id)
    if row is None:
        raise Gone
    return row


def check_measure(store: Store, draft: KeyResultDraft) -> None:
    """Refuse a measure that does not exist.

    Raises:
        Gone: There is none.
    """
    if draft.measure and not lookups.present(store, "measure", [draft.measure]):
        raise Gone


def check_owners(store: Store, draft: GoalDraft) -> None:
    """Refuse an owner or cycle that does not exist.

    Raises:
        Gone: It was removed meanwhile, or the actor may not see it.
    """
    for table, record in (("person", draft.owner_person), ("unit", draft.owner_unit)):
        if record and not lookups.names(store, table, [record]):
            raise Gone
    if units.cycle(store, draft.cycle) is None:
        raise Gone


def check_cycle_open(store: Store, cycle_id: str) -> None:
    """Refuse a closed cycle for a goal that is not in it yet.

    Raises:
        CycleIsClosed: It is closed.
        Gone: There is none.
    """
    row = units.cycle(store, cycle_id)
    if row is None:
        raise Gone
    if row["state"] == CycleState.CLOSED:
        raise CycleIsClosed(name=row["name"])


def check_placed(store: Store, row: Row | None, level: Level, parent_id: str | None) -> None:
    """Refuse a place in the tree that is impossible.

    Args:
        store: The store.
        row: The goal as it stands; None for a new one.
        level: Its level afterwards.
        parent_id: Its parent afterwards.

    Raises:
        Gone: The parent does not exist.
        ThemeUnderGoal: A theme would stand under a goal of a unit or person.
        StandsUnderItself: The parent lies in the goal's own branch.
    """
    parent = goal_row(store, parent_id) if parent_id else None
    check_parent(level, Level(parent["level"]) if parent else None)
    if row is None:
        return
    if level is not Level.THEME and goal_lookups.has_child_themes(store, row["id"]):
        check_parent(Level.THEME, level)
    if parent is not None:
        chain = [parent["id"], *goals.ancestors(store, parent["id"])]
        _check_acyclic(store, row, chain)


def _check_acyclic(store: Store, row: Row, chain: Sequence[str]) -> None:
    above = dict(pairwise(chain))
    try:
        check_acyclic(row["id"], chain[0], above.get)
    except GoalUnderItself as error:
        way = chain[: chain.index(row["id"]) + 1]
        titles = lookups.names(store, "goal", way)
        names = " › ".join(titles.get(goal, "…") for goal in reversed(way))
        raise StandsUnderItself(goal=row["title"], parent=titles.get(chain[0], "…"), chain=names) from error


def mean_weight(weights: Sequence[int]) -> int:
    """The weight that a new sibling gets: the mean of the others, in basis points; all of it when it stands alone."""
    return round(sum(weights) / len(weights)) if weights else FULL_WEIGHT


def follow(store: Store, goal_ids: Iterable[str] = (), key_results: Iterable[str] = ()) -> None:
    """Bring the computed tree up to date with goals and key results that were changed, and keep versions of what was amended.

    Inside `write()`, once everything else is done.
    """
    goal_ids, key_results = list(goal_ids), list(key_results)
    goal_versions.keep_amended(store, goal_ids, key_results)
    if len(goal_ids) + len(key_results) > ONE_BY_ONE:
        node_rebuilds.rebuild(store)
    else:
        nodes.sync(store, goal_ids, key_results)
