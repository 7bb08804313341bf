"""The Store: one connection to one perftui file, for one actor, with one way to write."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from secrets import token_bytes
from typing import TYPE_CHECKING, Any

from perftui.domain.ids import new_id
from perftui.errors import Message, Refused
from perftui.i18n import mark
from perftui.storage import drivers, events

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sqlite_utils import Database

    from perftui.storage.drivers import Connection, Row


class Changed(Refused):
    """Compare-and-set failed: the record has a newer version than the one that was edited."""

    template = mark("Somebody else changed this while you were editing. Your text is kept as a draft: press F5 to see theirs.")


class Gone(Refused):
    """The record does not exist, or is not visible to this actor."""

    template = mark("This record no longer exists.")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, as the event log names them."""

    name: str
    role: str = "hr"


@dataclass(frozen=True, slots=True)
class Label:
    """What a step does, in words that undo and history show."""

    template: str
    """Marked English text with fields, such as `Added {title}`."""
    values: Mapping[str, str | int] = field(default_factory=dict)

    def message(self) -> Message:
        """The label as a message for `i18n.say`."""
        return Message(self.template, self.values)


def utc_now() -> datetime:
    """The system's clock; the only place that reads it."""
    return datetime.now(UTC)


class Store:
    """A perftui file, opened for an actor.

    One Store belongs to one thread. Every read returns a list, never a live cursor, because a cursor that is not read
    to its end pins the WAL. Every write happens inside `write()` or `write_aside()`.
    """

    def __init__(self, connection: Connection, actor: Actor, path: Path | None = None, clock: Callable[[], datetime] = utc_now) -> None:
        self.connection = connection
        self.actor = actor
        self.path = path
        """None in memory."""
        self.clock = clock
        self._sees_everybody = True
        self.connection.execute("CREATE TEMP TABLE IF NOT EXISTS _scope (person_id TEXT PRIMARY KEY) STRICT")

    def limit_to(self, person_ids: Sequence[str]) -> None:
        """From now on every read shows these people and what belongs to them, and nobody else."""
        self._sees_everybody = False
        self.connection.execute("DELETE FROM _scope")
        self.connection.executemany("INSERT INTO _scope VALUES (?)", [(person_id,) for person_id in person_ids])

    def sees(self, column: str) -> str:
        """The condition that every read of person-linked data carries.

        Args:
            column: The SQL column with the person's id; where it is NULL nobody's data are concerned.
        """
        if self._sees_everybody:
            return "TRUE"
        return f"({column} IS NULL OR {column} IN (SELECT person_id FROM temp._scope))"

    @cached_property
    def db(self) -> Database:
        """The same connection through sqlite-utils; loaded at the first use, because it costs 150 ms at start."""
        from sqlite_utils import Database

        return Database(self.connection, execute_plugins=False, strict=True)  # type: ignore[arg-type]  # pysqlite3's connection

    @cached_property
    def chain_key(self) -> bytes:
        """The key of the sealed chain; made with the file."""
        return bytes.fromhex(str(self.value("SELECT value FROM meta WHERE name = 'chain_key'")))

    @cached_property
    def _tables(self) -> frozenset[str]:
        return frozenset(self.db.table_names())

    def close(self) -> None:
        """Close the connection; nothing is open by then."""
        self.connection.close()

    def now(self) -> str:
        """UTC, ISO, to the second."""
        return self.clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def new_id(self) -> str:
        """A fresh record id (ULID)."""
        return new_id(int(self.clock().timestamp() * 1000), token_bytes(10))

    # reading

    def rows(self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()) -> list[Row]:
        """All rows of a query."""
        return self.connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()) -> Row | None:
        """The first row of a query, or None."""
        found = self.connection.execute(sql, parameters).fetchall()
        return found[0] if found else None

    def value(self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()) -> Any:  # noqa: ANN401  # any SQL value
        """The first column of the first row, or None."""
        row = self.row(sql, parameters)
        return None if row is None else row[0]

    def data_version(self) -> int:
        """A number that changes when another process has written."""
        return int(self.value("PRAGMA data_version"))

    # writing

    @contextlib.contextmanager
    def write(self, label: Label, kind: str = "do", target: int | None = None) -> Iterator[int]:
        """One undoable step in one transaction; the only way to change what is in the event log.

        Nested, it becomes a savepoint of the outer step and its label is not used. A step that changes nothing is not kept.

        Args:
            label: What the step does, for undo and history.
            kind: `do`, `undo` or `redo`.
            target: The step that is undone or redone.

        Yields:
            The number of the step.

        Raises:
            Locked: Another process is writing and did not finish in time.
            DiskFull: There is no room; nothing was changed.
        """
        if self.connection.in_transaction:
            with self.db.atomic():
                yield int(self.value("SELECT step FROM _ctx WHERE id = 1"))
            return
        with self._transaction() as finish:
            step = self._open_step(label, kind, target)
            yield step
            self.connection.execute("UPDATE _ctx SET actor = NULL, at = NULL, step = NULL WHERE id = 1")
            if not events.seal(self.connection, self.chain_key):
                finish("ROLLBACK")

    @contextlib.contextmanager
    def write_aside(self) -> Iterator[None]:
        """A transaction for what is no record: drafts, settings, saved views, derived tables."""
        if self.connection.in_transaction:
            with self.db.atomic():
                yield
            return
        with self._transaction():
            yield

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[Callable[[str], None]]:
        ending = "COMMIT"

        def finish(how: str) -> None:
            nonlocal ending
            ending = how

        try:
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield finish
                self.connection.execute(ending)
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise
        except drivers.OperationalError as error:
            raise drivers.translated(error, self.path or ":memory:") from error

    def _open_step(self, label: Label, kind: str, target: int | None) -> int:
        at = self.now()
        cursor = self.connection.execute(
            "INSERT INTO step (at, actor, kind, target, template, label_values) VALUES (?, ?, ?, ?, ?, ?)",
            (at, self.actor.name, kind, target, label.template, json.dumps(dict(label.values), ensure_ascii=False)),
        )
        step = int(cursor.lastrowid or 0)
        self.connection.execute(
            "UPDATE _ctx SET actor = ?, role = ?, at = ?, step = ? WHERE id = 1", (self.actor.name, self.actor.role, at, step)
        )
        return step

    def insert(self, table: str, **values: object) -> None:
        """Add one row; inside `write()`. The table must exist: sqlite-utils would create a misspelt one."""
        self._require_transaction()
        if table not in self._tables:
            raise KeyError(table)
        self.db.table(table).insert(values)

    def insert_many(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """Add many rows at once; inside `write()`."""
        self._require_transaction()
        marks = ", ".join("?" * len(columns))
        self.connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)

    def update(self, table: str, record_id: str, version: int, **values: object) -> int:
        """Change a row if it still has the version that was read (compare-and-set); inside `write()`.

        Returns:
            The new version.

        Raises:
            Changed: Somebody else was first.
            Gone: There is no such row.
        """
        self._require_transaction()
        settings = ", ".join(f"{name} = :{name}" for name in values)
        changed = self.connection.execute(
            f"UPDATE {table} SET {settings}, version = version + 1 WHERE id = :_id AND version = :_version",
            {**values, "_id": record_id, "_version": version},
        ).rowcount
        if changed:
            return version + 1
        if self.row(f"SELECT 1 FROM {table} WHERE id = ?", (record_id,)):
            raise Changed
        raise Gone

    def _require_transaction(self) -> None:
        if not self.connection.in_transaction:
            raise RuntimeError("writes happen inside Store.write()")
