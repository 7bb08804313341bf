"""One whole, checked copy of a file that others may be writing: through SQLite, durable, or not there at all."""

from __future__ import annotations

import contextlib
import errno
import glob
import os
import secrets
import time
from contextlib import closing
from typing import TYPE_CHECKING, Final

from perftui.errors import PerftuiError
from perftui.i18n import mark
from perftui.storage import drivers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from perftui.storage.drivers import Connection

_WAITS: Final = (5, 6)
"""SQLITE_BUSY and SQLITE_LOCKED."""

DAY: Final = 86_400


class BackupFailed(PerftuiError):
    """The copy is not whole; it was thrown away."""

    template = mark("A backup of {path} would not be whole and was thrown away. Check the disk, then try: perftui backup")


def require_whole(copy: Connection, path: Path) -> None:
    """Make the copy one single file, and refuse it where it does not pass SQLite's quick check."""
    copy.execute("PRAGMA journal_mode = DELETE")
    if not drivers.is_whole(copy):
        raise BackupFailed(path=path)


def unchecked(copy: Connection, path: Path) -> None:
    """For the remains of a damaged file, kept as they are."""


def copy_to(path: Path, target: Path, check: Callable[[Connection, Path], None] = require_whole) -> Path:
    """Copy through SQLite's backup to a `.part` of its own, check, sync, rename, sync the folder.

    Args:
        path: A file that others may be writing.
        target: A new file, readable by the owner alone.
        check: Looks at the copy and raises where it is not good enough.

    Returns:
        The target.

    Raises:
        BackupFailed: The copy did not pass SQLite's quick check.
        DiskFull: There is no room; nothing is left behind.
        ReadOnlyFile: The folder cannot be written.
        Damaged: SQLite cannot read the file.
    """
    part = target.with_name(f"{target.name}.{secrets.token_hex(8)}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            _fill(path, part, check)
            _sync(part)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
            part.with_name(f"{part.name}-journal").unlink(missing_ok=True)  # SQLite leaves it where even emptying it failed
        _sync(target.parent)
        drop_remains(target.parent, f"{glob.escape(target.name)}.*.part*", time.time())
    except drivers.DatabaseError as error:
        raise drivers.translated(error, path) from error
    except OSError as error:
        raise translated_os(error, target) from error
    return target


def drop_remains(folder: Path, pattern: str, now: float) -> None:
    """Remove what copies that were cut off more than a day before `now`, in seconds since 1970, left behind."""
    for part in folder.glob(pattern):
        with contextlib.suppress(FileNotFoundError):  # another session was first
            if part.stat().st_mtime < now - DAY:
                part.unlink()


def translated_os(error: OSError, path: Path) -> PerftuiError:
    """The error of the file system as one that says what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return drivers.DiskFull()
    return drivers.DiskFailed() if error.errno in (errno.EIO, errno.EFBIG) else drivers.ReadOnlyFile(path=path)


def _fill(path: Path, part: Path, check: Callable[[Connection, Path], None]) -> None:
    with closing(drivers.connect(path, mode="ro")) as source, closing(drivers.connect(part)) as copy:
        copy_pages(source, copy)
        check(copy, path)


def copy_pages(source: Connection, into: Connection) -> None:
    """Copy all pages in one go, because in steps it starts again whenever somebody writes.

    Raises:
        Locked: A lock was held for longer than we wait; SQLite's own function would wait for ever.
    """
    deadline = time.monotonic() + drivers.PATIENCE

    def give_up(status: int, _remaining: int, _total: int) -> None:
        if status in _WAITS and time.monotonic() > deadline:
            raise drivers.Locked

    source.backup(into, pages=-1, progress=give_up, sleep=0.05)


def _sync(path: Path) -> None:
    if os.name == "nt" and path.is_dir():  # Windows has no descriptors of folders
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
