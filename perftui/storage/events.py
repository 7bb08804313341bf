"""The event log: captured by triggers, sealed into a keyed hash chain before each commit, verified by reading it again.

Each event holds what changed as `{"column": [old, new]}`; a created row has old values of null, a removed one new values.
Whoever owns the file could rebuild the whole chain: proof comes from the head hash that somebody else holds.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import TYPE_CHECKING

from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perftui.storage.drivers import Connection

CAPTURE_NAMES = ("insert", "update", "delete", "identity")
"""How the names of the triggers of a captured table end."""
FIRST = bytes(32)
"""What stands before the first event."""

TABLES = """
CREATE TABLE _ctx (
    id INTEGER PRIMARY KEY CHECK (id = 1), actor TEXT, role TEXT NOT NULL DEFAULT '', at TEXT, step INTEGER
) STRICT;
INSERT INTO _ctx (id) VALUES (1);
CREATE TABLE step (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
    target INTEGER REFERENCES step(id), is_open INTEGER NOT NULL DEFAULT 1 CHECK (is_open IN (0, 1)),
    template TEXT NOT NULL, label_values TEXT NOT NULL CHECK (json_valid(label_values))
) STRICT;
CREATE INDEX step_open ON step (actor, id) WHERE is_open = 1;
CREATE INDEX step_kind ON step (actor, kind, id);
CREATE TABLE event (
    seq INTEGER PRIMARY KEY, step INTEGER NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL, role TEXT NOT NULL,
    entity TEXT NOT NULL, entity_id TEXT NOT NULL, verb TEXT NOT NULL CHECK (verb IN ('insert', 'update', 'delete')),
    diff TEXT CHECK (diff IS NULL OR json_valid(diff)), salt BLOB NOT NULL DEFAULT (randomblob(16)),
    digest BLOB, prev_hash BLOB, hash BLOB
) STRICT;
CREATE INDEX event_of ON event (entity, entity_id, seq);
CREATE INDEX event_step ON event (step);
CREATE TRIGGER event_keep BEFORE UPDATE ON event WHEN old.hash IS NOT NULL AND NOT (
    new.diff IS NULL AND new.seq = old.seq AND new.step = old.step AND new.at = old.at AND new.actor = old.actor
    AND new.role = old.role AND new.entity = old.entity AND new.entity_id = old.entity_id AND new.verb = old.verb
    AND new.salt = old.salt AND new.digest = old.digest AND new.prev_hash = old.prev_hash AND new.hash = old.hash)
BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;
CREATE TRIGGER event_stay BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;
"""


def capture_triggers(table: str, columns: Sequence[str]) -> str:
    """The triggers that write an event for each change to a table, and the one that keeps ids as they are.

    Args:
        table: Has a text primary key `id`.
        columns: What is captured; a change to other columns (such as `version`) writes nothing.
    """
    into = "INSERT INTO event (step, at, actor, role, entity, entity_id, verb, diff) SELECT step, at, actor, role"
    created = _pairs(columns, "iif(new.{0} IS NULL, NULL, json_array(NULL, new.{0}))")
    changed = _pairs(columns, "iif(new.{0} IS old.{0}, NULL, json_array(old.{0}, new.{0}))")
    removed = _pairs(columns, "iif(old.{0} IS NULL, NULL, json_array(old.{0}, NULL))")
    differs = " OR ".join(f"new.{column} IS NOT old.{column}" for column in columns)
    return f"""
CREATE TRIGGER {table}_insert AFTER INSERT ON {table} BEGIN
    {into}, '{table}', new.id, 'insert', {created} FROM _ctx WHERE id = 1; END;
CREATE TRIGGER {table}_update AFTER UPDATE ON {table} WHEN {differs} BEGIN
    {into}, '{table}', new.id, 'update', {changed} FROM _ctx WHERE id = 1; END;
CREATE TRIGGER {table}_delete AFTER DELETE ON {table} BEGIN
    {into}, '{table}', old.id, 'delete', {removed} FROM _ctx WHERE id = 1; END;
