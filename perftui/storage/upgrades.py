"""Open a file for an actor: create it, bring it up to date, or refuse it, without ever leaving it half done."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from perftui.errors import PerftuiError, Refused
from perftui.i18n import mark
from perftui.storage import backups, drivers
from perftui.storage.stores import Actor, Store, utc_now

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from perftui.storage.drivers import Connection

LATEST = 1
"""How many migrations this version knows; `PRAGMA user_version` of an up-to-date file."""


class MadeByNewer(Refused):
    """The file was changed by a later perftui."""

    template = mark("{path} was made by a newer perftui. Install that version; nothing was changed.")


class UpgradeFailed(PerftuiError):
    """An upgrade did not keep what it must keep; it was rolled back."""

    template = mark("{path} could not be brought up to date ({reason}). It was left as it was.")


def open_store(path: Path, actor: Actor, *, create: bool = False, clock: Callable[[], datetime] = utc_now) -> Store:
    """Open a perftui file, upgrading it when it is older.

    Args:
        path: The file.
        actor: Who acts.
        create: Make the file, and its folder, when there is none.
        clock: Where the time comes from.

    Raises:
        NoSuchFile: There is none, and it shall not be made.
        NotPerftui: It is some other file.
        MadeByNewer: It has migrations that this version does not know.
        UpgradeFailed: A check after the upgrade failed; the file is as it was.
    """
    if create and not path.exists():
        _create_empty(path)
    connection = drivers.open_connection(path)
    try:
        _bring_up_to_date(connection, path)
    except BaseException:
        connection.close()
        raise
    return Store(connection, actor, path, clock)


def open_memory(actor: Actor, clock: Callable[[], datetime] = utc_now) -> Store:
    """A migrated store in memory, for tests and previews."""
    connection = drivers.open_memory()
    _apply(connection)
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
    application, version = _identity(connection, path)
    if application == drivers.APPLICATION_ID and version == LATEST:
        return
    if version > LATEST:
        raise MadeByNewer(path=path)
    if application != drivers.APPLICATION_ID and not _is_empty(connection):
        raise drivers.NotPerftui(path=path)
    _upgrade(connection, path)


def _identity(connection: Connection, path: Path) -> tuple[int, int]:
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        return application, connection.execute("PRAGMA user_version").fetchone()[0]
    except drivers.DatabaseError as error:
        raise drivers.translated(error, path) from error


def _is_empty(connection: Connection) -> bool:
    return connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0


def _upgrade(connection: Connection, path: Path) -> None:
    """Under the write lock, so that one starter upgrades and the others find it done; a failure rolls everything back."""
    connection.execute("PRAGMA foreign_keys = OFF")  # without effect inside a transaction, so before BEGIN
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            if connection.execute("PRAGMA user_version").fetchone()[0] < LATEST:
                if not _is_empty(connection):
                    backups.back_up(path, backups.folder_of(path), "upgrade")
                _apply(connection, path)
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
    except drivers.OperationalError as error:
        raise drivers.translated(error, path) from error
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def _apply(connection: Connection, path: Path | None = None) -> None:
    from sqlite_utils import Database

    from perftui.storage.schemas import MIGRATIONS

    database = Database(connection, execute_plugins=False, strict=True)  # type: ignore[arg-type]  # pysqlite3's connection
    before = _triggers(connection)
    MIGRATIONS.apply(database)
    for reason, is_wrong in (
        ("a trigger was lost", before - _triggers(connection)),
        ("a reference points nowhere", connection.execute("PRAGMA foreign_key_check").fetchall()),
        ("the file is damaged", connection.execute("PRAGMA quick_check").fetchone()[0] != "ok"),
    ):
        if is_wrong:
            raise UpgradeFailed(path=path, reason=reason)
    connection.execute(f"PRAGMA user_version = {LATEST}")
    connection.execute(f"PRAGMA application_id = {drivers.APPLICATION_ID}")


def _triggers(connection: Connection) -> set[str]:
    return {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
