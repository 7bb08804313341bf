"""Which SQLite is used, how a file is opened with it, and in which journal mode it is safe."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, Final
from urllib.parse import quote_from_bytes

from perftui.errors import PerftuiError, Refused
from perftui.i18n import mark

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path
else:
    try:
        import pysqlite3.dbapi2 as sqlite3
    except ImportError:  # platforms without wheels use the standard library, as sqlite-utils does
        import sqlite3

APPLICATION_ID: Final = 0x50465455
"""'PFTU' in the file header: what tells a perftui file from any other SQLite file."""
PATIENCE: Final = 10.0
"""Seconds to wait for another writer where nobody sits at a screen: on the command line, at the start, in copies."""
SAVE_PATIENCE: Final = 2.0
"""Seconds that a save on a screen waits, in which no key is answered."""
ASIDE_PATIENCE: Final = 0.25
"""Seconds that drafts, settings and the like wait: nobody asked for them, and they can be tried again."""

SQLITE_VERSION: str = sqlite3.sqlite_version
Connection = sqlite3.Connection
Row = sqlite3.Row
DatabaseError = sqlite3.DatabaseError
IntegrityError = sqlite3.IntegrityError
OperationalError = sqlite3.OperationalError
is_complete = sqlite3.complete_statement


class Locked(PerftuiError):
    """Another process holds the write lock for longer than we wait."""

    template = mark("Somebody else is saving just now, so nothing was changed. Try again yourself in a moment.")


class DiskFull(PerftuiError):
    """The disk is full."""

    template = mark("The disk is full. Nothing was changed: free some space, then save again.")


class DiskFailed(PerftuiError):
    """The operating system refused to read or write: a quota, a size limit, a disk that was pulled out or is failing."""

    template = mark("The disk did not take it. Nothing was changed: check your quota and the disk, then save again.")


class ReadOnlyFile(PerftuiError):
    """The file, its folder or the file system cannot be written."""

    template = mark("{path} cannot be written. Check the permissions of the file and of its folder.")


class NotPerftui(Refused):
    """The file is no perftui file."""

    template = mark("{path} is not a perftui file. Give another file with --db.")


class NoSuchFile(Refused):
    """There is no file at that place."""

    template = mark("There is no file {path}.")


class IsFolder(Refused):
    """The name is that of a folder."""

    template = mark("{path} is a folder. Add the name of the file.")


class Damaged(PerftuiError):
    """SQLite finds the file malformed."""

    template = mark("{path} is damaged. Restore the last good backup with: perftui restore FILE")


def is_wal_safe(version: str = sqlite3.sqlite_version) -> bool:
    """Whether WAL mode is free of the WAL-reset defect (fixed in 3.51.3, 3.50.7 and 3.44.6; sqlite.org/wal.html)."""
    parts = tuple(int(part) for part in version.split("."))
    return parts >= (3, 51, 3) or (3, 50, 7) <= parts < (3, 51) or (3, 44, 6) <= parts < (3, 45)


def open_connection(path: Path, *, mode: str = "rw", timeout: float = PATIENCE) -> Connection:
    """Open a perftui file, or an empty one, with everything on that protects the data.

    Args:
        path: An existing file.
        mode: `ro` or `rw`.
        timeout: Seconds to wait for another writer.

    Raises:
        NoSuchFile, IsFolder: There is no such file.
        ReadOnlyFile: It shall be written and cannot be.
        NotPerftui: It is some other file; it was left as it was.
        Damaged: SQLite finds it malformed.
        Locked: Another process did not let go of it in time.
    """
    if path.is_dir():
        raise IsFolder(path=path)
    if not path.is_file():
        raise NoSuchFile(path=path)
    if mode != "ro" and not os.access(path, os.W_OK):
        raise ReadOnlyFile(path=path)
    connection = None
    try:
        connection = connect(path, mode=mode, timeout=timeout)
        protect(connection)
        _require_ours(connection, path)
        if mode != "ro":
            _set_journal(connection)
    except BaseException as error:
        if connection is not None:
            connection.close()
        if isinstance(error, DatabaseError):
            raise translated(error, path) from error
        raise
    return connection


def connect(path: Path, *, mode: str = "rw", timeout: float = PATIENCE) -> Connection:
    """A bare connection to a file that exists, whatever it holds, without transactions of the driver's own making."""
    place = quote_from_bytes(os.fsencode(path.absolute()))
    return sqlite3.connect(f"file:{place}?mode={mode}", uri=True, timeout=timeout, isolation_level=None)


