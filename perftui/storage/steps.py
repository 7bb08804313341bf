"""Undo and redo over the event log, across restarts: each actor's steps, and their reversal."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.errors import Refused
from perftui.i18n import mark
from perftui.storage.drivers import IntegrityError
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class ChangedSince(Refused):
    """A later change, ours or somebody else's, stands on what would be taken back."""

    template = mark("This cannot be taken back any more: {who} has changed the same record since, at {at}.")


class StillUsed(Refused):
    """What would be removed is in use by later records."""

    template = mark("This cannot be taken back any more: other records use it by now.")


class WouldCircle(Refused):
    """What stood below a record stands above it by now."""

    template = mark("This cannot be taken back any more: a record would stand below itself, because of what was changed since.")


@dataclass(frozen=True, slots=True)
class Step:
    """One action of one actor, as undo sees it."""

    id: int
    at: str
    label: Label


@dataclass(frozen=True, slots=True)
class Touched:
    """A record that a reversal changed."""

    entity: str
    entity_id: str
    parent_id: str | None = None
    """For a check-in, its key result."""


UNDOABLE = """SELECT * FROM step WHERE actor = :actor AND kind IN ('do', 'redo') AND is_open = 1 ORDER BY id DESC LIMIT 1"""

FINAL = """SELECT * FROM (SELECT * FROM step WHERE actor = :actor ORDER BY id DESC LIMIT 1) WHERE kind = 'do' AND is_open = 0"""

REDOABLE = """SELECT * FROM step WHERE actor = :actor AND kind = 'undo' AND is_open = 1
AND id > coalesce((SELECT max(id) FROM step WHERE actor = :actor AND kind = 'do'), 0) ORDER BY id DESC LIMIT 1"""


def undoable(store: Store) -> Step | None:
    """The step that undo would take back: the actor's newest that still holds."""
    return _step(store.row(UNDOABLE, {"actor": store.actor.name}))


def final(store: Store) -> Step | None:
    """The actor's newest step, where it is one that is never taken back."""
    return _step(store.row(FINAL, {"actor": store.actor.name}))


def redoable(store: Store) -> Step | None:
    """The step that redo would do again: the newest undo, unless something was done after it."""
    return _step(store.row(REDOABLE, {"actor": store.actor.name}))


def count_changes(store: Store, step: Step | None) -> int:
    """How many changes of single records a step holds; 0 where there is none."""
    return 0 if step is None else int(store.value("SELECT count(*) FROM event WHERE step = ?", (step.id,)))


def _step(row: Row | None) -> Step | None:
    return None if row is None else Step(row["id"], row["at"], Label(row["template"], json.loads(row["label_values"])))


def revert(store: Store, step: Step) -> list[Touched]:
    """Take all changes of a step back, newest first, and close it; inside `write()`.

    Returns:
        What was touched, so that what is computed from it can follow.

    Raises:
        ChangedSince: A record no longer has the values that the step gave it.
        StillUsed: A record that the step made is in use.
        WouldCircle: A goal or unit would stand below itself, or a person report to themselves.
    """
    touched = []
    for event in store.rows("SELECT * FROM event WHERE step = ? ORDER BY seq DESC", (step.id,)):
        if event["diff"] is not None:
            touched.append(_revert_event(store, event))
    _require_no_circle(store, touched)
    store.connection.execute("UPDATE step SET is_open = 0 WHERE id = ?", (step.id,))
    return touched


def _revert_event(store: Store, event: Row) -> Touched:
    table, record_id, diff = event["entity"], event["entity_id"], json.loads(event["diff"])
    current = store.row(f"SELECT * FROM {table} WHERE id = ?", (record_id,))
    _require_unchanged(store, event, dict(current) if current else None, diff)
    old = {column: values[0] for column, values in diff.items()}
    key_result = (dict(current or {}).get("key_result_id") or old.get("key_result_id")) if table == "check_in" else None
    try:
        if event["verb"] == "insert":
            store.connection.execute(f"DELETE FROM {table} WHERE id = ?", (record_id,))
        elif event["verb"] == "delete":
            # A version that the record never had: whoever still edits the removed one shall not overwrite this one.
            values = {"id": record_id, **old, "version": 1 + store.value("SELECT max(seq) FROM event")}
            store.insert_many(table, list(values), [list(values.values())])
        else:
            settings = ", ".join(f"{column} = :{column}" for column in old)
            store.connection.execute(f"UPDATE {table} SET {settings}, version = version + 1 WHERE id = :_id", {**old, "_id": record_id})
    except IntegrityError as error:
        raise StillUsed from error
    return Touched(table, record_id, key_result)


def _require_unchanged(store: Store, event: Row, current: dict[str, object] | None, diff: dict[str, list[object]]) -> None:
    if event["verb"] == "delete":
        is_same = current is None
    elif current is None:
        is_same = False
    else:
        # A column that a new record left empty is not in its event, but may have been filled since.
        given = dict.fromkeys(current.keys() - {"id", "version"}) if event["verb"] == "insert" else {}
        is_same = all(current[column] == value for column, value in (given | {name: pair[1] for name, pair in diff.items()}).items())
    if not is_same:
        later = store.row(
            "SELECT actor, at FROM event WHERE entity = ? AND entity_id = ? AND seq > ? ORDER BY seq DESC LIMIT 1",
            (event["entity"], event["entity_id"], event["seq"]),
        )
        raise ChangedSince(who=later["actor"] if later else "?", at=later["at"] if later else "?")


_ABOVE = {
    "unit": ("id", "parent_id", "TRUE"),
    "goal": ("id", "parent_id", "TRUE"),
    "cause": ("id", "parent_id", "TRUE"),
    "reporting": ("person_id", "manager_id", "r.until IS NULL"),
}
"""Table to the columns that lead from one record to the one above it, and the condition for that."""


def _require_no_circle(store: Store, touched: list[Touched]) -> None:
    for table, record_id in {(record.entity, record.entity_id) for record in touched if record.entity in _ABOVE}:
        key, above, holds = _ABOVE[table]
        start = store.value(f"SELECT {key} FROM {table} WHERE id = ?", (record_id,))
        if store.value(
            f"""WITH RECURSIVE up (id) AS (SELECT :start
            UNION SELECT r.{above} FROM {table} r JOIN up ON r.{key} = up.id WHERE {holds} AND r.{above} IS NOT NULL)
            SELECT 1 FROM up JOIN {table} r ON r.{key} = up.id WHERE r.{above} = :start AND {holds}""",
            {"start": start},
        ):
            raise WouldCircle