CREATE TRIGGER {table}_identity BEFORE UPDATE OF id ON {table} WHEN new.id IS NOT old.id
BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;
"""


def _pairs(columns: Sequence[str], value: str) -> str:
    # json_patch drops the nulls, so that only what changed is kept
    inner = ", ".join(f"'{column}', {value.format(column)}" for column in columns)
    return f"json_patch('{{}}', json_object({inner}))"


class Head(NamedTuple):
    """The end of the chain: what is printed, copied and given away as proof."""

    seq: int
    """Number of the last event; 0 when there is none."""
    hash: str
    """64 hexadecimal digits."""


class Tail(NamedTuple):
    """Where the next events are chained to."""

    seq: int
    """Number of the last event, sealed or not."""
    hash: bytes
    """Hash of the last sealed event."""


class Verdict(NamedTuple):
    """What reading the whole chain again found."""

    events: int
    erased: int
    """Events whose content was lawfully erased; their place in the chain stays."""
    trouble: str
    """What is wrong, as a code; empty when the chain holds."""
    seq: int
    """The first event that is wrong or missing; 0 when none is."""
    head: Head


def tail(connection: Connection) -> Tail:
    """Where the chain goes on; read it before the first event of a transaction."""
    last = connection.execute("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1").fetchone()
    if last is None:
        return Tail(0, FIRST)
    if last[1] is None:  # slipped in past the application: it stays unsealed, for `verify_chain` to find
        sealed = connection.execute("SELECT hash FROM event WHERE hash IS NOT NULL ORDER BY seq DESC LIMIT 1").fetchone()
        return Tail(last[0], sealed[0] if sealed else FIRST)
    return Tail(last[0], last[1])


def seal(connection: Connection, key: bytes, since: Tail) -> int:
    """Chain the events of this transaction to those before it; called before each commit.

    Args:
        connection: The database.
        key: The file's chain key.
        since: The tail before this transaction's first event: only what came after it is sealed.

    Returns:
        How many events the transaction wrote.
    """
    previous, sealed = since.hash, []
    for row in connection.execute(
        "SELECT seq, step, at, actor, role, entity, entity_id, verb, salt, diff FROM event WHERE seq > ? ORDER BY seq", (since.seq,)
    ).fetchall():
        digest = content_digest(row[8], row[9])
        current = chain_hash(key, previous, row[:8], digest)
        sealed.append((digest, previous, current, row[0]))
        previous = current
    connection.executemany("UPDATE event SET digest = ?, prev_hash = ?, hash = ? WHERE seq = ?", sealed)
    return len(sealed)


def content_digest(salt: bytes, diff: str | None) -> bytes:
    """SHA-256 over salt and content: the content can be erased later without breaking the chain."""
    return hashlib.sha256(salt + (diff or "").encode()).digest()


def chain_hash(key: bytes, previous: bytes, place: tuple[object, ...], digest: bytes) -> bytes:
    """HMAC-SHA-256 over the previous hash, who, when and what, and the digest of the content."""
    text = json.dumps(place, ensure_ascii=False, separators=(",", ":"))
    return hmac.digest(key, previous + text.encode() + digest, "sha256")


def read_head(connection: Connection) -> Head:
    """The last sealed event."""
    row = connection.execute("SELECT seq, hash FROM event WHERE hash IS NOT NULL ORDER BY seq DESC LIMIT 1").fetchone()
    return Head(row[0], row[1].hex()) if row else Head(0, FIRST.hex())


def verify_chain(connection: Connection, key: bytes, anchors: Mapping[int, str] | None = None) -> Verdict:
    """Read and hash the whole log again.

    Args:
        connection: The database.
        key: The file's chain key.
        anchors: Head hashes kept elsewhere, number to hash: what proves that nobody rebuilt the chain.

    Returns:
        The verdict; `trouble` is one of `gap`, `unsealed`, `content`, `chain`, `anchor`, `truncated`, or empty.
    """
    anchors = anchors or {}
    previous, count, erased = FIRST, 0, 0
    query = "SELECT seq, step, at, actor, role, entity, entity_id, verb, salt, diff, digest, prev_hash, hash FROM event ORDER BY seq"
    for row in connection.execute(query):
        count += 1
        erased += row[9] is None
        trouble = _trouble(tuple(row), count, previous, key, anchors)
        if trouble:
            return Verdict(count, erased, trouble, count, read_head(connection))
        previous = row[12]
    if anchors and max(anchors) > count:
        return Verdict(count, erased, "truncated", count + 1, read_head(connection))
    return Verdict(count, erased, "", 0, read_head(connection))


def _trouble(row: tuple[object, ...], expected: int, previous: bytes, key: bytes, anchors: Mapping[int, str]) -> str:
    seq, salt, diff, digest, prev_hash, found = row[0], row[8], row[9], row[10], row[11], row[12]
    if seq != expected:
        return "gap"
    if not (isinstance(found, bytes) and isinstance(digest, bytes) and isinstance(salt, bytes)):
        return "unsealed"
    if diff is not None and content_digest(salt, str(diff)) != digest:
        return "content"
    if prev_hash != previous or chain_hash(key, previous, row[:8], digest) != found:
        return "chain"
    return "anchor" if anchors.get(expected, found.hex()) != found.hex() else ""
