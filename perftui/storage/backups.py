"""Whole, checked copies of a file, beside it: made before anything risky, thinned with age, and restored safely."""

from __future__ import annotations

import contextlib
import os
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from perftui.records import NamedTuple
from perftui.storage import drivers
from perftui.storage.copies import BackupFailed, copy_pages, copy_to, drop_remains, translated_os, unchecked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = [
    "Backup",
    "BackupFailed",
    "back_up",
    "check",
    "copy_to",
    "folder_of",
    "list_backups",
    "list_others",
    "restore",
    "thin",
    "to_thin",
]

KEEP_DAILY, KEEP_WEEKLY, KEEP_MONTHLY = 12, 10, 9


class Backup(NamedTuple):
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
        ReadOnlyFile: The folder cannot be written.
        Damaged: SQLite cannot read the file.
    """
    return copy_to(path, _make_folder(folder) / f"{_stamp(now)}-{reason}.db")


def _make_folder(folder: Path) -> Path:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise translated_os(error, folder) from error
    return folder


def _stamp(now: datetime | None = None) -> str:
    return (now or datetime.now(UTC)).strftime("%Y%m%dT%H%M%S%f")


def list_backups(folder: Path) -> list[Backup]:
    """The backups in a folder, newest first; files with other names are passed over."""
    found = []
    for path in folder.glob("*.db") if folder.is_dir() else ():
        stamp, _, reason = path.stem.partition("-")
        try:
            at = datetime.strptime(stamp, "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
            found.append(Backup(path, at, reason, path.stat().st_size))
        except (ValueError, FileNotFoundError):  # another name, or thinned by another session meanwhile
            continue
    return sorted(found, key=lambda backup: backup.at, reverse=True)


def list_others(folder: Path) -> list[Backup]:
    """What else lies in a folder of backups, newest first: renamed copies, remains of damaged files, copies that were cut off."""
    known, found = {backup.path for backup in list_backups(folder)}, []
    for path in folder.iterdir() if folder.is_dir() else ():
        with contextlib.suppress(FileNotFoundError):  # removed by another session meanwhile
            if path.is_file() and not path.is_symlink() and path not in known:
                about = path.stat()
                found.append(Backup(path, datetime.fromtimestamp(about.st_mtime, UTC), path.suffix.removeprefix("."), about.st_size))
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
    """Remove the backups that age has made superfluous, and what copies that were cut off a day ago left behind."""
    for backup in to_thin(list_backups(folder), now):
        backup.path.unlink(missing_ok=True)
    drop_remains(folder, "*.part", now.timestamp())


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
        path: The live file, damaged or not; made when it does not exist.

    Returns:
        Where the content of before is kept: a backup, or the remains of a damaged file (`.damaged`); None when there was none.

    Raises:
        Locked: A session is writing just now.
        MadeByNewer: This version cannot read the backup.
    """
    check(backup)
    _require_known(backup)
    saved = _keep_aside(path) if path.is_file() and path.stat().st_size else None
    if not path.exists():  # and never open a live file by hand: closing it would drop SQLite's locks
        _make_folder(path.parent)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with closing(drivers.connect(backup, mode="ro")) as source, closing(drivers.connect(path)) as live:
            live.execute("PRAGMA synchronous = EXTRA")
            copy_pages(source, live)
    except drivers.DatabaseError as error:
        raise drivers.translated(error, path) from error
    return saved


def _require_known(backup: Path) -> None:
    from perftui.storage.upgrades import LATEST, MadeByNewer  # it imports this module

    with closing(drivers.open_connection(backup, mode="ro")) as connection:
        if connection.execute("PRAGMA user_version").fetchone()[0] > LATEST:
            raise MadeByNewer(path=backup)


def _keep_aside(path: Path) -> Path:
    """A backup of the file; of a damaged one what SQLite can read page by page; where it reads nothing, the file itself."""
    folder = _make_folder(folder_of(path))
    try:
        return back_up(path, folder, "restore")
    except (BackupFailed, drivers.Damaged, drivers.NotPerftui):
        remains = folder / f"{_stamp()}.damaged"
    try:
        return copy_to(path, remains, unchecked)
    except (drivers.Damaged, drivers.NotPerftui):
        for suffix in ("", "-wal", "-shm", "-journal"):
            part = path.with_name(path.name + suffix)
            if part.exists():
                part.replace(remains.with_name(remains.name + suffix))
        return remains
