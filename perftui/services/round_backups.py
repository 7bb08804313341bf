"""Backups that were taken while a round of 360 feedback was collecting: they still hold who gave which answer."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from perftui.errors import PerftuiError
from perftui.services.backups import BackupLine, listing
from perftui.storage import drivers, round_freezing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from perftui.storage.stores import Store


def backups_holding(store: Store, round_id: str) -> list[BackupLine]:
    """The backups beside the file that hold answers of a round with their raters, newest first.

    Each is opened and looked into. Copies that were made elsewhere are not known.
    """
    return [line for line in listing(store) if _holds(line.path, round_id)]


def frozen_backups(store: Store) -> list[BackupLine]:
    """The backups that hold answers of any round that is frozen or released by now, newest first."""
    frozen = round_freezing.frozen_ids(store)
    return [line for line in listing(store) if any(_holds(line.path, round_id) for round_id in frozen)]


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


def _holds(path: Path, round_id: str) -> bool:
    try:
        with closing(drivers.open_connection(path, mode="ro")) as connection:
            return round_freezing.holds_answers(connection, round_id)
    except (PerftuiError, drivers.DatabaseError):
        return False  # it cannot be read, or was made before there were rounds
