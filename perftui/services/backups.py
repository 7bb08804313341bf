"""Backups that nobody has to think of: made when something changed, thinned with age, restored with the old content kept."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC
from typing import TYPE_CHECKING

from perftui.errors import PerftuiError, Refused
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.storage import backups, drivers, events
from perftui.storage.upgrades import open_store

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from perftui.storage.stores import Actor, Store


class NoFile(Refused):
    """The data are in memory only."""

    template = mark("These data are in memory only: there is no file to copy or to restore.")


class BackupLine(NamedTuple):
    """One backup on disk."""

    path: Path
    at: datetime
    """UTC."""
    reason: str
    """A code: start, upgrade, import, restore, hand."""
    size: int
    """Bytes."""


class Restored(NamedTuple):
    """What a restore did."""

    path: Path
    """The live file, now with the backup's content."""
    saved: Path | None
    """Where the content of before is kept; None when there was none."""


def listing(store: Store) -> list[BackupLine]:
    """The backups of the file, newest first; none in memory."""
    if store.path is None:
        return []
    return [BackupLine(found.path, found.at, found.reason, found.size) for found in backups.list_backups(backups.folder_of(store.path))]


def last_backup(store: Store) -> BackupLine | None:
    """The newest backup."""
    return next(iter(listing(store)), None)


def back_up_if_changed(store: Store, reason: str = "start") -> BackupLine | None:
    """Back up when anything was recorded since the newest backup that can be read, then remove what is superfluous.

    Takes about a second for 100 MB: call it in a thread, with a store of its own.

    Returns:
        The new backup; None when nothing changed, when nothing was ever recorded, or in memory.

    Raises:
        BackupFailed: The copy was not whole.
        DiskFull: There is no room for it.
    """
    if store.path is None:
        return None
    head = events.read_head(store.connection)
    if head.seq == 0 or head == _head_of_newest(store):
        return None
    return back_up_now(store, reason)


def back_up_now(store: Store, reason: str = "hand") -> BackupLine:
    """Back up whatever is there, then remove what is superfluous.

    Args:
        store: The store.
        reason: A code of `BackupLine.reason`.

    Raises:
        NoFile: The data are in memory only.
        BackupFailed: The copy was not whole.
        DiskFull: There is no room for it.
    """
    path, now = _path_of(store), store.clock().astimezone(UTC)
    folder = backups.folder_of(path)
    made = backups.back_up(path, folder, reason, now)
    backups.thin(folder, now)
    return next(line for line in listing(store) if line.path == made)


def restore(path: Path, backup: Path, actor: Actor) -> Restored:
    """Put a backup's content into a file, and bring it up to date; the content of before is kept.

    Args:
        path: The file: whole, damaged or lost. Sessions that have it open show the new content at once.
        backup: A perftui file; it stays as it is.
        actor: Who restores.

    Raises:
        NoSuchFile: There is no such backup.
        NotPerftui: It is some other file.
        Damaged: It is not whole.
        MadeByNewer: This version cannot read it.
        Locked: Somebody is saving just now.
    """
    saved = backups.restore(backup, path)
    open_store(path, actor).close()
    return Restored(path, saved)


def _path_of(store: Store) -> Path:
    if store.path is None:
        raise NoFile
    return store.path


def _head_of_newest(store: Store) -> events.Head | None:
    last = last_backup(store)
    if last is None:
        return None
    try:
        with closing(drivers.open_connection(last.path, mode="ro")) as connection:
            return events.read_head(connection)
    except (PerftuiError, drivers.DatabaseError):
        return None  # a backup that cannot be read is none
