"""Versions of goals: kept when a goal is proposed, agreed, amended and scored, so that each can be held against another."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from perftui.domain.codes import GoalState
from perftui.domain.goal_versions import VersionKind, compared
from perftui.storage import goal_versions, goals, lookups
from perftui.storage.stores import Gone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

NOW = 0
"""In the place of a version's number: the goal as it stands."""
YARDSTICK = (
    *("operator", "unit", "baseline", "target", "low", "high", "red_low", "red_high", "tolerance"),
    *("commit_value", "stretch_value", "maximum"),
)
"""The columns of a key result that say what is measured and how."""
_KEPT_AT = {
    GoalState.PROPOSED: VersionKind.PROPOSED,
    GoalState.AGREED: VersionKind.AGREED,
    GoalState.SCORED: VersionKind.SCORED,
}


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version as the list shows it."""

    number: int
    """From 1 on; `NOW` for the goal as it stands, where that differs from the last version."""
    kind: VersionKind | None
    """None for the goal as it stands."""
    on: date | None
    by_name: str
    reason: str
    """Why it was amended, or what was said when it was proposed or agreed."""


def keep_at_step(store: Store, row: Row, new: GoalState, comment: str) -> None:
    """Keep a version where a step asks for one; inside `write()`, after the state was changed.

    Args:
        store: The store.
        row: The goal.
        new: The state that it has now.
        comment: What was said with it.
    """
    if new in _KEPT_AT:
        _keep(store, row["id"], _KEPT_AT[new], comment)


def keep_amended(store: Store, goal_ids: Iterable[str], key_result_ids: Iterable[str] = ()) -> None:
    """Keep one version of each of these goals that was amended in the step that is open; inside `write()`, at its end.

    A step that comes here more than once brings its version up to date.

    Args:
        store: The store.
        goal_ids: Goals that were changed.
        key_result_ids: Key results that were changed; their goals count too.
    """
    for amended in goal_versions.amended_now(store, goal_ids, key_result_ids):
        last = goal_versions.last_version(store, amended["goal_id"])
        if last is not None and last["kind"] == VersionKind.AMENDED and last["step"] == goal_versions.current_step(store):
            store.update("goal_version", last["id"], last["version"], content=_written(_content(store, amended["goal_id"])))
        else:
            _keep(store, amended["goal_id"], VersionKind.AMENDED, amended["reason"], last)


def versions_of(store: Store, goal_id: str) -> list[VersionLine]:
    """The versions of a goal, the first one first; at the end the goal as it stands, where that differs from the last of them.

    Raises:
        Gone: There is no such goal, or the actor may not see it.
    """
    _require_visible(store, goal_id)
    rows = goal_versions.versions_of(store, goal_id)
    lines = [_line(row) for row in rows]
    if not rows or not compared(json.loads(rows[-1]["content"]), _content(store, goal_id)).is_same:
        lines.append(VersionLine(NOW, None, None, "", ""))
    return lines


def contents_of(store: Store, goal_id: str) -> dict[int, Mapping[str, object]]:
    """Number of each version, and `NOW`, to what it says, as `domain.goal_versions.compared` takes it.

    Raises:
        Gone: There is no such goal, or the actor may not see it.
    """
    _require_visible(store, goal_id)
    kept = {row["number"]: json.loads(row["content"]) for row in goal_versions.versions_of(store, goal_id)}
    contents: dict[int, dict[str, object]] = {**kept, NOW: _content(store, goal_id)}
    _hide(store, "goal", "parent", contents.values())
    _hide(store, "person", "owner", contents.values())
    return {**contents}


def _require_visible(store: Store, goal_id: str) -> None:
    if goals.get(store, goal_id) is None:
        raise Gone


def _hide(store: Store, table: str, field: str, contents: Iterable[dict[str, object]]) -> None:
    """Take out the names of records that the actor may not see; those that are gone keep the name that they had."""
    named = [content for content in contents if content[f"{field}_id"]]
    ids = {str(content[f"{field}_id"]) for content in named}
    hidden = lookups.present(store, table, ids) - lookups.names(store, table, ids).keys()
    for content in named:
        if content[f"{field}_id"] in hidden:
            content[field] = "…"


def _line(row: Row) -> VersionLine:
    return VersionLine(row["number"], VersionKind(row["kind"]), date.fromisoformat(row["on_date"]), row["by_name"], row["reason"])


def _keep(store: Store, goal_id: str, kind: VersionKind, reason: str, unless: Row | None = None) -> None:
    content = _content(store, goal_id)
    if unless is not None and compared(json.loads(unless["content"]), content).is_same:
        return
    last = unless or goal_versions.last_version(store, goal_id)
    number = last["number"] + 1 if last else 1
    values: dict[str, object] = {"id": store.new_id(), "goal_id": goal_id, "on_date": store.clock().astimezone().date().isoformat()}
    values |= {"number": number, "kind": kind.value, "reason": reason, "by_name": store.actor.name, "content": _written(content)}
    store.insert_many("goal_version", tuple(values), [tuple(values.values())])


def _written(content: Mapping[str, object]) -> str:
    return json.dumps(content, ensure_ascii=False)


def _content(store: Store, goal_id: str) -> dict[str, object]:
    row = goal_versions.goal(store, goal_id)
    content: dict[str, object] = {name: row[name] for name in _PLAIN}
    content |= {"owner": row["owner_person"] or row["owner_unit"], "owner_id": row["owner_person_id"] or row["owner_unit_id"]}
    content |= {"start": row["start_date"], "due": row["due_date"]}
    return {**content, "key_results": [_key_result(result) for result in goal_versions.key_results_in(store, goal_id)]}


_PLAIN = ("title", "description", "level", "kind", "weight", "cycle", "cycle_id", "parent", "parent_id")


def _key_result(row: Row) -> dict[str, object]:
    return {
        **{name: row[name] for name in ("id", "title", "measure", "measure_id", "anchors", "weight")},
        "due": row["due_date"],
        "yardstick": {column: row[column] for column in YARDSTICK if row[column] not in (None, "")},
    }
