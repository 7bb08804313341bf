"""What was deleted, overwritten: SQLite leaves copies of deleted rows in free pages, in gaps of pages and in the write-ahead log."""

from __future__ import annotations

import contextlib
from secrets import token_hex
from typing import TYPE_CHECKING

from perftui.storage import drivers
from perftui.storage.transactions import immediate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from perftui.storage.drivers import Connection
    from perftui.storage.stores import Store

_DUE = "scrub_due"


def make_due(store: Store) -> None:
    """Remember, in the same transaction, that something was deleted that must not stay anywhere in the file."""
    store.connection.execute("INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", (_DUE, token_hex(8)))


def is_due(connection: Connection) -> bool:
    """Whether what was deleted may still stand in free parts of the file."""
    return _due(connection) is not None


def _due(connection: Connection) -> str | None:
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (_DUE,)).fetchone()
    return None if row is None else str(row[0])


@contextlib.contextmanager
def overwriting(connection: Connection) -> Iterator[None]:
    """Overwrite with zeros what is deleted inside."""
    before = connection.execute("PRAGMA secure_delete").fetchone()[0]
    connection.execute("PRAGMA secure_delete = ON")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA secure_delete = {before}")


def scrub(store: Store) -> bool:
    """Write the file anew without its free parts, and empty the write-ahead log; what is recorded stays as it is.

    Row ids stay too, on which the tree and the words rest: SQLite numbers rows anew only in tables that have no index.

    Returns:
        Whether nothing deleted is left. False while another session is writing or reading, or the disk is full: try again later.
    """
    due = _due(store.connection)
    if store.path is None or due is None:
        return True
    if store.connection.in_transaction:
        return False
    try:
        with overwriting(store.connection), drivers.waiting_at_most(store.connection, drivers.SAVE_PATIENCE):
            store.connection.execute("VACUUM")
            if not _empty_log(store.connection):
                return False
            with immediate(store.connection, store.path):
                store.connection.execute("DELETE FROM meta WHERE name = ? AND value = ?", (_DUE, due))
            return _empty_log(store.connection)
    except drivers.DatabaseError:
        return False


def _empty_log(connection: Connection) -> bool:
    # Without a write-ahead log the answer is that nobody is busy.
    return bool(connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0)
