"""Whole, checked copies of a file, beside it: made before anything risky, thinned with age, and restored safely."""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from perftui.errors import PerftuiError
from perftui.i18n import mark
from perftui.storage import drivers

if TYPE_CHECKING:
    from collections.abc import Sequence

KEEP_DAILY, KEEP_WEEKLY, KEEP_MONTHLY = 12, 10, 9


class BackupFailed(PerftuiError):
    """The copy is not whole; it was thrown away."""

    template = mark("The backup {path} is not whole and was thrown away. Check the disk, then try: perftui backup")


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy on disk."""

    path: Path
    at: datetime
    """UTC, when it was made."""
    reason: str
    """A code: start, upgrade, import, restore, hand."""
    size: int
    """Bytes."""


def folder_of(path: Path) -> Path:
    """Where the backups of a file lie: `NAME.backups` beside it."""
    return path.with_name(path.name + ".backups")


def back_up(path: Path, folder: Path, reason: str, now: datetime | None = None) -> Path:
    """Copy a file as it was last committed, while others may be writing.

    Args:
        path: The file.
        folder: Made when it does not exist, readable by the owner alone.
        reason: Becomes part of the name.
        now: For the name; UTC.

    Returns:
        The new file.

    Raises:
        BackupFailed: The copy did not pass SQLite's quick check.
        DiskFull: There is no room; nothing is left behind.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    stamp = (now or datetime.now(UTC)).strftime("%Y%m%dT%H%M%S%f")
    return copy_to(path, folder / f"{stamp}-{reason}.db")


def copy_to(path: Path, target: Path) -> Path:
    """Copy through SQLite's backup to `.part`, check, sync, rename, sync the folder."""
    part = target.with_name(target.name + ".part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_NOFOLLOW, 0o600))
        _copy_pages(path, part)
        _sync(part)
        part.replace(target)
        _sync(target.parent)
    except drivers.DatabaseError as error:
        raise drivers.translated(error, part) from error
    except OSError as error:
        raise drivers.ReadOnlyFile(path=target) from error
    finally:
        part.unlink(missing_ok=True)
    return target


def _copy_pages(path: Path, part: Path) -> None:
    with closing(drivers.open_connection(path, mode="ro")) as source, closing(drivers.sqlite3.connect(str(part))) as copy:
        source.backup(copy, pages=-1)  # in one go: in steps it starts again whenever somebody writes
        copy.execute("PRAGMA journal_mode = DELETE")
        if copy.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise BackupFailed(path=part)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def list_backups(folder: Path) -> list[Backup]:
    """The backups in a folder, newest first; files with other names are passed over."""
    found = []
    for path in folder.glob("*.db") if folder.is_dir() else ():
        stamp, _, reason = path.stem.partition("-")
        try:
            at = datetime.strptime(stamp, "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
        except ValueError:
            continue
        found.append(Backup(path, at, reason, path.stat().st_size))
    return sorted(found, key=lambda backup: backup.at, reverse=True)


def to_thin(backups: Sequence[Backup], now: datetime) -> list[Backup]:
    """Those that may go: all of the last 24 hours stay, then the newest of each of 12 days, 10 weeks and 9 months.

    Args:
        backups: In any order.
        now: UTC.
    """
    newest_first = sorted(backups, key=lambda backup: backup.at, reverse=True)
    kept = {backup.path for backup in newest_first if now - backup.at < timedelta(days=1)}
    for period, keep in (("%Y-%m-%d", KEEP_DAILY), ("%G-%V", KEEP_WEEKLY), ("%Y-%m", KEEP_MONTHLY)):
        first_of: dict[str, Path] = {}
        for backup in newest_first:
            first_of.setdefault(backup.at.strftime(period), backup.path)
        kept.update(list(first_of.values())[:keep])
    return [backup for backup in newest_first if backup.path not in kept]


def thin(folder: Path, now: datetime) -> None:
    """Remove the backups that age has made superfluous."""
    for backup in to_thin(list_backups(folder), now):
        backup.path.unlink(missing_ok=True)


def check(path: Path) -> None:
    """Make sure that a file is a whole perftui file before it is restored.

    Raises:
        NoSuchFile: There is none.
        NotPerftui: It is some other file.
        Damaged: SQLite's integrity check finds faults.
    """
    with closing(drivers.open_connection(path, mode="ro")) as connection:
        try:
            if connection.execute("PRAGMA application_id").fetchone()[0] != drivers.APPLICATION_ID:
                raise drivers.NotPerftui(path=path)
            if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise drivers.Damaged(path=path)
        except drivers.DatabaseError as error:
            raise drivers.translated(error, path) from error


def restore(backup: Path, path: Path) -> Path | None:
    """Put a backup's content into the live file, through SQLite, so that open sessions see it whole or not at all.

    Args:
        backup: A perftui file; it stays as it is.
        path: The live file; made when it does not exist.

    Returns:
        Where the content of before is kept, or None when there was none.

    Raises:
        Locked: A session is writing just now.
    """
    check(backup)
    saved = back_up(path, folder_of(path), "restore") if path.is_file() and path.stat().st_size else None
    if saved is None:  # never open a live file by hand: closing it would drop SQLite's locks
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    try:
        with closing(drivers.open_connection(backup, mode="ro")) as source, closing(drivers.sqlite3.connect(str(path), timeout=10)) as live:
            source.backup(live, pages=-1)
    except drivers.OperationalError as error:
        raise drivers.translated(error, path) from error
    return saved
