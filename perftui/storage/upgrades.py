"""Open a file for an actor: create it, bring it up to date, or refuse it, without ever leaving it half done."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from perftui.domain.codes import Words
from perftui.errors import PerftuiError, Refused
from perftui.i18n import mark
from perftui.storage import backups, drivers, transactions
from perftui.storage.stores import Actor, Store, utc_now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from perftui.storage.drivers import Connection

LATEST = 4
"""How many migrations this version knows; `PRAGMA user_version` of an up-to-date file."""


class MadeByNewer(Refused):
    """The file was changed by a later perftui."""

    template = mark("{path} was made by a newer perftui. Install that version; nothing was changed.")


class UpgradeFailed(PerftuiError):
    """An upgrade did not keep what it must keep; it was rolled back."""

    template = mark("{path} could not be brought up to date: it would have lost {what}. It was left as it was.")


def open_store(
    path: Path, actor: Actor, *, create: bool = False, clock: Callable[[], datetime] = utc_now, timeout: float = drivers.PATIENCE
) -> Store:
    """Open a perftui file, upgrading it when it is older.

    Args:
        path: The file.
        actor: Who acts.
        create: Make the file, and its folder, when there is none.
        clock: Where the time comes from.
        timeout: Seconds to wait for another writer.

    Raises:
        NoSuchFile: There is none, and it shall not be made.
        NotPerftui: It is some other file.
        MadeByNewer: It has migrations that this version does not know.
        UpgradeFailed: A check after the upgrade failed; the file is as it was.
        ReadOnlyFile: The file, or the folder in which it shall be made, cannot be written.
        Damaged: SQLite finds it malformed.
        Locked: Another process did not let go of it in time.
    """
    if create and not path.exists():
        _create_empty(path)
    connection = drivers.open_connection(path, timeout=timeout)
    try:
        _bring_up_to_date(connection, path)
    except BaseException:
        connection.close()
        raise
    return Store(connection, actor, path, clock)


def open_memory(actor: Actor, clock: Callable[[], datetime] = utc_now) -> Store:
    """A migrated store in memory, for tests and previews."""
    from perftui.storage.schemas import fill

    connection = drivers.open_memory()
    fill(connection)
    return Store(connection, actor, None, clock)


def _create_empty(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        raise drivers.ReadOnlyFile(path=path) from error


def _bring_up_to_date(connection: Connection, path: Path) -> None:
    version = _version(connection, path)
    if version > LATEST:
        raise MadeByNewer(path=path)
    if version < LATEST:
        _upgrade(connection, path)


def _version(connection: Connection, path: Path) -> int:
    try:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    except drivers.DatabaseError as error:
        raise drivers.translated(error, path) from error


def _upgrade(connection: Connection, path: Path) -> None:
    """Under the write lock, so that one starter upgrades and the others find it done; a failure rolls everything back."""
    connection.execute("PRAGMA foreign_keys = OFF")  # without effect inside a transaction, so before BEGIN
    try:
        with transactions.immediate(connection, path):
            version = _version(connection, path)
            if version > LATEST:
                raise MadeByNewer(path=path)
            if 0 < version < LATEST:
                backups.back_up(path, backups.folder_of(path), "upgrade")
            if version < LATEST:
                _apply(connection, path)
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def _apply(connection: Connection, path: Path | None = None) -> None:
    from perftui.storage import node_rebuilds, schemas  # needs sqlite-utils, which costs 150 ms: only where something is to be done

    before = _triggers(connection)
    schemas.migrate(connection)
    node_rebuilds.refill(connection)
    for what in _losses(connection, before):
        raise UpgradeFailed(path=path, what=Words(what))
    connection.execute(f"PRAGMA user_version = {LATEST}")
    connection.execute(f"PRAGMA application_id = {drivers.APPLICATION_ID}")


def _losses(connection: Connection, triggers_before: set[str]) -> Iterator[str]:
    """What is missing after an upgrade; each is looked at only when nothing was found before, because a damaged schema fails the next."""
    from perftui.storage import schemas

    if triggers_before - _triggers(connection):  # also lost in a new file, where a table is made again
        yield mark("a trigger")
    if any(found.code != schemas.EXTRA for found in schemas.differences(connection)):
        yield mark("a table or a trigger")
    if connection.execute("PRAGMA foreign_key_check").fetchall():
        yield mark("a reference")
    if not drivers.is_whole(connection):
        yield mark("data")


def _triggers(connection: Connection) -> set[str]:
    return {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
