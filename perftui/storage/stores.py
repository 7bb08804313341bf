"""The Store: one connection to one perftui file, for one actor, with one way to write."""

from __future__ import annotations

import contextlib
import json
from datetime import UTC, datetime
from functools import cached_property
from secrets import token_bytes
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from perftui.domain.ids import new_id
from perftui.errors import Message, Refused
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.storage import drivers, events, transactions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sqlite_utils import Database

    from perftui.storage.drivers import Connection, Row


class Changed(Refused):
    """Compare-and-set failed: the record has a newer version than the one that was edited."""

    template = mark("Somebody else has changed this meanwhile, so nothing was saved. Look at it again with F5, then repeat your change.")


class Gone(Refused):
    """The record does not exist, or is not visible to this actor."""

    template = mark("This record no longer exists.")


class Actor(NamedTuple):
    """Who acts, as the event log names them."""

    name: str
    role: str = "hr"


class Label(NamedTuple):
    """What a step does, in words that undo and history show."""

    template: str
    """Marked English text with fields, such as `Added {title}`."""
    values: Mapping[str, str | int] = MappingProxyType({})
    is_final: bool = False
    """Whether undo never takes it back."""

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
        self.connection.execute("DELETE FROM temp._scope")
        self.connection.execute("INSERT INTO temp._scope SELECT DISTINCT value FROM json_each(?)", (json.dumps(list(person_ids)),))

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

        return Database(self.connection, execute_plugins=False, strict=True)

    @cached_property
    def chain_key(self) -> bytes:
        """The key of the sealed chain; made with the file."""
        return bytes.fromhex(str(self.value("SELECT value FROM meta WHERE name = 'chain_key'")))

    @cached_property
    def _tables(self) -> frozenset[str]:
        return frozenset(row[0] for row in self.rows("SELECT name FROM main.sqlite_master WHERE type = 'table'"))

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
            step = self.value("SELECT step FROM _ctx WHERE id = 1")
            if step is None:
                raise RuntimeError("no records are written inside write_aside()")
            with self.db.atomic():
                yield step
            return
        with transactions.immediate(self.connection, self.path) as finish:
            at, tail = self.now(), events.tail(self.connection)
            step = transactions.name_actor(self.connection, self.actor, at)
            changes = self.connection.total_changes
            yield step
            is_untouched = self.connection.total_changes == changes
            transactions.name_nobody(self.connection)
            if events.seal(self.connection, self.chain_key, tail):
                transactions.keep_step(self.connection, (step, at, self.actor.name, kind, target), label)
            elif is_untouched:
                finish("ROLLBACK")

    @contextlib.contextmanager
    def write_aside(self) -> Iterator[None]:
        """A transaction for what is no record: drafts, settings, saved views; it hardly waits for another writer.

        Raises:
            Locked: Another process is writing.
            DiskFull: There is no room; nothing was changed.
        """
        if self.connection.in_transaction:
            with self.db.atomic():
                yield
            return
        with drivers.waiting_at_most(self.connection, drivers.ASIDE_PATIENCE), transactions.immediate(self.connection, self.path):
            yield

    def wait_at_most(self, seconds: float) -> None:
        """How long a write waits for another process from now on."""
        drivers.wait_at_most(self.connection, seconds)

    def insert(self, table: str, **values: object) -> None:
        """Add one row; inside `write()`. The table must exist: sqlite-utils would create a misspelt one."""
        self._require_transaction()
        self._require_table(table)
        self.db.table(table).insert(values)

    def insert_many(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """Add many rows at once; inside `write()`."""
        self._require_transaction()
        self._require_table(table)
        marks = ", ".join("?" * len(columns))
        self.connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)

    def update(self, table: str, record_id: str, version: int, **values: object) -> int:
        """Change a row if it still has the version that was read (compare-and-set); inside `write()`.

        Returns:
            The new version; the old one where every value is what it was already.

        Raises:
            Changed: Somebody else was first.
            Gone: There is no such row.
        """
        self._require_transaction()
        settings = ", ".join(f"{name} = :{name}" for name in values)
        differs = " OR ".join(f"{name} IS NOT :{name}" for name in values) or "FALSE"
        changed = self.connection.execute(
            f"UPDATE {table} SET {settings + ', ' if settings else ''}version = version + 1"
            f" WHERE id = :_id AND version = :_version AND ({differs})",
            {**values, "_id": record_id, "_version": version},
        ).rowcount
        if changed:
            return version + 1
        current = self.value(f"SELECT version FROM {table} WHERE id = ?", (record_id,))
        if current is None:
            raise Gone
        if current != version:
            raise Changed
        return version

    def _require_table(self, table: str) -> None:
        if table not in self._tables:
            raise KeyError(table)

    def _require_transaction(self) -> None:
        if not self.connection.in_transaction:
            raise RuntimeError("writes happen inside Store.write()")
