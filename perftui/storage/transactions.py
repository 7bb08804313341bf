"""One write transaction: begun at once, ended in one of two ways, with the actor named while it lasts."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING

from perftui.storage.drivers import DatabaseError, translated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from perftui.storage.drivers import Connection
    from perftui.storage.stores import Actor, Label


@contextlib.contextmanager
def immediate(connection: Connection, path: Path | None) -> Iterator[Callable[[str], None]]:
    """Hold the write lock from the first statement on; keep everything at the end, or nothing after an exception.

    A transaction that begins by reading and writes later fails at once when somebody else wrote in between, however long
    it would wait.

    Args:
        connection: Outside of a transaction.
        path: For messages; None in memory.

    Yields:
        A function that takes `ROLLBACK` where nothing is to be kept after all.

    Raises:
        Locked: Another process is writing and did not finish in time.
        DiskFull: There is no room.
        DiskFailed: The operating system refused to write.
        ReadOnlyFile: The file cannot be written any more.
        Damaged: SQLite finds the file malformed.
    """
    ending = "COMMIT"

    def finish(how: str) -> None:
        nonlocal ending
        ending = how

    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield finish
            connection.execute(ending)
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    except DatabaseError as error:
        raise translated(error, path or ":memory:") from error


def name_actor(connection: Connection, actor: Actor, at: str) -> int:
    """Say who acts from now on, which the triggers demand.

    Returns:
        The number of the step that begins.
    """
    step = int(connection.execute("SELECT coalesce(max(id), 0) + 1 FROM step").fetchone()[0])
    connection.execute("UPDATE _ctx SET actor = ?, role = ?, at = ?, step = ? WHERE id = 1", (actor.name, actor.role, at, step))
    return step


def name_nobody(connection: Connection) -> None:
    """Nobody acts any more: a change by another program is refused by the triggers."""
    connection.execute("UPDATE _ctx SET actor = NULL, at = NULL, step = NULL WHERE id = 1")


def keep_step(connection: Connection, step: tuple[int, str, str, str, int | None], label: Label) -> None:
    """Make a step undoable, unless it is final.

    Args:
        connection: The database.
        step: Its number, time, actor, kind (do, undo, redo) and the step that it reverses.
        label: What it did.
    """
    connection.execute(
        "INSERT INTO step (id, at, actor, kind, target, template, label_values, is_open) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (*step, label.template, json.dumps(dict(label.values), ensure_ascii=False), not label.is_final),
    )
