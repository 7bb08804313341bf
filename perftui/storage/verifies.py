"""Everything that can be checked about a file: its pages, its schema, its chain, and the tables against the log."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, Final

from perftui.storage import drivers, events, node_rebuilds, words
from perftui.storage.copies import copy_pages
from perftui.storage.drivers import DatabaseError
from perftui.storage.stores import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from perftui.storage.drivers import Row
    from perftui.storage.events import Verdict

SHOWN: Final = 100
"""Faults that a report names one by one."""


class FaultCode(StrEnum):
    """What can be wrong."""

    PAGES = "pages"
    """SQLite finds the file malformed; `name` holds its words."""
    REFERENCE = "reference"
    """A row points to one that is not there."""
    SCHEMA_MISSING = "schema_missing"
    """A table, index, view or trigger is gone."""
    SCHEMA_CHANGED = "schema_changed"
    SCHEMA_EXTRA = "schema_extra"
    """Somebody added a table, index, view or trigger."""
    RECORD_DIFFERS = "record_differs"
    """The record is not as the log left it."""
    RECORD_UNLOGGED = "record_unlogged"
    """The record exists, but by the log it should not."""
    RECORD_LOST = "record_lost"
    """The record should exist by the log, but does not."""
    LOG_SKIPS = "log_skips"
    """An event begins from other values than the one before it ended with: something was changed in between, past the log."""
    LOG_UNKNOWN = "log_unknown"
    """Events of a table that this version does not know."""
    NODE_DIFFERS = "node_differs"
    """The computed tree is not what goals and check-ins give; rebuilding mends it."""
    WORDS_DIFFER = "words_differ"
    """In a large file the record is not found by its words."""
    CONTENT_DIFFERS = "content_differs"
    """The bytes of an attached file are not those of their hash."""
    CONTENT_LOST = "content_lost"
    """The bytes of an attached file are gone."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong."""

    code: FaultCode
    name: str
    """The table, trigger, index or view."""
    id: str = ""
    """The record; empty where it is none."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the checks found."""

    chain: Verdict | None
    """None when the pages are damaged, so that the chain was not read."""
    faults: tuple[Fault, ...]
    """The first hundred."""
    count: int
    """How many faults there are; the chain's trouble is not among them."""
    is_deep: bool

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return self.chain is not None and not self.chain.trouble and not self.count


def verify(store: Store, deep: bool, anchors: Mapping[int, str] | None = None) -> Report:
    """Check the file as it was last committed; others can go on writing.

    Args:
        store: Not inside a transaction.
        deep: Also read every page, play the log again against every record, and make the tree anew beside the present one.
        anchors: Heads of the chain kept elsewhere, number to hash.
    """
    with _one_moment(store) as still:
        pages = _pages(still, deep)
        if pages:
            return Report(None, tuple(pages[:SHOWN]), len(pages), deep)
        chain = events.verify_chain(still.connection, still.chain_key, anchors)
        faults = [*_references(still), *_schema(still)]
        if deep:
            faults += [*_records(still), *_nodes(still), *_words(still), *_contents(still)]
    return Report(chain, tuple(faults[:SHOWN]), len(faults), deep)


@contextlib.contextmanager
def _one_moment(store: Store) -> Iterator[Store]:
    """The content of one moment, without keeping anybody from writing meanwhile."""
    if store.value("PRAGMA journal_mode") == "delete":  # here whoever reads holds up whoever saves: look at a copy
        with contextlib.closing(Store(drivers.open_memory(), store.actor)) as copy:
            copy_pages(store.connection, copy.connection)
            yield copy
        return
    store.connection.execute("BEGIN")
    try:
        yield store
    finally:
        store.connection.execute("ROLLBACK")


def _pages(store: Store, deep: bool) -> list[Fault]:
    try:
        rows = store.rows("PRAGMA integrity_check" if deep else "PRAGMA quick_check")
    except DatabaseError as error:
        return [Fault(FaultCode.PAGES, str(error))]
    return [Fault(FaultCode.PAGES, str(row[0])) for row in rows if row[0] != "ok"]