def wait_at_most(connection: Connection, seconds: float) -> None:
    """How long a statement waits for another process from now on; SQLite counts in milliseconds."""
    connection.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")


@contextlib.contextmanager
def waiting_at_most(connection: Connection, seconds: float) -> Iterator[None]:
    """Wait no longer than this inside, and as long as before afterwards."""
    before = connection.execute("PRAGMA busy_timeout").fetchone()[0] / 1000
    wait_at_most(connection, min(before, seconds))
    try:
        yield
    finally:
        wait_at_most(connection, before)


def open_memory(*, is_shared: bool = False) -> Connection:
    """An empty database in memory, with the same protection; for tests and previews.

    Args:
        is_shared: Whether several threads use it, one after the other.
    """
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=not is_shared)
    protect(connection)
    return connection


def protect(connection: Connection) -> None:
    """Foreign keys on, no code from the schema, cells checked, nothing spilled to /tmp; rows come by name."""
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    if sqlite3.sqlite_version_info >= (3, 45):  # older ones refuse json_valid() in a CHECK when off
        connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    if connection.execute("PRAGMA foreign_keys").fetchone()[0] != 1:
        raise RuntimeError("foreign keys are off")


def _require_ours(connection: Connection, path: Path) -> None:
    """Refuse another program's database before anything is set on it."""
    # In this order: a file that another starter is just making gets tables and identity in one commit.
    is_empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if not is_empty and connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise NotPerftui(path=path)


def _set_journal(connection: Connection) -> None:
    journal, synchronous = ("wal", "FULL") if is_wal_safe() else ("delete", "EXTRA")
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != journal:
        connection.execute(f"PRAGMA journal_mode = {journal}")
    connection.execute(f"PRAGMA synchronous = {synchronous}")


def is_whole(connection: Connection) -> bool:
    """Whether SQLite's quick check finds nothing; older versions raise where newer ones report."""
    try:
        return bool(connection.execute("PRAGMA quick_check").fetchone()[0] == "ok")
    except DatabaseError:
        return False


_CODES: Final = {
    "database is locked": sqlite3.SQLITE_BUSY,
    "database table is locked": sqlite3.SQLITE_LOCKED,
    "database or disk is full": sqlite3.SQLITE_FULL,
    "disk I/O error": sqlite3.SQLITE_IOERR,
    "attempt to write a readonly database": sqlite3.SQLITE_READONLY,
    "unable to open database file": sqlite3.SQLITE_CANTOPEN,
    "file is not a database": sqlite3.SQLITE_NOTADB,
    "database disk image is malformed": sqlite3.SQLITE_CORRUPT,
}
"""SQLite's own words, for errors of `backup()`, which come without a code."""


def translated(error: DatabaseError, path: Path | str) -> PerftuiError:
    """The error as one that says what to do.

    Raises:
        DatabaseError: It is a defect of ours (a constraint, a wrong statement); raised unchanged.
    """
    code = getattr(error, "sqlite_errorcode", _CODES.get(str(error), 0)) & 0xFF  # without the extended part, which only some drivers give
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Locked()
    if code == sqlite3.SQLITE_FULL:
        return DiskFull()
    if code == sqlite3.SQLITE_IOERR:
        return DiskFailed()
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
        return ReadOnlyFile(path=path)
    if code == sqlite3.SQLITE_NOTADB:
        return NotPerftui(path=path)
    if code == sqlite3.SQLITE_CORRUPT:
        return Damaged(path=path)
    raise error
