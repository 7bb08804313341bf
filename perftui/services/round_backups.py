"""Backups that were taken while a round of 360 feedback was collecting: they still hold who gave which answer."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from perftui.errors import PerftuiError
from perftui.services.backups import BackupLine, listing
from perftui.storage import backups, drivers, round_freezing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from perftui.storage.stores import Store


def backups_holding(store: Store, round_id: str) -> list[BackupLine]:
    """The files in the folder of backups that hold answers of a round with their raters: backups first, newest first.

    Each is looked into, remains of damaged files too. Copies that were made elsewhere are not known.
    """
    return [line for line in _all_files(store) if _holds(store, line.path, round_id)]


def frozen_backups(store: Store) -> list[BackupLine]:
    """Those that hold answers of any round that is frozen or released by now."""
    frozen = round_freezing.frozen_ids(store)
    return [line for line in _all_files(store) if any(_holds(store, line.path, round_id) for round_id in frozen)]


def _all_files(store: Store) -> list[BackupLine]:
    if store.path is None:
        return []
    others = backups.list_others(backups.folder_of(store.path))
    return listing(store) + [BackupLine(found.path, found.at, found.reason, found.size) for found in others]


def delete(lines: Sequence[BackupLine]) -> int:
    """Delete backups.

    Returns:
        How many; one that is gone already counts too.

    Raises:
        OSError: The operating system refuses.
    """
    for line in lines:
        line.path.unlink(missing_ok=True)
    return len(lines)


def _holds(store: Store, path: Path, round_id: str) -> bool:
    try:
        with closing(drivers.open_connection(path, mode="ro")) as connection:
            return round_freezing.holds_answers(connection, round_id)
    except (PerftuiError, drivers.DatabaseError):  # it is damaged, or was made before there were rounds
        return _bytes_hold(store, path, round_id)


def _bytes_hold(store: Store, path: Path, round_id: str) -> bool:
    try:
        return round_freezing.bytes_hold_answers(path, *round_freezing.known_ids(store, round_id))
    except OSError:
        return False  # gone meanwhile, or not ours