def _references(store: Store) -> list[Fault]:
    return [Fault(FaultCode.REFERENCE, row[0], str(row[1])) for row in store.rows("PRAGMA foreign_key_check")]


def _schema(store: Store) -> list[Fault]:
    from perftui.storage.schemas import differences  # needs sqlite-utils

    return [Fault(FaultCode(f"schema_{found.code}"), found.name) for found in differences(store.connection)]


def _nodes(store: Store) -> list[Fault]:
    return [Fault(FaultCode.NODE_DIFFERS, "node", ref) for ref in node_rebuilds.differing(store)]


def _words(store: Store) -> list[Fault]:
    return [Fault(FaultCode.WORDS_DIFFER, table, record_id) for table, record_id in words.differing(store)]


def _contents(store: Store) -> list[Fault]:
    """Attached files held against their hashes, one after another."""
    from hashlib import sha256  # only here

    found, faults = set(), []
    for row in store.connection.execute("SELECT content_hash, content FROM evidence_content ORDER BY content_hash"):
        found.add(row["content_hash"])
        if sha256(row["content"]).hexdigest() != row["content_hash"]:
            faults.append(Fault(FaultCode.CONTENT_DIFFERS, "evidence", row["content_hash"]))
    named = store.rows("SELECT id, content_hash FROM evidence WHERE content_hash <> '' ORDER BY id")
    return faults + [Fault(FaultCode.CONTENT_LOST, "evidence", row["id"]) for row in named if row["content_hash"] not in found]


def _records(store: Store) -> list[Fault]:
    from perftui.storage.schemas import CAPTURED  # needs sqlite-utils

    faults = [fault for table in CAPTURED for fault in _records_of(store, table)]
    for row in store.rows("SELECT entity, min(entity_id) FROM event GROUP BY entity"):
        if row[0] not in CAPTURED:
            faults.append(Fault(FaultCode.LOG_UNKNOWN, row[0], row[1]))
    return faults


def _records_of(store: Store, table: str) -> list[Fault]:
    """The records of a table held against its events, both in the order of their ids, without loading either whole."""
    log = store.connection.execute("SELECT entity_id, verb, diff FROM event WHERE entity = ? ORDER BY entity_id, seq", (table,))
    records = iter(store.connection.execute(f"SELECT * FROM {table} ORDER BY id"))
    faults, record = [], next(records, None)
    for record_id, told in groupby(log, key=lambda event: event[0]):
        while record is not None and record["id"] < record_id:
            faults.append(Fault(FaultCode.RECORD_UNLOGGED, table, record["id"]))
            record = next(records, None)
        is_here = record is not None and record["id"] == record_id
        faults += [Fault(code, table, record_id) for code in _held_against(told, record if is_here else None)]
        record = next(records, None) if is_here else record
    return faults + [Fault(FaultCode.RECORD_UNLOGGED, table, row["id"]) for row in ([record, *records] if record else [])]


def _held_against(told: Iterable[Row], record: Row | None) -> list[FaultCode]:
    """What is wrong with one record, by all its events."""
    values: dict[str, object] | None = None
    is_erased, skips = False, False
    for _, verb, diff in told:
        if diff is None:
            is_erased, values = True, None if verb == "delete" else values or {}
            continue
        changes = json.loads(diff)
        before = {column: pair[0] for column, pair in changes.items()}
        skips |= not is_erased and any((values or {}).get(column) != old for column, old in before.items())
        is_erased &= verb != "insert"
        values = None if verb == "delete" else {**(values or {}), **{column: pair[1] for column, pair in changes.items()}}
    found = [FaultCode.LOG_SKIPS] if skips else []
    if (values is None) != (record is None):
        found.append(FaultCode.RECORD_LOST if record is None else FaultCode.RECORD_UNLOGGED)
    elif record is not None and values is not None and not is_erased and _differs(record, values):
        found.append(FaultCode.RECORD_DIFFERS)
    return found


def _differs(record: Row, values: Mapping[str, object]) -> bool:
    return any(record[column] != values.get(column) for column in record.keys() if column not in ("id", "version"))  # noqa: SIM118  # a Row iterates over values
